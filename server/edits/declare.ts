/**
 * Adds to what schema() declares. Each edit is undefined where there is none that is certain: an entry that a loop makes, a list
 * that other code uses, too.
 */
import { alternativesOf, type Place } from "../evaluation/values.ts";
import type { ProjectFacts, TableFact } from "../model/facts.ts";
import type { Dict, List } from "../python/ast.ts";
import { nodeAt } from "../rules/nodeAt.ts";
import type { FileEdit } from "../rules/rule.ts";
import {
  indentationAt,
  inserted,
  itemAdded,
  lineStart,
  replaced,
  type Source,
} from "../rules/sourceEdits.ts";
import {
  columnsText,
  entryText,
  keyText,
  longestLine,
  spread,
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
  const before = isSpread ? indentationAt(text, first.from) : listIndentation + style.indentation;
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
  const style = styleOf(facts, source);
  const declared = dict.items.find((item) => isKey(item.key, "columns"))?.value;
  if (primaryKey.length > 0 && dict.items.some(({ key }) => isKey(key, "primary_key"))) {
    return undefined;
  }
  const keys = primaryKey.length > 0 ? [keyText(primaryKey, style)] : [];
  if (columns.length === 0) return addedToEntry(source, dict, style, keys, []);
  if (!declared) return addedToEntry(source, dict, style, keys, columns);
  if (declared.kind !== "Dict" || declared.items.some(({ key }) => key === undefined)) {
    return undefined;
  }
  const edits = keys.length > 0 ? keyAdded(source, dict, keys.join("")) : [];
  return [...edits, ...columnsAdded(source, declared, style, columns)];
}

function columnsAdded(
  source: Source,
  declared: Dict,
  style: Style,
  columns: readonly NewColumn[],
): readonly FileEdit[] {
  const { text, file } = source;
  const inline = columnsText(columns, style, undefined);
  const pairs = columns.map((column) => {
    const one = columnsText([column], style, undefined);
    return one.slice(one.indexOf("{") + 1, -1);
  });
  const [first] = declared.items;
  if (first && ownLine(text, first.from, declared.from)) {
    return itemAdded(source, declared, pairs.join(`,\n${indentationAt(text, first.from)}`));
  }
  const line = text.slice(lineStart(text, declared.from), declared.to);
  if (line.includes("\n") || line.length + inline.length < longestLine) {
    return itemAdded(source, declared, pairs.join(", "));
  }
  const before = indentationAt(text, declared.from);
  const written = declared.items.map((item) => text.slice(item.from, item.to));
  const all = spread("{", [...written, ...pairs], "}", before, style.indentation);
  return [replaced({ file, from: declared.from, to: declared.to }, all)];
}

function addedToEntry(
  source: Source,
  dict: Dict,
  style: Style,
  keys: readonly string[],
  columns: readonly NewColumn[],
): readonly FileEdit[] {
  const { text, file } = source;
  const [first] = dict.items;
  if (first && ownLine(text, first.from, dict.from)) {
    const before = indentationAt(text, first.from);
    const added = columns.length > 0 ? [columnsText(columns, style, before)] : [];
    const edits = keys.length > 0 ? keyAdded(source, dict, keys.join("")) : [];
    return added.length > 0 ? [...edits, ...itemAdded(source, dict, added.join(""))] : edits;
  }
  const written = dict.items.map((item) => text.slice(item.from, item.to));
  const [table = "", ...others] = written;
  const columnsLine = columns.length > 0 ? [columnsText(columns, style, undefined)] : [];
  const line = `{${[table, ...keys, ...others, ...columnsLine].join(", ")}}`;
  const before = indentationAt(text, dict.from);
  const isLong = lineStart(text, dict.from) + longestLine < dict.from + line.length;
  if (!isLong || written.some((item) => /[\n#]/.test(item))) {
    const edits = keys.length > 0 ? keyAdded(source, dict, keys.join("")) : [];
    return columns.length > 0
      ? [...edits, ...itemAdded(source, dict, columnsLine.join(""))]
      : edits;
  }
  const inner = before + style.indentation;
  const columnsSpread = columns.length > 0 ? [columnsText(columns, style, inner)] : [];
  const items = [table, ...keys, ...others, ...columnsSpread];
  return [
    replaced(
      { file, from: dict.from, to: dict.to },
      spread("{", items, "}", before, style.indentation),
    ),
  ];
}

/** After the table's name, where it is written by hand. */
function keyAdded(source: Source, dict: Dict, key: string): readonly FileEdit[] {
  const { text, file } = source;
  const index = dict.items.findIndex((item) => isKey(item.key, "table"));
  const next = dict.items[index + 1];
  if (!next) return itemAdded(source, dict, key);
  const separator = ownLine(text, next.from, dict.from)
    ? `,\n${indentationAt(text, next.from)}`
    : ", ";
  return [inserted(file, next.from, key + separator)];
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
export function styleOf({ schema }: ProjectFacts, { text }: Pick<Source, "text">): Style {
  const name = schema.tables.find(({ namePlace }) => namePlace)?.namePlace;
  const quote = name ? text.slice(name.from, name.to) : '"';
  const indented = /\n([ \t]+)\S/.exec(text)?.[1] ?? "    ";
  return { quote: /^["'].*["']$/s.test(quote) ? quote : '"', indentation: indented };
}
