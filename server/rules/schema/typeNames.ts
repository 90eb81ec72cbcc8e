/** Column types by the names that other systems have for them. */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import { type ScalarType, scalarTypes } from "../../../src/shared/model/columnType.ts";

const others: Readonly<Record<ScalarType | "DECIMAL", string>> = {
  BOOLEAN: "BOOL BIT LOGICAL",
  SHORT: "SMALLINT TINYINT INT2 INT16 BYTE SMALLSERIAL",
  INT: "INTEGER INT4 INT32 MEDIUMINT SERIAL",
  LONG: "BIGINT INT8 INT64 LONGINT BIGINTEGER BIGSERIAL",
  FLOAT: "REAL FLOAT4 FLOAT32",
  DOUBLE: "DOUBLEPRECISION FLOAT8 FLOAT64",
  NAIVE_DATE: "DATE LOCALDATE",
  NAIVE_DATETIME: "TIMESTAMPNTZ TIMESTAMPWITHOUTTIMEZONE LOCALDATETIME DATETIME2 NAIVETIMESTAMP",
  UTC_DATETIME:
    "TIMESTAMP DATETIME TIMESTAMPTZ TIMESTAMPLTZ TIMESTAMPWITHTIMEZONE DATETIMETZ DATETIMEOFFSET UTCTIMESTAMP INSTANT",
  BINARY: "BYTES BLOB BYTEA VARBINARY RAW LONGBLOB BYTEARRAY",
  XML: "",
  STRING:
    "VARCHAR TEXT CHAR STR NVARCHAR NCHAR NTEXT CHARACTER VARCHAR2 CHARACTERVARYING CLOB LONGTEXT MEDIUMTEXT TINYTEXT UUID GUID ENUM TIME NAIVETIME EMAIL URL",
  JSON: "JSONB OBJECT DICT ARRAY LIST STRUCT MAP VARIANT RECORD SUPER",
  DECIMAL: "NUMERIC NUMBER DEC MONEY CURRENCY BIGNUMERIC",
};

const meanings = new Map<string, ScalarType | "DECIMAL">(
  Object.entries(others).flatMap(([type, names]) =>
    names.split(" ").map((name) => [name, type as ScalarType | "DECIMAL"] as const),
  ),
);

/** Types of Python, given instead of text. */
export const pythonTypes: ReadonlyMap<string, ScalarType> = new Map([
  ["builtins.str", "STRING"],
  ["builtins.int", "LONG"],
  ["builtins.float", "DOUBLE"],
  ["builtins.bool", "BOOLEAN"],
  ["builtins.bytes", "BINARY"],
  ["builtins.dict", "JSON"],
  ["builtins.list", "JSON"],
]);

export function isScalar(type: string): boolean {
  return scalarTypes.some((each) => each === type);
}

/** The type that was meant; undefined when there is no telling. */
export function meantType(written: string): ScalarType | "DECIMAL" | undefined {
  const plain = written.replace(/\(.*$/, "").trim().toUpperCase();
  const types: readonly (ScalarType | "DECIMAL")[] = [...scalarTypes, "DECIMAL"];
  const found = types.find((type) => type.replaceAll("_", "") === plain.replaceAll(/[_\W]/g, ""));
  if (found) return found;
  const meant = meanings.get(plain.replaceAll(/[_\W]/g, ""));
  if (meant || plain.length < 3) return meant;
  const nearest = nearestName(plain, types);
  return types.find((type) => type === nearest);
}

/** `DECIMAL(10, 2)` has both, `DECIMAL(10)` no digits after the point. */
export function digitsOf(
  written: string,
): { readonly precision: number; readonly scale: number } | undefined {
  const match = /\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/.exec(written);
  return match ? { precision: Number(match[1]), scale: Number(match[2] ?? 0) } : undefined;
}
