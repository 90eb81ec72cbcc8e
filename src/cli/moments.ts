/** Positions of a project's history, as the commands name and list them. */
import type { Moment, RunEntry } from "../shared/protocol/destination.ts";
import { UsageError } from "./exitCodes.ts";

/** Throws a `UsageError` that tells what there is when `moment` is not in the history. */
export function requireMoment(option: string, moment: Moment, runs: readonly RunEntry[]): void {
  const entry = runs.find(({ run }) => run === moment.run);
  if (entry === undefined) {
    const known = runs.map(({ run }) => run);
    const hint = known.length === 0 ? "There is no run yet." : `There are runs ${ranges(known)}.`;
    throw new UsageError(`${option}: there is no run ${moment.run}. ${hint}`);
  }
  const last = entry.checkpoints.at(-1)?.index ?? 0;
  if (moment.checkpoint > last) {
    const hint =
      last === 0
        ? `It has only its start, ${moment.run}:0.`
        : `Its last one is ${moment.run}:${last}.`;
    throw new UsageError(
      `${option}: run ${moment.run} has no checkpoint ${moment.checkpoint}. ${hint}`,
    );
  }
}

/** `1-3, 5` */
function ranges(numbers: readonly number[]): string {
  const parts: { first: number; last: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const current = parts.at(-1);
    if (current?.last === number - 1) {
      current.last = number;
    } else {
      parts.push({ first: number, last: number });
    }
  }
  return parts
    .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
    .join(", ");
}
