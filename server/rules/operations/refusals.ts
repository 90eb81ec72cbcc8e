/** Which values the SDK refuses for a column of a declared type: those that cannot be converted whatever happens in the run. */
import type { Value } from "../../evaluation/values.ts";
import { resultKind, type ResultKind } from "./resultKinds.ts";

/** What is certain of a value: what Python type it has and, where that is known, its value. */
export type Content =
  | { readonly kind: "text"; readonly text: string | undefined }
  | {
      readonly kind: "number";
      readonly number: number | bigint | undefined;
      readonly isInteger: boolean;
    }
  | { readonly kind: "boolean" | "list" | "tuple" | "set" | "dict" }
  | { readonly kind: Exclude<ResultKind, "text" | "json" | "float" | "integer" | "boolean"> };

/** Undefined when the type is not known, and for NULL, which every column takes. */
export function contentOf(value: Value): Content | undefined {
  switch (value.kind) {
    case "text":
      return { kind: "text", text: value.value };
    case "partialText":
      return { kind: "text", text: undefined };
    case "number":
      return { kind: "number", number: value.value, isInteger: value.isInteger };
    case "boolean":
    case "bytes":
    case "dict":
      return { kind: value.kind };
    case "sequence":
      return { kind: value.type };
    case "result":
      return resultContent(resultKind(value.of));
    default:
      return undefined;
  }
}

function resultContent(kind: ResultKind | undefined): Content | undefined {
  switch (kind) {
    case undefined:
      return undefined;
    case "text":
    case "json":
      return { kind: "text", text: undefined };
    case "float":
    case "integer":
      return { kind: "number", number: undefined, isInteger: kind === "integer" };
    default:
      return { kind };
  }
}

/** What a type takes, for messages. */
export const accepted: Readonly<Record<string, string>> = {
  BOOLEAN: 'True, False, a number, "0" or "1"',
  SHORT: "whole numbers from -2147483648 to 2147483647, also as text",
  INT: "whole numbers from -2147483648 to 2147483647, also as text",
  LONG: "whole numbers of 64 bits, also as text",
  FLOAT: "numbers, also as text",
  DOUBLE: "numbers, also as text",
  DECIMAL: "numbers as text, and integers",
  XML: "text",
  JSON: "what json.dumps takes",
  BINARY: "bytes",
  UTC_DATETIME: "a datetime, a date, or text with time and offset like 2024-01-31T12:00:00Z",
  NAIVE_DATETIME:
    "a datetime, a date, or text with time and without offset like 2024-01-31T12:00:00",
  NAIVE_DATE: "a date, a datetime, or text like 2024-01-31",
};

/** Whether the SDK refuses it. `isStrict` for SDK 2, whose typed messages convert less. */
export function isRefused(type: string, value: Content, isStrict: boolean): boolean {
  switch (type) {
    case "BOOLEAN":
      return value.kind === "text"
        ? isStrict || (value.text !== undefined && value.text !== "0" && value.text !== "1")
        : value.kind !== "boolean" && value.kind !== "number";
    case "SHORT":
    case "INT":
      return isNoInteger(value, 2n ** 31n, isStrict);
    case "LONG":
      return isNoInteger(value, 2n ** 63n, isStrict);
    case "FLOAT":
    case "DOUBLE":
      return value.kind === "text"
        ? isStrict || (value.text !== undefined && !isFloatText(value.text))
        : !isNumeric(value) && value.kind !== "bytes";
    case "DECIMAL":
      return isNoDecimal(value, isStrict);
    case "XML":
      return value.kind !== "text";
    case "JSON":
      return ["set", "bytes", "bytearray", "datetime", "date", "decimal", "uuid"].includes(
        value.kind,
      );
    case "BINARY":
      return value.kind !== "bytes" && value.kind !== "bytearray";
    case "UTC_DATETIME":
    case "NAIVE_DATETIME":
    case "NAIVE_DATE":
      return value.kind === "text"
        ? value.text !== undefined && !isTimeText(type, value.text)
        : value.kind !== "datetime" && value.kind !== "date";
    default:
      return false;
  }
}

function isNumeric({ kind }: Content): boolean {
  return kind === "number" || kind === "boolean" || kind === "decimal";
}

function isNoInteger(value: Content, limit: bigint, isStrict: boolean): boolean {
  if (value.kind === "text") {
    if (isStrict) return true;
    if (value.text === undefined) return false;
    const digits = /^\s*([+-]?\d+(?:_\d+)*)\s*$/.exec(value.text)?.[1];
    return digits === undefined || isBeyond(BigInt(digits.replaceAll(/[_+]/g, "")), limit);
  }
  if (value.kind === "number") {
    const { number } = value;
    if (number === undefined) return !value.isInteger;
    if (typeof number === "number" && !Number.isInteger(number)) return true;
    return isBeyond(BigInt(number), limit);
  }
  // int() takes bytes of digits, and UUIDs.
  return !isNumeric(value) && value.kind !== "bytes" && value.kind !== "uuid";
}

function isBeyond(number: bigint, limit: bigint): boolean {
  return number >= limit || number < -limit;
}

function isFloatText(text: string): boolean {
  return /^\s*[+-]?(?:(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?|inf(?:inity)?|nan)\s*$/i.test(
    text,
  );
}

function isNoDecimal(value: Content, isStrict: boolean): boolean {
  if (value.kind === "text") return value.text !== undefined && !isFloatText(value.text);
  return value.kind !== "number" || !value.isInteger || isStrict;
}

const time = String.raw`[T ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d{1,6})?`;
const timeTexts: Readonly<Record<string, RegExp>> = {
  UTC_DATETIME: new RegExp(
    String.raw`^\s*\d{4}-(\d{1,2})-(\d{1,2})${time}\s*(?:Z|[+-]\d\d:?\d\d(?::?\d\d)?)\s*$`,
  ),
  NAIVE_DATETIME: new RegExp(String.raw`^\s*\d{4}-(\d{1,2})-(\d{1,2})${time}\s*$`),
  NAIVE_DATE: /^\d{4}-(\d{1,2})-(\d{1,2})$/,
};

function isTimeText(type: string, text: string): boolean {
  const parts = timeTexts[type]?.exec(text);
  if (!parts) return false;
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 61
  );
}
