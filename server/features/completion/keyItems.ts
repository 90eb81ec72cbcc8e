/** Completion of keys of the configuration and of the state. */
import type { CompletionItem } from "../feature.ts";
import { keyText } from "../hover/plainTexts.ts";
import { stateVariables } from "../cursor/keyedValues.ts";
import { configurationKeys, shownConfigurationValue } from "../known/configurationKeys.ts";
import { textItem } from "./insertion.ts";
import { type Scene, typedPlace } from "./scene.ts";
import { touches } from "../known/columns.ts";

export function configurationItems(scene: Scene): readonly CompletionItem[] {
  const { cursor, facts } = scene;
  const typed = typedPlace(scene);
  return configurationKeys(facts)
    .filter(
      ({ name, member, field, reads }) =>
        name !== "" &&
        (member !== undefined ||
          (field !== undefined && !touches(field.namePlace, typed)) ||
          reads.some(({ place }) => !touches(place, typed))),
    )
    .map((key) =>
      textItem(cursor, key.name, {
        kind: "key",
        detail:
          shownConfigurationValue(key) ??
          (key.field ? "in the setup form" : "not in configuration.json"),
        documentation: keyText(facts, key),
      }),
    );
}

/** Keys that the project reads from the state or puts into it. */
export function stateItems({ cursor, facts, file }: Scene): readonly CompletionItem[] {
  const variables = [...stateVariables(facts)].filter((name) => /^\w+$/.test(name)).join("|");
  const pattern = new RegExp(
    `\\b(?:${variables})(?:\\.(?:get|pop|setdefault)\\(|\\[)\\s*(["'])([^"'\\n]+)\\1`,
    "g",
  );
  const names = new Set<string>();
  for (const [path, { text }] of facts.modules) {
    for (const match of text.matchAll(pattern)) {
      const isTyped =
        path === file &&
        match.index <= cursor.offset &&
        cursor.offset <= match.index + match[0].length;
      if (!isTyped) names.add(match[2] ?? "");
    }
  }
  for (const { name, arguments: given } of facts.operations) {
    const value = name === "checkpoint" ? given.get("state")?.value : undefined;
    for (const { key, keyPlace } of value?.kind === "dict" ? value.entries : []) {
      const isTyped =
        keyPlace?.file === file && keyPlace.from <= cursor.offset && cursor.offset <= keyPlace.to;
      if (key.kind === "text" && !isTyped) names.add(key.value);
    }
  }
  return [...names].sort().map((name) => textItem(cursor, name, { kind: "key", detail: "state" }));
}
