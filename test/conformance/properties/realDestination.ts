/** The destination under test without processes: its projection, its log and their replay, driven as a session drives them. */
import { unlinkSync } from "node:fs";
import type { Frame } from "../../../src/engine/bridge/frameReader.ts";
import { Projection } from "../../../src/engine/destination/store/projection.ts";
import { readPage, summarize } from "../../../src/engine/destination/store/queries.ts";
import type { Sqlite, SqliteModule } from "../../../src/engine/destination/store/sqlite.ts";
import { replay } from "../../../src/engine/runs/replay.ts";
import { RunStore } from "../../../src/engine/runs/runStore.ts";
import { logFormat, SyncLogWriter } from "../../../src/engine/runs/syncLog.ts";
import type { Naming } from "../../../src/shared/model/sync.ts";
import type { Moment } from "../../../src/shared/protocol/destination.ts";
import { Rows, schemaFrame, sdkFrame, frame } from "../../support/frames.ts";
import type { Operation, Run } from "./operations.ts";

const manyRows = 1_000;
const startedAt = Date.UTC(2026, 0, 1) * 1000;

export class RealDestination {
  readonly #module: SqliteModule;
  readonly #store: RunStore;
  readonly #rows = new Rows();
  #shown: { readonly sqlite: Sqlite; readonly projection: Projection };
  #log: SyncLogWriter | undefined;
  #run = 0;
  #commits = 0;

  constructor(module: SqliteModule, folder: string) {
    this.#module = module;
    this.#store = new RunStore(folder);
    this.#shown = this.#open(undefined);
  }

  get run(): number {
    return this.#run;
  }

  begin(naming: Naming, { fresh, declarations }: Run): void {
    const base = fresh ? undefined : this.#store.newest();
    if (fresh) this.#show(undefined);
    this.#run = this.#store.nextNumber();
    this.#commits = 0;
    const { projection } = this.#shown;
    const header = {
      format: logFormat,
      run: this.#run,
      kind: "sync" as const,
      startedAt: new Date(0).toISOString(),
      base: base ? { run: base.run, checkpoint: null, commits: this.#store.commits(base) } : null,
      naming,
      connectionName: "connection",
      maxRows: null,
      state: projection.state,
    };
    this.#log = new SyncLogWriter(this.#store.path(this.#run), header);
    projection.beginRun({ naming, connectionName: "connection", maxRows: Infinity });
    projection.useState(header.state);
    const tables = declarations.map(({ key, ...rest }) => ({ ...rest, primaryKey: key }));
    for (const each of [sdkFrame(), Rows.source(), schemaFrame(tables)]) this.#keep(each);
  }

  apply(operation: Exclude<Operation, { kind: "checkpoint" }>): void {
    for (const each of this.#frames(operation)) {
      if (each.kind !== "shape") this.#log?.time(this.#shown.projection.advanceClock(startedAt));
      this.#keep(each);
    }
  }

  checkpoint(state: string): void {
    this.#commit("checkpoint", state);
    this.#shown.projection.checkpoint({ state, file: null, line: null }, 0);
  }

  finishWell(): void {
    const { projection } = this.#shown;
    this.#commit("finish", projection.state);
    projection.finishWell();
    this.#end("succeeded");
  }

  fail(): void {
    this.#shown.projection.rollback();
    this.#end("failed");
    if (this.#commits === 0) this.#show(this.#store.newest());
  }

  /** The newest moment there is in the logs. */
  newest(): Moment | undefined {
    return this.#store.newest();
  }

  describe(): unknown {
    return describe(this.#shown);
  }

  get state(): string {
    return this.#shown.projection.state;
  }

  /** What a replay of the logs up to a moment gives. */
  replayed(moment: Moment | undefined): { readonly tables: unknown; readonly state: string } {
    const shown = this.#open(moment);
    const result = { tables: describe(shown), state: shown.projection.state };
    shown.sqlite.close();
    return result;
  }

  /** Leaves an empty folder for the next one. */
  close(): void {
    this.#shown.sqlite.close();
    for (const run of this.#store.numbers()) unlinkSync(this.#store.path(run));
  }

  #frames(operation: Exclude<Operation, { kind: "checkpoint" }>): readonly Frame[] {
    const { schema, table } = operation;
    if (operation.kind === "truncate")
      return [frame("truncate", { schema, table, deferred: operation.deferred })];
    const cells = operation.row.map(([name, { cell }]) => [name, cell] as const);
    return this.#rows.of(operation.kind, table, [Object.fromEntries(cells)], 1, schema);
  }

  #keep(each: Frame): void {
    this.#log?.frame(each);
    this.#shown.projection.apply(each);
  }

  #commit(kind: "checkpoint" | "finish", state: string): void {
    this.#log?.commit({ kind, seconds: 0, rows: 0, state, file: null, line: null });
    this.#commits++;
  }

  #end(status: "succeeded" | "failed"): void {
    this.#log?.end({ status, seconds: 0, error: null, findings: [] });
    this.#log?.close();
    this.#log = undefined;
  }

  #show(moment: Moment | undefined): void {
    this.#shown.sqlite.close();
    this.#shown = this.#open(moment);
  }

  #open(moment: Moment | undefined): { sqlite: Sqlite; projection: Projection } {
    const sqlite = this.#module.open();
    const projection = new Projection(sqlite);
    if (moment) replay(projection, this.#store, moment);
    return { sqlite, projection };
  }
}

function describe({ sqlite, projection }: { sqlite: Sqlite; projection: Projection }): unknown {
  return summarize(sqlite, projection.tables).map((summary) => {
    const table = projection.tables.get(summary.schema, summary.name);
    if (!table) throw new Error(`${summary.name} is not there`);
    const page = readPage(sqlite, table, 0, manyRows);
    const names = [...summary.columns.map(({ name }) => name), "_fivetran_deleted"];
    const indexes = names.map((name) => page.columns.findIndex((column) => column.name === name));
    return {
      schema: summary.schema,
      name: summary.name,
      declared: summary.declared,
      key: summary.primaryKey,
      deleted: summary.deletedRows,
      columns: summary.columns.map(
        ({ name, type, declared }) => `${name} ${type} ${String(declared)}`,
      ),
      rows: page.rowNumbers.map((_, row) =>
        indexes.map((index) => page.cells[index]?.[row] ?? null),
      ),
    };
  });
}
