/** Notices JSON that was sent as text, at the price of one comparison for a cell that is none. */
import type { Cell } from "./cellBinder.ts";
import { sightAgain, type ColumnNotes, type JsonNotes } from "./observations.ts";
import type { Place } from "./rowBatch.ts";

const quote = 0x22;
const bracket = 0x5b;
const brace = 0x7b;

/** Of a column whose first values all are JSON the rest is taken for it by its first letter. */
const examined = 100;
const maxBytes = 65_536;

/** Whether a cell's first byte may begin a JSON document in text, or in a JSON column a document within a JSON text. */
export function mayBeJson(byte: number | undefined, isJsonColumn: boolean): boolean {
  return isJsonColumn ? byte === quote : byte === brace || byte === bracket;
}

/** Takes note of a cell for which `mayBeJson` holds; `isJsonColumn` tells whether it goes to a JSON column. */
export function noteJson(
  column: ColumnNotes,
  cell: Cell,
  batch: Buffer,
  isJsonColumn: boolean,
  row: number,
  place: Place,
): void {
  if (isJsonColumn) {
    const second = batch[cell.start + 1];
    // A JSON text that holds an object's text: "{\"a\": 1}".
    if (cell.kind !== "binary" && (second === brace || second === bracket))
      note(column.quoted, cell, batch, isQuotedDocument, row, place);
  } else if (cell.kind === "scalar") note(column.text, cell, batch, isDocument, row, place);
}

function note(
  notes: JsonNotes,
  cell: Cell,
  batch: Buffer,
  isJson: (text: string) => boolean,
  row: number,
  place: Place,
): void {
  if (notes.isOther) return;
  const isKnown = (notes.seen?.count ?? 0) >= examined || cell.end - cell.start > maxBytes;
  if (!isKnown && !isJson(batch.toString("utf8", cell.start, cell.end))) {
    notes.isOther = true;
    notes.seen = undefined;
  } else notes.seen = sightAgain(notes.seen, row, place);
}

function isDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object";
  } catch {
    return false;
  }
}

function isQuotedDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" && isDocument(value);
  } catch {
    return false;
  }
}
