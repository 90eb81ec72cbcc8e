/** The extension's composition: constructs the services, hands them to each other, registers what VS Code calls. */
import * as vscode from "vscode";
import { bundledFiles, createEngine } from "./engine/index.ts";
import { createApi, type ConnectorWorkbenchApi } from "./host/api.ts";
import { registerAllCommands } from "./host/commands/index.ts";
import { registerConfigurationProviders } from "./host/debug/configurationProvider.ts";
import { debugpyOffer } from "./host/debug/offerDebugpy.ts";
import { DebugSessions } from "./host/debug/sessions.ts";
import { LatestFindings } from "./host/diagnostics/latestFindings.ts";
import { Problems } from "./host/diagnostics/problems.ts";
import { QuickFixes } from "./host/diagnostics/quickFixes.ts";
import { registerStateDocuments } from "./host/inspector/stateDocuments.ts";
import { registerViews } from "./host/inspector/views.ts";
import { registerDataSchemas } from "./host/language/dataSchemas.ts";
import { LanguageSupport } from "./host/language/languageSupport.ts";
import { SchemaEvaluations } from "./host/language/schemaEvaluation.ts";
import { ConfigurationSecrets } from "./host/platform/configurationSecrets.ts";
import { showError } from "./host/platform/errors.ts";
import { createLog } from "./host/platform/log.ts";
import { ownerOf } from "./host/platform/owner.ts";
import { Destinations } from "./host/projects/destinations.ts";
import { Projects } from "./host/projects/projects.ts";
import { Proposals } from "./host/proposals/proposals.ts";
import { registerReportDocuments } from "./host/report/reportDocuments.ts";
import { showFailure } from "./host/sync/failure.ts";
import { Interpreters } from "./host/sync/interpreters.ts";
import { PackageInstaller } from "./host/sync/packageInstaller.ts";
import { logRuns } from "./host/sync/runLog.ts";
import { StatusBar } from "./host/sync/statusBar.ts";
import { Syncs } from "./host/sync/syncs.ts";
import { TablePanels } from "./host/tables/tablePanels.ts";

export function activate(context: vscode.ExtensionContext): ConnectorWorkbenchApi {
  const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
  const engine = createEngine(bundledFiles(dist.fsPath));
  const { hostScript } = engine.files;
  const log = createLog();
  const projects = new Projects();
  const storage = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, "runs");
  const destinations = new Destinations({ engine, storage: storage.fsPath, log });
  const secrets = new ConfigurationSecrets(context.secrets);
  const interpreters = new Interpreters(engine, log);
  const installer = new PackageInstaller(log);
  const syncs = new Syncs(engine, destinations, interpreters, secrets);
  const tables = new TablePanels({ projects, destinations, extensionUri: context.extensionUri });
  const findings = new LatestFindings(projects, destinations, log);
  const problems = new Problems(findings, destinations, log);
  const quickFixes = new QuickFixes(problems, destinations);
  const language = new LanguageSupport({ dist: dist.fsPath, projects, destinations, log });
  const schemas = new SchemaEvaluations({
    engine,
    projects,
    interpreters,
    language,
    secrets,
    log,
  });
  const proposals = new Proposals();
  const owned = [
    log,
    projects,
    destinations,
    tables,
    findings,
    problems,
    quickFixes.register(),
    language,
    schemas,
    proposals,
    registerDataSchemas(language, projects),
    new StatusBar(projects, destinations),
    new DebugSessions({ projects, destinations, syncs, hostScript, log }),
    registerConfigurationProviders({
      projects,
      destinations,
      interpreters,
      hostScript,
      offerDebugpy: debugpyOffer(installer),
      log,
    }),
    registerViews({ projects, destinations, interpreters, findings }),
    registerReportDocuments(projects, destinations),
    registerStateDocuments(projects, destinations),
    registerAllCommands({
      engine,
      log,
      projects,
      destinations,
      interpreters,
      installer,
      syncs,
      tables,
      problems,
      quickFixes,
      language,
      schemas,
      proposals,
      secrets,
    }),
    destinations.onDidFinish((finished) => {
      showFailure(finished, log).catch((error: unknown) => showError(error, log));
    }),
    logRuns(destinations, log),
  ];
  context.subscriptions.push(ownerOf(owned));
  return createApi(projects, destinations);
}
