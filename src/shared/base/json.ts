/** JSON that keeps integers beyond 2^53 exact, as `bigint`: a cursor that is off by one loses rows. */
import type { Json } from "../model/sync.ts";

const mark = "\u0000integer:";
/** A string, or an integer of so many digits that a double may not hold it. */
const stringOrLongInteger = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Reads JSON text. Throws `SyntaxError` as `JSON.parse` does. */
export function parseJson(text: string): Json {
  // Digits after a point or an exponent are matched with what precedes them only when 16 or more stand alone.
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
  const marked = text.replace(stringOrLongInteger, (token, at: number) =>
    token.startsWith('"') || /[.\d]/.test(text.charAt(at - 1))
      ? token
      : `"\\u0000integer:${token}"`,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? exact(value.slice(mark.length)) : value,
  ) as Json;
}

/** Writes JSON text, `indent` spaces a level; 0 for one line. */
export function formatJson(value: unknown, indent = 0): string {
  const digits: string[] = [];
  const text = JSON.stringify(
    value,
    (_key, entry: unknown) =>
      typeof entry === "bigint" ? `${mark}${String(digits.push(String(entry)) - 1)}` : entry,
    indent,
  );
  return text.replace(
    /"\\u0000integer:(\d+)"/g,
    (_token, index: string) => digits[Number(index)] ?? "",
  );
}

function exact(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}
