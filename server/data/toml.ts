/** TOML files as a flat list of entries, each with its place. */
import type { Span } from "../python/ast.ts";
import { type InlineTable, TomlError, type TomlKey, TomlReader } from "./tomlReader.ts";

export type TomlValue = Span &
  (
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "list"; readonly items: readonly TomlValue[] }
    | { readonly kind: "number" | "boolean" | "date" }
  );

/** From the key to the end of the value. */
export interface TomlEntry extends Span {
  /** Its table's path and its own: `["project", "dependencies"]`. Inline tables are flattened. */
  readonly path: readonly string[];
  readonly keyPlace: Span;
  readonly value: TomlValue;
}

/** A header, or an inline table; its place is its name. */
export interface TomlTable extends Span {
  readonly path: readonly string[];
  readonly isArray: boolean;
}

export interface TomlDocument {
  readonly text: string;
  readonly entries: readonly TomlEntry[];
  readonly tables: readonly TomlTable[];
  /** The first reason why it is no TOML; then there are no entries. */
  readonly problem: (Span & { readonly message: string }) | undefined;
}

/** Never throws, whatever the text holds. */
export function parseToml(text: string): TomlDocument {
  try {
    return { text, ...readDocument(new TomlReader(text)), problem: undefined };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { offset, message } = error;
    return { text, entries: [], tables: [], problem: { ...spanAt(text, offset), message } };
  }
}

/** The entry of that path, `project.dependencies`. */
export function entryAt(document: TomlDocument, path: string): TomlEntry | undefined {
  return document.entries.find((entry) => entry.path.join(".") === path);
}

/**
 * What a name stands for so far: a `header` made it a table, or one below it did (`implied`), or a dotted key in the section of that
 * number; what is `closed` is a value or an inline table and takes nothing more.
 */
interface Known {
  readonly names: Map<string, Known>;
  kind: "header" | "implied" | "dotted" | "array" | "closed";
  section: number;
}

function known(kind: Known["kind"], section = 0): Known {
  return { names: new Map(), kind, section };
}

function readDocument(reader: TomlReader): Pick<TomlDocument, "entries" | "tables"> {
  const entries: TomlEntry[] = [];
  const tables: TomlTable[] = [];
  const root = known("header");
  let table = root;
  let path: readonly string[] = [];
  let section = 0;
  for (;;) {
    reader.lines();
    if (reader.at >= reader.text.length) return { entries, tables };
    const open = reader.take(/\[\[?/y);
    if (open === undefined) {
      readEntry(reader, path, { entries, tables }, (key) => {
        define(reader, table, key, section);
      });
    } else {
      const key = reader.key();
      reader.blanks();
      reader.expect(open === "[" ? "]" : "]]");
      section += 1;
      table = openTable(reader, root, key, open === "[[");
      ({ path } = key);
      tables.push({ path, isArray: open === "[[", from: key.from, to: key.to });
    }
    reader.take(/[ \t]*(?:#[^\n]*)?/y);
    if (reader.at < reader.text.length && !/[\r\n]/.test(reader.text.charAt(reader.at))) {
      reader.fail("A line break is expected here");
    }
  }
}

interface Lists {
  readonly entries: TomlEntry[];
  readonly tables: TomlTable[];
}

function readEntry(
  reader: TomlReader,
  parent: readonly string[],
  lists: Lists,
  note: (key: TomlKey) => void,
): void {
  const key = reader.key();
  note(key);
  addEntry(reader, key, reader.assigned(), parent, lists);
}

function addEntry(
  reader: TomlReader,
  key: TomlKey,
  value: TomlValue | InlineTable,
  parent: readonly string[],
  lists: Lists,
): void {
  const path = [...parent, ...key.path];
  const keyPlace = { from: key.from, to: key.to };
  if (value.kind !== "table") {
    lists.entries.push({ path, keyPlace, value, from: key.from, to: value.to });
    return;
  }
  lists.tables.push({ path, isArray: false, ...keyPlace });
  const inside = known("header");
  for (const entry of value.entries) {
    define(reader, inside, entry.key, 0);
    addEntry(reader, entry.key, entry.value, path, lists);
  }
}

/** Notes a key's value; what a section did not make itself by dotted keys is not for its dotted keys to add to. */
function define(reader: TomlReader, table: Known, { path, from }: TomlKey, section: number): void {
  let inner = table;
  for (const name of path.slice(0, -1)) {
    const next = inner.names.get(name) ?? known("dotted", section);
    const isOwn = next.kind === "implied" || (next.kind === "dotted" && next.section === section);
    if (!isOwn) reader.fail("This is defined already", from);
    inner.names.set(name, next);
    inner = next;
  }
  const last = path.at(-1) ?? "";
  if (inner.names.has(last)) reader.fail("This key is there already", from);
  inner.names.set(last, known("closed"));
}

function openTable(
  reader: TomlReader,
  root: Known,
  { path, from }: TomlKey,
  isArray: boolean,
): Known {
  let table = root;
  for (const name of path.slice(0, -1)) {
    const next = table.names.get(name) ?? known("implied");
    if (next.kind === "closed") reader.fail("This is a value and no table", from);
    table.names.set(name, next);
    table = next;
  }
  const last = path.at(-1) ?? "";
  const before = table.names.get(last);
  if (isArray) {
    if (before && before.kind !== "array") reader.fail("This table is there already", from);
    // The elements before have no part in what follows.
    const array = known("array");
    table.names.set(last, array);
    return array;
  }
  if (before && before.kind !== "implied") reader.fail("This table is there already", from);
  const opened = before ?? known("header");
  opened.kind = "header";
  table.names.set(last, opened);
  return opened;
}

/** The rest of the line that an offset is on; of an offset at its end, the line. */
function spanAt(text: string, offset: number): Span {
  const from = Math.max(0, Math.min(offset, text.length));
  const end = text.indexOf("\n", from);
  const to = end < 0 ? text.length : end;
  return { from: from < to ? from : text.lastIndexOf("\n", from - 1) + 1, to };
}
