/** Edits of the tables that schema() declares. Each is undefined where the source is not one that can be edited with certainty. */
import { insertInto } from "./insertInto.ts";
import {
  childrenOf,
  connectorFunction,
  nodesOfBody,
  parsePython,
  stringLiteral,
  stringValue,
  textOf,
  type PythonNode,
  type PythonSource,
  type SourceEdit,
} from "./pythonTree.ts";

/** How names of the source become names of the destination, in which findings speak. */
export interface NameFolding {
  readonly table: (name: string) => string;
  readonly column: (name: string) => string;
}

/** The list that schema() returns, each of its elements a dictionary of plain keys with a plain table name. */
export interface DeclaredTables {
  readonly source: PythonSource;
  readonly list: PythonNode;
  readonly entries: readonly DeclaredEntry[];
}

export interface DeclaredEntry {
  /** As written, without quotes. */
  readonly table: string;
  /** The character its name is quoted with. */
  readonly quote: string;
  readonly dictionary: PythonNode;
  readonly pairs: readonly Pair[];
}

interface Pair {
  readonly key: string;
  readonly keyNode: PythonNode;
  readonly value: PythonNode;
}

/** A type as schema() spells it. */
export type DeclaredType =
  string | { readonly type: "DECIMAL"; readonly precision: number; readonly scale: number };

export function declaredTables(text: string): DeclaredTables | undefined {
  const source = parsePython(text);
  const list = source && returnedList(source);
  if (!source || !list) {
    return undefined;
  }
  const elements = childrenOf(list).filter(({ name }) => !["[", "]", ","].includes(name));
  const entries = elements.flatMap((element) => entryOf(source, element) ?? []);
  return entries.length === elements.length ? { source, list, entries } : undefined;
}

export function declareTable(
  { source, list, entries }: DeclaredTables,
  table: string,
  folding: NameFolding,
): readonly SourceEdit[] | undefined {
  if (entries.some((entry) => folding.table(entry.table) === folding.table(table))) {
    return undefined;
  }
  const quote = entries.at(-1)?.quote ?? '"';
  const key = stringLiteral("table", quote);
  return insertInto(source, list, `{${key}: ${stringLiteral(table, quote)}}`);
}

/** Undefined also when the column has a type already. */
export function declareColumn(
  { source }: DeclaredTables,
  entry: DeclaredEntry,
  column: { readonly name: string; readonly type: DeclaredType },
  folding: NameFolding,
): readonly SourceEdit[] | undefined {
  const pair = `${stringLiteral(column.name, entry.quote)}: ${typeLiteral(column.type, entry.quote)}`;
  const columns = pairNamed(entry, "columns");
  if (!columns) {
    const key = stringLiteral("columns", entry.quote);
    return insertInto(source, entry.dictionary, `${key}: {${pair}}`);
  }
  const declared = pairsOf(source, columns.value);
  const isThere = declared?.some(({ key }) => folding.column(key) === folding.column(column.name));
  return declared && !isThere ? insertInto(source, columns.value, pair) : undefined;
}

/** Gives a column that is declared with `from` the type `to`. */
export function changeColumnType(
  { source }: DeclaredTables,
  entry: DeclaredEntry,
  column: { readonly name: string; readonly from: readonly string[]; readonly to: string },
  folding: NameFolding,
): readonly SourceEdit[] | undefined {
  const columns = pairNamed(entry, "columns");
  const declared = columns && pairsOf(source, columns.value);
  const found = declared?.filter(({ key }) => folding.column(key) === folding.column(column.name));
  const [pair] = found ?? [];
  const type = pair && stringValue(source, pair.value);
  return pair && found?.length === 1 && type !== undefined && column.from.includes(type)
    ? [{ ...placeOf(pair.value), text: stringLiteral(column.to, entry.quote) }]
    : undefined;
}

/** Undefined when the table has a key, or something that was meant as one. */
export function setPrimaryKey(
  { source }: DeclaredTables,
  entry: DeclaredEntry,
  columns: readonly string[],
): readonly SourceEdit[] | undefined {
  if (pairNamed(entry, "primary_key") ?? entry.pairs.find(({ key }) => meantAsKey.test(key))) {
    return undefined;
  }
  const { quote } = entry;
  const names = columns.map((name) => stringLiteral(name, quote)).join(", ");
  return insertInto(source, entry.dictionary, `${stringLiteral("primary_key", quote)}: [${names}]`);
}

const meantAsKey = /^primary_?keys?$/i;

/** `primary_keys` and the like become `primary_key`. */
export function renamePrimaryKey(entry: DeclaredEntry): readonly SourceEdit[] | undefined {
  const meant = entry.pairs.filter(({ key }) => meantAsKey.test(key));
  const [pair] = meant;
  return pair && meant.length === 1 && pair.key !== "primary_key"
    ? [{ ...placeOf(pair.keyNode), text: stringLiteral("primary_key", entry.quote) }]
    : undefined;
}

/** `"primary_key": "id"` becomes `"primary_key": ["id"]`. */
export function bracketPrimaryKey(
  { source }: DeclaredTables,
  entry: DeclaredEntry,
): readonly SourceEdit[] | undefined {
  const pair = pairNamed(entry, "primary_key");
  return pair && stringValue(source, pair.value) !== undefined
    ? [{ ...placeOf(pair.value), text: `[${textOf(source, pair.value)}]` }]
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
function returnedList(source: PythonSource): PythonNode | undefined {
  const definition = connectorFunction(source, "schema");
  const body = definition?.getChild("Body");
  if (!definition || !body || definition.prevSibling?.name === "Decorator") {
    return undefined;
  }
  const returns = nodesOfBody(definition).filter(({ name }) => name === "ReturnStatement");
  const [statement] = returns;
  const isOwn = childrenOf(body).some(
    ({ name, from }) => name === "ReturnStatement" && from === statement?.from,
  );
  if (!statement || returns.length !== 1 || !isOwn) {
    return undefined;
  }
  const value = childrenOf(statement)[1];
  return value?.name === "ArrayExpression" ? value : undefined;
}

function entryOf(source: PythonSource, dictionary: PythonNode): DeclaredEntry | undefined {
  const pairs = pairsOf(source, dictionary);
  const table = pairs?.find(({ key }) => key === "table");
  const name = table && stringValue(source, table.value);
  return pairs && table && name !== undefined
    ? { table: name, quote: textOf(source, table.value).slice(-1), dictionary, pairs }
    : undefined;
}

/** Undefined for anything but a dictionary literal whose keys are all plain strings, each there once. */
function pairsOf(source: PythonSource, dictionary: PythonNode): readonly Pair[] | undefined {
  if (dictionary.name !== "DictionaryExpression") {
    return undefined;
  }
  const parts = childrenOf(dictionary)
    .slice(1, -1)
    .filter(({ name }) => name !== ",");
  const pairs: Pair[] = [];
  for (let index = 0; index < parts.length; index += 3) {
    const [keyNode, colon, value] = parts.slice(index, index + 3);
    const key = keyNode && stringValue(source, keyNode);
    if (key === undefined || !keyNode || colon?.name !== ":" || !value) {
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
  if (typeof type === "string") {
    return stringLiteral(type, quote);
  }
  const text = (value: string): string => stringLiteral(value, quote);
  const { precision, scale } = type;
  return `{${text("type")}: ${text("DECIMAL")}, ${text("precision")}: ${precision}, ${text("scale")}: ${scale}}`;
}

function placeOf({ from, to }: PythonNode): { readonly from: number; readonly to: number } {
  return { from, to };
}
