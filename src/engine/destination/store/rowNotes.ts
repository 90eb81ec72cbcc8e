/** What is noted about a row that changes nothing, and how values are shown in notes. */
import type { Shape } from "../../../shared/protocol/frames.ts";
import type { Cell } from "./cellBinder.ts";
import { sightAgain, type TableNotes } from "./observations.ts";
import type { Place } from "./rowBatch.ts";
import type { Table } from "./tables.ts";

interface NotedPlan {
  readonly table: Table;
  readonly shape: Shape;
  readonly notes: TableNotes;
}

/** A row of a shape that changes nothing: its table has no key, or none of its rows can be meant. */
export function noteIgnored({ table, shape, notes }: NotedPlan, row: number, place: Place): void {
  if (shape.operation === "upsert") return;
  if (table.primaryKey.length === 0) notes.keyless = sightAgain(notes.keyless, row, place);
  else noteIneffective(notes, shape, row, place);
}

export function noteIneffective(notes: TableNotes, shape: Shape, row: number, place: Place): void {
  const { ineffective } = notes;
  ineffective[shape.operation] = sightAgain(ineffective[shape.operation], row, place);
}

/** The beginning of a cell, on one line. */
export function shown(batch: Buffer, { kind, start, end }: Cell): string {
  if (kind === "binary") return `${String(end - start)} bytes`;
  const most = 60;
  const text = batch.toString("utf8", start, Math.min(end, start + most));
  if (end - start > most) return JSON.stringify(`${text}…`);
  return /^-?\d[\d.]*$/.test(text) ? text : JSON.stringify(text);
}
