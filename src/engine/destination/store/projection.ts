/**
 * The database as a projection of frames: the same code applies what a connector sends now and what a sync log kept.
 * One transaction a checkpoint; what follows the last one is dropped unless the run ended well.
 */
import type { Checkpoint, Naming, SyncCounts } from "../../../shared/model/sync.ts";
import { noCounts } from "../../../shared/model/sync.ts";
import type { DeclaredTable } from "../../../shared/protocol/frames.ts";
import type { Frame } from "../../bridge/frameReader.ts";
import {
  readPythonTypes,
  readSchema,
  readSdk,
  readShape,
  readSource,
  readTruncate,
  readStoredFile,
  type CheckpointCall,
} from "../../bridge/payloads.ts";
import type { RunCost } from "../../runs/runCost.ts";
import { parseState } from "../../runs/stateText.ts";
import { checkDeclarations } from "./declaredChanges.ts";
import type { Evidence, RunFacts } from "../findings/evidence.ts";
import { countWhere, gatherEvidence } from "./evidence.ts";
import { FileIndex } from "./fileIndex.ts";
import { OverwriteSignal } from "./overwrites.ts";
import { countRows } from "./queries.ts";
import { RowApplier, type TableActivity } from "./rowApplier.ts";
import type { Place } from "./rowBatch.ts";
import { noRules } from "./ruleSet.ts";
import type { Sqlite } from "./sqlite.ts";
import { StateNotes } from "./stateNotes.ts";
import { SyncedClock } from "./syncedClock.ts";
import { SyncPeriods } from "./syncPeriods.ts";
import { deletedColumn, syncedColumn, Tables, type Table } from "./tables.ts";

export interface RunSettings {
  readonly naming: Naming;
  readonly connectionName: string;
  /** Rows kept for each table; Infinity for all. */
  readonly maxRows: number;
  /** Whether what it touches is free; undefined for a run that only edits the state. */
  readonly cost?: RunCost;
}

/** What the end of a run tells beside what the projection has seen. */
export type RunEndFacts = Pick<
  RunFacts,
  "status" | "seconds" | "startsEmpty" | "isDebugged" | "connectorPeakBytes"
>;

export class Projection {
  readonly tables: Tables;
  readonly periods: SyncPeriods;
  readonly files = new FileIndex();
  readonly #sqlite: Sqlite;
  readonly #clock: SyncedClock;
  readonly #overwrites: OverwriteSignal;
  #rows: RowApplier;
  #counts = noCounts();
  #checkpoints: Checkpoint[] = [];
  #rowsAtCheckpoint = 0;
  #state = "{}";
  #inTransaction = false;
  #declared: readonly DeclaredTable[] | null = null;
  #states = new StateNotes();
  /** The newest `_fivetran_synced` before this run. */
  #since = "";
  /** Tables to mark when the run ends well, with the time of the call. */
  #deferredTruncates: { readonly table: string; readonly before: string }[] = [];

  constructor(sqlite: Sqlite, rules = noRules) {
    this.#sqlite = sqlite;
    this.tables = new Tables(sqlite, rules);
    this.periods = new SyncPeriods(sqlite);
    this.#clock = new SyncedClock(sqlite);
    this.#overwrites = new OverwriteSignal(sqlite);
    this.#rows = this.#newApplier(Infinity);
  }

  get counts(): Readonly<SyncCounts> {
    return this.#counts;
  }

  get activity(): readonly TableActivity[] {
    return this.#rows.activity;
  }

  /** Tables that a limited run has cut. */
  get fullTables(): ReadonlySet<string> {
    return this.#rows.full;
  }

  databaseBytes(): number {
    return this.#sqlite.databaseBytes();
  }

