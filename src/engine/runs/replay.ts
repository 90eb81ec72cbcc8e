/** Rebuilds tables and state as of a moment from the logs of the runs that led there. */
import { UserError } from "../../shared/base/userError.ts";
import type { Moment } from "../../shared/protocol/destination.ts";
import type { Projection } from "../destination/store/projection.ts";
import { runCost } from "./runCost.ts";
import { unknownCheckpoint, type Link, type RunStore } from "./runStore.ts";
import { readCommit, readLog, readRunHeader, readTime } from "./syncLog.ts";

/** Applies to an empty projection. Throws `UserError` for a moment that does not exist, or that a damaged log has lost. */
export function replay(projection: Projection, store: RunStore, to: Moment): void {
  for (const link of store.chain(to)) {
    const reached = replayRun(projection, store, link);
    const { run, checkpoint, commits } = link;
    if (Number.isFinite(checkpoint) && reached.checkpoints < checkpoint)
      throw unknownCheckpoint({ run, checkpoint });
    if (reached.commits < commits) {
      throw new UserError(
        "runs.damaged",
        `The log of run ${String(run)} is damaged: rows that later runs build on are missing.`,
        {
          action: "Start fresh, or from a checkpoint before it.",
        },
      );
    }
  }
}

interface Reached {
  checkpoints: number;
  commits: number;
}

/** Applies a run's log up to the link's checkpoint. */
function replayRun(projection: Projection, store: RunStore, { run, checkpoint }: Link): Reached {
  const reached: Reached = { checkpoints: 0, commits: 0 };
  try {
    for (const frame of readLog(store.path(run))) {
      if (frame.kind === "run") {
        const header = readRunHeader(frame);
        const { naming, connectionName, maxRows } = header;
        const cost = runCost(store, header);
        projection.beginRun({ naming, connectionName, maxRows: maxRows ?? Infinity, cost });
        projection.useState(header.state);
      } else if (frame.kind === "time") projection.advanceClock(readTime(frame));
      else if (frame.kind === "commit") {
        const { kind, seconds, state, file, line } = readCommit(frame);
        reached.commits++;
        if (kind === "finish") projection.finishWell();
        else if (kind === "limit") projection.commit();
        else {
          projection.checkpoint({ state, file, line }, seconds);
          if (++reached.checkpoints === checkpoint) break;
        }
      } else projection.apply(frame);
    }
  } catch {
    // The frame that ended the run when it was live, or a log that is broken from here on. What counts came before it; whether
    // that is all there was, the commits tell.
  }
  projection.rollback();
  return reached;
}
