/** The destination of one project: its tables as of some moment, and the run that is changing them. Lives in the worker. */
import path from "node:path";
import { UserError } from "../../shared/base/userError.ts";
import type { ActiveRows, ColumnRule, TableProfile } from "../../shared/model/previews.ts";
import type { MemoryUse, SyncReport, UploadedFile } from "../../shared/model/sync.ts";
import type {
  DestinationApi,
  DestinationEvents,
  Listening,
  Moment,
  ProcessEnd,
  QueryResult,
  RunEntry,
  SyncRequest,
  TablePage,
} from "../../shared/protocol/destination.ts";
import type { Remote } from "../../shared/rpc/rpc.ts";
import { parseState } from "../runs/stateText.ts";
import { replay } from "../runs/replay.ts";
import { RunStore } from "../runs/runStore.ts";
import { logFormat, SyncLogWriter, type Base, type RunHeader } from "../runs/syncLog.ts";
import { runCost } from "../runs/runCost.ts";
import { removeStaleUploads, UploadFolder } from "../runs/uploadFolder.ts";
import { checkRules, readRules, refuseBlockedKeys, writeRules } from "./columnRules.ts";
import { profileTable } from "./profile.ts";
import { activeRows } from "./store/activeRows.ts";
import { exportTables } from "./store/export.ts";
import { Projection } from "./store/projection.ts";
import { query, readPage, summarize } from "./store/queries.ts";
import { RuleSet } from "./store/ruleSet.ts";
import { loadSqlite, type Sqlite, type SqliteModule } from "./store/sqlite.ts";
import type { Table } from "./store/tables.ts";
import type { SessionEnd } from "./sessionParts.ts";
import { SyncSession } from "./syncSession.ts";

/** The connection's name here and in the connector's environment, where `fivetran debug` sets the same. */
const connectionName = "test_connection_name";

interface Opened {
  readonly store: RunStore;
  readonly sqlite: Sqlite;
  readonly projection: Projection;
  readonly rules: RuleSet;
  /** The moment the tables show; undefined for empty ones. */
  readonly moment: Moment | undefined;
}

export class Destination {
  readonly #wasm: string;
  #sqlite: SqliteModule | undefined;
  readonly #events: Remote<DestinationEvents>;
  #opened: Opened | undefined;
  #session: SyncSession | undefined;

  /** `wasm` is the path of sql.js's `sql-wasm.wasm`. */
  constructor(wasm: string, events: Remote<DestinationEvents>) {
    this.#wasm = wasm;
    this.#events = events;
  }

  async open(storage: string, at?: Moment): Promise<void> {
    this.#refuseWhileSyncing();
    const store = new RunStore(storage);
    this.#sqlite ??= await loadSqlite(this.#wasm);
    this.#show(store, at ?? store.newest());
  }

