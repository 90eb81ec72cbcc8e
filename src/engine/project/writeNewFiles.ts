/** Writes files that were not there before: all of them, or none. */
import { mkdir, open, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../shared/base/userError.ts";

/** How to take back one step. */
interface Undo {
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** Makes the folder and those above it as needed; the files' names are relative, with forward slashes. */
export async function writeNewFiles(
  folder: string,
  contents: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const done: Undo[] = [];
  try {
    await makeFolder(folder, done);
    for (const [file, content] of contents) {
      const target = path.join(folder, ...file.split("/"));
      await makeFolder(path.dirname(target), done);
      await writeNewFile(target, content, done);
    }
  } catch (error) {
    const left = await takeBack(done);
    throw describeFailure(error, left);
  }
}

/** One level at a time, so that exactly the folders that were missing can be taken back. */
async function makeFolder(folder: string, done: Undo[]): Promise<void> {
  try {
    await makeOneFolder(folder, done);
  } catch (error) {
    const parent = path.dirname(folder);
    if (codeOf(error) !== "ENOENT" || parent === folder) {
      throw error;
    }
    await makeFolder(parent, done);
    await makeOneFolder(folder, done);
  }
}

async function makeOneFolder(folder: string, done: Undo[]): Promise<void> {
  try {
    await mkdir(folder);
    done.push({ what: folder, run: () => rmdir(folder) });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") {
      throw error;
    }
  }
}

async function writeNewFile(
  file: string,
  content: string | Uint8Array,
  done: Undo[],
): Promise<void> {
  // "wx" fails on a file that has appeared since the check, instead of replacing it.
  const handle = await open(file, "wx");
  done.push({ what: file, run: () => rm(file) });
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}

/** The newest step first; returns what could not be taken back. */
async function takeBack(done: readonly Undo[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { what, run } of done.toReversed()) {
    try {
      await run();
    } catch {
      // Someone else may have put a file into the new folder meanwhile. The person is told.
      left.push(what);
    }
  }
  return left;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENAMETOOLONG: "the name is too long",
  ENOTDIR: "a file is in the way of a folder",
  ENOENT: "the place does not exist",
  EEXIST: "it appeared meanwhile",
  EINVAL: "the name is not allowed",
  EBUSY: "it is in use",
};

/** A failure of the file system as a `UserError`; anything else as it is. */
export function describeFailure(error: unknown, left: readonly string[] = []): unknown {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined || !(error instanceof Error)) {
    return error;
  }
  const place = "path" in error && typeof error.path === "string" ? error.path : "the project";
  const rest = left.length === 0 ? "" : ` These could not be removed again: ${left.join(", ")}.`;
  return new UserError("projectNotWritten", `${place} cannot be written: ${reason}.${rest}`, {
    action: "Choose another folder, or correct this one.",
    cause: error,
  });
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}
