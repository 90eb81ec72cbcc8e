/** Completion in configuration.json and options.toml. */
import { profileKeys } from "../../sdk/deployProfile.ts";
import type { Cursor } from "../cursor/cursor.ts";
import { isAtValue, isStart } from "../cursor/position.ts";
import type { CompletionItem } from "../feature.ts";
import { keyText, profileText } from "../hover/plainTexts.ts";
import { choicesOf, configurationKeys } from "../known/configurationKeys.ts";
import { inSnippet, keyItem, quoted, textItem, wordItem } from "./insertion.ts";
import type { Scene } from "./scene.ts";

/** Keys that the code reads or the form has and the file lacks, and values that the form offers. */
export function configurationFileItems({ cursor, facts }: Scene): readonly CompletionItem[] {
  const [object] = cursor.brackets;
  const item = object?.items[object.active];
  if (
    !object ||
    !item ||
    cursor.brackets.length > 1 ||
    object.open !== "{" ||
    !isStart(item, cursor)
  ) {
    return [];
  }
  const keys = configurationKeys(facts);
  if (isAtValue(item, cursor)) {
    const key = keys.find(({ name }) => name === item.name);
    const choices = key ? choicesOf(facts, key) : [];
    return [...new Set(choices)].map((value) => textItem(cursor, value, { kind: "value" }));
  }
  const present = new Set(
    object.items.flatMap(({ name }, index) => (index === object.active ? [] : (name ?? []))),
  );
  return keys
    .filter(
      ({ name, reads, field }) => !present.has(name) && (reads.length > 0 || field !== undefined),
    )
    .map((key) => {
      const [value = ""] = choicesOf(facts, key);
      return keyItem(cursor, key.name, `"\${1:${inSnippet(quoted(value).slice(1, -1))}}"`, {
        kind: "key",
        detail: key.field ? "in the setup form" : "read by the code",
        documentation: keyText(facts, key),
      });
    });
}

export function optionsFileItems(cursor: Cursor): readonly CompletionItem[] {
  const { text, offset, word } = cursor;
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const value = /^\s*(\w+)\s*=\s*["']?[\w.]*$/.exec(line)?.[1];
  if (value !== undefined) {
    return (profileKeys.get(value)?.values ?? []).map((each) =>
      textItem(versionWord(cursor), each, { kind: "value" }),
    );
  }
  if (/^\s*\[["']?\w*$/.test(line)) {
    const isDefined = /^\s*\[\s*["']?default\b/m.test(
      text.slice(0, offset - line.length) + text.slice(offset),
    );
    return isDefined
      ? []
      : [textItem(cursor, "default", { kind: "value", detail: "the profile that deploy takes" })];
  }
  const profile = profileAround(text, offset);
  if (!/^\s*\w*$/.test(line) || profile === undefined) return [];
  return [...profileKeys.keys()]
    .filter((key) => !new RegExp(`^\\s*${key}\\s*=`, "m").test(profile))
    .map((key) =>
      wordItem({ ...cursor, word }, key, `${key} = "$1"`, {
        kind: "key",
        documentation: profileText(key),
        asksAgain: true,
      }),
    );
}

/** The lines of the profile that the offset is in; undefined above the first. */
function profileAround(text: string, offset: number): string | undefined {
  const from = /(?:^|\n)\s*\[[^\n]*\n[^]*$/.test(text.slice(0, offset))
    ? text.lastIndexOf("\n[", offset - 1)
    : -2;
  if (from === -2) return undefined;
  const to = text.indexOf("\n[", offset);
  return text.slice(from + 1, to < 0 ? undefined : to);
}

/** A version is one word here, `3.13`. */
function versionWord(cursor: Cursor): Cursor {
  const { text, offset } = cursor;
  let from = offset;
  let to = offset;
  while (/[\w.]/.test(text.charAt(from - 1))) from--;
  while (/[\w.]/.test(text.charAt(to))) to++;
  return { ...cursor, word: { from, to } };
}
