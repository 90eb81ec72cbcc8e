// A connector project in a folder of its own, whose workspace settings name the interpreter.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export interface ConnectorWorkspace {
  readonly folder: string;
  /** Changes the workspace's settings, also while it is open. */
  readonly set: (settings: Readonly<Record<string, unknown>>) => void;
  readonly remove: () => void;
}

const fixtures = path.join(path.dirname(import.meta.dirname), "fixtures");

/** `python` is a machine setting, which in a served editor counts only in the workspace's settings. */
export function connectorWorkspace(fixture: string, python?: string): ConnectorWorkspace {
  const temporary = mkdtempSync(path.join(os.tmpdir(), "workbench-connector-"));
  const folder = path.join(temporary, "shop");
  cpSync(path.join(fixtures, fixture), folder, { recursive: true });
  const settings = python === undefined ? {} : { "connectorWorkbench.python": python };
  writeSettings(folder, settings);
  return {
    folder,
    set: (more) => {
      writeSettings(folder, { ...settings, ...more });
    },
    remove: () => {
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

export function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  writeFileSync(path.join(folder, ".vscode", "settings.json"), JSON.stringify(settings));
}
