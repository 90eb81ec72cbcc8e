/** Python's operators on values. */
import type { BinaryOperator, ComparisonOperator } from "../python/ast.ts";
import { anyOf, joinAll } from "./join.ts";
import { type Live, type LiveElement, type Single, singlesOf } from "./live.ts";
import { boolean, float, integer, partialText, resultOf, text, unknown } from "./make.ts";
import { anyElement, elementsOf, joinRest, lookUp } from "./items.ts";
import type { Run } from "./run.ts";
import { agreed, areEqual, isNone } from "./truth.ts";
import type { NumberValue, Place } from "./values.ts";
import { formatPercent } from "./formatting.ts";

/** More would be no list that anyone wrote. */
const maximalRepetition = 10_000;

export function applyBinary(
  run: Run,
  operator: BinaryOperator,
  left: Live,
  right: Live,
  place: Place,
): Live {
  const results: Live[] = [];
  for (const one of singlesOf(left)) {
    for (const other of singlesOf(right)) {
      results.push(applyToSingles(run, operator, one, other, place));
    }
  }
  return joinAll(results);
}

function applyToSingles(
  run: Run,
  operator: BinaryOperator,
  left: Single,
  right: Single,
  place: Place,
): Live {
  if (left.kind === "number" && right.kind === "number")
    return calculate(operator, left, right, place);
  if (operator === "+" && (isText(left) || isText(right))) {
    return isText(left) && isText(right)
      ? concatenate([left, right], place)
      : isUnsure(left) || isUnsure(right)
        ? concatenate([left, right], place)
        : unknown("text and something else are added");
  }
  if (operator === "%" && isText(left)) return formatPercent(left, right, place);
  if (operator === "*" && left.kind === "text" && right.kind === "number") {
    return repeatText(left.value, right, place);
  }
  if (operator === "*" && left.kind === "number" && right.kind === "text") {
    return repeatText(right.value, left, place);
  }
  if (operator === "/" && left.kind !== "number" && isUnsure(left))
    return pathOrNumber(left, place);
  if (left.kind === "sequence" && right.kind === "sequence") {
    if (operator === "+" && left.type === right.type) {
      return run.sequence(
        left.type,
        [...left.content.elements, ...right.content.elements],
        place,
        joinRest(left.content.rest, right.content.rest),
      );
    }
    if (operator === "|" && left.type === "set" && right.type === "set") {
      return run.sequence(
        "set",
        uniqueElements([...left.content.elements, ...right.content.elements]),
        place,
        joinRest(left.content.rest, right.content.rest),
      );
    }
  }
  if (operator === "+" && left.kind === "sequence" && left.type === "list") {
    // A list can only be added to a list.
    return run.sequence(
      "list",
      left.content.elements,
      place,
      joinRest(left.content.rest, anyElement([], elementsOf(run, right).rest)),
    );
  }
  if (operator === "|" && left.kind === "dict" && right.kind === "dict") {
    const result = run.dict(
      left.content.entries,
      place,
      "code",
      left.content.isOpen || left.origin !== "code",
    );
    addEntries(run, result, right);
    return result;
  }
  if (left.kind !== "unknown" && right.kind !== "unknown")
    return resultOf(`operator ${operator}`, place);
  return anyOf("it is calculated while the code runs", [left, right]);
}

/** Adds what `dict.update` of another dictionary adds. */
export function addEntries(
  run: Run,
  target: Extract<Live, { kind: "dict" }>,
  from: Extract<Live, { kind: "dict" }>,
): void {
  const { content } = from;
  for (const entry of content.entries) {
    const { entries } = target.content;
    const index = entries.findIndex(({ key }) => areEqual(key, entry.key) === true);
    const old = entries[index];
    const value = old && !entry.isCertain ? joinAll([old.value, entry.value]) : entry.value;
    const added = { ...entry, value, isCertain: entry.isCertain || (old?.isCertain ?? false) };
    run.heap.write(target, {
      ...target.content,
      entries: old ? entries.with(index, added) : [...entries, added],
    });
  }
  if (content.isOpen || from.origin !== "code") run.heap.weaken(target);
}

/** Of equal elements the first. Elements that may be equal stay. */
export function uniqueElements(elements: readonly LiveElement[]): readonly LiveElement[] {
  const unique: LiveElement[] = [];
  for (const element of elements) {
    const index = unique.findIndex(({ value }) => areEqual(value, element.value) === true);
    const old = unique[index];
    if (!old) unique.push(element);
    else if (element.isCertain) unique[index] = { ...old, isCertain: true };
  }
  return unique;
}

/** Whether it is text, if perhaps not known which. */
export function isText(value: Single): boolean {
  return (
    value.kind === "text" || value.kind === "partialText" || value.kind === "configurationText"
  );
}

/** Whether it may be of any type. */
function isUnsure(value: Single): boolean {
  return (
    value.kind === "unknown" ||
    value.kind === "result" ||
    value.kind === "external" ||
    value.kind === "state" ||
    value.kind === "instance"
  );
}

function repeatText(repeated: string, { value }: NumberValue, place: Place): Live {
  const count = Math.max(0, Number(value));
  return Number.isInteger(count) && count * repeated.length <= maximalRepetition
    ? text(repeated.repeat(count), place)
    : partialText(place);
}

/** `Path("a") / "b"`, or a division. */
function pathOrNumber(left: Single, place: Place): Live {
  return left.kind === "result" && /^(pathlib\.Path|operator \/)/.test(left.of)
    ? resultOf("pathlib.Path", place)
    : left.kind === "unknown"
      ? left
      : resultOf("operator /", place);
}

