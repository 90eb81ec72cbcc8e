/** `re.sub` where Python's pattern means the same in JavaScript. */
import type { Live } from "./live.ts";
import { partialText, text } from "./make.ts";
import { isAscii } from "./operators.ts";
import type { Place } from "./values.ts";

/** Classes of letters, and what may stand for itself, repeated or not: nothing that backtracks, nothing the two read differently. */
const simplePattern =
  /^\^?(?:(?:\[\^?(?:\\[wdsWDS.\-\]]|[\w .,:;@#/&%+!?'"-])+\]|\\[wdsWDS.-]|[\w \-,:;@#/&%!'"])[+*]?)+\$?$/;

export function substitute(
  pattern: Live | undefined,
  replacement: Live | undefined,
  value: Live | undefined,
  place: Place,
): Live | undefined {
  if (
    value?.kind === "configurationText" &&
    pattern?.kind === "text" &&
    replacement?.kind === "text"
  ) {
    return partialText(place, [], value.key === undefined ? [] : [value.key]);
  }
  if (value?.kind === "partialText" && pattern?.kind === "text" && replacement?.kind === "text") {
    return partialText(place, [], value.configurationKeys);
  }
  if (pattern?.kind !== "text" || replacement?.kind !== "text" || value?.kind !== "text")
    return undefined;
  if (!isSimple(pattern.value) || /[\\$]/.test(replacement.value) || !isAscii(value.value))
    return undefined;
  // A `$` also matches before a last line break in Python, and empty matches differ.
  if (value.value.includes("\n") || pattern.value.includes("*")) return undefined;
  return text(
    value.value.replace(new RegExp(pattern.value, "g"), () => replacement.value),
    place,
  );
}

function isSimple(pattern: string): boolean {
  return pattern.length < 80 && simplePattern.test(pattern);
}
