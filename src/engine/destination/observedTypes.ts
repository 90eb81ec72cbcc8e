/** What a run sent to one table, read from its log: for each column the types that its values have on their own. */
import { isDecimal, typeName, type ColumnType } from "../../shared/model/columnType.ts";
import type { ColumnProfile } from "../../shared/model/previews.ts";
import type { PythonTypes, Shape } from "../../shared/protocol/frames.ts";
import { readPythonTypes, readSdk, readShape } from "../bridge/payloads.ts";
import type { RunStore } from "../runs/runStore.ts";
import { readLog, readRunHeader, type RunHeader } from "../runs/syncLog.ts";
import type { Moment } from "../../shared/protocol/destination.ts";
import type { Cell } from "./store/cellBinder.ts";
import { inferCell } from "./store/cells.ts";
import { join } from "./store/lattice.ts";
import { columnName, schemaName, tableName } from "../../shared/model/naming.ts";
import { RowBatchReader } from "./store/rowBatch.ts";
import { fold, systemColumns, type Table } from "./store/tables.ts";

export interface Observed {
  /** Upserts and updates. */
  readonly operations: number;
  /** The names that operations called the table by. */
  readonly names: ReadonlySet<string>;
  /** By folded destination name, in the order they were first sent. */
  readonly columns: ReadonlyMap<string, ObservedColumn>;
}

/** Reads the run's committed rows up to a checkpoint. Throws `ProtocolError` for a broken log. */
export function observeRun(store: RunStore, moment: Moment, table: Table): Observed {
  const observer = new TableObserver(table);
  let left = store.commits(moment);
  if (left === 0) return observer;
  for (const frame of readLog(store.path(moment.run))) {
    if (frame.kind === "run") observer.useHeader(readRunHeader(frame));
    else if (frame.kind === "sdk") observer.batches.useCells(readSdk(frame.payload).cells);
    else if (frame.kind === "shape") observer.defineShape(readShape(frame.payload));
    else if (frame.kind === "pythonTypes") observer.useTypes(readPythonTypes(frame.payload));
    else if (frame.kind === "rows") observer.rows(frame.payload);
    else if (frame.kind === "commit" && --left === 0) break;
  }
  return observer;
}

class TableObserver implements Observed {
  readonly batches = new RowBatchReader();
  readonly columns = new Map<string, ObservedColumn>();
  readonly names = new Set<string>();
  operations = 0;
  readonly #table: Table;
  /** By shape, for those of this table: what each of its columns adds to. */
  readonly #shapes = new Map<number, readonly (ObservedColumn | undefined)[]>();
  /** By shape: the names of its columns in rows. */
  readonly #sources = new Map<number, readonly string[]>();
  #header: RunHeader | undefined;

  constructor(table: Table) {
    this.#table = table;
  }

  useHeader(header: RunHeader): void {
    this.#header = header;
  }

  defineShape(shape: Shape): void {
    this.batches.defineShape(shape);
    const header = this.#header;
    if (!header || shape.operation === "delete") return;
    const { naming, connectionName } = header;
    const isOurs =
      tableName(shape.table, naming) === this.#table.name &&
      schemaName(shape.schema, connectionName, naming) === this.#table.schema;
    if (!isOurs) return;
    this.names.add(shape.table);
    const seen = new Set<string>();
    const columns = shape.columns.map((source) => {
      const name = columnName(source, naming);
      // Of two that become one column the first counts.
      const isSecond = seen.has(fold(name));
      seen.add(fold(name));
      if (isSecond || systemColumns.has(name)) return undefined;
      const column = this.#column(name);
      column.sentBy(source);
      return column;
    });
    this.#shapes.set(shape.id, columns);
    this.#sources.set(shape.id, shape.columns);
  }

  useTypes({ shape, types }: PythonTypes): void {
    const sources = this.#sources.get(shape) ?? [];
    this.#shapes.get(shape)?.forEach((column, index) => {
      column?.sentBy(sources[index] ?? "", types[index]);
    });
  }

  rows(batch: Buffer): void {
    const { cells } = this.batches;
    this.batches.read(batch, 0, ({ id }) => {
      const columns = this.#shapes.get(id);
      if (!columns) return;
      this.operations++;
      for (let index = 0; index < columns.length; index++) {
        const cell = cells[index];
        if (cell) columns[index]?.add(batch, cell);
      }
    });
  }

  #column(name: string): ObservedColumn {
    let column = this.columns.get(fold(name));
    if (!column) this.columns.set(fold(name), (column = new ObservedColumn(name)));
    return column;
  }
}

const maxSamples = 3;
const longestSample = 60;

interface ObservedType {
  type: ColumnType;
  count: number;
  readonly samples: string[];
}

class ObservedColumn {
  readonly name: string;
  sent = 0;
  nulls = 0;
  readonly #types: ObservedType[] = [];
  readonly #sentAs = new Map<string, Set<string>>();

  constructor(name: string) {
    this.name = name;
  }

  /** The commonest type first. */
  observed(): ColumnProfile["observed"] {
    return this.#types
      .toSorted((left, right) => right.count - left.count)
      .map(({ type, count, samples }) => ({ type: typeName(type), count, samples }));
  }

  sentAs(): ColumnProfile["sentAs"] {
    return [...this.#sentAs].map(([name, types]) => ({ name, pythonTypes: [...types] }));
  }

  sentBy(name: string, pythonType?: string | null): void {
    const types = this.#sentAs.get(name) ?? new Set();
    if (pythonType) types.add(pythonType);
    this.#sentAs.set(name, types);
  }

  add(bytes: Buffer, cell: Cell): void {
    this.sent++;
    const type = inferCell(cell.kind, bytes, cell.start, cell.end);
    if (type === null) {
      this.nulls++;
      return;
    }
    const known = this.#known(type);
    known.count++;
    if (known.samples.length < maxSamples) addSample(known.samples, bytes, cell);
  }

  /** DECIMALs are one type, with digits enough for all of them. */
  #known(type: ColumnType): ObservedType {
    for (const known of this.#types) {
      if (known.type === type) return known;
      if (!isDecimal(type) || !isDecimal(known.type)) continue;
      const joined = join(known.type, type);
      if (!isDecimal(joined)) continue;
      known.type = joined;
      return known;
    }
    const added = { type, count: 0, samples: [] };
    this.#types.push(added);
    return added;
  }
}

function addSample(samples: string[], bytes: Buffer, { kind, start, end }: Cell): void {
  const text =
    kind === "binary"
      ? bytes.toString("base64", start, Math.min(end, start + longestSample))
      : bytes.toString("utf8", start, Math.min(end, start + 4 * longestSample));
  const letters = Array.from(text);
  const sample =
    letters.length <= longestSample ? text : `${letters.slice(0, longestSample - 1).join("")}…`;
  if (!samples.includes(sample)) samples.push(sample);
}
