/** All commands, each from its own file. */
import type * as vscode from "vscode";
import { cancelSync } from "./cancelSync.ts";
import { debugSync } from "./debugSync.ts";
import { newProject } from "./newProject.ts";
import { openTable } from "./openTable.ts";
import { registerCommands } from "./register.ts";
import { runSync } from "./runSync.ts";
import type { Services } from "./services.ts";
import { setUpEnvironment } from "./setUpEnvironment.ts";
import { showState } from "./showState.ts";
import { showSyncActions } from "./showSyncActions.ts";

export function registerAllCommands(services: Services): vscode.Disposable {
  const { log } = services;
  return registerCommands(
    {
      "connectorWorkbench.runSync": runSync(services, { kind: "continue" }),
      "connectorWorkbench.runSyncFresh": runSync(services, { kind: "fresh" }),
      "connectorWorkbench.debugSync": debugSync(services),
      "connectorWorkbench.cancelSync": cancelSync(services),
      "connectorWorkbench.showLog": () => {
        log.show();
      },
      "connectorWorkbench.newProject": newProject(services),
      "connectorWorkbench.setUpEnvironment": setUpEnvironment(services),
      "connectorWorkbench.openTable": openTable(services),
      "connectorWorkbench.showState": showState(services),
      "connectorWorkbench.showSyncActions": showSyncActions(services),
    },
    log,
  );
}
