import type { SourceEdit } from "../../server/edits/sourceEdit.ts";

/** The text with all of the edits, whose places are those before any of them. */
export function applyEdits(text: string, edits: readonly SourceEdit[]): string {
  return edits
    .toSorted((one, other) => other.from - one.from)
    .reduce(
      (result, { from, to, text: by }) => result.slice(0, from) + by + result.slice(to),
      text,
    );
}
