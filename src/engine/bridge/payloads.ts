/** Reads frame payloads that come from outside: each function returns a checked value or throws `ProtocolError`. */
import type { LogLine } from "../../shared/model/sync.ts";
import type {
  CellKind,
  Confirm,
  DeclaredColumn,
  DeclaredTable,
  Finish,
  Hello,
  MemorySample,
  PythonTypes,
  SdkInfo,
  Secrets,
  Shape,
  Source,
  Truncate,
} from "../../shared/protocol/frames.ts";
import type { IndexedFile } from "../destination/store/fileIndex.ts";
import { ProtocolError } from "./frameReader.ts";

type Fields = Readonly<Record<string, unknown>>;

export function readHello(payload: Buffer): Hello {
  const fields = object(payload, "hello");
  return {
    protocol: number(fields, "protocol"),
    token: text(fields, "token"),
    pid: number(fields, "pid"),
    python: text(fields, "python"),
  };
}

export function readSdk(payload: Buffer): SdkInfo {
  const fields = object(payload, "sdk");
  const cells = asFields(fields["cells"], "sdk.cells");
  const kind = (name: CellKind): number => number(cells, name);
  return {
    version: text(fields, "version"),
    cells: {
      null: kind("null"),
      scalar: kind("scalar"),
      json: kind("json"),
      binary: kind("binary"),
      float: kind("float"),
      double: kind("double"),
    },
  };
}

/** The declared tables; null when the connector has no schema(). */
export function readSchema(payload: Buffer): readonly DeclaredTable[] | null {
  const { tables } = object(payload, "schema") as { tables?: unknown };
  if (tables === null) return null;
  return list(tables, "schema.tables").map((entry) => {
    const table = asFields(entry, "table");
    return {
      schema: optionalText(table, "schema"),
      table: text(table, "table"),
      primaryKey: texts(table["primaryKey"], "primaryKey"),
      columns: list(table["columns"], "columns").map(readColumn),
      file: optionalText(table, "file"),
      line: optionalNumber(table, "line"),
      ignoredKeys: texts(table["ignoredKeys"] ?? [], "ignoredKeys"),
      isKeyText: table["isKeyText"] === true,
    };
  });
}

function readColumn(entry: unknown): DeclaredColumn {
  const column = asFields(entry, "column");
  return {
    name: text(column, "name"),
    type: optionalText(column, "type"),
    precision: optionalNumber(column, "precision"),
    scale: optionalNumber(column, "scale"),
    line: optionalNumber(column, "line"),
  };
}

export function readShape(payload: Buffer): Shape {
  const fields = object(payload, "shape");
  const operation = text(fields, "operation");
  if (operation !== "upsert" && operation !== "update" && operation !== "delete") {
    throw new ProtocolError(`unknown operation ${operation}`);
  }
  return {
    id: number(fields, "id"),
    schema: optionalText(fields, "schema"),
    table: text(fields, "table"),
    operation,
    columns: texts(fields["columns"], "columns"),
  };
}

export function readSource(payload: Buffer): Source {
  const fields = object(payload, "source");
  const lines = list(fields["lines"], "lines").map((entry): [number, number] => {
    const [offset, line] = list(entry, "line");
    if (typeof offset !== "number" || typeof line !== "number")
      throw new ProtocolError("a line is not two numbers");
    return [offset, line];
  });
  return { id: number(fields, "id"), path: text(fields, "path"), lines };
}

export function readTruncate(payload: Buffer): Truncate {
  const fields = object(payload, "truncate");
  return {
    schema: optionalText(fields, "schema"),
    table: text(fields, "table"),
    deferred: fields["deferred"] === true,
  };
}

export function readFinish(payload: Buffer): Finish {
  const fields = object(payload, "finish");
  if (fields["error"] === null) return { error: null };
  const error = asFields(fields["error"], "error");
  return {
    error: {
      message: text(error, "message"),
      file: optionalText(error, "file"),
      line: optionalNumber(error, "line"),
      traceback: optionalText(error, "traceback"),
      operation: readFailedOperation(error["operation"]),
    },
  };
}

function readFailedOperation(value: unknown): NonNullable<Finish["error"]>["operation"] {
  if (value === null || value === undefined) return null;
  const operation = asFields(value, "operation");
  return {
    schema: optionalText(operation, "schema"),
    table: text(operation, "table"),
    column: optionalText(operation, "column"),
    value: optionalText(operation, "value"),
    row: optionalNumber(operation, "row"),
  };
}

export function readConfirm(payload: Buffer): Confirm {
  const { table } = object(payload, "confirm") as { table?: unknown };
  if (table === null || table === undefined) return { table: null };
  const fields = asFields(table, "table");
  return { table: { schema: optionalText(fields, "schema"), table: text(fields, "table") } };
}

