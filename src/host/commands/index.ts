/** All commands, each from its own file. */
import type * as vscode from "vscode";
import { cancelSync } from "./cancelSync.ts";
import { clearColumnRules, setColumnRule } from "./columnRules.ts";
import { debugSync } from "./debugSync.ts";
import { applySchema, generateSchema } from "./generateSchema.ts";
import { moveSecret, restoreSecret } from "./moveSecret.ts";
import { newProject } from "./newProject.ts";
import { openTable } from "./openTable.ts";
import { registerCommands } from "./register.ts";
import { runSync } from "./runSync.ts";
import { evaluateSchema, ignoreCode } from "./schema.ts";
import type { Services } from "./services.ts";
import { setUpEnvironment } from "./setUpEnvironment.ts";
import { showReport } from "./showReport.ts";
import { showState } from "./showState.ts";
import { showSyncActions } from "./showSyncActions.ts";

export function registerAllCommands(services: Services): vscode.Disposable {
  const { log, problems, quickFixes, language } = services;
  return registerCommands(
    {
      "connectorWorkbench.runSync": runSync(services, { kind: "continue" }),
      "connectorWorkbench.runSyncFresh": runSync(services, { kind: "fresh" }),
      "connectorWorkbench.resync": runSync(services, { kind: "resync" }),
      "connectorWorkbench.debugSync": debugSync(services),
      "connectorWorkbench.cancelSync": cancelSync(services),
      "connectorWorkbench.showLog": () => {
        log.show();
      },
      "connectorWorkbench.newProject": newProject(services),
      "connectorWorkbench.setUpEnvironment": setUpEnvironment(services),
      "connectorWorkbench.openTable": openTable(services),
      "connectorWorkbench.showState": showState(services),
      "connectorWorkbench.showReport": showReport(services),
      "connectorWorkbench.blockColumn": setColumnRule(services, "block"),
      "connectorWorkbench.hashColumn": setColumnRule(services, "hash"),
      "connectorWorkbench.clearColumnRules": clearColumnRules(services),
      "connectorWorkbench.evaluateSchema": evaluateSchema(services),
      "connectorWorkbench.generateSchema": generateSchema(services),
      "connectorWorkbench.applySchema": applySchema(services),
      "connectorWorkbench.moveSecret": moveSecret(services),
      "connectorWorkbench.restoreSecret": restoreSecret(services),
      "connectorWorkbench.restartLanguageServer": () => language.restart(),
      "connectorWorkbench.showServerLog": () => {
        language.showOutput();
      },
      "connectorWorkbench.dismissFinding": (about) => {
        problems.dismiss(about);
      },
      "connectorWorkbench.askAboutFinding": (about) => quickFixes.ask(about),
      "connectorWorkbench.turnOffFinding": (about) => quickFixes.turnOff(about),
      "connectorWorkbench.ignoreCode": ignoreCode,
      "connectorWorkbench.showSyncActions": showSyncActions(services),
    },
    log,
  );
}
