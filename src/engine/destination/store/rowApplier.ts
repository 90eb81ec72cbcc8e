/**
 * Applies batches of rows: binds the cells that `rowBatch.ts` finds in their bytes, without turning them into JavaScript
 * values where it can.
 */
import { createHash } from "node:crypto";
import type { SdkInfo, Shape, Source } from "../../../shared/protocol/frames.ts";
import type { ColumnType } from "../../../shared/model/columnType.ts";
import type { SyncCounts } from "../../../shared/model/sync.ts";
import { bindCell, neededType, ValueError } from "./cellBinder.ts";
import { deliveredText } from "./deliveredValue.ts";
import { mayBeJson, noteJson } from "./jsonText.ts";
import { Observations, sightAgain, type ShapeNotes, type TableNotes } from "./observations.ts";
import type { OverwriteSignal } from "./overwrites.ts";
import { KeyError, locateRow, type FailedColumn } from "./rowError.ts";
import { bindPlain } from "./plainCells.ts";
import { RowBatchReader, type Place } from "./rowBatch.ts";
import { noteIgnored, noteIneffective, shown } from "./rowNotes.ts";
import { planRows, type RowPlan } from "./rowStatements.ts";
import type { Sqlite, Statement } from "./sqlite.ts";
import type { SyncedClock } from "./syncedClock.ts";
import type { Table, Tables } from "./tables.ts";

/** Statements that are kept ready. */
const maxPlans = 500;

/** Operations of this run on a table. */
export interface TableActivity {
  readonly schema: string | null;
  readonly name: string;
  operations: number;
}

interface ActivePlan extends RowPlan {
  readonly activity: TableActivity;
  readonly notes: TableNotes;
  readonly shapeNotes: ShapeNotes;
}

/** What rows are applied to. */
export interface RowTarget {
  readonly sqlite: Sqlite;
  readonly tables: Tables;
  readonly clock: SyncedClock;
  readonly overwrites: OverwriteSignal;
}

export class RowApplier {
  readonly #sqlite: Sqlite;
  readonly #tables: Tables;
  readonly #clock: SyncedClock;
  readonly #overwrites: OverwriteSignal;
  /** The newest `_fivetran_synced` before this run. */
  readonly #since: string;
  readonly #batches = new RowBatchReader();
  readonly #plans = new Map<number, ActivePlan>();
  readonly #sources = new Map<number, Source>();
  readonly #activity = new Map<Table["sql"], TableActivity>();
  #counts: SyncCounts;
  #maxRows: number;

  constructor(
    { sqlite, tables, clock, overwrites }: RowTarget,
    counts: SyncCounts,
    maxRows = Infinity,
  ) {
    this.#sqlite = sqlite;
    this.#tables = tables;
    this.#clock = clock;
    this.#overwrites = overwrites;
    this.#since = clock.text();
    this.#counts = counts;
    this.#maxRows = maxRows;
  }

  get activity(): readonly TableActivity[] {
    return [...this.#activity.values()];
  }

  /** The operations of this run on a table. */
  operations(table: Table): number {
    return this.#activity.get(table.sql)?.operations ?? 0;
  }

  readonly observations = new Observations();

  /** Tables that got all the rows a limited run lets them have. */
  readonly full = new Set<string>();

  useCells(cells: SdkInfo["cells"]): void {
    this.#batches.useCells(cells);
  }

  defineShape(shape: Shape): void {
    this.#batches.defineShape(shape);
  }

  defineSource(source: Source): void {
    this.#sources.set(source.id, source);
  }

  /** Where in the connector's files a place is. */
  locate({ source, offset }: Place): {
    readonly file: string | null;
    readonly line: number | null;
  } {
    const code = this.#sources.get(source);
    const line = code?.lines.findLast(([start]) => start <= offset)?.[1] ?? null;
    return { file: code?.path ?? null, line };
  }

  /** Forgets the statements, which hold on to tables; they are made anew when needed. */
  forgetPlans(): void {
    for (const plan of this.#plans.values()) plan.statement?.finalize();
    this.#plans.clear();
  }

  /** Applies a rows frame. Throws `RowError` for a row the destination cannot take, `ProtocolError` for broken bytes. */
  apply(batch: Buffer): void {
    const address = this.#sqlite.place(batch);
    this.#batches.read(batch, address, (shape, place) => {
      this.#applyRow(shape, batch, place);
      this.#count(shape);
    });
  }

