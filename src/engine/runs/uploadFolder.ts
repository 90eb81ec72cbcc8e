/**
 * The files that connectors upload, kept beside the logs that name them: `<storage>/runs/<run>.files/<number>-<name>`.
 * A connector's path is only in the log; the name on disk is made of it in a way that every system takes.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import { readStoredFile } from "../bridge/payloads.ts";
import { ProtocolError } from "../bridge/frameReader.ts";
import { readMarks } from "./syncLog.ts";

/** A file that is whole. */
export interface StoredFile {
  /** Its name in the folder of runs: `<run>.files/<name>`. */
  readonly stored: string;
  readonly bytes: number;
}

interface OpenFile {
  readonly name: string;
  readonly descriptor: number;
  bytes: number;
}

const folderName = /^([1-9]\d{0,8})\.files$/;
const longestName = 64;
const longestEnding = 16;

/** Takes the files of one run, one after the other. Calls throw what the file system throws. */
export class UploadFolder {
  readonly #folder: string;
  readonly #write: typeof writeSync;
  #number = 0;
  #open: OpenFile | undefined;
  /** Whole files that no commit has made final. */
  readonly #uncommitted = new Set<string>();

  /** Nothing is made before the first file. `write` is for tests. */
  constructor(runs: string, run: number, write = writeSync) {
    this.#folder = join(runs, `${String(run)}.files`);
    this.#write = write;
  }

  /** Begins a file; one that was begun before and never ended is dropped. */
  begin(path: string): void {
    this.#dropOpen();
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const name = storedName(++this.#number, path);
    const descriptor = openSync(join(this.#folder, name), "wx", 0o600);
    this.#open = { name, descriptor, bytes: 0 };
  }

  append(data: Buffer): void {
    const open = this.#open;
    if (!open) throw new ProtocolError("a piece of a file that was not begun arrived");
    for (let written = 0; written < data.length;)
      written += this.#write(open.descriptor, data, written);
    open.bytes += data.length;
  }

  end(): StoredFile {
    const open = this.#open;
    if (!open) throw new ProtocolError("the end of a file that was not begun arrived");
    this.#open = undefined;
    this.#uncommitted.add(open.name);
    closeSync(open.descriptor);
    return { stored: `${basename(this.#folder)}/${open.name}`, bytes: open.bytes };
  }

  /** Removes a file that another one has replaced; one that a commit has made final stays, for the moments that show it. */
  replaced(stored: string): void {
    const name = basename(stored);
    if (stored.startsWith(`${basename(this.#folder)}/`) && this.#uncommitted.delete(name))
      rmSync(join(this.#folder, name), { force: true });
  }

  commit(): void {
    this.#dropOpen();
    this.#uncommitted.clear();
  }

  /** Removes what came after the last commit. */
  rollback(): void {
    this.#dropOpen();
    for (const name of this.#uncommitted) rmSync(join(this.#folder, name), { force: true });
    this.#uncommitted.clear();
    removeIfEmpty(this.#folder);
  }

  #dropOpen(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    closeSync(open.descriptor);
    rmSync(join(this.#folder, open.name), { force: true });
  }
}

/** Removes the files of runs that are gone, and what a killed run left without committing it. No run may be going on. */
export function removeStaleUploads(runs: string): void {
  for (const entry of readdirSync(runs, { withFileTypes: true })) {
    const run = entry.isDirectory() ? folderName.exec(entry.name)?.[1] : undefined;
    if (run === undefined) continue;
    const folder = join(runs, entry.name);
    const kept = committedFiles(join(runs, `${run}.log`));
    for (const name of readdirSync(folder)) {
      if (!kept.has(`${entry.name}/${name}`))
        rmSync(join(folder, name), { recursive: true, force: true });
    }
    removeIfEmpty(folder);
  }
}

/** What a log says is stored and final. */
function committedFiles(log: string): ReadonlySet<string> {
  const committed = new Set<string>();
  if (!existsSync(log)) return committed;
  const waiting = new Set<string>();
  try {
    for (const frame of readMarks(log)) {
      if (frame.kind === "file") waiting.add(readStoredFile(frame.payload).stored);
      else if (frame.kind === "commit") {
        for (const stored of waiting) committed.add(stored);
        waiting.clear();
      }
    }
  } catch (error) {
    // Broken from here on.
    if (!(error instanceof ProtocolError)) throw error;
  }
  return committed;
}

/** Unique by its number; the rest is there for people: the path's last part, in characters that no system objects to. */
export function storedName(number: number, path: string): string {
  const last = path.split(/[/\\]/).at(-1) ?? "";
  const plain = last.normalize("NFKD").replaceAll(/[^A-Za-z0-9._-]+/g, "_");
  const dot = plain.lastIndexOf(".");
  const ending = dot > 0 && plain.length - dot <= longestEnding ? plain.slice(dot) : "";
  const stem = plain.slice(0, Math.min(plain.length, longestName) - ending.length);
  // Windows ignores dots at the end of a name.
  const name = (stem + ending).replace(/\.+$/, "");
  return name === "" ? String(number) : `${String(number)}-${name}`;
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
