/** Rebuilds tables and state as of a moment from the logs of the runs that led there. */
import type { Moment } from "../../shared/protocol/destination.ts";
import { RowError } from "../destination/store/rowError.ts";
import type { Projection } from "../destination/store/projection.ts";
import { unknownCheckpoint, type RunStore } from "./runStore.ts";
import { readCommit, readLog, readRunHeader, readTime } from "./syncLog.ts";

/** Applies to an empty projection. Throws `UserError` for a moment that does not exist. */
export function replay(projection: Projection, store: RunStore, to: Moment): void {
  for (const { run, checkpoint } of store.chain(to)) {
    const reached = replayRun(projection, store.path(run), checkpoint);
    if (Number.isFinite(checkpoint) && reached < checkpoint)
      throw unknownCheckpoint({ run, checkpoint });
  }
}

/** Applies a run's log up to its `last` checkpoint; Infinity for all that counts. Returns how many checkpoints it met. */
function replayRun(projection: Projection, path: string, last: number): number {
  let checkpoints = 0;
  try {
    for (const frame of readLog(path)) {
      if (frame.kind === "run") {
        const { naming, connectionName, maxRows, state } = readRunHeader(frame);
        projection.beginRun({ naming, connectionName, maxRows: maxRows ?? Infinity });
        projection.useState(state);
      } else if (frame.kind === "time") projection.advanceClock(readTime(frame));
      else if (frame.kind === "commit") {
        const { kind, seconds, state } = readCommit(frame);
        if (kind === "finish") projection.finishWell();
        else {
          projection.checkpoint(state, seconds);
          if (++checkpoints === last) break;
        }
      } else projection.apply(frame);
    }
  } catch (error) {
    // The row that ended the run when it was live: nothing follows it that counts.
    if (!(error instanceof RowError)) throw error;
  }
  projection.rollback();
  return checkpoints;
}
