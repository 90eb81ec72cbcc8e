/**
 * Adds to what schema() declares. Each edit is undefined where there is none that is certain: an entry that a loop makes, a list
 * that other code uses, too.
 */
import { alternativesOf, type Place } from "../evaluation/values.ts";
import type { ProjectFacts, TableFact } from "../model/facts.ts";
import type { Dict, List, Span } from "../python/ast.ts";
import { nodeAt } from "../rules/nodeAt.ts";
import type { FileEdit } from "../rules/rule.ts";
import {
  indentationAt,
  inserted,
  itemAdded,
  lineEnd,
  lineStart,
  quoted,
  replaced,
  type Source,
} from "../rules/sourceEdits.ts";
import {
  columnsText,
  entryText,
  keyText,
  listText,
  longestLine,
  spread,
  typeText,
  type NewColumn,
  type NewTable,
  type Style,
} from "./entryText.ts";

/** One edit for several tables, so that their order is kept. */
export function declareTables(
  facts: ProjectFacts,
  tables: readonly NewTable[],
): readonly FileEdit[] | undefined {
  const found = returnedList(facts);
  if (!found) return undefined;
  const { source, list } = found;
  const { text } = source;
  const style = styleOf(facts, source);
  const first = list.items[0];
  const listIndentation = indentationAt(text, list.from);
  const isSpread = first && ownLine(text, first.from, list.from);
  // Entries that begin behind the bracket end at its indentation.
  const isBehind = first && text.slice(first.from, first.to).includes("\n");
  const before = isSpread
    ? indentationAt(text, first.from)
    : listIndentation + (isBehind ? "" : style.indentation);
  const entries = tables.map((table) => entryText(table, style, before));
  if (isSpread || (first && entries.every((entry) => !entry.includes("\n")))) {
    return itemAdded(source, list, entries.join(isSpread ? `,\n${before}` : ", "));
  }
  // What stood on one line is spread, so that the new entries are readable.
  const written = list.items.map((item) => text.slice(item.from, item.to));
  if (written.some((item) => item.includes("\n") || item.includes("#"))) {
    return itemAdded(source, list, entries.join(", "));
  }
  const all = spread("[", [...written, ...entries], "]", listIndentation, style.indentation);
  return [replaced({ file: source.file, from: list.from, to: list.to }, all)];
}

