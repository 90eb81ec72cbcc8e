/**
 * The wire between the connector host (Python) and the destination worker. Its other side is described in
 * `src/engine/bridge/python/connector_workbench_host/channel.py`; change both together and raise `protocolVersion`.
 *
 * A frame is: payload length (u32, little endian), kind (u8), payload. Nothing follows a frame but the next one.
 * Payloads are UTF-8 JSON objects except
 *   rows        one Python `marshal` version 2 list: for each row one byte string a column of its shape, in its order;
 *               before the first row, and where one of them changes, the shape id, the source id and the offset in that
 *               source (three ints);
 *   checkpoint  header length (u32), a JSON header {file, line}, the state as the SDK serialised it, which may hold the
 *               non-JSON tokens NaN and Infinity;
 *   upload      header length (u32), a JSON header {table, schema, path, first, last, expectedBytes (digits), file, line},
 *               the piece's bytes; a file's pieces and the row that names it follow each other.
 * A cell is one prefix byte and a payload; `sdk.cells` says which prefix means what, since SDKs may number them anew.
 *
 * Order: the host connects and sends `hello`; the worker checks version and token and answers `start` or `abort`. Then
 * `sdk`, `schema`, then operations in the order they happened, `shape` and `source` before their first use, last
 * `finish`. The worker answers `schema`, `checkpoint` and `finish` with `ack`, in their order, once what came before is
 * committed; it may send `abort` at any time, after which the host exits. `confirm`, which a host sends for rows that may be
 * refused while it is debugged, and once when an operation failed, is answered with `ack` {row} once everything before it is
 * applied. While debugged, a row that cannot be applied ends the run only with `finish`: until then `confirm` and
 * `checkpoint` are answered with `refused` (a SyncError), which the host raises in the thread that emitted the row.
 */
export const protocolVersion = 4;

/** No frame may be larger; what announces more is not a connector host. */
export const maxFrameBytes = 256 * 1024 * 1024;

/** A frame before the handshake is done may not be larger. */
export const maxHelloBytes = 64 * 1024;

/** The host's environment holds `<port>:<token>` under this name and removes it before the connector is imported. */
export const channelVariable = "CONNECTOR_WORKBENCH_CHANNEL";

export const frameKinds = {
  // connector host to worker
  hello: 1,
  sdk: 2,
  schema: 3,
  shape: 4,
  source: 5,
  rows: 6,
  truncate: 7,
  checkpoint: 8,
  warning: 9,
  upload: 10,
  log: 11,
  finish: 12,
  pythonTypes: 13,
  memory: 14,
  secrets: 15,
  confirm: 16,
  // worker to connector host
  start: 64,
  ack: 65,
  abort: 66,
  refused: 67,
  // only in a sync log, see src/engine/runs/syncLog.ts
  run: 96,
  time: 97,
  commit: 98,
  end: 99,
  file: 100,
} as const;

export type FrameKind = keyof typeof frameKinds;

export interface Hello {
  readonly protocol: number;
  readonly token: string;
  readonly pid: number;
  readonly python: string;
}

/** What each cell prefix means. */
export type CellKind = "null" | "scalar" | "json" | "binary" | "float" | "double";

export interface SdkInfo {
  readonly version: string;
  readonly cells: Readonly<Record<CellKind, number>>;
}

export interface DeclaredColumn {
  readonly name: string;
  /** Null: declared as a key only, its type is inferred. */
  readonly type: string | null;
  readonly precision: number | null;
  readonly scale: number | null;
  /** Where it is written; null when that cannot be told. */
  readonly line: number | null;
}

export interface DeclaredTable {
  readonly schema: string | null;
  readonly table: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly DeclaredColumn[];
  /** Where its entry is written, or where schema() begins; null when that cannot be told. */
  readonly file: string | null;
  readonly line: number | null;
  /** Keys of the entry that the SDK ignores: `primary_keys`. */
  readonly ignoredKeys: readonly string[];
  /** Whether `primary_key` is text rather than a list. */
  readonly isKeyText: boolean;
}

/** The Python types of a shape's values, as far as they have been seen; sent again when more is known. */
export interface PythonTypes {
  readonly shape: number;
  /** `str`, `int`, `datetime`…; null while only None was seen. */
  readonly types: readonly (string | null)[];
}

/** Resident memory of the connector's process. */
export interface MemorySample {
  readonly bytes: number;
  readonly peakBytes: number;
}

/** Configuration values that must not be shown; kept in memory for the run, never in the log. */
export interface Secrets {
  readonly values: readonly string[];
}

export type RowOperation = "upsert" | "update" | "delete";

/** Rows of one shape have one table, one operation and the same columns in the same order. */
export interface Shape {
  readonly id: number;
  readonly schema: string | null;
  readonly table: string;
  readonly operation: RowOperation;
  readonly columns: readonly string[];
}

/** A piece of the connector's code that emits rows, and the lines its instructions' offsets belong to. */
export interface Source {
  readonly id: number;
  readonly path: string;
  /** Offset where a line's instructions begin, and the line; by offset. */
  readonly lines: readonly (readonly [number, number])[];
}

export interface Truncate {
  readonly schema: string | null;
  readonly table: string;
  readonly deferred: boolean;
}

/** How the connector ended, as the host saw it. */
export interface Finish {
  readonly error: {
    readonly message: string;
    readonly file: string | null;
    readonly line: number | null;
    readonly traceback: string | null;
    /** The operation that failed, in the connector's names; null for a failure of another kind. */
    readonly operation: {
      readonly schema: string | null;
      readonly table: string;
      readonly column: string | null;
      readonly value: string | null;
      /** From 1: which operation on that table in this run; null for what schema() declares. */
      readonly row: number | null;
    } | null;
  } | null;
}

/** Asks for an answer once everything before it is applied: `ack` with the number of the table's next row. */
export interface Confirm {
  readonly table: { readonly schema: string | null; readonly table: string } | null;
}

/** What the host needs to run the connector. */
export interface Start {
  readonly project: string;
  /** Absolute, or null for `configuration.json` in the project. */
  readonly configuration: string | null;
  /** JSON text, as it was checkpointed. */
  readonly state: string;
  readonly connectionName: string;
  /** Also write what is logged to the process's own standard output (the Debug Console reads that). */
  readonly echo: boolean;
  /** What stands for `<SECRET:name>` in the configuration; null where nothing keeps secrets. */
  readonly secrets: Readonly<Record<string, string>> | null;
}
