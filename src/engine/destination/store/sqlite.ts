/**
 * The only place that talks to sql.js. Statements are driven through its C functions, so that cells go from the bytes that
 * arrived into SQLite without becoming JavaScript values in between.
 */
import { readFile } from "node:fs/promises";
import initSqlJs, { type SqlJsStatic } from "sql.js";
import type { CFunctions } from "./cFunctions.ts";

const pageBytes = 4096;

/** The encoding of a function's text. */
const utf8 = 1;

const resultOk = 0;
const resultRow = 100;
const resultDone = 101;

/** `sqlite3_bind_*`'s promise that the bytes stay until the statement has run. */
const staticBytes = 0;
/** SQLite copies the bytes. */
const transientBytes = -1;

/** What SQLite hands back: INTEGERs beyond 2^53 as bigint. */
export type SqliteValue = null | number | bigint | string | Uint8Array;

/** SQLite refused; `message` is its own. */
export class SqliteError extends Error {}

/** A copy of the database on its way to a file. */
export interface DatabaseCopy {
  run(sql: string, values?: (string | number)[]): void;
}

export interface Sqlite {
  /** Runs statements that give no rows. */
  run(sql: string): void;
  prepare(sql: string): Statement;
  /** Whether a table, named as in SQL, has no rows. */
  isEmpty(table: string): boolean;
  /** The rows that the newest INSERT, UPDATE or DELETE has changed. */
  changes(): number;
  /** Lets SQL call `name()`, which is 0; `called` must not throw. */
  defineSignal(name: string, called: () => void): void;
  /** Size of this database. */
  databaseBytes(): number;
  /** Copies bytes into the heap for `bindText` and `bindBlob`; valid until the next call. Returns their address. */
  place(bytes: Uint8Array): number;
  /** Memory of a fixed size that stays until `close`; `write` fills it. */
  reserve(bytes: number): { readonly address: number; write(bytes: Uint8Array): void };
  /** The database as the bytes of a file; `amend` may add to the copy that is written. */
  serialize(amend: (copy: DatabaseCopy) => void): Uint8Array;
  close(): void;
}

export interface Statement {
  clear(): void;
  bindInteger(index: number, value: number): void;
  bindNumber(index: number, value: number): void;
  /** Text or blob at an address of `place` or `reserve`. */
  bindText(index: number, address: number, bytes: number): void;
  bindBlob(index: number, address: number, bytes: number): void;
  bindString(index: number, value: string): void;
  /** Runs a statement that gives no rows, and makes it ready for the next row. */
  execute(): void;
  /** Whether there is a (further) row. */
  step(): boolean;
  reset(): void;
  columnNames(): readonly string[];
  value(column: number): SqliteValue;
  finalize(): void;
}

/** sql.js, loaded: databases opened from it share one heap, which grows and never shrinks. */
export interface SqliteModule {
  /** Opens an empty in-memory database. */
  open(): Sqlite;
}

/** Loads sql.js, which can be done once in a thread. `wasm` is the path of its `sql-wasm.wasm`. */
export async function loadSqlite(wasm: string): Promise<SqliteModule> {
  const binary = await readFile(wasm);
  let memory: WebAssembly.Memory | undefined;
  const module: object = await initSqlJs({
    // sql.js does not export the heap; it can be seen where the instance is made.
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ): object {
      void WebAssembly.instantiate(binary, imports).then(({ instance }) => {
        memory = Object.values(instance.exports).find(
          (value) => value instanceof WebAssembly.Memory,
        );
        done(instance);
      });
      return {};
    },
  });
  if (!memory)
    throw new Error("sql.js shows no memory; it was loaded before, or its build has changed");
  const heap = memory;
  return { open: () => new Connection(module as Module, heap) };
}

type Module = CFunctions & Pick<SqlJsStatic, "Database">;

class Connection implements Sqlite {
  readonly #c: Module;
  readonly #memory: WebAssembly.Memory;
  readonly #database: number;
  #scratch = 0;
  #scratchBytes = 0;
  readonly #functions: number[] = [];

