/** What CPython's parser refuses and ours reads: noted while the tree is built. */
import type { Argument, Expression, Parameter, Span } from "./ast.ts";
import type { Reading } from "./raw.ts";

/** What may stand left of `=`, behind `for`, `as` or `del`. */
export function checkTarget(reading: Reading, target: Expression, isSingle = false): void {
  switch (target.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
    case "Missing":
      return;
    case "Tuple":
    case "List":
      if (!isSingle) {
        for (const item of target.items) {
          checkTarget(reading, item);
        }
        return;
      }
      break;
    case "Starred":
      checkTarget(reading, target.value);
      return;
    default:
      break;
  }
  note(
    reading,
    target,
    target.kind === "Comparison"
      ? "A comparison cannot be set; == compares, = sets"
      : "Only a name, an attribute or an entry can be set here",
  );
}

export function checkArguments(reading: Reading, values: readonly Argument[]): void {
  let hasName = false;
  let hasTwoStars = false;
  for (const { name, stars, value, from, to } of values) {
    if (name === undefined && stars === 0 && (hasName || hasTwoStars)) {
      note(reading, { from, to }, "A value without a name cannot follow one with a name");
    } else if (stars === 1 && hasTwoStars) {
      note(reading, { from, to }, "*values cannot follow **names");
    } else if (
      values.length > 1 &&
      value.kind === "Comprehension" &&
      value.of === "generator" &&
      reading.text[value.from] === "(" &&
      from === value.from &&
      value.element.from === value.from
    ) {
      note(reading, value, "Beside other values, this needs parentheses of its own");
    }
    hasName ||= name !== undefined;
    hasTwoStars ||= stars === 2;
  }
}

export function checkParameters(reading: Reading, parameters: readonly Parameter[]): void {
  let hasDefault = false;
  let stars = 0;
  for (const parameter of parameters) {
    if (stars === 2 || (parameter.stars === 1 && stars === 1)) {
      note(reading, parameter, "No parameter can follow **, and only one *");
    } else if (parameter.stars === 0 && parameter.only !== "keyword") {
      if (hasDefault && parameter.default === undefined) {
        note(reading, parameter, "A parameter without a default cannot follow one with a default");
      }
      hasDefault ||= parameter.default !== undefined;
    }
    stars = Math.max(stars, parameter.stars);
  }
}

const reserved = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

/** An attribute's name. */
export function checkWord(reading: Reading, { from, to }: Span): void {
  const word = reading.text.slice(from, to);
  if (reserved.has(word)) {
    note(reading, { from, to }, `${word} is one of Python's own words and cannot be a name`);
  }
}

export function note(reading: Reading, { from, to }: Span, message: string): void {
  reading.problems.push({ from, to, message });
}
