/** Checkpoints, states, memory, and what schema() itself gets wrong. */
import type { Finding } from "../../../shared/model/findings.ts";
import type { Checkpoint } from "../../../shared/model/sync.ts";
import type { DeclaredTable } from "../../../shared/protocol/frames.ts";
import { nearestName } from "../../../shared/base/nearestName.ts";
import type { StateSighting } from "../store/stateNotes.ts";
import type { Evidence, Location, RunFacts } from "./evidence.ts";
import { counted, finding, isComplete, listed, nameOf } from "./makeFinding.ts";

/** Fivetran asks for no more than one checkpoint a minute [TOOLS]; these many, for this little, are one for each row or so. */
const manyCheckpoints = 50;
const fewRows = 10;
/** About every 10 minutes in long operations [TOOLS]. */
const longMinutes = 10;
/** What a failure would have to fetch again. */
const manyRows = 1_000_000;
/** A state must stay under 10 MB [TOOLS]; a tenth of it is more than cursors need. */
const largeState = 1_000_000;
const tooLargeState = 10_000_000;
/** What production gives a connector [T17], and how much of it is too close. */
const productionBytes = 1_000_000_000;
const highShare = 0.7;

export function runFindings(evidence: Evidence): readonly Finding[] {
  const { run } = evidence;
  return [
    ...noCheckpoint(evidence),
    ...frequent(run),
    ...rare(run),
    ...lost(run),
    ...states(run),
    ...memory(run),
    ...(evidence.schema ?? []).flatMap((entry) => [...ignoredKeys(entry), ...keyAsText(entry)]),
  ];
}

function noCheckpoint(evidence: Evidence): Finding[] {
  const { checkpoints, operations, truncates } = evidence.run;
  if (!isComplete(evidence) || checkpoints.length > 0 || operations + truncates === 0) return [];
  const message =
    "The sync made no checkpoint: had it failed, all rows would have been lost, and the next sync begins with the same state. " +
    "Call op.checkpoint(state) when rows are complete.";
  return [finding("no-checkpoint", "warning", message, { count: operations })];
}

function frequent({ checkpoints }: RunFacts): Finding[] {
  const rows = checkpoints.reduce((sum, checkpoint) => sum + checkpoint.rows, 0);
  if (checkpoints.length < manyCheckpoints || rows >= fewRows * checkpoints.length) return [];
  const message =
    `${counted(checkpoints.length, "checkpoint")} were made for ${counted(rows, "row")}. Each one waits until all rows are stored; ` +
    `make one for each page or table.`;
  return [
    finding("frequent-checkpoints", "warning", message, {
      count: checkpoints.length,
      ...usualPlace(checkpoints),
    }),
  ];
}

function rare(run: RunFacts): Finding[] {
  if (run.checkpoints.length === 0) return [];
  const ends = [...run.checkpoints, { seconds: run.seconds, rows: run.rowsSinceCheckpoint }].map(
    (end, index, all) => ({
      rows: end.rows,
      minutes: (end.seconds - (all[index - 1]?.seconds ?? 0)) / 60,
      // What follows the last checkpoint has none of its own.
      place: placeOf(run.checkpoints[index] ?? run.checkpoints.at(-1)),
    }),
  );
  const isLong = ({ rows, minutes }: { readonly rows: number; readonly minutes: number }) =>
    rows > manyRows || (rows > 0 && minutes > longMinutes && !run.isDebugged);
  const long = ends.filter(isLong);
  const [first] = long;
  if (!first) return [];
  const [were, them] = first.rows === 1 ? ["was", "it"] : ["were", "all of them"];
  const message =
    `${counted(first.rows, "row")} in ${first.minutes.toFixed(1)} minutes ${were} emitted without a checkpoint. A failure loses ` +
    `${them}; make a checkpoint at least every ${String(longMinutes)} minutes.`;
  return [finding("rare-checkpoints", "warning", message, { count: long.length, ...first.place })];
}