  constructor(c: Module, memory: WebAssembly.Memory) {
    this.#c = c;
    this.#memory = memory;
    const name = c.stringToNewUTF8(":memory:");
    const out = c._malloc(4);
    const code = c._sqlite3_open(name, out);
    this.#database = this.#pointerAt(out);
    c._free(name);
    c._free(out);
    if (code !== resultOk) throw new SqliteError(this.errorMessage());
    this.run(
      "PRAGMA journal_mode = MEMORY; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536",
    );
  }

  errorMessage(): string {
    return this.#c.UTF8ToString(this.#c._sqlite3_errmsg(this.#database));
  }

  run(sql: string): void {
    for (const part of this.#prepareAll(sql)) {
      try {
        while (part.step());
      } finally {
        part.finalize();
      }
    }
  }

  prepare(sql: string): Statement {
    const [statement, ...rest] = this.#prepareAll(sql);
    if (!statement) throw new SqliteError("there is no statement to run");
    if (rest.length > 0) throw new SqliteError("only one statement can be run at a time");
    return statement;
  }

  *#prepareAll(sql: string): Generator<CStatement, void> {
    const c = this.#c;
    const text = c.stringToNewUTF8(sql);
    const out = c._malloc(8);
    try {
      let from = text;
      for (;;) {
        const code = c._sqlite3_prepare_v2(this.#database, from, -1, out, out + 4);
        if (code !== resultOk) throw new SqliteError(this.errorMessage());
        const statement = this.#pointerAt(out);
        const tail = this.#pointerAt(out + 4);
        if (statement !== 0) yield new CStatement(c, this.#memory, statement, this);
        else if (this.#byteAt(tail) === 0) return;
        from = tail;
      }
    } finally {
      c._free(text);
      c._free(out);
    }
  }

  isEmpty(table: string): boolean {
    const statement = this.prepare(`SELECT 1 FROM ${table} LIMIT 1`);
    const hasRow = statement.step();
    statement.finalize();
    return !hasRow;
  }

  changes(): number {
    return this.#c._sqlite3_changes(this.#database);
  }

  defineSignal(name: string, called: () => void): void {
    const c = this.#c;
    const pointer = c.addFunction((context) => {
      called();
      c._sqlite3_result_int(context, 0);
    }, "viii");
    this.#functions.push(pointer);
    const text = c.stringToNewUTF8(name);
    const code = c._sqlite3_create_function_v2(this.#database, text, 0, utf8, 0, pointer, 0, 0, 0);
    c._free(text);
    if (code !== resultOk) throw new SqliteError(this.errorMessage());
  }

  databaseBytes(): number {
    const statement = this.prepare("PRAGMA page_count");
    const pages = statement.step() ? Number(statement.value(0)) : 0;
    statement.finalize();
    return pages * pageBytes;
  }

  place(bytes: Uint8Array): number {
    if (bytes.length > this.#scratchBytes) {
      if (this.#scratch !== 0) this.#c._free(this.#scratch);
      this.#scratchBytes = Math.max(bytes.length * 2, 1 << 20);
      this.#scratch = this.#c._malloc(this.#scratchBytes);
      if (this.#scratch === 0) throw new SqliteError("out of memory");
    }
    new Uint8Array(this.#memory.buffer, this.#scratch, bytes.length).set(bytes);
    return this.#scratch;
  }

  reserve(bytes: number): { readonly address: number; write(bytes: Uint8Array): void } {
    const address = this.#c._malloc(bytes);
    const memory = this.#memory;
    return {
      address,
      write: (content) => {
        new Uint8Array(memory.buffer, address, bytes).set(content);
      },
    };
  }

  serialize(amend: (copy: DatabaseCopy) => void): Uint8Array {
    const c = this.#c;
    const copy = new c.Database();
    const name = c.stringToNewUTF8("main");
    try {
      // sql.js keeps its handle of a file database under this name.
      const handle: unknown = Reflect.get(copy, "db");
      if (typeof handle !== "number") throw new Error("sql.js shows no handle");
      const backup = c._sqlite3_backup_init(handle, name, this.#database, name);
      c._sqlite3_backup_step(backup, -1);
      if (c._sqlite3_backup_finish(backup) !== resultOk)
        throw new SqliteError("the database cannot be copied");
      amend(copy);
      return copy.export();
    } finally {
      c._free(name);
      copy.close();
    }
  }

  close(): void {
    if (this.#scratch !== 0) this.#c._free(this.#scratch);
    this.#c._sqlite3_close_v2(this.#database);
    for (const pointer of this.#functions) this.#c.removeFunction(pointer);
  }

  #pointerAt(address: number): number {
    return new DataView(this.#memory.buffer).getUint32(address, true);
  }

  #byteAt(address: number): number {
    return new DataView(this.#memory.buffer).getUint8(address);
  }
}

class CStatement implements Statement {
  readonly #c: CFunctions;
  readonly #memory: WebAssembly.Memory;
  readonly #statement: number;
  readonly #owner: Connection;

  constructor(c: CFunctions, memory: WebAssembly.Memory, statement: number, owner: Connection) {
    this.#c = c;
    this.#memory = memory;
    this.#statement = statement;
    this.#owner = owner;
  }

  clear(): void {
    this.#c._sqlite3_clear_bindings(this.#statement);
  }

  bindInteger(index: number, value: number): void {
    this.#c._sqlite3_bind_int(this.#statement, index, value);
  }

  bindNumber(index: number, value: number): void {
    this.#c._sqlite3_bind_double(this.#statement, index, value);
  }

  bindText(index: number, address: number, bytes: number): void {
    this.#c._sqlite3_bind_text(this.#statement, index, address, bytes, staticBytes);
  }

  bindBlob(index: number, address: number, bytes: number): void {
    this.#c._sqlite3_bind_blob(this.#statement, index, address, bytes, staticBytes);
  }

  bindString(index: number, value: string): void {
    const bytes = Buffer.from(value);
    const address = this.#c._malloc(bytes.length + 1);
    new Uint8Array(this.#memory.buffer, address, bytes.length).set(bytes);
    this.#c._sqlite3_bind_text(this.#statement, index, address, bytes.length, transientBytes);
    this.#c._free(address);
  }

  execute(): void {
    const code = this.#c._sqlite3_step(this.#statement);
    if (code !== resultDone && code !== resultRow) {
      const message = this.#owner.errorMessage();
      this.#c._sqlite3_reset(this.#statement);
      throw new SqliteError(message);
    }
    this.#c._sqlite3_reset(this.#statement);
  }

  step(): boolean {
    const code = this.#c._sqlite3_step(this.#statement);
    if (code === resultRow) return true;
    if (code === resultDone) return false;
    throw new SqliteError(this.#owner.errorMessage());
  }

  reset(): void {
    this.#c._sqlite3_reset(this.#statement);
  }

  columnNames(): readonly string[] {
    const count = this.#c._sqlite3_column_count(this.#statement);
    return Array.from({ length: count }, (_, index) =>
      this.#c.UTF8ToString(this.#c._sqlite3_column_name(this.#statement, index)),
    );
  }

  value(column: number): SqliteValue {
    const c = this.#c;
    switch (c._sqlite3_column_type(this.#statement, column)) {
      case 1: {
        const value = c._sqlite3_column_double(this.#statement, column);
        return Number.isSafeInteger(value)
          ? value
          : BigInt(this.#bytes(column, c._sqlite3_column_text).toString());
      }
      case 2:
        return c._sqlite3_column_double(this.#statement, column);
      case 3:
        return this.#bytes(column, c._sqlite3_column_text).toString("utf8");
      case 4:
        return new Uint8Array(this.#bytes(column, c._sqlite3_column_blob));
      default:
        return null;
    }
  }

  finalize(): void {
    this.#c._sqlite3_finalize(this.#statement);
  }

  #bytes(column: number, read: (statement: number, column: number) => number): Buffer {
    const address = read(this.#statement, column);
    const length = this.#c._sqlite3_column_bytes(this.#statement, column);
    return Buffer.from(this.#memory.buffer, address, length);
  }
}
