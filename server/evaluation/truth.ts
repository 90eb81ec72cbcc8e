/** What can be told for certain of values: whether they are true, equal, or of a type. */
import type { Live, LiveSequence, Single } from "./live.ts";
import { singlesOf } from "./live.ts";
import { classAttribute, hasOutsideBase } from "./classes.ts";

/** Undefined when it depends. */
export function truthOf(value: Live): boolean | undefined {
  return agreed(singlesOf(value).map(singleTruth));
}

/** What all say; undefined when they differ or one does not know. */
export function agreed(answers: readonly (boolean | undefined)[]): boolean | undefined {
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : undefined;
}

function singleTruth(value: Single): boolean | undefined {
  switch (value.kind) {
    case "text":
      return value.value !== "";
    case "partialText":
      return value.parts.some((part) => part !== "") || undefined;
    case "number":
      return Number(value.value) !== 0;
    case "boolean":
      return value.value;
    case "none":
      return false;
    case "sequence":
      return value.type === "iterator"
        ? true
        : truthOfParts(value.content.elements, value.content.rest !== undefined);
    case "dict":
      return value.origin === "code"
        ? truthOfParts(value.content.entries, value.content.isOpen)
        : undefined;
    case "function":
    case "class":
    case "module":
    case "method":
      return true;
    case "instance": {
      const isPlain =
        !hasOutsideBase(value.of) &&
        !classAttribute(value.of, "__bool__") &&
        !classAttribute(value.of, "__len__");
      return isPlain || undefined;
    }
    default:
      return undefined;
  }
}

function truthOfParts(
  parts: readonly { readonly isCertain: boolean }[],
  isOpen: boolean,
): boolean | undefined {
  if (parts.some(({ isCertain }) => isCertain)) return true;
  return parts.length === 0 && !isOpen ? false : undefined;
}

/** Python's `==`. */
export function areEqual(a: Live, b: Live, depth = 0): boolean | undefined {
  if (depth > maximalDepth) return undefined;
  if (a.kind !== "union" && b.kind !== "union") return areSinglesEqual(a, b, depth);
  return agreed(
    singlesOf(a).flatMap((one) => singlesOf(b).map((other) => areSinglesEqual(one, other, depth))),
  );
}

/** Of lists in lists that are compared. */
const maximalDepth = 3;

function areSinglesEqual(a: Single, b: Single, depth: number): boolean | undefined {
  const [one, other] = [plainOf(a), plainOf(b)];
  if (one !== undefined && other !== undefined) {
    if (typeof one === "string" || typeof other === "string") return one === other;
    // A bigint is beyond what a double tells apart.
    return typeof one === typeof other ? one === other : false;
  }
  if (a.kind === "none" || b.kind === "none") {
    return a.kind === b.kind || (isSomething(a) && isSomething(b) ? false : undefined);
  }
  if (a.kind === "sequence" && b.kind === "sequence") {
    if (a === b && a.type !== "iterator") return true;
    return areSequencesEqual(a, b, depth);
  }
  const [kind, otherKind] = [equalityKind(a), equalityKind(b)];
  return kind !== undefined && otherKind !== undefined && kind !== otherKind ? false : undefined;
}

function areSequencesEqual(a: LiveSequence, b: LiveSequence, depth: number): boolean | undefined {
  if (a.type !== b.type) return a.type === "list" && b.type === "tuple" ? false : undefined;
  if (a.type !== "list" && a.type !== "tuple") return undefined;
  const parts = [...a.content.elements, ...b.content.elements];
  if (a.content.rest || b.content.rest || parts.some(({ isCertain }) => !isCertain)) {
    return undefined;
  }
  if (a.content.elements.length !== b.content.elements.length) return false;
  let result: boolean | undefined = true;
  a.content.elements.forEach(({ value }, index) => {
    const other = b.content.elements[index];
    const isEqual = other && areEqual(value, other.value, depth + 1);
    if (isEqual === false) result = false;
    if (isEqual === undefined && result) result = undefined;
  });
  return result;
}

function plainOf(value: Single): string | number | bigint | undefined {
  if (value.kind === "text" || value.kind === "number") return value.value;
  return value.kind === "boolean" ? Number(value.value) : undefined;
}

/** Values of different kinds are never equal; undefined for what may equal anything. */
function equalityKind(value: Single): string | undefined {
  switch (value.kind) {
    case "text":
    case "partialText":
      return "text";
    case "number":
    case "boolean":
      return "number";
    case "sequence":
      return value.type === "list" || value.type === "tuple" || value.type === "set"
        ? value.type
        : undefined;
    case "dict":
    case "bytes":
    case "none":
      return value.kind;
    default:
      return undefined;
  }
}

/** Whether it is certainly not None. */
export function isSomething(value: Single): boolean {
  switch (value.kind) {
    case "none":
    case "unknown":
    case "external":
    case "result":
    case "configurationText":
    case "state":
      return false;
    default:
      return true;
  }
}

export function isNone(value: Live): boolean | undefined {
  return agreed(
    singlesOf(value).map((single) =>
      single.kind === "none" ? true : isSomething(single) ? false : undefined,
    ),
  );
}
