/** The part of sql.js's module that `@types/sql.js` leaves out: the C functions and the heap's helpers. */
export interface CFunctions {
  _malloc(size: number): number;
  _free(pointer: number): void;
  stringToNewUTF8(text: string): number;
  UTF8ToString(pointer: number): string;
  _sqlite3_open(name: number, database: number): number;
  _sqlite3_close_v2(database: number): number;
  _sqlite3_errmsg(database: number): number;
  _sqlite3_prepare_v2(
    db: number,
    sql: number,
    bytes: number,
    statement: number,
    tail: number,
  ): number;
  _sqlite3_step(statement: number): number;
  _sqlite3_reset(statement: number): number;
  _sqlite3_finalize(statement: number): number;
  _sqlite3_clear_bindings(statement: number): number;
  _sqlite3_bind_int(statement: number, index: number, value: number): number;
  _sqlite3_bind_double(statement: number, index: number, value: number): number;
  _sqlite3_bind_text(
    s: number,
    index: number,
    value: number,
    bytes: number,
    destructor: number,
  ): number;
  _sqlite3_bind_blob(
    s: number,
    index: number,
    value: number,
    bytes: number,
    destructor: number,
  ): number;
  /** The rows that the newest statement has changed. */
  _sqlite3_changes(database: number): number;
  _sqlite3_create_function_v2(
    database: number,
    name: number,
    argumentCount: number,
    textEncoding: number,
    data: number,
    call: number,
    step: number,
    final: number,
    destroy: number,
  ): number;
  _sqlite3_result_int(context: number, value: number): void;
  /** Makes a function that C can call; `signature` is "v" for no result and an "i" for each argument. */
  addFunction(call: (context: number) => void, signature: string): number;
  removeFunction(pointer: number): void;
  _sqlite3_column_count(statement: number): number;
  _sqlite3_column_name(statement: number, index: number): number;
  _sqlite3_column_type(statement: number, index: number): number;
  _sqlite3_column_double(statement: number, index: number): number;
  readonly _sqlite3_column_text: (statement: number, index: number) => number;
  readonly _sqlite3_column_blob: (statement: number, index: number) => number;
  _sqlite3_column_bytes(statement: number, index: number): number;
  _sqlite3_backup_init(to: number, toName: number, from: number, fromName: number): number;
  _sqlite3_backup_step(backup: number, pages: number): number;
  _sqlite3_backup_finish(backup: number): number;
}