  #applyRow(shape: Shape, batch: Buffer, place: Place): void {
    let plan = this.#currentPlan(shape, place);
    if (plan === undefined) {
      this.#noteMissingTable(shape, place);
      return;
    }
    const activity = plan.activity;
    if (activity.operations >= this.#maxRows) {
      this.full.add(plan.table.sql);
      return;
    }
    const row = ++activity.operations;
    plan.shapeNotes.rows++;
    try {
      this.#checkKeys(plan);
      // A row that needs a new or a wider column is begun again with the table as it is then.
      while (!this.#bindCells(plan, batch, row, place)) {
        const grown: ActivePlan | undefined = this.#grow(plan, batch, row, place);
        if (grown === undefined) return;
        plan = grown;
      }
      const statement = plan.statement;
      if (this.#batches.notNumbers.length > 0) this.#noteNotNumbers(plan, row, place);
      if (!statement) {
        noteIgnored(plan, row, place);
        return;
      }
      this.#clock.bindNext(statement, plan.syncedParameter);
      if (plan.hashed.length > 0) this.#bindHashed(plan, statement, batch);
      if (plan.idParameter > 0) statement.bindString(plan.idParameter, this.#rowId(plan, batch));
      this.#overwrites.reset();
      statement.execute();
    } catch (error) {
      throw this.#located(error, plan, batch, row, place);
    }
    if (shape.operation !== "upsert") {
      if (this.#sqlite.changes() === 0) noteIneffective(plan.notes, shape, row, place);
    } else if (this.#overwrites.isSet()) this.#noteOverwritten(plan, batch, row, place);
    if (shape.operation === "delete") plan.table.mayHaveDeleted = true;
  }

  /** Binds a row's cells; false when an undeclared column is missing or too narrow. */
  #bindCells(
    { statement, slots, notes }: ActivePlan,
    batch: Buffer,
    row: number,
    place: Place,
  ): boolean {
    statement?.clear();
    const { cells } = this.#batches;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index];
      const cell = cells[index];
      if (!slot || !cell || cell.kind === "null") continue;
      if (slot.isNew) return false;
      const { column, parameter } = slot;
      if (parameter === 0 || column?.type === undefined || !statement) continue;
      const isJson = column.type === "JSON";
      if (mayBeJson(batch[cell.start], isJson))
        noteJson(notes.column(column.name), cell, batch, isJson, row, place);
      if (
        bindPlain(
          statement,
          parameter,
          column.type,
          cell.kind,
          batch,
          cell.start,
          cell.end,
          cell.address,
        )
      )
        continue;
      if (
        !column.declared &&
        slot.isStored &&
        neededType(batch, cell, column.type, slot.isKey) !== undefined
      )
        return false;
      if (bindCell(statement, parameter, batch, cell, column.type)) {
        const seen = notes.column(column.name);
        seen.rounded = sightAgain(seen.rounded, row, place, () => shown(batch, cell));
      }
    }
    return true;
  }

  #bindHashed({ hashed }: RowPlan, statement: Statement, batch: Buffer): void {
    for (const { index, parameter, from } of hashed) {
      const cell = this.#batches.cells[index];
      const text = cell && deliveredText(batch, cell, from);
      if (text !== undefined) statement.bindString(parameter, this.#tables.rules.hash(text));
    }
  }

  /** Adds and widens the columns that this row needs. */
  #grow(plan: ActivePlan, batch: Buffer, row: number, place: Place): ActivePlan | undefined {
    const added: { name: string; type: ColumnType }[] = [];
    plan.slots.forEach((slot, index) => {
      const cell = this.#batches.cells[index];
      if (!cell || cell.kind === "null" || slot.column?.declared === true) return;
      if (!slot.isNew && !slot.isStored) return;
      const type = neededType(batch, cell, slot.column?.type, slot.isKey);
      if (type === undefined) return;
      if (slot.column === undefined) added.push({ name: slot.name, type });
      else {
        const from = slot.column.type;
        this.#tables.widen(plan.table, slot.column, type);
        if (from === undefined) return;
        const example = shown(batch, cell);
        plan.notes.column(slot.name).widenings.push({ from, to: type, row, place, example });
      }
    });
    if (added.length > 0) this.#tables.addColumns(plan.table, added);
    return this.#currentPlan(plan.shape, place);
  }

  #currentPlan(shape: Shape, place: Place): ActivePlan | undefined {
    const known = this.#plans.get(shape.id);
    if (known?.version === known?.table.version && known !== undefined) return known;
    known?.statement?.finalize();
    const { schema, table: name } = shape;
    const table =
      shape.operation === "upsert"
        ? this.#tables.findOrCreate(schema, name)
        : this.#tables.find(schema, name);
    // Updates and deletes of a table that does not exist have nothing to change.
    if (!table) return undefined;
    const activity = this.#activityOf(table);
    const plan = {
      ...planRows(this.#sqlite, this.#tables, shape, table, this.#since),
      activity,
      notes: this.observations.table(table),
      shapeNotes: this.observations.shape(shape, activity.operations + 1, place),
    };
    this.#plans.set(shape.id, plan);
    this.#forgetOldestPlan();
    return plan;
  }