export function readPythonTypes(payload: Buffer): PythonTypes {
  const fields = object(payload, "pythonTypes");
  return {
    shape: number(fields, "shape"),
    types: list(fields["types"], "types").map((type) => (typeof type === "string" ? type : null)),
  };
}

export function readMemory(payload: Buffer): MemorySample {
  const fields = object(payload, "memory");
  return { bytes: number(fields, "bytes"), peakBytes: number(fields, "peakBytes") };
}

export function readSecrets(payload: Buffer): Secrets {
  return { values: texts(object(payload, "secrets")["values"], "values") };
}

const levels = ["DEBUG", "FINE", "INFO", "WARNING", "ERROR", "SEVERE", "CRITICAL"] as const;
const origins = ["connector", "sdk", "print", "stderr", "workbench"] as const;

export function readLog(payload: Buffer): LogLine {
  const fields = object(payload, "log");
  return {
    level: levels.find((level) => level === fields["level"]) ?? "INFO",
    origin: origins.find((origin) => origin === fields["origin"]) ?? "print",
    message: text(fields, "message"),
    time: number(fields, "time"),
  };
}

/** A piece of an uploaded file. */
export interface Upload {
  readonly schema: string | null;
  readonly table: string;
  readonly path: string;
  /** A file's first piece; one that was begun before and had no last piece failed. */
  readonly first: boolean;
  readonly last: boolean;
  /** Digits; null when the connector does not say. */
  readonly expectedBytes: string | null;
  /** Where the connector emitted it. */
  readonly file: string | null;
  readonly line: number | null;
  readonly data: Buffer;
}

export function readUpload(payload: Buffer): Upload {
  const { header, data } = withHeader(payload, "an upload");
  const expectedBytes = optionalText(header, "expectedBytes");
  if (expectedBytes !== null && !/^\d+$/.test(expectedBytes))
    throw new ProtocolError("expectedBytes is not a number");
  return {
    schema: optionalText(header, "schema"),
    table: text(header, "table"),
    path: text(header, "path"),
    first: header["first"] === true,
    last: header["last"] === true,
    expectedBytes,
    file: optionalText(header, "file"),
    line: optionalNumber(header, "line"),
    data,
  };
}

/** A checkpoint that the connector made. */
export interface CheckpointCall {
  /** As the SDK serialised it. */
  readonly state: string;
  /** Where `op.checkpoint` was called. */
  readonly file: string | null;
  readonly line: number | null;
}

export function readCheckpoint(payload: Buffer): CheckpointCall {
  const { header, data } = withHeader(payload, "a checkpoint");
  return {
    state: data.toString(),
    file: optionalText(header, "file"),
    line: optionalNumber(header, "line"),
  };
}

/** The JSON header of a frame's payload, and the bytes after it. */
function withHeader(payload: Buffer, what: string): { header: Fields; data: Buffer } {
  if (payload.length < 4) throw new ProtocolError(`${what} frame without a header arrived`);
  const end = 4 + payload.readUInt32LE(0);
  if (end > payload.length) throw new ProtocolError(`${what} frame with a broken header arrived`);
  return { header: object(payload.subarray(4, end), "header"), data: payload.subarray(end) };
}

/** A whole uploaded file, as a sync log keeps it. */
export function readStoredFile(payload: Buffer): IndexedFile {
  const fields = object(payload, "file");
  const stored = text(fields, "stored");
  // It becomes part of a path.
  if (!/^[1-9]\d{0,8}\.files\/[A-Za-z0-9][A-Za-z0-9._-]*$/.test(stored))
    throw new ProtocolError(`a file is stored as ${stored}, which is no name for it`);
  return {
    schema: optionalText(fields, "schema"),
    table: text(fields, "table"),
    path: text(fields, "path"),
    bytes: number(fields, "bytes"),
    stored,
  };
}

/** A frame's JSON object. */
export function object(payload: Buffer, what: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString("utf8"));
  } catch {
    throw new ProtocolError(`a ${what} frame that is not JSON arrived`);
  }
  return asFields(value, what);
}

function asFields(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError(`${what} is not an object`);
  }
  return value as Fields;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ProtocolError(`${what} is not a list`);
  return value;
}

function texts(value: unknown, what: string): readonly string[] {
  return list(value, what).map((entry) => {
    if (typeof entry !== "string")
      throw new ProtocolError(`${what} holds something other than text`);
    return entry;
  });
}

function text(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== "string") throw new ProtocolError(`${key} is not text`);
  return value;
}

function optionalText(fields: Fields, key: string): string | null {
  return fields[key] === null || fields[key] === undefined ? null : text(fields, key);
}

function number(fields: Fields, key: string): number {
  const value = fields[key];
  if (typeof value !== "number") throw new ProtocolError(`${key} is not a number`);
  return value;
}

function optionalNumber(fields: Fields, key: string): number | null {
  return fields[key] === null || fields[key] === undefined ? null : number(fields, key);
}