/** A key where there is none yet, and columns that are not declared yet. */
export function completeTable(
  facts: ProjectFacts,
  table: TableFact,
  { primaryKey, columns }: Pick<NewTable, "primaryKey" | "columns">,
): readonly FileEdit[] | undefined {
  const entry = entryOf(facts, table);
  if (!entry) return undefined;
  const { source, dict } = entry;
  const declared = dict.items.find(({ key }) => isKey(key, "columns"))?.value;
  const oldKey = dict.items.find(({ key }) => isKey(key, "primary_key"))?.value;
  const isKeyless = oldKey?.kind === "List" && oldKey.items.length === 0;
  const canAdd =
    declared === undefined ||
    (declared.kind === "Dict" && declared.items.every(({ key }) => key !== undefined));
  if (primaryKey.length > 0 && oldKey && !isKeyless) return undefined;
  if (columns.length > 0 && !canAdd) return undefined;
  const style = styleOf(facts, source);
  const own = declared?.kind === "Dict" ? declared : undefined;
  const isFilled = isKeyless && primaryKey.length > 0;
  const filled = isFilled
    ? [replaced({ file: source.file, ...spanOf(oldKey) }, listText(primaryKey, style))]
    : [];
  const newKey = isFilled ? [] : primaryKey;
  if (filled.length === 0 && !source.text.slice(dict.from, dict.to).includes("\n")) {
    return [onOneLine(source, dict, own, { primaryKey: newKey, columns, style })];
  }
  const [first] = dict.items;
  const isSpread = first && ownLine(source.text, first.from, dict.from);
  const before = isSpread ? indentationAt(source.text, first.from) : undefined;
  const separator = before === undefined ? ", " : `,\n${before}`;
  const key = newKey.length > 0 ? [keyText(newKey, style)] : [];
  const next = dict.items[dict.items.findIndex((item) => isKey(item.key, "table")) + 1];
  const atEnd = [
    ...(next ? [] : key),
    ...(columns.length > 0 && !own ? [columnsText(columns, style, before)] : []),
  ];
  return [
    ...filled,
    // After the table's name, where it is written by hand.
    ...(next ? key.map((text) => inserted(source.file, next.from, text + separator)) : []),
    ...(own && columns.length > 0 ? columnsAdded(source, own, columns, style) : []),
    ...(atEnd.length > 0 ? itemAdded(source, dict, atEnd.join(separator)) : []),
  ];
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

/** An entry on one line is spread when it becomes too long for it. */
function onOneLine(
  { text, file }: Source,
  dict: Dict,
  declared: Dict | undefined,
  { primaryKey, columns, style }: Additions,
): FileEdit {
  const written = (item: Span): string => text.slice(item.from, item.to);
  const pairs = [...(declared?.items ?? []).map(written), ...pairsOf(columns, style)];
  const key = primaryKey.length > 0 ? [keyText(primaryKey, style)] : [];
  const itemsWith = (columnsItem: string): readonly string[] => {
    const items = dict.items.map((item) => (item.value === declared ? columnsItem : written(item)));
    const at = dict.items.findIndex((item) => isKey(item.key, "table")) + 1;
    const isNew = !declared && columns.length > 0;
    return [...items.slice(0, at), ...key, ...items.slice(at), ...(isNew ? [columnsItem] : [])];
  };
  const name = `${quoted("columns", style.quote)}: `;
  const line = `{${itemsWith(`${name}{${pairs.join(", ")}}`).join(", ")}}`;
  const end = lineEnd(text, dict.to) - dict.to;
  const fits =
    dict.from - lineStart(text, dict.from) + line.length + Math.min(end, 2) <= longestLine;
  if (fits) return replaced({ file, from: dict.from, to: dict.to }, line);
  const before = indentationAt(text, dict.from);
  const { indentation } = style;
  const inner = spread("{", pairs, "}", before + indentation, indentation);
  const whole = spread("{", itemsWith(name + inner), "}", before, indentation);
  return replaced({ file, from: dict.from, to: dict.to }, whole);
}

interface Additions extends Pick<NewTable, "primaryKey" | "columns"> {
  readonly style: Style;
}

function columnsAdded(
  source: Source,
  declared: Dict,
  columns: readonly NewColumn[],
  style: Style,
): readonly FileEdit[] {
  const pairs = pairsOf(columns, style);
  const [first] = declared.items;
  const isSpread = first && ownLine(source.text, first.from, declared.from);
  const separator = isSpread ? `,\n${indentationAt(source.text, first.from)}` : ", ";
  return itemAdded(source, declared, pairs.join(separator));
}

function pairsOf(columns: readonly NewColumn[], { quote }: Style): readonly string[] {
  return columns.map(({ name, type }) => `${quoted(name, quote)}: ${typeText(type, quote)}`);
}

/** The list that schema() itself writes down; a list of the module's may be used elsewhere, too. */
function returnedList({ schema, modules }: ProjectFacts) {
  const { returned, function: own } = schema;
  const lists = (returned ? alternativesOf(returned) : []).flatMap((value) =>
    value.kind === "sequence" && value.type === "list" ? [value] : [],
  );
  const full = lists.filter(({ elements, isOpen }) => elements.length > 0 || isOpen);
  const [only, ...others] = full.length > 0 ? full : lists;
  const place = only?.place;
  if (!own || !place || others.length > 0 || !isWithin(place, own)) return undefined;
  const module = modules.get(place.file);
  const list: List | undefined = nodeAt(module, place, "List");
  return module && list && { source: { file: place.file, text: module.text }, list };
}

function isWithin(
  { file, from, to }: Place,
  own: {
    readonly file: string;
    readonly definition: { readonly from: number; readonly to: number };
  },
): boolean {
  return own.file === file && own.definition.from <= from && to <= own.definition.to;
}

/** The dictionary that is only this table's entry. */
function entryOf({ modules, schema }: ProjectFacts, { place }: TableFact) {
  const module = place && modules.get(place.file);
  const dict = nodeAt(module, place, "Dict");
  if (!place || !module || !dict) return undefined;
  const isShared = schema.tables.some(
    (other) =>
      other.place !== place && other.place?.file === place.file && other.place.from === place.from,
  );
  return isShared || dict.items.some(({ key }) => key === undefined)
    ? undefined
    : { source: { file: place.file, text: module.text }, dict };
}

function isKey(key: Dict["items"][number]["key"], name: string): boolean {
  return key?.kind === "Text" && key.value === name;
}

/** Whether an item begins its line, and not that of its bracket. */
function ownLine(text: string, item: number, bracket: number): boolean {
  const start = lineStart(text, item);
  return start > bracket && text.slice(start, item).trim() === "";
}

/** The quotes and the indentation that the connector has. */
export function styleOf({ schema, modules }: ProjectFacts, { file, text }: Source): Style {
  const name = schema.tables.find(({ namePlace }) => namePlace?.file === file)?.namePlace;
  const quote = name ? text.slice(name.from, name.to) : '"';
  const definition = modules.get(file)?.body.find(({ kind }) => kind === "FunctionDefinition");
  const [first] = definition && "body" in definition ? definition.body : [];
  const indented = first && "from" in first ? indentationAt(text, first.from) : "";
  return {
    quote: /^["'].*["']$/s.test(quote) ? quote : '"',
    indentation: indented === "" ? "    " : indented,
  };
}
