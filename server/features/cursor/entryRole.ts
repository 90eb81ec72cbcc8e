/** What is meant in an entry of schema(). */
import type { ProjectFacts } from "../../model/facts.ts";
import type { Span } from "../../python/ast.ts";
import type { Bracket } from "./brackets.ts";
import type { Cursor } from "./cursor.ts";
import { isAtValue, isStart } from "./position.ts";

export type EntryRole =
  /** An entry that is not begun, in a list of them. */
  | { readonly kind: "newEntry" }
  /** A key of an entry, or the value of one. */
  | { readonly kind: "entryKey"; readonly entry: Bracket }
  | { readonly kind: "entryValue"; readonly entry: Bracket; readonly key: string }
  /** A column in `primary_key`. */
  | { readonly kind: "keyColumn"; readonly entry: Bracket; readonly list: Bracket }
  /** A column in `columns`, or its type. */
  | { readonly kind: "column"; readonly entry: Bracket | undefined; readonly columns: Bracket }
  | {
      readonly kind: "type";
      readonly entry: Bracket | undefined;
      readonly column: string | undefined;
    }
  /** A key of a DECIMAL's dictionary, or the value of one. */
  | { readonly kind: "decimal"; readonly decimal: Bracket; readonly key: string | undefined };

export function entryRole(
  facts: ProjectFacts,
  file: string,
  cursor: Cursor,
): EntryRole | undefined {
  const [inner, second, third] = cursor.brackets;
  const item = inner?.items[inner.active];
  if (!inner || !item || !isStart(item, cursor)) return undefined;
  const key = isAtValue(item, cursor) ? (item.name ?? "") : undefined;
  if (inner.open === "[") {
    if (isEntry(facts, file, cursor, 1) && activeName(second) === "primary_key" && second) {
      return { kind: "keyColumn", entry: second, list: inner };
    }
    return isEntryList(facts, file, cursor, 0) ? { kind: "newEntry" } : undefined;
  }
  if (isEntry(facts, file, cursor, 0)) {
    return key === undefined
      ? { kind: "entryKey", entry: inner }
      : { kind: "entryValue", entry: inner, key };
  }
  if (isColumns(facts, file, cursor, 0)) {
    const entry = second && isEntry(facts, file, cursor, 1) ? second : undefined;
    return key === undefined
      ? { kind: "column", entry, columns: inner }
      : { kind: "type", entry, column: item.name };
  }
  return second &&
    isColumns(facts, file, cursor, 1) &&
    (third === undefined || activeName(second) !== undefined)
    ? { kind: "decimal", decimal: inner, key }
    : undefined;
}

function activeName(bracket: Bracket | undefined): string | undefined {
  return bracket?.items[bracket.active]?.name;
}

/** Whether the bracket, counted from the inside, is a dictionary of columns and their types. */
function isColumns(facts: ProjectFacts, file: string, cursor: Cursor, index: number): boolean {
  const bracket = cursor.brackets[index];
  if (bracket?.open !== "{") return false;
  if (isEntry(facts, file, cursor, index + 1)) {
    return activeName(cursor.brackets[index + 1]) === "columns";
  }
  // Columns that a variable holds.
  const isItem = (from: number): boolean =>
    bracket.items.some(({ namePlace }) => namePlace?.from === from);
  return facts.schema.tables.some(({ columns }) =>
    columns?.some(({ place }) => place?.file === file && isItem(place.from)),
  );
}

const keys = new Set(["table", "primary_key", "columns", "schema"]);

function isEntry(facts: ProjectFacts, file: string, cursor: Cursor, index: number): boolean {
  const bracket = cursor.brackets[index];
  if (bracket?.open !== "{") return false;
  const isKnown = facts.schema.tables.some(
    ({ place, entry }) =>
      entry.kind === "dict" && place?.file === file && place.from === bracket.from,
  );
  const table = bracket.items.find(({ name }) => name === "table");
  const isCopied = bracket.items.some(({ name }) => name === "primary_key");
  if (isKnown || (isCopied && table && holdsName(facts, file, table))) return true;
  if (isEntryList(facts, file, cursor, index + 1)) return true;
  const names = bracket.items.flatMap(({ name }) => name ?? []);
  // `entry = {…}` and `entries.append({…})` within schema().
  const isAlone = cursor.brackets
    .slice(index + 1)
    .every(({ open, head }) => open === "(" && /(?:^|\.)(?:append|extend|insert)$|^$/.test(head));
  return isAlone && isInSchema(facts, file, cursor) && names.every((name) => keys.has(name));
}

/** Whether the bracket is a list of entries: another one is in it, or schema() returns it. */
function isEntryList(facts: ProjectFacts, file: string, cursor: Cursor, index: number): boolean {
  const bracket = cursor.brackets[index];
  if (bracket?.open !== "[" || bracket.head !== "") return false;
  const { text } = cursor;
  const written = bracket.items.map((item) => text.slice(item.from, item.to).trimStart());
  const hasEntry = bracket.items.some(
    (item, at) =>
      /^\{[^]*["']primary_key["']\s*:/.test(written[at] ?? "") && holdsName(facts, file, item),
  );
  const before = text.slice(Math.max(0, bracket.from - 40), bracket.from);
  return (
    hasEntry ||
    (cursor.brackets.length === index + 1 &&
      isInSchema(facts, file, cursor) &&
      /(?:\breturn|=|\byield from)\s*$/.test(before) &&
      written.every((item, at) => at === bracket.active || item === "" || item.startsWith("{")))
  );
}

/** Whether the name of a known table stands there. Entries may be copied and changed, or made from other dictionaries. */
function holdsName({ schema }: ProjectFacts, file: string, { from, to }: Span): boolean {
  return schema.tables.some(
    ({ namePlace }) => namePlace?.file === file && from <= namePlace.from && namePlace.from < to,
  );
}

/** Whether the cursor is in the lines of schema(), however broken they are. */
function isInSchema(facts: ProjectFacts, file: string, { text, offset }: Cursor): boolean {
  const known = facts.schema.function;
  const name = known?.definition.name.text ?? "schema";
  if (known && known.file !== file) return false;
  const before = text.slice(0, offset);
  const from = Math.max(
    before.lastIndexOf(`\ndef ${name}(`),
    before.startsWith(`def ${name}(`) ? 0 : -1,
  );
  return from >= 0 && !/\n[A-Za-z_@]/.test(before.slice(from + 1));
}
