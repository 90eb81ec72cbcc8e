/** "Run Sync" and "Run Sync Fresh": the connector runs without a debugger, the views show what comes of it. */
import type { SyncReport, SyncStart } from "../../shared/model/sync.ts";
import { chooseProject } from "../projects/chooseProject.ts";
import type { Services } from "./services.ts";

export function runSync({ projects, syncs }: Services, start: SyncStart) {
  return async (target?: unknown): Promise<SyncReport | undefined> => {
    const project = await chooseProject(projects, target);
    return project && syncs.run(project, { start });
  };
}