  async startSync(request: SyncRequest): Promise<Listening> {
    this.#refuseWhileSyncing();
    const { store } = this.#current();
    store.lock();
    try {
      removeStaleUploads(store.folder);
      const base = baseOf(request, store);
      if (!this.#shows(base) || !this.#hasRulesOf(store)) this.#show(store, base);
      return await this.#begin(request, base);
    } catch (error) {
      store.unlock();
      throw error;
    }
  }

  processEnded(end: ProcessEnd): void {
    this.#session?.processEnded(end);
  }

  cancelSync(): void {
    this.#session?.cancel();
  }

  tables(): ReturnType<DestinationApi["tables"]> {
    const { sqlite, projection } = this.#current();
    return summarize(sqlite, projection.tables);
  }

  page(
    name: { readonly schema: string | null; readonly name: string },
    start: number,
    count: number,
  ): TablePage {
    return readPage(this.#current().sqlite, this.#table(name), start, count);
  }

  columnRules(): readonly ColumnRule[] {
    return readRules(this.#current().store.storage).rules;
  }

  setColumnRules(rules: readonly ColumnRule[]): void {
    this.#refuseWhileSyncing();
    const { store, projection, moment, rules: before } = this.#current();
    store.lock();
    try {
      const { salt } = readRules(store.storage);
      const after = new RuleSet(checkRules(rules), salt);
      refuseBlockedKeys(after, projection.tables.all());
      this.#show(store, moment, after);
      try {
        writeRules(store.storage, { salt, rules: after.rules });
      } catch (error) {
        this.#show(store, moment, before);
        throw error;
      }
    } finally {
      store.unlock();
    }
  }

  profile(name: { readonly schema: string | null; readonly name: string }): TableProfile {
    const { sqlite, projection, store, moment } = this.#current();
    const source = { sqlite, tables: projection.tables, store, moment };
    return profileTable(source, this.#table(name));
  }

  activeRows(syncsPerMonth: number): readonly ActiveRows[] {
    const { sqlite, projection } = this.#current();
    return activeRows(sqlite, projection.tables, projection.periods, syncsPerMonth, new Date());
  }

  query(sql: string, limit: number): QueryResult {
    return query(this.#current().sqlite, sql, limit);
  }

  runs(): readonly RunEntry[] {
    return this.#current().store.entries();
  }

  state(): string {
    return this.#current().projection.state;
  }

  setState(state: string): void {
    this.#refuseWhileSyncing();
    const { store, projection } = this.#current();
    store.lock();
    try {
      const run = store.nextNumber();
      const log = new SyncLogWriter(store.path(run), {
        ...this.#header(run, store.newest()),
        kind: "edit",
        state,
      });
      log.commit({ kind: "checkpoint", seconds: 0, rows: 0, state, file: null, line: null });
      log.end({ status: "succeeded", seconds: 0, error: null, findings: [] });
      log.close();
      projection.useState(state);
      this.#opened = { ...this.#current(), moment: store.newest() };
    } finally {
      store.unlock();
    }
  }

  files(): readonly UploadedFile[] {
    const { store, projection } = this.#current();
    return projection.files
      .all()
      .map(({ stored, ...file }) => ({ ...file, storedAt: path.join(store.folder, stored) }));
  }

  exportTo(file: string): void {
    const { sqlite, projection } = this.#current();
    exportTables(sqlite, projection.tables, file);
  }

  close(): void {
    this.#session?.cancel();
    this.#opened?.sqlite.close();
    this.#opened = undefined;
  }

  async #begin(request: SyncRequest, base: Moment | undefined): Promise<Listening> {
    const { store, projection } = this.#current();
    const run = store.nextNumber();
    const state = request.state ?? (request.start.kind === "resync" ? "{}" : projection.state);
    const maxRows = request.limits.rows ?? null;
    const header: RunHeader = {
      ...this.#header(run, base),
      naming: request.naming,
      maxRows,
      state,
    };
    const log = new SyncLogWriter(store.path(run), header);
    projection.beginRun({
      naming: request.naming,
      connectionName,
      maxRows: maxRows ?? Infinity,
      cost: runCost(store, header),
    });
    projection.useState(state);
    const session = new SyncSession({
      request,
      run,
      connectionName,
      state,
      projection,
      log,
      events: this.#events,
      uploads: new UploadFolder(store.folder, run),
      withdraw: () => {
        this.#show(store, store.newest());
      },
      report: (end) => this.#report(run, end),
      finished: (report) => {
        this.#session = undefined;
        this.#opened = { ...this.#current(), moment: store.newest() };
        store.unlock();
        void this.#events.finished(report);
      },
    });
    this.#session = session;
    // Until it ends the tables are at no moment of the history.
    this.#opened = { ...this.#current(), moment: undefined };
    const { port, token } = await session.listen();
    return { run, port, token };
  }

  #header(run: number, base: Moment | undefined): RunHeader {
    return {
      format: logFormat,
      run,
      kind: "sync",
      startedAt: new Date().toISOString(),
      base: base ? this.#baseOf(base) : null,
      naming: "FIVETRAN",
      connectionName,
      maxRows: null,
      state: "{}",
    };
  }

  /** A heap that ran full can no longer be read, but the run has to be reported. */
  #tablesOrNone(): ReturnType<DestinationApi["tables"]> {
    try {
      return this.tables();
    } catch {
      return [];
    }
  }

  #baseOf(moment: Moment): Base {
    const { run, checkpoint } = moment;
    const commits = this.#current().store.commits(moment);
    return { run, checkpoint: Number.isFinite(checkpoint) ? checkpoint : null, commits };
  }

  #report(run: number, end: SessionEnd): SyncReport {
    const { projection } = this.#current();
    return {
      status: end.status,
      sdkVersion: end.sdkVersion,
      pythonVersion: end.pythonVersion,
      seconds: end.seconds,
      counts: end.counts,
      tables: this.#tablesOrNone(),
      state: parseState(projection.state),
      checkpoints: end.checkpoints,
      findings: end.findings,
      error: end.error,
      run,
      limits: end.limits,
      files: this.files(),
      memory: this.#memoryUse(end.connectorPeakBytes),
    };
  }

  #memoryUse(connectorPeakBytes: number | null): MemoryUse {
    try {
      const { projection } = this.#current();
      const databaseBytes = projection.databaseBytes();
      const rows = projection.rows();
      const bytesPerRow = rows === 0 ? null : Math.round(databaseBytes / rows);
      return { databaseBytes, bytesPerRow, connectorPeakBytes };
    } catch {
      // A heap that ran full, as above.
      return { databaseBytes: 0, bytesPerRow: null, connectorPeakBytes };
    }
  }

  /** Shows a moment; undefined for empty tables. What is shown already is kept. */
  #show(store: RunStore, moment: Moment | undefined, rules = storedRules(store)): void {
    if (!this.#sqlite) throw new Error("the destination is not open");
    const sqlite = this.#sqlite.open();
    try {
      const projection = new Projection(sqlite, rules);
      if (moment) replay(projection, store, moment);
      this.#opened?.sqlite.close();
      this.#opened = { store, sqlite, projection, rules, moment };
    } catch (error) {
      sqlite.close();
      throw error;
    }
  }

  /** Whether the tables are at this moment already; empty ones are made anew. */
  #shows(moment: Moment | undefined): boolean {
    const shown = this.#opened?.moment;
    return (
      moment !== undefined && shown?.run === moment.run && shown.checkpoint === moment.checkpoint
    );
  }

  /** Whether the tables were made by the rules that are set: another process may have set others. */
  #hasRulesOf(store: RunStore): boolean {
    return this.#current().rules.isSame(storedRules(store));
  }

  #table({ schema, name }: { readonly schema: string | null; readonly name: string }): Table {
    const table = this.#current().projection.tables.get(schema, name);
    if (table) return table;
    throw new UserError("destination.noTable", `There is no table ${name} in the destination.`, {
      action: "Run a sync that emits rows for it.",
    });
  }

  #current(): Opened {
    if (!this.#opened) throw new Error("the destination is not open");
    return this.#opened;
  }

  #refuseWhileSyncing(): void {
    if (this.#session) {
      throw new UserError("destination.busy", "A sync is running.", {
        action: "Wait for it, or stop it.",
      });
    }
  }
}

function storedRules(store: RunStore): RuleSet {
  const { rules, salt } = readRules(store.storage);
  return new RuleSet(rules, salt);
}

function baseOf({ start }: SyncRequest, store: RunStore): Moment | undefined {
  if (start.kind === "fresh") return undefined;
  return start.kind === "from" ? { run: start.run, checkpoint: start.checkpoint } : store.newest();
}