/** Texts one after the other; what is no text is an unknown part. */
export function concatenate(values: readonly Single[], place: Place): Live {
  const parts: string[] = [];
  const keys = new Set<string>();
  let isConfiguration = true;
  let isAllText = true;
  let last = "";
  const endPart = (): void => {
    if (last !== "") parts.push(last);
    last = "";
  };
  for (const value of values) {
    if (value.kind === "text") last += value.value;
    else {
      isAllText = false;
      endPart();
      if (value.kind === "unknown") {
        isConfiguration &&= value.configurationKeys.length > 0;
        for (const key of value.configurationKeys) keys.add(key);
      } else if (value.kind === "partialText") {
        parts.push(...value.parts);
        isConfiguration &&= value.configurationKeys.length > 0;
        for (const key of value.configurationKeys) keys.add(key);
      } else if (value.kind === "configurationText" && value.key !== undefined) keys.add(value.key);
      else isConfiguration = false;
    }
  }
  if (isAllText) return text(last, place);
  endPart();
  return partialText(place, parts, isConfiguration ? [...keys] : []);
}

function calculate(
  operator: BinaryOperator,
  { value: left, isInteger: isLeftInteger }: NumberValue,
  { value: right, isInteger: isRightInteger }: NumberValue,
  place: Place,
): Live {
  const isInteger = isLeftInteger && isRightInteger;
  const [a, b] = [Number(left), Number(right)];
  const result = ((): number => {
    switch (operator) {
      case "+":
        return a + b;
      case "-":
        return a - b;
      case "*":
        return a * b;
      case "/":
        return b === 0 ? NaN : a / b;
      case "//":
        return b === 0 ? NaN : Math.floor(a / b);
      case "%":
        return b === 0 ? NaN : a - b * Math.floor(a / b);
      case "**":
        return b >= 0 ? a ** b : NaN;
      case "<<":
        return isInteger && b >= 0 ? a * 2 ** b : NaN;
      default:
        return NaN;
    }
  })();
  if (isInteger && operator !== "/") {
    return Number.isSafeInteger(result) && Number.isSafeInteger(a) && Number.isSafeInteger(b)
      ? integer(result, place)
      : resultOf("builtins.int", place);
  }
  // Remainders of fractions and powers round differently in the two languages.
  const isExact = operator === "+" || operator === "-" || operator === "*" || operator === "/";
  return isExact && Number.isFinite(result) && typeof left === "number" && typeof right === "number"
    ? float(result, place)
    : resultOf("builtins.float", place);
}

export function negate(value: Live, operator: "-" | "+" | "~", place: Place): Live {
  return joinAll(
    singlesOf(value).map((single) => {
      if (single.kind !== "number" || operator === "~")
        return resultOf(`operator ${operator}`, place);
      return operator === "+" ? single : { ...single, value: -single.value, place };
    }),
  );
}

export function compare(
  operator: ComparisonOperator,
  left: Live,
  right: Live,
): boolean | undefined {
  switch (operator) {
    case "==":
      return areEqual(left, right);
    case "!=":
      return not(areEqual(left, right));
    case "is":
      return isIdentical(left, right);
    case "is not":
      return not(isIdentical(left, right));
    case "in":
      return isIn(left, right);
    case "not in":
      return not(isIn(left, right));
    default:
      return agreed(
        singlesOf(left).flatMap((one) =>
          singlesOf(right).map((other) => compareOrder(operator, one, other)),
        ),
      );
  }
}

function not(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function isIdentical(left: Live, right: Live): boolean | undefined {
  if (right.kind === "none") return isNone(left);
  if (left.kind === "none") return isNone(right);
  if (left.kind === "boolean" && right.kind === "boolean") return left.value === right.value;
  if (
    (left.kind === "dict" || left.kind === "instance" || left.kind === "class") &&
    left === right
  ) {
    return true;
  }
  return undefined;
}

function isIn(item: Live, container: Live): boolean | undefined {
  return agreed(singlesOf(container).map((single) => isInSingle(item, single)));
}

function isInSingle(item: Live, container: Single): boolean | undefined {
  if (container.kind === "text") {
    return agreed(
      singlesOf(item).map((each) =>
        each.kind === "text" ? container.value.includes(each.value) : undefined,
      ),
    );
  }
  if (container.kind === "dict") {
    return agreed(
      singlesOf(item).map((each) => {
        if (each.kind !== "text" && each.kind !== "number") return undefined;
        const { value, isCertain } = lookUp(container, each);
        return isCertain ? true : value ? undefined : false;
      }),
    );
  }
  if (container.kind !== "sequence" || container.type === "iterator") return undefined;
  const { elements, rest } = container.content;
  const answers = elements.map(({ value, isCertain }) => {
    const isEqual = areEqual(value, item);
    return isEqual === true && !isCertain ? undefined : isEqual;
  });
  if (answers.includes(true)) return true;
  return rest || answers.includes(undefined) ? undefined : false;
}

function compareOrder(
  operator: "<" | "<=" | ">" | ">=",
  a: Single,
  b: Single,
): boolean | undefined {
  const pair =
    (a.kind === "number" && b.kind === "number") ||
    (a.kind === "text" && b.kind === "text" && isAscii(a.value + b.value))
      ? ([a.value, b.value] as const)
      : undefined;
  if (!pair) return undefined;
  const [left, right] = pair;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** Printable ASCII: where Python and JavaScript agree on order, case and blanks. */
export function isAscii(value: string): boolean {
  return /^[\t\n\r -~]*$/.test(value);
}

export function booleanOf(answer: boolean | undefined, place: Place): Live {
  return answer === undefined ? resultOf("builtins.bool", place) : boolean(answer, place);
}
