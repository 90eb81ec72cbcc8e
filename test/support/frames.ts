// Frames as the connector host sends them, made without Python: the operations of a connector in a test's own words.
import { frameHeader, jsonFrame, type Frame } from "../../src/engine/bridge/frameReader.ts";
import type { DeclaredTable, FrameKind, RowOperation } from "../../src/shared/protocol/frames.ts";

const cellKinds = { null: 0, scalar: 1, json: 2, binary: 3, float: 4, double: 5 };

/** A cell as a connector's Python value would arrive. */
export type TestCell =
  | null
  | string
  | number
  | boolean
  | Uint8Array
  | { readonly json: unknown }
  | { readonly float: string };

export type TestRow = Readonly<Record<string, TestCell>>;

/** A table as schema() declares it; a column's empty type stands for a key that has none. */
export type TestTable = Pick<DeclaredTable, "table"> &
  Partial<Omit<DeclaredTable, "table" | "columns">> & {
    readonly columns?: Readonly<Record<string, string>>;
  };

export function sdkFrame(): Frame {
  return frame("sdk", { version: "3.0.0", cells: cellKinds });
}

export function schemaFrame(tables: readonly TestTable[]): Frame {
  return frame("schema", {
    tables: tables.map(({ columns, ...table }) => ({
      schema: null,
      primaryKey: [],
      ...table,
      columns: Object.entries(columns ?? {}).map(([name, type]) => ({
        name,
        ...typeFields(type),
      })),
    })),
  });
}

/** Makes row frames, each with the definition of its shape before it. */
export class Rows {
  #shapes = 0;

  /** `source` 1 is connector.py, whose offset is the line. */
  static source(): Frame {
    const lines = Array.from({ length: 100 }, (_, line) => [line, line]);
    return frame("source", { id: 1, path: "/project/connector.py", lines });
  }

  of(
    operation: RowOperation,
    table: string,
    rows: readonly TestRow[],
    line = 1,
    schema: string | null = null,
  ): Frame[] {
    return rows.flatMap((row) => {
      const id = this.#shapes++;
      const columns = Object.keys(row);
      const cells = Object.values(row).map(encodeCell);
      const header = [id, 1, line].map(marshalInt);
      const parts = [...header, ...cells.map(marshalBytes)];
      const count = Buffer.alloc(5);
      count.write("[");
      count.writeUInt32LE(parts.length, 1);
      return [
        frame("shape", { id, schema, table, operation, columns }),
        { kind: "rows", payload: Buffer.concat([count, ...parts]) },
      ];
    });
  }
}

/** Says, after a row's shape and before its bytes, what Python types the row's values have. */
export function withPythonTypes(row: readonly Frame[], types: readonly (string | null)[]): Frame[] {
  return row.flatMap((part) => {
    if (part.kind !== "shape") return [part];
    const { id: shape } = JSON.parse(part.payload.toString()) as { id: number };
    return [part, frame("pythonTypes", { shape, types })];
  });
}

export function truncateFrame(table: string, deferred = false): Frame {
  return frame("truncate", { schema: null, table, deferred });
}

/** A checkpoint of this state, JSON text, made in a line of connector.py. */
export function checkpointFrame(state: string, line = 1): Frame {
  const header = Buffer.from(JSON.stringify({ file: "/project/connector.py", line }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return { kind: "checkpoint", payload: Buffer.concat([length, header, Buffer.from(state)]) };
}

/** A frame as its bytes on the wire. */
export function wireBytes({ kind, payload }: Frame): Buffer {
  return Buffer.concat([frameHeader(kind, payload.length), payload]);
}

export function frame(kind: FrameKind, value: unknown): Frame {
  return { kind, payload: jsonFrame(kind, value).subarray(5) };
}

function typeFields(type: string): {
  type: string | null;
  precision: number | null;
  scale: number | null;
} {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal) return { type: "DECIMAL", precision: Number(decimal[1]), scale: Number(decimal[2]) };
  return { type: type === "" ? null : type, precision: null, scale: null };
}

function encodeCell(value: TestCell): Buffer {
  if (value === null) return Buffer.from([cellKinds.null]);
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.from([cellKinds.binary]), value]);
  if (typeof value === "object") {
    return "json" in value
      ? cell(cellKinds.json, JSON.stringify(value.json))
      : cell(cellKinds.float, value.float);
  }
  if (typeof value === "number" && !Number.isInteger(value))
    return cell(cellKinds.float, String(value));
  return cell(cellKinds.scalar, String(value));
}

function cell(kind: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([kind]), Buffer.from(text)]);
}

function marshalInt(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.write("i");
  bytes.writeInt32LE(value, 1);
  return bytes;
}

function marshalBytes(value: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write("s");
  header.writeUInt32LE(value.length, 1);
  return Buffer.concat([header, value]);
}
