/** What a run's operations were like beside what they did to the tables: the material of findings. */
import type { ColumnType } from "../../../shared/model/columnType.ts";
import type { RowOperation, Shape } from "../../../shared/protocol/frames.ts";
import type { Place } from "./rowBatch.ts";

/** Something that rows did: how many, and which was the first. */
export interface Sighting {
  count: number;
  /** From 1: which operation on the table in this run. */
  readonly row: number;
  readonly place: Place;
  /** A key or a value of the first, shortened; empty where there is none. */
  readonly example: string;
}

/** A column became wider; `example` is the value it was for. */
export interface Widening {
  readonly from: ColumnType;
  readonly to: ColumnType;
  readonly row: number;
  readonly place: Place;
  readonly example: string;
}

/** Text that looks like JSON, until some turns out to be none. */
export interface JsonNotes {
  seen: Sighting | undefined;
  isOther: boolean;
}

export class ColumnNotes {
  readonly widenings: Widening[] = [];
  /** JSON in text, and JSON text within JSON. */
  readonly text: JsonNotes = { seen: undefined, isOther: false };
  readonly quoted: JsonNotes = { seen: undefined, isOther: false };
  notANumber: Sighting | undefined;
  rounded: Sighting | undefined;
}

export class TableNotes {
  readonly schema: string | null;
  readonly name: string;
  readonly columns = new Map<string, ColumnNotes>();
  overwritten: Sighting | undefined;
  /** Updates and deletes of rows that do not exist. */
  readonly ineffective: Partial<Record<RowOperation, Sighting>> = {};
  /** Updates and deletes where no key says which row is meant. */
  keyless: Sighting | undefined;
  /** Rows of this run that a truncate marked, and the operations there had been. */
  truncated: { rows: number; operations: number } | undefined;

  constructor(schema: string | null, name: string) {
    this.schema = schema;
    this.name = name;
  }

  column(name: string): ColumnNotes {
    let column = this.columns.get(name);
    if (!column) {
      column = new ColumnNotes();
      this.columns.set(name, column);
    }
    return column;
  }
}

/** Rows of one shape. */
export interface ShapeNotes {
  readonly shape: Shape;
  rows: number;
  readonly row: number;
  readonly place: Place;
  /** By the shape's columns; empty while unknown. */
  pythonTypes: readonly (string | null)[];
}

export class Observations {
  readonly #tables = new Map<string, TableNotes>();
  readonly #shapes = new Map<number, ShapeNotes>();
  readonly #pythonTypes = new Map<number, readonly (string | null)[]>();

  get tables(): Iterable<TableNotes> {
    return this.#tables.values();
  }

  get shapes(): Iterable<ShapeNotes> {
    return this.#shapes.values();
  }

  table({ schema, name }: { readonly schema: string | null; readonly name: string }): TableNotes {
    const key = JSON.stringify([schema, name]);
    let notes = this.#tables.get(key);
    if (!notes) {
      notes = new TableNotes(schema, name);
      this.#tables.set(key, notes);
    }
    return notes;
  }

  /** The notes of a shape, begun with its first row. */
  shape(shape: Shape, row: number, place: Place): ShapeNotes {
    let notes = this.#shapes.get(shape.id);
    if (!notes) {
      const pythonTypes = this.#pythonTypes.get(shape.id) ?? [];
      notes = { shape, rows: 0, row, place, pythonTypes };
      this.#shapes.set(shape.id, notes);
    }
    return notes;
  }

  pythonTypes(shape: number, types: readonly (string | null)[]): void {
    this.#pythonTypes.set(shape, types);
    const notes = this.#shapes.get(shape);
    if (notes) notes.pythonTypes = types;
  }
}

/** `seen` with one more row. */
export function sightAgain(
  seen: Sighting | undefined,
  row: number,
  place: Place,
  example: () => string = () => "",
): Sighting {
  if (!seen) return { count: 1, row, place, example: example() };
  seen.count++;
  return seen;
}
