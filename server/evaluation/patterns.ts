/** `re.sub` where Python's pattern means the same in JavaScript. */
import { configurationKeysOf } from "./join.ts";
import type { Live } from "./live.ts";
import { partialText, text } from "./make.ts";
import { isAscii } from "./operators.ts";
import type { Place } from "./values.ts";

/** Classes of letters, and what may stand for itself, repeated or not: nothing that backtracks, nothing the two read differently. */
const simplePattern =
  /^\^?(?:(?:\[\^?(?:\\[wdsWDS.\-\]]|[\w .,:;@#/&%+!?'"-])+\]|\\[wdsWDS.-]|[\w \-,:;@#/&%!'"])\+?)+\$?$/;

export function substitute(
  pattern: Live | undefined,
  replacement: Live | undefined,
  value: Live | undefined,
  place: Place,
): Live | undefined {
  if (!value || pattern?.kind !== "text" || replacement?.kind !== "text") return undefined;
  if (value.kind !== "text") return partialText(place, [], configurationKeysOf([value]));
  const isKnown =
    isSimple(pattern.value) &&
    !/[\\$]/.test(replacement.value) &&
    // A `$` also matches before a last line break in Python.
    !value.value.includes("\n") &&
    isAscii(value.value) &&
    value.value.length < maximalLength;
  if (!isKnown) return undefined;
  return text(
    value.value.replace(new RegExp(pattern.value, "g"), () => replacement.value),
    place,
  );
}

/** A few repetitions, of at least one, which cannot match the empty text, on a short text: no time to speak of. */
function isSimple(pattern: string): boolean {
  return simplePattern.test(pattern) && (pattern.match(/\+/g) ?? []).length < 4;
}

const maximalLength = 300;
