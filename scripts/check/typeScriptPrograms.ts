// One TypeScript program per set of ambient APIs, so that `window` does not compile in the host.
import { filesBelow } from "../files/filesBelow.ts";

/** The folders with a tsconfig.json, the root last; one that has no file yet is left out. */
export function typeScriptPrograms(repository: string): readonly string[] {
  const candidates = ["src/shared", "media", "test/editor", "test/e2e", "test/unit/media"];
  const filled = candidates.filter((folder) => filesBelow(repository, folder, ".ts").length > 0);
  return [...filled, "."];
}
