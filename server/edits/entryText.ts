/** Entries of schema() as text, written as people write them. */
import { quoted } from "../rules/sourceEdits.ts";

/** How the source around is written. */
export interface Style {
  /** What texts are quoted like. */
  readonly quote: string;
  /** Of one level. */
  readonly indentation: string;
}

export interface NewColumn {
  readonly name: string;
  /** As `typeName` writes it. */
  readonly type: string;
}

export interface NewTable {
  readonly name: string;
  readonly schema: string | undefined;
  readonly primaryKey: readonly string[];
  readonly columns: readonly NewColumn[];
}

/** Longer ones are spread over lines. */
export const longestLine = 88;

export function typeText(type: string, quote: string): string {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (!decimal) return quoted(type, quote);
  const text = (word: string): string => quoted(word, quote);
  const [, precision = "", scale = ""] = decimal;
  return `{${text("type")}: ${text("DECIMAL")}, ${text("precision")}: ${precision}, ${text("scale")}: ${scale}}`;
}

/** `"primary_key": ["id"]` */
export function keyText(columns: readonly string[], style: Style): string {
  return `${quoted("primary_key", style.quote)}: ${listText(columns, style)}`;
}

/** `["id"]` */
export function listText(names: readonly string[], { quote }: Style): string {
  return `[${names.map((name) => quoted(name, quote)).join(", ")}]`;
}

/** `"columns": {…}` on one line, or on several where `before` is what their lines begin with. */
export function columnsText(
  columns: readonly NewColumn[],
  { quote, indentation }: Style,
  before: string | undefined,
): string {
  const pairs = columns.map(({ name, type }) => `${quoted(name, quote)}: ${typeText(type, quote)}`);
  const key = `${quoted("columns", quote)}: `;
  return before === undefined
    ? `${key}{${pairs.join(", ")}}`
    : `${key}${spread("{", pairs, "}", before, indentation)}`;
}

/** A whole entry. Its first line has its indentation already; that of the others is `before`. */
export function entryText(table: NewTable, style: Style, before: string): string {
  const { name, schema, primaryKey, columns } = table;
  const { quote, indentation } = style;
  const items = [
    `${quoted("table", quote)}: ${quoted(name, quote)}`,
    ...(schema === undefined ? [] : [`${quoted("schema", quote)}: ${quoted(schema, quote)}`]),
    ...(primaryKey.length === 0 ? [] : [keyText(primaryKey, style)]),
  ];
  const line = `{${items.join(", ")}}`;
  if (columns.length === 0 && before.length + line.length < longestLine) return line;
  const inner = before + indentation;
  const rest = columns.length === 0 ? [] : [columnsText(columns, style, inner)];
  return spread("{", [...items, ...rest], "}", before, indentation);
}

/** Items between brackets, a line each. */
export function spread(
  open: string,
  items: readonly string[],
  close: string,
  before: string,
  indentation: string,
): string {
  const lines = items.map((item) => `\n${before}${indentation}${item},`);
  return `${open}${lines.join("")}\n${before}${close}`;
}
