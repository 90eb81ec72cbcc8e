/** TOML files as a flat list of entries, each with its place. */
import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import type { Span } from "../python/ast.ts";

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

/** A header, or an inline table; the place of `[[array]]` holds its brackets, that of an inline table is its key. */
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
  const entries: TomlEntry[] = [];
  const tables: TomlTable[] = [];
  try {
    const [root] = parseTOML(text, { tomlVersion: "1.0" }).body;
    for (const part of root.body) {
      if (part.type === "TOMLKeyValue") {
        addEntry(part, [], entries, tables);
        continue;
      }
      const path = part.resolvedKey.map(String);
      tables.push({ path, isArray: part.kind === "array", ...spanOf(part.key) });
      for (const entry of part.body) addEntry(entry, path, entries, tables);
    }
    return { text, entries, tables, problem: undefined };
  } catch (error) {
    const offset = error instanceof ParseError ? error.index : 0;
    const message = error instanceof ParseError ? error.message : "This is nested too deeply";
    return {
      text,
      entries: [],
      tables: [],
      problem: { ...spanAt(text, offset, message), message },
    };
  }
}

/** The entry of that path, `project.dependencies`. */
export function entryAt(document: TomlDocument, path: string): TomlEntry | undefined {
  return document.entries.find((entry) => entry.path.join(".") === path);
}

function addEntry(
  node: AST.TOMLKeyValue,
  parent: readonly string[],
  entries: TomlEntry[],
  tables: TomlTable[],
): void {
  const path = [
    ...parent,
    ...node.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value)),
  ];
  if (node.value.type === "TOMLInlineTable") {
    tables.push({ path, isArray: false, ...spanOf(node.key) });
    for (const entry of node.value.body) addEntry(entry, path, entries, tables);
  } else {
    const keyPlace = spanOf(node.key);
    entries.push({ path, keyPlace, value: readValue(node.value), ...spanOf(node) });
  }
}

function readValue(node: AST.TOMLContentNode): TomlValue {
  const span = spanOf(node);
  if (node.type === "TOMLArray") {
    return { ...span, kind: "list", items: node.elements.map(readValue) };
  }
  if (node.type === "TOMLInlineTable") return { ...span, kind: "list", items: [] };
  if (node.kind === "string") return { ...span, kind: "text", value: node.value };
  if (node.kind === "boolean") return { ...span, kind: "boolean" };
  return { ...span, kind: node.kind === "integer" || node.kind === "float" ? "number" : "date" };
}

function spanOf({ range: [from, to] }: AST.TOMLNode): Span {
  return { from, to };
}

/** The rest of the line that an offset is on; of an offset at its end, the line. */
function spanAt(text: string, offset: number, message: string): Span {
  const within = Math.max(0, Math.min(offset, text.length));
  // The parser notices what is missing at the end of a line only behind it.
  const isBehind = /same line|Unspecified/.test(message);
  const from = isBehind ? Math.max(0, text.slice(0, within).trimEnd().length - 1) : within;
  const end = text.indexOf("\n", from);
  const to = end < 0 ? text.length : end;
  return { from: from < to ? from : text.lastIndexOf("\n", from - 1) + 1, to };
}
