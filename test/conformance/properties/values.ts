/** The values that random operations send, each with what it is on its own. Written down rather than computed. */
import type { ColumnType } from "../../../src/shared/model/columnType.ts";
import type { Cell } from "../../../src/shared/protocol/destination.ts";
import type { TestCell } from "../../support/frames.ts";

export interface Value {
  readonly cell: TestCell;
  /** As it is in a column of text. */
  readonly text: string;
  /** The type that an undeclared column takes from it; null for NULL. */
  readonly type: ColumnType | null;
  /** As it is delivered from a column of that type. */
  readonly value: Cell;
}

function scalar(text: string, type: ColumnType, value: Cell): Value {
  return { cell: text, text, type, value };
}

function float(text: string, type: ColumnType, value: number): Value {
  return { cell: { float: text }, text, type, value };
}

const nothing: Value = { cell: null, text: "", type: null, value: null };
const json = '{"a":1}';

export const values: readonly Value[] = [
  nothing,
  { ...nothing, cell: { float: "NaN" } },
  { ...nothing, cell: { float: "-Infinity" } },
  scalar("0", "LONG", 0),
  scalar("1", "LONG", 1),
  scalar("-7", "LONG", -7),
  scalar("9007199254740993", "LONG", "9007199254740993"),
  scalar("9223372036854775807", "LONG", "9223372036854775807"),
  scalar("1.00", { precision: 3, scale: 2 }, "1.00"),
  scalar("12.50", { precision: 4, scale: 2 }, "12.50"),
  scalar("-0.001", { precision: 3, scale: 3 }, "-0.001"),
  scalar("12345678901234567890", { precision: 20, scale: 0 }, "12345678901234567890"),
  scalar(
    "0.1234567890123456789012345",
    { precision: 25, scale: 25 },
    "0.1234567890123456789012345",
  ),
  float("1.5", "FLOAT", 1.5),
  float("3.0", "FLOAT", 3),
  float("0.30000000000000004", "FLOAT", 0.30000000000000004),
  float("1e-07", "FLOAT", 1e-7),
  float("1e+300", "DOUBLE", 1e300),
  scalar("true", "BOOLEAN", true),
  scalar("false", "BOOLEAN", false),
  scalar("2024-01-02", "NAIVE_DATE", "2024-01-02"),
  scalar("2024-01-02 03:04:05.5", "NAIVE_DATETIME", "2024-01-02T03:04:05.5"),
  scalar("2024-01-02T00:00:00Z", "UTC_DATETIME", "2024-01-02T00:00:00Z"),
  scalar("2024-01-02T03:04:05.25+02:00", "UTC_DATETIME", "2024-01-02T01:04:05.25Z"),
  scalar("", "STRING", ""),
  scalar("007", "STRING", "007"),
  scalar("a\u0000'\"b 😀", "STRING", "a\u0000'\"b 😀"),
  { cell: { json: { a: 1 } }, text: json, type: "JSON", value: json },
  { cell: Buffer.from([0, 255]), text: "AP8=", type: "BINARY", value: "AP8=" },
];

/** What the declared columns of the table `typed` are given, and what they deliver; undefined for what they refuse. */
export const declaredValues: Readonly<
  Record<string, readonly (readonly [TestCell, Cell | undefined])[]>
> = {
  amount: [
    ["1.5", "1.50"],
    ["1.005", "1.01"],
    ["-1.005", "-1.01"],
    ["-0.001", "0.00"],
    ["99999999.99", "99999999.99"],
    ["99999999.995", undefined],
    ["12,5", undefined],
    [null, null],
  ],
  at: [
    ["2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"],
    ["2024-01-02T03:04:05.678901Z", "2024-01-02T03:04:05.678901Z"],
    [null, null],
  ],
  ok: [
    [true, true],
    [false, false],
  ],
  small: [
    [5, 5],
    [-32768, -32768],
    [32768, undefined],
  ],
  ratio: [
    [{ float: "0.1" }, 0.1],
    [{ float: "NaN" }, null],
    [{ float: "1e+39" }, undefined],
  ],
  note: [
    ["007", "007"],
    ["", ""],
    ["2024-01-02", "2024-01-02"],
  ],
  raw: [
    [Buffer.from([1]), "AQ=="],
    [Buffer.alloc(0), ""],
  ],
};

export const declaredTypes: Readonly<Record<string, string>> = {
  amount: "DECIMAL(10,2)",
  at: "UTC_DATETIME",
  ok: "BOOLEAN",
  small: "SHORT",
  ratio: "FLOAT",
  note: "STRING",
  raw: "BINARY",
};