  /** Of all tables, soft-deleted ones included. */
  rows(): number {
    return this.tables.all().reduce((sum, table) => sum + countRows(this.#sqlite, table), 0);
  }

  get checkpoints(): readonly Checkpoint[] {
    return this.#checkpoints;
  }

  /** The newest state as JSON text. */
  get state(): string {
    return this.#state;
  }

  /** Begins a run on the tables and the state as they are. */
  beginRun(settings: RunSettings): void {
    this.#rows.forgetPlans();
    this.#counts = noCounts();
    this.#checkpoints = [];
    this.#rowsAtCheckpoint = 0;
    this.#deferredTruncates = [];
    this.#declared = null;
    this.#states = new StateNotes();
    this.#since = this.#clock.text();
    this.tables.useNaming(settings.naming, settings.connectionName);
    if (settings.cost) this.periods.begin(settings.cost, this.tables.all(), this.#clock.text());
    this.#rows = this.#newApplier(settings.maxRows);
  }

  useState(state: string): void {
    this.#state = state;
  }

  /** Goes on from this time for `_fivetran_synced`; returns the time it settled on, which a log must keep. */
  advanceClock(microseconds: number): number {
    this.#clock.advanceTo(Math.max(microseconds, this.#clock.now + 1));
    return this.#clock.now;
  }

  /** Applies a frame that is part of the data. Others (logs, the handshake) are not its business. */
  apply(frame: Frame): void {
    switch (frame.kind) {
      case "sdk":
        this.#rows.useCells(readSdk(frame.payload).cells);
        break;
      case "schema":
        this.#declare(readSchema(frame.payload));
        break;
      case "shape":
        this.#rows.defineShape(readShape(frame.payload));
        break;
      case "source":
        this.#rows.defineSource(readSource(frame.payload));
        break;
      case "pythonTypes": {
        const { shape, types } = readPythonTypes(frame.payload);
        this.#rows.observations.pythonTypes(shape, types);
        break;
      }
      case "rows":
        this.#begin();
        this.#rows.apply(frame.payload);
        break;
      case "truncate":
        this.#truncate(frame.payload);
        break;
      case "file":
        this.#counts.files++;
        this.files.add(readStoredFile(frame.payload));
        break;
      case "warning":
        this.#counts.warnings++;
        break;
      default:
        break;
    }
  }

  /** Commits everything up to here with the state, JSON text. `seconds` is the time since the run began. */
  checkpoint({ state, file, line }: CheckpointCall, seconds: number): Checkpoint {
    const rows = this.#rowOperations();
    const checkpoint: Checkpoint = {
      index: this.#checkpoints.length + 1,
      seconds,
      rows: rows - this.#rowsAtCheckpoint,
      state: parseState(state),
      file,
      line,
    };
    this.#rowsAtCheckpoint = rows;
    this.#state = state;
    this.#counts.checkpoints++;
    this.#checkpoints.push(checkpoint);
    this.#states.note(checkpoint.index, state, checkpoint.state);
    this.commit();
    return checkpoint;
  }

  /** What this run was like so far, for its findings. `end` is what its session knows. */
  evidence(end: RunEndFacts, isResync: boolean): Evidence {
    const record = {
      since: this.#since,
      declared: this.#declared,
      observations: this.#rows.observations,
      locate: (place: Place) => this.#rows.locate(place),
    };
    const run = {
      ...end,
      operations: this.#rowOperations(),
      truncates: this.#counts.truncates,
      checkpoints: this.#checkpoints,
      rowsSinceCheckpoint: this.#rowOperations() - this.#rowsAtCheckpoint,
      states: this.#states,
    };
    return gatherEvidence(this.#sqlite, this.tables, record, run, isResync);
  }

  /** Makes the end of a run that went well final: rows after the last checkpoint, deferred truncates. */
  finishWell(): void {
    for (const { table, before } of this.#deferredTruncates) {
      this.#begin();
      const statement = this.#sqlite.prepare(
        `UPDATE ${table} SET ${deletedColumn} = 1 WHERE ${syncedColumn} <= ?1`,
      );
      statement.bindString(1, before);
      statement.execute();
      statement.finalize();
    }
    this.commit();
  }

  commit(): void {
    if (this.#inTransaction) this.#sqlite.run("COMMIT");
    this.#inTransaction = false;
    this.tables.keep();
    this.files.keep();
  }

  /** Drops what came after the last checkpoint. */
  rollback(): void {
    this.#rows.forgetPlans();
    if (this.#inTransaction) this.#sqlite.run("ROLLBACK");
    this.#inTransaction = false;
    this.tables.restore();
    this.files.restore();
  }

  #declare(declared: readonly DeclaredTable[] | null): void {
    this.#declared = declared;
    const tables = declared ?? [];
    checkDeclarations(this.tables, tables);
    this.#begin();
    for (const table of tables) this.tables.declare(table);
    this.commit();
  }

  #truncate(payload: Buffer): void {
    const { schema, table: name, deferred } = readTruncate(payload);
    this.#counts.truncates++;
    const table = this.tables.find(schema, name);
    if (!table) return;
    this.#begin();
    table.mayHaveDeleted = true;
    if (deferred) {
      this.#deferredTruncates.push({ table: table.sql, before: this.#clock.text() });
      return;
    }
    this.#noteTruncate(table);
    this.#sqlite.run(`UPDATE ${table.sql} SET ${deletedColumn} = 1`);
  }

  #noteTruncate(table: Table): void {
    const operations = this.#rows.operations(table);
    if (operations === 0) return;
    const condition = `NOT ${deletedColumn} AND ${syncedColumn} > '${this.#since}'`;
    const rows = countWhere(this.#sqlite, table, condition);
    const notes = this.#rows.observations.table(table);
    if (rows > 0) notes.truncated = { rows: rows + (notes.truncated?.rows ?? 0), operations };
  }

  #begin(): void {
    if (this.#inTransaction) return;
    this.#sqlite.run("BEGIN");
    this.#inTransaction = true;
  }

  #rowOperations(): number {
    return this.#counts.upserts + this.#counts.updates + this.#counts.deletes;
  }

  #newApplier(maxRows: number): RowApplier {
    const target = {
      sqlite: this.#sqlite,
      tables: this.tables,
      clock: this.#clock,
      overwrites: this.#overwrites,
    };
    return new RowApplier(target, this.#counts, maxRows);
  }
}
