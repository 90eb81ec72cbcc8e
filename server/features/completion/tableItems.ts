/** Completion of tables and columns. */
import type { Place } from "../../evaluation/values.ts";
import type { Bracket } from "../cursor/brackets.ts";
import type { CompletionItem } from "../feature.ts";
import { columnText, declarationText, observedText, tableText } from "../hover/tableText.ts";
import { columnsOf, declarationsOf, type KnownColumn } from "../known/columns.ts";
import { tablesIn } from "../known/tables.ts";
import { codeItem, inSnippet, keyItem, quoted, textItem } from "./insertion.ts";
import { type Scene, typedPlace } from "./scene.ts";

const sources = {
  declared: "",
  used: "not declared in schema()",
  observed: "in the last sync only",
};

/** The columns of more tables would take longer than a list may take to open. */
const mostExplained = 40;

/** `isDeclaring` leaves out what has an entry already. */
export function tableItems(scene: Scene, isDeclaring = false): readonly CompletionItem[] {
  const { analysis, cursor, occurrences } = scene;
  const tables = tablesIn(analysis, occurrences, typedPlace(scene)).filter(
    ({ from }) => !isDeclaring || from !== "declared",
  );
  const isShort = tables.length <= mostExplained;
  return tables.map(({ name, from }) =>
    textItem(cursor, name, {
      kind: "table",
      detail: from === "declared" ? declarationText(analysis, name) : sources[from],
      documentation: isShort ? tableText(analysis, occurrences, name) : undefined,
    }),
  );
}

/** Columns of the tables that the row does not have yet. */
export function rowItems(
  scene: Scene,
  tables: readonly string[],
  row: Bracket | undefined,
  operation: string | undefined,
): readonly CompletionItem[] {
  const { cursor } = scene;
  const all = columnsFor(scene, tables, row);
  const hasKey = tables.some((table) =>
    declarationsOf(scene.analysis, table).some(({ primaryKey = [] }) => primaryKey.length > 0),
  );
  // A delete takes the key and nothing else.
  const isKeyOnly = operation === "delete" && hasKey;
  const columns = all.filter(({ column }) => column.isKey || !isKeyOnly);
  const items = columns.map(({ table, column }) => {
    const more = columnMore(scene, table, column);
    return row ? keyItem(cursor, column.name, "$0", more) : textItem(cursor, column.name, more);
  });
  const isEmpty = row?.items.every(({ namePlace }) => namePlace === undefined) === true;
  const wanted = columns.filter(({ column }) =>
    operation === "upsert" || operation === undefined ? column.isDeclared : column.isKey,
  );
  if (!isEmpty || wanted.length < 2 || wanted.length > 30) return items;
  const parts = wanted.map(
    ({ column }, index) => `${inSnippet(quoted(column.name))}: \${${index + 1}}`,
  );
  const label = wanted.map(({ column }) => column.name).join(", ");
  const whole = codeItem(cursor, label, parts.join(", "), {
    kind: "snippet",
    detail: operation === "upsert" ? "all declared columns" : "the primary key",
    sortText: "~",
  });
  return [...items, whole];
}

/** Columns as texts: in `primary_key`. */
export function keyColumnItems(
  scene: Scene,
  table: string | undefined,
  list: Bracket,
): readonly CompletionItem[] {
  const { cursor } = scene;
  const present = new Set(list.items.map((item) => writtenText(scene, item.from, item.to)));
  const columns =
    table === undefined
      ? []
      : columnsOf(scene.analysis, scene.occurrences, table, typedPlace(scene));
  return columns
    .filter(({ name }) => !present.has(name))
    .map((column) => textItem(cursor, column.name, columnMore(scene, table ?? "", column)));
}

/** Keys of `columns`, with what the last sync showed as their types. */
export function declaredColumnItems(
  scene: Scene,
  table: string | undefined,
  columns: Bracket,
): readonly CompletionItem[] {
  const { cursor } = scene;
  return columnsFor(scene, table === undefined ? [] : [table], columns).map(
    ({ table: of, column }) => {
      const type = column.observed?.type;
      const value = type && /^[A-Z_]+$/.test(type) ? `"\${1:${type}}"` : '"$1"';
      return keyItem(cursor, column.name, value, {
        ...columnMore(scene, of, column),
        asksAgain: true,
      });
    },
  );
}

function columnsFor(
  scene: Scene,
  tables: readonly string[],
  row: Bracket | undefined,
): readonly { readonly table: string; readonly column: KnownColumn }[] {
  const { cursor, analysis, occurrences } = scene;
  const typed: Place = typedPlace(scene);
  const present = new Set(
    row?.items.flatMap(({ name, namePlace }) =>
      namePlace && namePlace.from <= cursor.offset && cursor.offset <= namePlace.to
        ? []
        : (name ?? []),
    ),
  );
  const found = tables.flatMap((table) =>
    columnsOf(analysis, occurrences, table, typed).map((column) => ({ table, column })),
  );
  return found.filter(
    ({ column }, index) =>
      !present.has(column.name) &&
      found.findIndex((other) => other.column.name === column.name) === index,
  );
}

function columnMore(
  { analysis }: Scene,
  table: string,
  column: KnownColumn,
): Pick<CompletionItem, "kind" | "detail" | "documentation"> {
  const { isKey, type, observed, isDeclared } = column;
  const known = type ?? (observed ? observedText(observed) : undefined);
  const parts = [known, isKey ? "primary key" : undefined, isDeclared ? undefined : "not declared"];
  return {
    kind: "column",
    detail: parts.filter((part) => part !== undefined).join(", "),
    documentation: columnText(analysis, table, column),
  };
}

/** The text of an item that is a plain string. */
function writtenText({ cursor }: Scene, from: number, to: number): string | undefined {
  const isTyped = from <= cursor.offset && cursor.offset <= to;
  return isTyped ? undefined : /^\s*(["'])(.*)\1\s*$/.exec(cursor.text.slice(from, to))?.[2];
}
