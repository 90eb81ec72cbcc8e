/** What was edited while a connector ran: the text that ran, and where its lines are now. */
import { readFileSync } from "node:fs";
import type { Mark } from "./diagnostic.ts";
import { movedByAll, type Change } from "./movingLines.ts";

export class EditsDuringRun {
  readonly #originals = new Map<string, string>();
  readonly #edits: { readonly file: string; readonly changes: readonly Change[] }[] = [];

  /** Files that were edited before Python had read them: it may have read either text. */
  readonly #uncertain = new Set<string>();
  #isLoaded = false;

  /** Python has read the connector. */
  loaded(): void {
    this.#isLoaded = true;
  }

  /** Files are saved when a run begins, so that the first edit finds on disk what runs. */
  add(file: string, changes: readonly Change[]): void {
    if (!this.#isLoaded) {
      this.#uncertain.add(file);
    }
    if (!this.#originals.has(file)) {
      this.#originals.set(file, readIfThere(file));
    }
    this.#edits.push({ file, changes });
  }

  isUncertain(file: string): boolean {
    return this.#uncertain.has(file);
  }

  /** The text of a file that was edited, as it was before. */
  original(file: string): string | undefined {
    return this.#originals.get(file);
  }

  /** Undefined when the mark's line was edited. */
  moved(mark: Mark): Mark | undefined {
    return this.#edits.reduce<Mark | undefined>(
      (found, { file, changes }) => found && movedMark(found, file, changes),
      mark,
    );
  }
}

/** The mark after an edit of a file, which may be neither its own nor that of its declaration. */
export function movedMark(mark: Mark, file: string, changes: readonly Change[]): Mark | undefined {
  const moved = (place: Pick<Mark, "file" | "at">): Mark["at"] | undefined =>
    place.file === file ? movedByAll(place.at, changes) : place.at;
  const at = moved(mark);
  const { declaredAt } = mark;
  const declared = declaredAt && moved(declaredAt);
  return (
    at && { ...mark, at, declaredAt: declaredAt && declared && { ...declaredAt, at: declared } }
  );
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
