/** What the CLI and the extension use of the engine; from outside, nothing else of it is imported. */
import type { EngineFiles } from "./engineFiles.ts";
import { listTemplates, scaffold } from "./project/scaffold.ts";
import { findInterpreter } from "./python/interpreter.ts";
import { evaluateSchema, type SchemaEvaluation } from "./schema/evaluateSchema.ts";
import {
  openDestination,
  type DestinationOptions,
  type OpenDestination,
} from "./sync/openDestination.ts";
import { runSync, type SyncOptions } from "./sync/runSync.ts";
import type { SyncReport } from "../shared/model/sync.ts";

export { bundledFiles, sourceFiles, type EngineFiles } from "./engineFiles.ts";
export { requireSdk, type Interpreter } from "./python/interpreter.ts";
export { wrongAnswer } from "./project/templates.ts";
export { createEnvironment, installPackages } from "./python/packages.ts";
export { killProcessTree } from "./python/processTree.ts";
export type { DestinationOptions, OpenDestination } from "./sync/openDestination.ts";

export interface Engine {
  readonly files: EngineFiles;
  readonly findInterpreter: typeof findInterpreter;
  /** Starts a worker on a project's runs; the caller closes it. */
  openDestination(options: Omit<DestinationOptions, "worker">): Promise<OpenDestination>;
  /** Runs the connector once; no process is left when this settles. */
  runSync(options: Omit<SyncOptions, "hostScript">): Promise<SyncReport>;
  /** Calls the connector's schema() alone; rejects with a `UserError` when that fails. */
  evaluateSchema(options: Omit<SchemaEvaluation, "hostScript">): Promise<unknown>;
  listTemplates(): ReturnType<typeof listTemplates>;
  scaffold(
    options: Omit<Parameters<typeof scaffold>[0], "templatesFolder">,
  ): ReturnType<typeof scaffold>;
}

export function createEngine(files: EngineFiles): Engine {
  const { worker, hostScript, templates } = files;
  return {
    files,
    findInterpreter,
    openDestination: (options) => openDestination({ ...options, worker }),
    runSync: (options) => runSync({ ...options, hostScript }),
    evaluateSchema: (options) => evaluateSchema({ ...options, hostScript }),
    listTemplates: () => listTemplates(templates),
    scaffold: (options) => scaffold({ ...options, templatesFolder: templates }),
  };
}
