/** Reads a project: its modules, what evaluation finds in them, and what they mean for the SDK. */
import type { SdkRange } from "../sdk/versions.ts";
import type { ProjectFacts } from "./facts.ts";
import type { ProjectFiles } from "./projectFiles.ts";

/** Never throws, whatever the files hold. */
export function readFacts(_files: ProjectFiles, _sdk: SdkRange): ProjectFacts {
  throw new Error("not yet");
}
