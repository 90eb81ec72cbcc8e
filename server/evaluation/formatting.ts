/** Values as text: `str()`, f-strings, `%` and `format()`. */
import type { FormattedText } from "../python/ast.ts";
import { type Live, type Single, singlesOf } from "./live.ts";
import { partialText, text } from "./make.ts";
import { concatenate } from "./operators.ts";
import type { Place } from "./values.ts";

/** `str(value)`: known text, or a value that stands for it. */
export function shownAs(value: Single): Single {
  switch (value.kind) {
    case "text":
    case "partialText":
    case "configurationText":
    case "unknown":
      return value;
    case "number": {
      // Python writes large and small fractions in its own way.
      const isPlain =
        value.isInteger ||
        (typeof value.value === "number" &&
          !Number.isInteger(value.value) &&
          Math.abs(value.value) < 1e15 &&
          Math.abs(value.value) >= 1e-3);
      return isPlain ? text(String(value.value), value.place) : partialText(value.place);
    }
    case "boolean":
      return text(value.value ? "True" : "False", value.place);
    case "none":
      return text("None", value.place);
    default:
      return partialText(value.place);
  }
}

/** `str(value)`; always text. */
export function toText(value: Live, place: Place): Live {
  if (value.kind === "union") return formatAll([value], place);
  const shown = shownAs(value);
  return shown.kind === "text" ? text(shown.value, place) : concatenate([shown], place);
}

export function formatText(
  { parts }: FormattedText,
  evaluate: (part: Exclude<FormattedText["parts"][number], string>) => Live,
  place: Place,
  source: string,
): Live {
  return formatAll(
    parts.map((part) => {
      if (typeof part === "string") return text(part, undefined);
      const value = evaluate(part);
      // After the value come its conversion and format, or a `=`.
      const rest = source.slice(part.value.to, part.to);
      const isPlain = /^\)*\s*(!s)?\}$/.test(rest);
      return isPlain || (part.format === "d" && isInteger(value)) ? value : partialText(place);
    }),
    place,
  );
}

function isInteger(value: Live): boolean {
  return value.kind === "number" && value.isInteger;
}

/** The texts of the values one after the other, of every combination while there are few. */
export function formatAll(values: readonly Live[], place: Place): Live {
  const singles = values.flatMap((value) => (value.kind === "union" ? [] : [shownAs(value)]));
  if (singles.length === values.length) return concatenate(singles, place);
  const choices = values.map((value) => singlesOf(value).map(shownAs));
  const combinations = choices.reduce((count, each) => count * each.length, 1);
  if (combinations > 1 && combinations <= 8) {
    let rows: Single[][] = [[]];
    for (const each of choices) rows = rows.flatMap((row) => each.map((one) => [...row, one]));
    const alternatives = rows.map((row) => concatenate(row, place)).flatMap(singlesOf);
    return { kind: "union", alternatives, place };
  }
  return concatenate(
    choices.map((each) => (each.length === 1 && each[0] ? each[0] : partialText(place))),
    place,
  );
}

/** `text % values`. */
export function formatPercent(format: Single, values: Live, place: Place): Live {
  if (format.kind !== "text") return partialText(place);
  const given =
    values.kind === "sequence" && values.type === "tuple"
      ? values.content.elements.map(({ value }) => value)
      : [values];
  const pieces = format.value.split(/(%[sd%])/);
  if (pieces.some((piece, index) => index % 2 === 0 && piece.includes("%")))
    return partialText(place);
  let next = 0;
  const parts = pieces.map((piece, index) => {
    if (index % 2 === 0) return text(piece, undefined);
    if (piece === "%%") return text("%", undefined);
    const value = given[next++];
    return value && (piece === "%s" || isInteger(value)) ? value : partialText(place);
  });
  return next === given.length ? formatAll(parts, place) : partialText(place);
}
