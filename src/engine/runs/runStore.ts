/**
 * The runs of a project on disk: `<storage>/runs/<number>.log`, one sync log each, numbers from 1 in the order they began.
 * `<storage>/lock` names the process that is running a sync.
 */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../shared/base/userError.ts";
import { acquireLock, releaseLock } from "./lock.ts";
import { parseState } from "./stateText.ts";
import type { Checkpoint } from "../../shared/model/sync.ts";
import type { Moment, RunEntry } from "../../shared/protocol/destination.ts";
import { readCommit, readEnd, readMarks, readRunHeader, type RunHeader } from "./syncLog.ts";

export class RunStore {
  readonly #folder: string;
  readonly #lockFile: string;

  /** Makes the folder, accessible by its owner only, when it is not there. */
  constructor(storage: string) {
    this.#folder = join(storage, "runs");
    this.#lockFile = join(storage, "lock");
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Run numbers, oldest first. */
  numbers(): readonly number[] {
    return readdirSync(this.#folder)
      .map((name) => /^(\d+)\.log$/.exec(name)?.[1])
      .filter((digits) => digits !== undefined)
      .map(Number)
      .sort((left, right) => left - right);
  }

  path(run: number): string {
    return join(this.#folder, `${String(run)}.log`);
  }

  nextNumber(): number {
    return (this.numbers().at(-1) ?? 0) + 1;
  }

  /** The run's header; throws `UserError` when there is no such run. */
  header(run: number): RunHeader {
    if (!existsSync(this.path(run))) {
      throw new UserError("runs.unknown", `There is no run ${String(run)}.`, {
        action: "List the runs with `state <project> list`.",
      });
    }
    for (const frame of readMarks(this.path(run))) return readRunHeader(frame);
    throw new UserError("runs.broken", `The log of run ${String(run)} is empty.`);
  }

  /** All runs with their checkpoints, oldest first; logs that cannot be read are left out. */
  entries(): readonly RunEntry[] {
    return this.numbers().flatMap((run) => {
      const entry = this.#entry(run);
      return entry ? [entry] : [];
    });
  }

  /**
   * The runs whose logs, one after the other, lead to a moment; each with its last checkpoint that counts (Infinity: all).
   * Throws `UserError` when the moment or a run before it does not exist.
   */
  chain(to: Moment): readonly { readonly run: number; readonly checkpoint: number }[] {
    const chain: { run: number; checkpoint: number }[] = [];
    for (let moment: Moment | null = to; moment;) {
      const header: RunHeader = this.header(moment.run);
      if (moment.checkpoint > 0) chain.unshift({ run: moment.run, checkpoint: moment.checkpoint });
      else if (moment.checkpoint < 0) throw unknownCheckpoint(to);
      moment = header.base && {
        run: header.base.run,
        checkpoint: header.base.checkpoint ?? Infinity,
      };
    }
    return chain;
  }

  /** The newest state of things; undefined before the first run. */
  newest(): Moment | undefined {
    const run = this.numbers().at(-1);
    return run === undefined ? undefined : { run, checkpoint: Infinity };
  }

  /** Claims the destination for a sync of this process. Throws `UserError` while another one runs. */
  lock(): void {
    acquireLock(this.#lockFile);
  }

  unlock(): void {
    releaseLock(this.#lockFile);
  }

  #entry(run: number): RunEntry | undefined {
    try {
      let header: RunHeader | undefined;
      let status: RunEntry["status"] = null;
      const checkpoints: Checkpoint[] = [];
      for (const frame of readMarks(this.path(run))) {
        if (!header) header = readRunHeader(frame);
        else if (frame.kind === "commit") {
          const { kind, seconds, rows, state } = readCommit(frame);
          if (kind === "checkpoint")
            checkpoints.push({
              index: checkpoints.length + 1,
              seconds,
              rows,
              state: parseState(state),
            });
        } else if (frame.kind === "end") status = readEnd(frame).status;
      }
      if (!header) return undefined;
      return { run, kind: header.kind, startedAt: header.startedAt, status, checkpoints };
    } catch {
      return undefined;
    }
  }
}

export function unknownCheckpoint({ run, checkpoint }: Moment): UserError {
  return new UserError(
    "runs.unknownCheckpoint",
    `Run ${String(run)} has no checkpoint ${String(checkpoint)}.`,
    {
      action: "List the checkpoints with `state <project> list`.",
    },
  );
}
