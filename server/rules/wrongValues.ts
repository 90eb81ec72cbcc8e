/** What may be said about a value: nothing that is not certain. */
import { alternativesOf, type Place, type UnionValue, type Value } from "../evaluation/values.ts";

/** A value that is not a choice of several. */
export type Alternative = Exclude<Value, UnionValue>;

/** What is wrong for certain: every alternative when all are wrong, else only those that are written within the places. */
export function wrongOf(
  value: Value,
  isWrong: (alternative: Alternative) => boolean,
  ...within: readonly (Place | undefined)[]
): readonly Alternative[] {
  const alternatives = alternativesOf(value);
  const wrong = alternatives.filter(isWrong);
  return wrong.length === alternatives.length
    ? wrong
    : wrong.filter(({ place }) => within.some((outer) => isInside(place, outer)));
}

export function isInside(inner: Place | undefined, outer: Place | undefined): boolean {
  return (
    inner !== undefined &&
    inner.file === outer?.file &&
    inner.from >= outer.from &&
    inner.to <= outer.to
  );
}

/** The text that a value is; undefined when it is none or not known. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "text" ? value.value : undefined;
}

const shownKinds: Partial<Record<Value["kind"], string>> = {
  number: "a number",
  none: "None",
  bytes: "bytes",
  dict: "a dictionary",
  function: "a function",
  class: "a class",
  module: "a module",
  configuration: "the whole configuration",
};

/** What a value is, for messages; undefined when that is not certain. */
export function kindOf(value: Alternative): string | undefined {
  if (isText(value)) return "text";
  if (value.kind === "boolean") return value.value ? "True" : "False";
  if (value.kind === "sequence") return `a ${value.type}`;
  return shownKinds[value.kind];
}

/** Whether the value is text, known or not. */
export function isText({ kind }: Value): boolean {
  return kind === "text" || kind === "partialText" || kind === "configurationText";
}

/** Whether the value is certainly something, and nothing of these kinds; `text` is any text. */
export function isOtherThan(...kinds: readonly Value["kind"][]): (value: Alternative) => boolean {
  return (value) =>
    kindOf(value) !== undefined && !kinds.includes(isText(value) ? "text" : value.kind);
}
