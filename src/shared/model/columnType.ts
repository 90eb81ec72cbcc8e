/** The types a column can have in a destination, as Fivetran names them. */
export const scalarTypes = [
  "BOOLEAN",
  "SHORT",
  "INT",
  "LONG",
  "FLOAT",
  "DOUBLE",
  "NAIVE_DATE",
  "NAIVE_DATETIME",
  "UTC_DATETIME",
  "BINARY",
  "XML",
  "STRING",
  "JSON",
] as const;

export type ScalarType = (typeof scalarTypes)[number];

/** A DECIMAL with its number of digits and, of those, the digits after the point. */
export interface DecimalType {
  readonly precision: number;
  readonly scale: number;
}

export type ColumnType = ScalarType | DecimalType;

export function isDecimal(type: ColumnType): type is DecimalType {
  return typeof type === "object";
}

/** How a type is written for people and in JSON output: `UTC_DATETIME`, `DECIMAL(10,2)`. */
export function typeName(type: ColumnType): string {
  return isDecimal(type) ? `DECIMAL(${String(type.precision)},${String(type.scale)})` : type;
}

/** Reads what `typeName` wrote; undefined for anything else. */
export function parseTypeName(name: string): ColumnType | undefined {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(name);
  if (decimal) return { precision: Number(decimal[1]), scale: Number(decimal[2]) };
  return scalarTypes.find((type) => type === name);
}