  /** A connector whose rows all differ in their columns must not fill the heap with statements. */
  #forgetOldestPlan(): void {
    if (this.#plans.size <= maxPlans) return;
    for (const [shape, { statement }] of this.#plans) {
      statement?.finalize();
      this.#plans.delete(shape);
      return;
    }
  }

  #checkKeys(plan: RowPlan): void {
    const missing = plan.missingKeys[0];
    if (missing !== undefined) {
      throw new KeyError(
        missing,
        `has no value for the key column "${missing}"; send every column of the primary key`,
      );
    }
    for (let index = 0; index < plan.slots.length; index++) {
      const slot = plan.slots[index];
      if (slot?.isKey === true && this.#batches.cells[index]?.kind === "null") {
        throw new KeyError(
          slot.name,
          `has NULL in the key column "${slot.name}"; a primary key cannot be NULL`,
        );
      }
    }
  }

  /** `_fivetran_id`: our own stable hash of what was sent, whatever of it is blocked or hashed; Fivetran's is not documented. */
  #rowId(plan: RowPlan, batch: Buffer): string {
    const values: [string, string][] = [];
    plan.slots.forEach((slot, index) => {
      const cell = this.#batches.cells[index];
      if (cell && cell.kind !== "null" && slot.isOwn) {
        values.push([slot.name, batch.toString("latin1", cell.start, cell.end)]);
      }
    });
    values.sort(([left], [right]) => (left < right ? -1 : 1));
    return createHash("sha1").update(JSON.stringify(values)).digest("base64");
  }

  #count({ operation }: Shape): void {
    if (operation === "upsert") this.#counts.upserts++;
    else if (operation === "update") this.#counts.updates++;
    else this.#counts.deletes++;
  }

  #activityOf(table: Table): TableActivity {
    let activity = this.#activity.get(table.sql);
    if (!activity) {
      activity = { schema: table.schema, name: table.name, operations: 0 };
      this.#activity.set(table.sql, activity);
    }
    return activity;
  }

  #noteMissingTable(shape: Shape, place: Place): void {
    const notes = this.observations.table(this.#tables.destinationTable(shape.schema, shape.table));
    const seen = notes.ineffective[shape.operation];
    noteIneffective(notes, shape, (seen?.count ?? 0) + 1, place);
  }

  #noteNotNumbers({ slots, notes }: ActivePlan, row: number, place: Place): void {
    for (const index of this.#batches.notNumbers) {
      const slot = slots[index];
      if (!slot) continue;
      const seen = notes.column(slot.name);
      seen.notANumber = sightAgain(seen.notANumber, row, place);
    }
  }

  #noteOverwritten({ slots, notes }: ActivePlan, batch: Buffer, row: number, place: Place): void {
    notes.overwritten = sightAgain(notes.overwritten, row, place, () =>
      slots
        .map((slot, index) => ({ slot, cell: this.#batches.cells[index] }))
        .filter(({ slot }) => slot.isKey && slot.parameter > 0)
        .map(({ slot, cell }) => (cell ? `${slot.name} = ${shown(batch, cell)}` : slot.name))
        .join(", "),
    );
  }

  #located(error: unknown, plan: RowPlan, batch: Buffer, row: number, place: Place): unknown {
    return locateRow(error, {
      operation: plan.shape.operation,
      table: plan.table.name,
      column: this.#failedColumn(error, plan, batch),
      row,
      ...this.locate(place),
    });
  }

  /** Which column `bindCell` refused: the first that it refuses again. */
  #failedColumn(error: unknown, plan: RowPlan, batch: Buffer): FailedColumn | undefined {
    if (!(error instanceof ValueError) || !plan.statement) return undefined;
    for (let index = 0; index < plan.slots.length; index++) {
      const slot = plan.slots[index];
      const cell = this.#batches.cells[index];
      if (!slot || !cell || slot.column?.type === undefined) continue;
      const hashed = plan.hashed.find((apart) => apart.index === index);
      try {
        if (hashed) deliveredText(batch, cell, hashed.from);
        else if (slot.parameter > 0)
          bindCell(plan.statement, slot.parameter, batch, cell, slot.column.type);
      } catch {
        return {
          name: slot.name,
          value: batch.toString("utf8", cell.start, Math.min(cell.end, cell.start + 200)),
        };
      }
    }
    return undefined;
  }
}
