/** Times that are converted to text in one expression, of which it is certain that they have no offset, or one. */
import type { Value } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { calledAt } from "./calledAt.ts";

export interface ConvertedTime {
  /** Types whose format the text has not. */
  readonly refusedBy: readonly string[];
  /** For messages: "the text of utcnow().isoformat(), which has no offset". */
  readonly shown: string;
}

/** `datetime.utcnow().isoformat()` and the like; undefined for every other value. */
export function convertedTime(value: Value, facts: ProjectFacts): ConvertedTime | undefined {
  if (!value.place) return undefined;
  const call = /^datetime\.(?:datetime\.(utcnow|now|today)|date\.(today))\(\)\.isoformat$/.exec(
    calledAt(value, facts) ?? "",
  );
  if (!call) return undefined;
  const written = facts.files.text(value.place.file)?.slice(value.place.from, value.place.to) ?? "";
  const shown = `the text of ${call[1] ?? "today"}().isoformat()`;
  if (call[2] !== undefined)
    return { refusedBy: ["UTC_DATETIME", "NAIVE_DATETIME"], shown: `${shown}, which has no time` };
  if (call[1] !== "now" || /\bnow\(\s*\)/.test(written))
    return { refusedBy: ["UTC_DATETIME", "NAIVE_DATE"], shown: `${shown}, which has no offset` };
  return /\bnow\(\s*(?:tz\s*=\s*)?(?:\w+\.)*(?:timezone\.utc|UTC)\s*\)/.test(written)
    ? { refusedBy: ["NAIVE_DATETIME", "NAIVE_DATE"], shown: `${shown}, which has an offset` }
    : undefined;
}
