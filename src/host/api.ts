/** What other extensions can read through `vscode.extensions.getExtension(…).exports`. Nothing here changes anything. */
import type * as vscode from "vscode";
import { UserError } from "../shared/base/userError.ts";
import type { SyncReport, TableSummary } from "../shared/model/sync.ts";
import type { RunEntry, TablePage } from "../shared/protocol/destination.ts";
import type { Destinations } from "./projects/destinations.ts";
import type { Projects } from "./projects/projects.ts";

export interface ConnectorWorkbenchApi {
  readonly version: 1;
  /** Folders of the workspace's connector projects. */
  projects(): Promise<readonly string[]>;
  /** The destination as it is now; while a sync runs, with the rows it has sent so far. */
  tables(project: string): Promise<readonly TableSummary[]>;
  page(
    project: string,
    table: { readonly schema: string | null; readonly name: string },
    start: number,
    count: number,
  ): Promise<TablePage>;
  runs(project: string): Promise<readonly RunEntry[]>;
  readonly onDidFinishSync: vscode.Event<{
    readonly project: string;
    readonly report: SyncReport;
  }>;
}

export function createApi(projects: Projects, destinations: Destinations): ConnectorWorkbenchApi {
  const remoteOf = async (folder: string) => {
    const project = projects.at(folder);
    if (!project) {
      throw new UserError("projectNotFound", `There is no connector.py in ${folder}.`);
    }
    return (await destinations.of(project).open()).remote;
  };
  return {
    version: 1,
    async projects() {
      return (await projects.all()).map(({ folder }) => folder);
    },
    async tables(project) {
      return (await remoteOf(project)).tables();
    },
    async page(project, table, start, count) {
      return (await remoteOf(project)).page(table, start, count);
    },
    async runs(project) {
      return (await remoteOf(project)).runs();
    },
    onDidFinishSync: (listener, thisArgument, disposables) =>
      destinations.onDidFinish(
        ({ destination, report }) => {
          listener.call(thisArgument, { project: destination.project.folder, report });
        },
        undefined,
        disposables,
      ),
  };
}
