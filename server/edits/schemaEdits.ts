/** Edits of the tables that schema() declares. Each is undefined where the source is not one that can be edited with certainty. */
import type { Dict, Expression, List, PythonModule, Span } from "../python/ast.ts";
import { quoted } from "../rules/sourceEdits.ts";
import { connectorFunction, nodesOfBody, plainText, soundModule } from "./connectorFunction.ts";
import { typeText } from "./entryText.ts";
import { insertInto } from "./insertInto.ts";
import type { SourceEdit } from "./sourceEdit.ts";

/** How names of the source become names of the destination, in which findings speak. */
export interface NameFolding {
  readonly table: (name: string) => string;
  readonly column: (name: string) => string;
}

/** The list that schema() returns, each of its elements a dictionary of plain keys with a plain table name. */
export interface DeclaredTables {
  readonly text: string;
  readonly list: List;
  readonly entries: readonly DeclaredEntry[];
}

export interface DeclaredEntry {
  /** As written, without quotes. */
  readonly table: string;
  /** The character its name is quoted with. */
  readonly quote: string;
  readonly dictionary: Dict;
  readonly pairs: readonly Pair[];
}

interface Pair {
  readonly key: string;
  readonly keyNode: Expression;
  readonly value: Expression;
}

/** A type as schema() spells it. */
export type DeclaredType =
  string | { readonly type: "DECIMAL"; readonly precision: number; readonly scale: number };

export function declaredTables(text: string): DeclaredTables | undefined {
  const module = soundModule(text);
  const list = module && returnedList(module);
  if (!list) {
    return undefined;
  }
  const entries = list.items.flatMap((item) => entryOf(text, item) ?? []);
  return entries.length === list.items.length ? { text, list, entries } : undefined;
}

export function declareTable(
  { text, list, entries }: DeclaredTables,
  table: string,
  folding: NameFolding,
): readonly SourceEdit[] | undefined {
  if (entries.some((entry) => folding.table(entry.table) === folding.table(table))) {
    return undefined;
  }
  const quote = entries.at(-1)?.quote ?? '"';
  const key = quoted("table", quote);
  return insertInto(text, list, `{${key}: ${quoted(table, quote)}}`);
}

/** Undefined also when the column has a type already. */
export function declareColumn(
  { text }: DeclaredTables,
  entry: DeclaredEntry,
  column: { readonly name: string; readonly type: DeclaredType },
  folding: NameFolding,
): readonly SourceEdit[] | undefined {
  const pair = `${quoted(column.name, entry.quote)}: ${typeLiteral(column.type, entry.quote)}`;
  const columns = pairNamed(entry, "columns");
  if (!columns) {
    const key = quoted("columns", entry.quote);
    return insertInto(text, entry.dictionary, `${key}: {${pair}}`);
  }
  const declared = pairsOf(columns.value);
  const isThere = declared?.some(({ key }) => folding.column(key) === folding.column(column.name));
  return columns.value.kind === "Dict" && declared && !isThere
    ? insertInto(text, columns.value, pair)
    : undefined;
}

/** Gives a column that is declared with `from` the type `to`. */
export function changeColumnType(
  _tables: DeclaredTables,
  entry: DeclaredEntry,
  column: { readonly name: string; readonly from: readonly string[]; readonly to: string },
  folding: NameFolding,
): readonly SourceEdit[] | undefined {
  const columns = pairNamed(entry, "columns");
  const declared = columns && pairsOf(columns.value);
  const found = declared?.filter(({ key }) => folding.column(key) === folding.column(column.name));
  const [pair] = found ?? [];
  const type = pair && plainText(pair.value);
  return pair && found?.length === 1 && type !== undefined && column.from.includes(type)
    ? [{ ...placeOf(pair.value), text: quoted(column.to, entry.quote) }]
    : undefined;
}

/** Undefined when the table has a key, or something that was meant as one. */
export function setPrimaryKey(
  { text }: DeclaredTables,
  entry: DeclaredEntry,
  columns: readonly string[],
): readonly SourceEdit[] | undefined {
  if (pairNamed(entry, "primary_key") ?? entry.pairs.find(({ key }) => meantAsKey.test(key))) {
    return undefined;
  }
  const { quote } = entry;
  const names = columns.map((name) => quoted(name, quote)).join(", ");
  return insertInto(text, entry.dictionary, `${quoted("primary_key", quote)}: [${names}]`);
}

const meantAsKey = /^primary_?keys?$/i;

/** `primary_keys` and the like become `primary_key`. */
export function renamePrimaryKey(entry: DeclaredEntry): readonly SourceEdit[] | undefined {
  const meant = entry.pairs.filter(({ key }) => meantAsKey.test(key));
  const [pair] = meant;
  return pair && meant.length === 1 && pair.key !== "primary_key"
    ? [{ ...placeOf(pair.keyNode), text: quoted("primary_key", entry.quote) }]
    : undefined;
}

/** `"primary_key": "id"` becomes `"primary_key": ["id"]`. */
export function bracketPrimaryKey(
  { text }: DeclaredTables,
  entry: DeclaredEntry,
): readonly SourceEdit[] | undefined {
  const pair = pairNamed(entry, "primary_key");
  return pair && plainText(pair.value) !== undefined
    ? [{ ...placeOf(pair.value), text: `[${text.slice(pair.value.from, pair.value.to)}]` }]
    : undefined;
}

/** The one entry of a table of the destination. */
export function entryFor(
  { entries }: DeclaredTables,
  table: string,
  folding: NameFolding,
): DeclaredEntry | undefined {
  const found = entries.filter((entry) => folding.table(entry.table) === table);
  return found.length === 1 ? found[0] : undefined;
}

/** What the only `return` of schema() gives, when that is a list literal and certain to be reached. */
function returnedList(module: PythonModule): List | undefined {
  const definition = connectorFunction(module, "schema");
  if (!definition || definition.decorators.length > 0) {
    return undefined;
  }
  const returns = nodesOfBody(definition).filter(({ kind }) => kind === "Return");
  const own = definition.body.find((statement) => statement.kind === "Return");
  return returns.length === 1 && own?.value?.kind === "List" ? own.value : undefined;
}

function entryOf(text: string, dictionary: Expression): DeclaredEntry | undefined {
  const pairs = pairsOf(dictionary);
  const table = pairs?.find(({ key }) => key === "table")?.value;
  const name = plainText(table);
  return dictionary.kind === "Dict" && pairs && table && name !== undefined
    ? { table: name, quote: text.charAt(table.to - 1), dictionary, pairs }
    : undefined;
}

/** Undefined for anything but a dictionary literal whose keys are all plain strings, each there once. */
function pairsOf(dictionary: Expression): readonly Pair[] | undefined {
  if (dictionary.kind !== "Dict") {
    return undefined;
  }
  const pairs: Pair[] = [];
  for (const { key: keyNode, value } of dictionary.items) {
    const key = plainText(keyNode);
    if (key === undefined || !keyNode) {
      return undefined;
    }
    pairs.push({ key, keyNode, value });
  }
  return new Set(pairs.map(({ key }) => key)).size === pairs.length ? pairs : undefined;
}

function pairNamed({ pairs }: DeclaredEntry, name: string): Pair | undefined {
  return pairs.find(({ key }) => key === name);
}

function typeLiteral(type: DeclaredType, quote: string): string {
  const written = typeof type === "string" ? type : `DECIMAL(${type.precision},${type.scale})`;
  return typeText(written, quote);
}

function placeOf({ from, to }: Span): Span {
  return { from, to };
}
