/** Registers commands so that a failure of any of them is shown, once, in the same way. */
import * as vscode from "vscode";
import { showError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import type { Commands } from "./ids.ts";

export function registerCommands(commands: Commands, log: Log): vscode.Disposable {
  // Menus and other extensions pass what they like; each command looks at its arguments itself.
  const entries = Object.entries<(...args: unknown[]) => unknown>({ ...commands });
  const registrations = entries.map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        return await run(...args);
      } catch (error) {
        void showError(error, log);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
