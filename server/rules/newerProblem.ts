/** What is used although a version of the SDK that the project is for does not have it. */
import type { Place } from "../evaluation/values.ts";
import type { ProjectFacts } from "../model/facts.ts";
import { hasSince, lacks, type SdkVersion } from "../sdk/versions.ts";
import { problemAt } from "./problem.ts";
import type { Problem } from "./rule.ts";

export function* newerProblem(
  { sdk }: ProjectFacts,
  place: Place,
  what: string,
  since: SdkVersion,
): Iterable<Problem> {
  if (hasSince(sdk, since)) return;
  const isMissing = lacks(sdk, since);
  const has = isMissing ? "installed SDK" : "oldest SDK that the project is for";
  yield problemAt(
    place,
    "needs-newer-sdk",
    `${what} came with SDK ${since.major}.${since.minor}; the ${has} is ${sdk.from.major}.${sdk.from.minor}.`,
    isMissing ? {} : { severity: "warning" },
  );
}