function lost({ status, rowsSinceCheckpoint: rows, checkpoints }: RunFacts): Finding[] {
  if (status !== "failed" || rows === 0) return [];
  const since =
    checkpoints.length === 0 ? "and no checkpoint had been made" : "after the last checkpoint";
  const [are, them] = rows === 1 ? ["is", "it"] : ["are", "them"];
  const message =
    `${counted(rows, "row")} emitted before the sync failed, ${since}, ${are} lost; the next sync has to emit ${them} again. ` +
    `More checkpoints would keep more.`;
  return [finding("rows-lost", "warning", message, { count: rows })];
}

function states({ states: { largest, notObject, nullAt }, checkpoints }: RunFacts): Finding[] {
  const found: Finding[] = [];
  const at = ({ checkpoint }: StateSighting<unknown>) => placeOf(checkpoints[checkpoint - 1]);
  if (notObject) {
    const message =
      `The state of checkpoint ${String(notObject.checkpoint)} is ${notObject.detail}, but Fivetran keeps JSON objects only. ` +
      `Pass a dict to op.checkpoint.`;
    found.push(finding("state-not-object", "error", message, at(notObject)));
  }
  if (largest && largest.detail >= largeState) {
    const isTooLarge = largest.detail >= tooLargeState;
    const megabytes = (largest.detail / 1e6).toFixed(1);
    const message = isTooLarge
      ? `The state of checkpoint ${String(largest.checkpoint)} has ${megabytes} MB; Fivetran allows 10 MB. Keep cursors in it, not data.`
      : `The state of checkpoint ${String(largest.checkpoint)} has ${megabytes} MB of the 10 MB that Fivetran allows. Keep cursors in it, not data.`;
    found.push(
      finding("large-state", isTooLarge ? "error" : "warning", message, {
        count: largest.detail,
        ...at(largest),
      }),
    );
  }
  if (nullAt) {
    const message =
      `${nullAt.detail} is NULL in the state of checkpoint ${String(nullAt.checkpoint)}. state.get(key, default) gives None for it ` +
      `rather than the default; leave the key out, or keep its last value.`;
    found.push(finding("null-in-state", "info", message, at(nullAt)));
  }
  return found;
}

function placeOf(checkpoint: Checkpoint | undefined): Location {
  return { file: checkpoint?.file ?? null, line: checkpoint?.line ?? null };
}

/** Where most of the checkpoints were made: a last one after a loop is not what made them many. */
function usualPlace(checkpoints: readonly Checkpoint[]): Location {
  const counts = new Map<string, number>();
  const key = ({ file, line }: Checkpoint) => `${String(line)} ${file ?? ""}`;
  for (const each of checkpoints) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return placeOf(checkpoints.find((each) => counts.get(key(each)) === most));
}

function memory({ connectorPeakBytes: peak }: RunFacts): Finding[] {
  if (peak === null || peak <= productionBytes * highShare) return [];
  const message =
    `The connector used ${(peak / 1e6).toFixed(0)} MB of memory at its peak; production gives it 1 GB and restarts it beyond. ` +
    `Emit rows as they are fetched rather than collecting them.`;
  return [finding("high-memory", "warning", message, { count: peak })];
}

/** The keys of an entry of schema(). */
const knownKeys = ["table", "primary_key", "columns", "schema"];

function ignoredKeys(entry: DeclaredTable): Finding[] {
  const [first] = entry.ignoredKeys;
  if (first === undefined) return [];
  const meant = nearestName(first, knownKeys) ?? knownKeys.find((known) => first.startsWith(known));
  const table = nameOf({ schema: entry.schema, name: entry.table });
  const message =
    `schema() gives table ${table} ${listed(entry.ignoredKeys)}, which the SDK ignores.` +
    (meant === undefined ? "" : ` Did you mean "${meant}"?`);
  const severity = meant === "primary_key" ? "error" : "warning";
  const { file, line } = entry;
  return [finding("schema-key-ignored", severity, message, { table, file, line })];
}

function keyAsText(entry: DeclaredTable): Finding[] {
  if (!entry.isKeyText) return [];
  const table = nameOf({ schema: entry.schema, name: entry.table });
  const text = entry.primaryKey.join("");
  const message =
    `primary_key of table ${table} is text, of which the SDK takes every character as a column: ${entry.primaryKey.join(", ")}. ` +
    `Write ["${text}"].`;
  const { file, line } = entry;
  return [finding("key-as-text", "error", message, { table, file, line })];
}
