/** "Set Up Python Environment": the project's environment, made if there is none, with the SDK and debugpy in it. */
import { existsSync } from "node:fs";
import path from "node:path";
import { chooseProject } from "../projects/chooseProject.ts";
import { requireTrust } from "../sync/syncs.ts";
import type { Services } from "./services.ts";

export function setUpEnvironment({ projects, interpreters, installer }: Services) {
  return async (target?: unknown): Promise<void> => {
    requireTrust();
    const project = await chooseProject(projects, target);
    if (!project) {
      return;
    }
    const found = await interpreters.find(project);
    const isOwn = found.origin === "project environment" || found.origin === "setting";
    // Packages of a connector do not belong into the system's Python.
    const python = isOwn
      ? found.path
      : await installer.createEnvironment(found.path, project.folder);
    if (python !== undefined) {
      const requirements = path.join(project.folder, "requirements.txt");
      const ofProject = existsSync(requirements) ? ["-r", requirements] : [];
      await installer.install(python, ["fivetran-connector-sdk", "debugpy", ...ofProject]);
      await interpreters.check(project);
    }
  };
}
