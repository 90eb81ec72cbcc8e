/**
 * The runs of a project on disk: `<storage>/runs/<number>.log`, one sync log each, numbers from 1 in the order they began,
 * and `<storage>/runs/<number>.files` with what the connector uploaded. `<storage>/lock` names the process that is running a
 * sync.
 */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../shared/base/userError.ts";
import { ProtocolError } from "../bridge/frameReader.ts";
import { acquireLock, releaseLock } from "./lock.ts";
import { parseState } from "./stateText.ts";
import type { Checkpoint } from "../../shared/model/sync.ts";
import type { Moment, RunEntry } from "../../shared/protocol/destination.ts";
import {
  readCommit,
  readEnd,
  readMarks,
  readRunHeader,
  type RunEnd,
  type RunHeader,
} from "./syncLog.ts";

/** A part of the way to a moment: a run up to a checkpoint (Infinity: all), and the commits it had at least. */
export interface Link extends Moment {
  readonly commits: number;
}

export class RunStore {
  /** The folder that holds everything of the destination. */
  readonly storage: string;
  readonly #folder: string;
  readonly #lockFile: string;

  /** Makes the folder, accessible by its owner only, when it is not there. */
  constructor(storage: string) {
    this.storage = storage;
    this.#folder = join(storage, "runs");
    this.#lockFile = join(storage, "lock");
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw unusable(storage, cause);
    }
  }

  /** Run numbers, oldest first. */
  numbers(): readonly number[] {
    return readdirSync(this.#folder, { withFileTypes: true })
      .map((entry) => (entry.isFile() ? /^([1-9]\d{0,8})\.log$/.exec(entry.name)?.[1] : undefined))
      .filter((digits) => digits !== undefined)
      .map(Number)
      .sort((left, right) => left - right);
  }

  /** The folder of logs and uploaded files. */
  get folder(): string {
    return this.#folder;
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
    const header = this.#headerOf(run);
    if (header) return header;
    throw new UserError("runs.broken", `The log of run ${String(run)} cannot be read.`, {
      action: "Start fresh.",
    });
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
  chain(to: Moment): readonly Link[] {
    const chain: Link[] = [];
    for (let link: Link | null = { ...to, commits: 0 }; link;) {
      const { base }: RunHeader = this.header(link.run);
      if (link.checkpoint > 0) chain.unshift(link);
      else if (link.checkpoint < 0) throw unknownCheckpoint(to);
      link = base && { ...base, checkpoint: base.checkpoint ?? Infinity };
    }
    return chain;
  }

  /** How often a run's log says that its effects are final, up to a checkpoint. */
  commits({ run, checkpoint }: Moment): number {
    let commits = 0;
    let checkpoints = 0;
    try {
      for (const frame of readMarks(this.path(run))) {
        if (frame.kind !== "commit") continue;
        commits++;
        if (readCommit(frame).kind === "checkpoint" && ++checkpoints === checkpoint) break;
      }
    } catch (error) {
      // Broken from here on.
      if (!(error instanceof ProtocolError)) throw error;
    }
    return commits;
  }

  /** The newest state of things; undefined before the first run. */
  newest(): Moment | undefined {
    // A run that left nothing leaves what was there before it; so does a log that cannot be read, which is that of a run that
    // never began, or of another version.
    const run = this.numbers().findLast((number) => this.#hasCommit(number));
    return run === undefined ? undefined : { run, checkpoint: Infinity };
  }

  /** Claims the destination for a sync of this process. Throws `UserError` while another one runs. */
  lock(): void {
    acquireLock(this.#lockFile);
  }

  unlock(): void {
    releaseLock(this.#lockFile);
  }

  #hasCommit(run: number): boolean {
    return this.#headerOf(run) !== undefined && this.commits({ run, checkpoint: 1 }) > 0;
  }

  #headerOf(run: number): RunHeader | undefined {
    try {
      for (const frame of readMarks(this.path(run))) return readRunHeader(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
    return undefined;
  }

  #entry(run: number): RunEntry | undefined {
    try {
      let header: RunHeader | undefined;
      let end: RunEnd | undefined;
      const checkpoints: Checkpoint[] = [];
      for (const frame of readMarks(this.path(run))) {
        if (!header) header = readRunHeader(frame);
        else if (frame.kind === "commit") {
          const { kind, seconds, rows, state, file, line } = readCommit(frame);
          if (kind === "checkpoint")
            checkpoints.push({
              index: checkpoints.length + 1,
              seconds,
              rows,
              state: parseState(state),
              file,
              line,
            });
        } else if (frame.kind === "end") end = readEnd(frame);
      }
      if (!header) return undefined;
      const { kind, startedAt } = header;
      return {
        run,
        kind,
        startedAt,
        status: end?.status ?? null,
        checkpoints,
        findings: end?.findings ?? [],
        error: end?.error ?? null,
      };
    } catch {
      return undefined;
    }
  }
}

function unusable(storage: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UserError("runs.storage", `Runs cannot be kept in ${storage}: ${reason}.`, {
    action: "Choose a folder that you may write to.",
    cause,
  });
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
