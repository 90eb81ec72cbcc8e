/** Completion of the SDK's own names: members, imports, arguments. */
import { sdkNames, usualAliases } from "../../sdk/api.ts";
import type { SdkName, SdkParameter } from "../../sdk/sdkName.ts";
import { lacks } from "../../sdk/versions.ts";
import type { ArgumentRole } from "../cursor/role.ts";
import { sdkNameIn } from "../cursor/sdkScope.ts";
import type { CompletionItem, CompletionKind } from "../feature.ts";
import { isDeprecated, parameterText, sdkText, doubtText } from "../hover/sdkText.ts";
import { wordItem } from "./insertion.ts";
import type { Scene } from "./scene.ts";

const kinds: Readonly<Record<SdkName["kind"], CompletionKind>> = {
  class: "class",
  function: "function",
  module: "package",
  value: "value",
};

/** The names below another one: `Operations` → `upsert`, `update`, … */
export function memberItems(scene: Scene, of: string): readonly CompletionItem[] {
  const { cursor, facts } = scene;
  const isCalled = cursor.text[cursor.word.to] === "(";
  return namesBelow(scene, of).map(([name, known]) => {
    const label = name.slice(of === "" ? 0 : of.length + 1);
    const snippet = isCalled ? label : label + (known.snippet ?? "");
    return wordItem(cursor, label, snippet, {
      kind: kinds[known.kind],
      detail: doubtText(known.since, facts.sdk),
      documentation: sdkText(name, facts.sdk),
      isDeprecated: isDeprecated(known, facts.sdk),
      asksAgain: snippet.includes('"$1"'),
      sortText: isDeprecated(known, facts.sdk) ? `~${label}` : label,
    });
  });
}

/** After `from fivetran_connector_sdk import`. */
export function importItems(scene: Scene): readonly CompletionItem[] {
  const { cursor, facts } = scene;
  const { text, word } = cursor;
  const line = text.slice(text.lastIndexOf("import", word.from), word.from);
  return namesBelow(scene, "")
    .filter(([name]) => !new RegExp(`\\b${name}\\b`).test(line))
    .map(([name, known]) => {
      const alias = usualAliases[name];
      const label = alias === undefined ? name : `${name} as ${alias}`;
      return wordItem(cursor, label, label, {
        kind: kinds[known.kind],
        detail: doubtText(known.since, facts.sdk),
        documentation: sdkText(name, facts.sdk),
      });
    });
}

/** Names of arguments that are not given yet. */
export function parameterItems(
  { cursor, facts }: Scene,
  { call, callee, parameters }: ArgumentRole,
): readonly CompletionItem[] {
  const named = new Set(call.items.map(({ name }) => name));
  const positional = call.items.findIndex(({ namePlace }) => namePlace !== undefined);
  const before = positional < 0 ? call.active : Math.min(positional, call.active);
  return parameters
    .filter(({ name, since, isKeywordOnly }, index) => {
      const isGiven = named.has(name) || (!isKeywordOnly && index < before);
      return !isGiven && !(since && lacks(facts.sdk, since));
    })
    .map((parameter) => {
      const value = valueSnippet(callee, parameter);
      return wordItem(cursor, `${parameter.name}=`, `${parameter.name}=${value}`, {
        kind: "parameter",
        detail: doubtText(parameter.since, facts.sdk) ?? parameter.type,
        documentation: parameterText(parameter, facts.sdk),
        asksAgain: value === '"$1"',
      });
    });
}

function valueSnippet(callee: string, { name, type }: SdkParameter): string {
  if (callee === "Connector") return `\${1:${name}}`;
  switch (type) {
    case "str":
      return '"$1"';
    case "bool":
      return "True";
    default:
      return "";
  }
}

/** `TextField.plain_text` and `.password` of the module as it is called here. */
export function fieldTypeItems(scene: Scene, { call }: ArgumentRole): readonly CompletionItem[] {
  const { cursor, facts } = scene;
  if (cursor.string) return [];
  return namesBelow(scene, "form_field.TextField").map(([name]) => {
    const label = call.head + name.slice("form_field.TextField".length);
    return wordItem(cursor, label, label, {
      kind: "value",
      documentation: sdkText(name, facts.sdk),
    });
  });
}

/** The fields of the module form_field, where it is imported. */
export function fieldItems(scene: Scene): readonly CompletionItem[] {
  const { cursor, facts, file } = scene;
  if (cursor.string || sdkNameIn(facts, file, "form_field") !== "form_field") return [];
  return namesBelow(scene, "form_field")
    .filter(([name]) => name.endsWith("Field"))
    .map(([name, { snippet = "" }]) =>
      wordItem(cursor, name, name + snippet, {
        kind: "class",
        documentation: sdkText(name, facts.sdk),
      }),
    );
}

function namesBelow({ facts }: Scene, of: string): readonly (readonly [string, SdkName])[] {
  const prefix = of === "" ? "" : `${of}.`;
  return [...sdkNames].filter(
    ([name, { since }]) =>
      name.startsWith(prefix) &&
      !name.slice(prefix.length).includes(".") &&
      !(since && lacks(facts.sdk, since)),
  );
}
