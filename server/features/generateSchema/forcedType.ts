/** The type that a column has to be given, because without it the column would be another one or none; with the reason. */
import { parseTypeName, typeName, type DecimalType } from "../../../src/shared/model/columnType.ts";
import type { ColumnProfile } from "../../../src/shared/model/previews.ts";

export interface ForcedType {
  /** As `typeName` writes it. */
  readonly type: string;
  readonly reason: string;
}

/** Of a DECIMAL in which sums have room to grow. */
const leastPrecision = 18;
const mostPrecision = 38;

/** Undefined where Fivetran would infer what the values are, or where a type could make the next sync fail. */
export function forcedType(column: ColumnProfile): ForcedType | undefined {
  const { nulls, sent, observed } = column;
  if (sent === 0) return undefined;
  if (nulls === sent) {
    return {
      type: "STRING",
      reason: `NULL in all ${rows(sent)}: a column without a type is only made for a value. STRING takes any.`,
    };
  }
  const python = new Set((column.sentAs ?? []).flatMap(({ pythonTypes }) => pythonTypes));
  const types = observed.map(({ type }) => type);
  const [only] = types.length === 1 ? types : [];
  if (isOnly(python, "str")) return textType(types, observed[0]?.samples[0]);
  if (isOnly(python, "datetime", "date")) {
    return only !== undefined && temporal.has(only)
      ? {
          type: only,
          reason: "Sent as a Python date or time, which is only text where no type is declared.",
        }
      : undefined;
  }
  if (!isOnly(python, "str", "int", "float", "bool")) return undefined;
  const numbers = types.filter((type) => number.has(type));
  if (numbers.length < types.length) {
    return types.length > 1
      ? { type: "STRING", reason: "Values of several types in one column: STRING takes them all." }
      : undefined;
  }
  if (!numbers.some((type) => type !== "LONG")) return undefined;
  if (
    python.has("int") &&
    observed.every(({ type, samples }) => type === "LONG" || areHuge(samples))
  ) {
    return {
      type: "STRING",
      reason: "Integers beyond 64 bits: as FLOAT, which they would become, they lose digits.",
    };
  }
  return numbers.includes("LONG")
    ? {
        type: "DOUBLE",
        reason:
          "Integers and fractions: without a type the column changes when the first fraction comes.",
      }
    : undefined;
}

const number = new Set(["LONG", "FLOAT", "DOUBLE"]);

function areHuge(samples: readonly string[]): boolean {
  return samples.length > 0 && samples.every((sample) => Math.abs(Number(sample)) >= 2 ** 63);
}

const temporal = new Set(["NAIVE_DATE", "NAIVE_DATETIME", "UTC_DATETIME"]);

/** Text whose shape makes it something else. */
function textType(types: readonly string[], sample: string | undefined): ForcedType | undefined {
  const decimals = types.map((type) => parseTypeName(type));
  const such = sample === undefined ? "" : ` such as ${sample}`;
  if (types.every((type) => type === "STRING")) return undefined;
  if (types.every((type) => temporal.has(type))) {
    return types.length === 1 && types[0] !== undefined
      ? {
          type: types[0],
          reason: `Text that is a date or time${such}: declared, it is one everywhere.`,
        }
      : {
          type: "STRING",
          reason: `Text that is now a date and now a time${such}: STRING takes both.`,
        };
  }
  const [first, ...rest] = decimals;
  if (rest.length === 0 && typeof first === "object" && first.scale > 0) {
    const type = typeName(withRoom(first));
    return {
      type,
      reason: `Fractions sent as text${such}: exact as DECIMAL, with room for larger ones.`,
    };
  }
  return {
    type: "STRING",
    reason: `Text that looks like a number or a truth value${such}: without a type it becomes one.`,
  };
}

function withRoom({ precision, scale }: DecimalType): DecimalType {
  return { precision: Math.min(mostPrecision, Math.max(leastPrecision, precision + 4)), scale };
}

function isOnly(types: ReadonlySet<string>, ...allowed: readonly string[]): boolean {
  return types.size > 0 && [...types].every((type) => allowed.includes(type));
}

export function rows(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`;
}
