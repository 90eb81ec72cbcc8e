/** Completion in entries of schema(). */
import { columnTypes } from "../../sdk/columnTypes.ts";
import { decimalKeys, type EntryKey, entryKeys } from "../../sdk/schemaEntry.ts";
import { lacks } from "../../sdk/versions.ts";
import type { Bracket } from "../cursor/brackets.ts";
import type { EntryRole } from "../cursor/entryRole.ts";
import type { CompletionItem } from "../feature.ts";
import { entryKeyText, typeText } from "../hover/plainTexts.ts";
import { doubtText } from "../hover/sdkText.ts";
import { columnsOf, observedTable } from "../known/columns.ts";
import { tablesIn } from "../known/tables.ts";
import { codeItem, inSnippet, keyItem, quoted, textItem } from "./insertion.ts";
import { type Scene, typedPlace } from "./scene.ts";
import { declaredColumnItems, keyColumnItems, tableItems } from "./tableItems.ts";

export function entryItems(scene: Scene, role: EntryRole): readonly CompletionItem[] {
  switch (role.kind) {
    case "newEntry":
      return scene.cursor.string ? [] : newEntryItems(scene);
    case "entryKey":
      return keyItems(scene, entryKeys, role.entry);
    case "entryValue":
      return entryValueItems(scene, role.key);
    case "keyColumn":
      return keyColumnItems(scene, tableOf(scene, role.entry), role.list);
    case "column":
      return declaredColumnItems(scene, role.entry && tableOf(scene, role.entry), role.columns);
    case "type":
      return typeItems(scene, role);
    case "decimal":
      return role.key === undefined
        ? keyItems(scene, decimalKeys, role.decimal)
        : role.key === "type"
          ? [textItem(scene.cursor, "DECIMAL", { kind: "type" })]
          : [];
  }
}

/** Whole entries: one to fill in, and one for each table that has none. */
function newEntryItems(scene: Scene): readonly CompletionItem[] {
  const { analysis, cursor, occurrences } = scene;
  const missing = tablesIn(analysis, occurrences, typedPlace(scene)).filter(
    ({ from }) => from !== "declared",
  );
  return [
    codeItem(cursor, "table", '{"table": "${1:table}", "primary_key": ["${2:id}"]}', {
      kind: "snippet",
      detail: "a table and its primary key",
    }),
    codeItem(
      cursor,
      "table with columns",
      '{\n\t"table": "${1:table}",\n\t"primary_key": ["${2:id}"],\n\t"columns": {\n\t\t"${2:id}": "${3:STRING}",\n\t},\n}',
      { kind: "snippet", detail: "a table, its primary key and types of columns" },
    ),
    ...missing.map(({ name }) => {
      const key = suggestedKey(scene, name).map((column) => inSnippet(quoted(column)));
      const keys = key.length === 0 ? '"${1:id}"' : key.join(", ");
      const snippet = `{"table": ${inSnippet(quoted(name))}, "primary_key": [${keys}]}`;
      return codeItem(cursor, name, snippet, {
        kind: "table",
        detail:
          key.length === 0 ? "declare it" : "declare it with the key that the last sync suggests",
      });
    }),
  ];
}

/** The columns that identified every row of the last sync. */
function suggestedKey({ analysis }: Scene, table: string): readonly string[] {
  return (
    observedTable(analysis, table)?.candidateKeys.find(({ identifies }) => identifies)?.columns ??
    []
  );
}

function keyItems(
  { cursor, facts }: Scene,
  keys: ReadonlyMap<string, EntryKey>,
  bracket: Bracket,
): readonly CompletionItem[] {
  const present = new Set(
    bracket.items.flatMap(({ name }, index) => (index === bracket.active ? [] : (name ?? []))),
  );
  return [...keys]
    .filter(([name, { since }]) => !present.has(name) && !(since && lacks(facts.sdk, since)))
    .map(([name, key]) =>
      keyItem(cursor, name, key.snippet, {
        kind: "key",
        detail: doubtText(key.since, facts.sdk),
        documentation: entryKeyText(name, key, facts.sdk),
        asksAgain: key.snippet.includes("$1"),
      }),
    );
}

function entryValueItems(scene: Scene, key: string): readonly CompletionItem[] {
  const { cursor, facts } = scene;
  if (key === "table") return tableItems(scene, true);
  if (key === "schema") return schemaItems(scene);
  const known = entryKeys.get(key);
  return known && !cursor.string
    ? [
        codeItem(cursor, known.snippet.replace("$1", "…"), known.snippet, {
          kind: "snippet",
          documentation: entryKeyText(key, known, facts.sdk),
          asksAgain: true,
        }),
      ]
    : [];
}

/** Source schemas that other entries name. */
export function schemaItems({ cursor, facts }: Scene): readonly CompletionItem[] {
  const names = new Set(facts.schema.tables.flatMap(({ schema }) => schema ?? []));
  return [...names].map((name) =>
    textItem(cursor, name, { kind: "value", detail: "source schema" }),
  );
}

const decimal = '{"type": "DECIMAL", "precision": ${1:15}, "scale": ${2:2}}';

function typeItems(
  scene: Scene,
  { entry, column }: Extract<EntryRole, { readonly kind: "type" }>,
): readonly CompletionItem[] {
  const { cursor, facts, analysis, occurrences } = scene;
  const table = entry && tableOf(scene, entry);
  const observed =
    table === undefined
      ? undefined
      : columnsOf(analysis, occurrences, table).find(({ name }) => name === column)?.observed?.type;
  return [...columnTypes].map(([type, { text }]) => {
    const isObserved = observed?.replace(/\(.*/, "") === type;
    const more = {
      kind: "type",
      detail: isObserved ? "type in the last sync" : text,
      documentation: typeText(type, facts.sdk),
      isPreselected: isObserved,
    } as const;
    return type === "DECIMAL"
      ? codeItem(cursor, type, decimal, more)
      : textItem(cursor, type, more);
  });
}

/** The table that the entry names. */
function tableOf({ cursor }: Scene, { items }: Bracket): string | undefined {
  const item = items.find(({ name }) => name === "table");
  const written = item && cursor.text.slice(item.valueFrom, item.to).trim();
  return /^(["'])(.*)\1$/.exec(written ?? "")?.[2];
}
