/**
 * The sync log of a run: what arrived, as it came, in one file. It is the truth of which the database is a projection.
 *
 * The file holds the frames of `shared/protocol/frames.ts`. Ours among them: `run` first, `time` before data whose
 * `_fivetran_synced` begins anew, `file` for an uploaded file that is whole (its bytes are beside the log), `commit` after
 * each frame whose effects are final, `end` last. A process that is killed leaves a file that stops somewhere; what follows
 * its last `commit` did not happen.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { UserError } from "../../shared/base/userError.ts";
import type { Finding } from "../../shared/model/findings.ts";
import type { Naming, SyncError, SyncStatus } from "../../shared/model/sync.ts";
import { maxFrameBytes } from "../../shared/protocol/frames.ts";
import {
  frameHeader,
  FrameReader,
  headerBytes,
  jsonFrame,
  ProtocolError,
  readHeader,
  type Frame,
} from "../bridge/frameReader.ts";
import { object } from "../bridge/payloads.ts";

/** Raised by every change of what a log holds; logs of another version are not read. */
export const logFormat = 3;

/** What a run starts from. */
export interface Base {
  readonly run: number;
  readonly checkpoint: number | null;
  /** Commits of that run which the tables held: a log that has fewer now was damaged. */
  readonly commits: number;
}

/** What a run is, known before it begins. */
export interface RunHeader {
  readonly format: number;
  readonly run: number;
  readonly kind: "sync" | "edit";
  readonly startedAt: string;
  /** The moment it starts from (checkpoint null: the end of that run); null for empty tables and state. */
  readonly base: Base | null;
  readonly naming: Naming;
  readonly connectionName: string;
  /** Null for all rows. */
  readonly maxRows: number | null;
  /** The state the connector is given: JSON text. */
  readonly state: string;
}

/** Why the effects up to here are final. */
export interface Commit {
  /**
   * A checkpoint of the connector, an edit by hand, the end of a run that went well, or that of one cut off by a limit,
   * which does not do what a truncate deferred.
   */
  readonly kind: "checkpoint" | "finish" | "limit";
  /** Since the run began. */
  readonly seconds: number;
  /** Upserts, updates and deletes since the commit before. */
  readonly rows: number;
  /** JSON text, as it was checkpointed. */
  readonly state: string;
  /** Where the connector called `op.checkpoint`; null for what is no checkpoint of a connector. */
  readonly file: string | null;
  readonly line: number | null;
}

export interface RunEnd {
  readonly status: SyncStatus;
  readonly seconds: number;
  readonly error: SyncError | null;
  readonly findings: readonly Finding[];
}

/** Appends to a log; every call reaches the operating system before it returns. */
export class SyncLogWriter {
  readonly #file: number;

  /** Creates the file, readable by its owner only. */
  constructor(path: string, header: RunHeader) {
    try {
      this.#file = openSync(path, "wx", 0o600);
      this.#write([jsonFrame("run", header)]);
    } catch (cause) {
      if (!isExisting(cause)) rmSync(path, { force: true });
      throw new UserError(
        "runs.write",
        `The run cannot be recorded: ${cause instanceof Error ? cause.message : String(cause)}.`,
        {
          action: "Make room, or choose another folder for runs.",
          cause,
        },
      );
    }
  }

  frame({ kind, payload }: Frame): void {
    this.#write([frameHeader(kind, payload.length), payload]);
  }

  time(microseconds: number): void {
    const payload = Buffer.alloc(8);
    payload.writeDoubleLE(microseconds);
    this.frame({ kind: "time", payload });
  }

  commit(commit: Commit): void {
    this.#write([jsonFrame("commit", commit)]);
  }

  end(end: RunEnd): void {
    this.#write([jsonFrame("end", end)]);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(parts: readonly Buffer[]): void {
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written);
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

const chunkBytes = 1 << 20;

/** The frames of a log, up to where it was cut off. A file that is no log at all throws `ProtocolError`. */
export function* readLog(path: string): Generator<Frame, void> {
  const file = openSync(path, "r");
  try {
    const reader = new FrameReader();
    for (;;) {
      // A fresh buffer each time: frames are views into it.
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield* reader.push(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

/** The `run`, `file`, `commit` and `end` frames of a log, found without reading the data between them. */
export function* readMarks(path: string): Generator<Frame, void> {
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(headerBytes);
    for (let at = 0; readSync(file, header, 0, headerBytes, at) === headerBytes;) {
      const { kind, length } = readHeader(header, maxFrameBytes);
      at += headerBytes;
      if (kind === "run" || kind === "file" || kind === "commit" || kind === "end") {
        const payload = Buffer.alloc(length);
        if (readSync(file, payload, 0, length, at) < length) return;
        yield { kind, payload };
      }
      at += length;
    }
  } finally {
    closeSync(file);
  }
}

export function readRunHeader(frame: Frame | undefined): RunHeader {
  if (frame?.kind !== "run") throw new ProtocolError("the file does not begin like a sync log");
  const header = object(frame.payload, "run") as unknown as RunHeader;
  if (header.format !== logFormat)
    throw new ProtocolError("the sync log was made by another version");
  return header;
}

export function readCommit(frame: Frame): Commit {
  return object(frame.payload, "commit") as unknown as Commit;
}

export function readEnd(frame: Frame): RunEnd {
  return object(frame.payload, "end") as unknown as RunEnd;
}

export function readTime(frame: Frame): number {
  return frame.payload.readDoubleLE(0);
}
