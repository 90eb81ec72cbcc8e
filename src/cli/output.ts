/** Words, numbers and tables as people read them in a terminal. */
import type { TableSummary } from "../shared/model/sync.ts";
import type { Cell } from "../shared/protocol/destination.ts";
import type { Output } from "./context.ts";

export interface Column {
  readonly title: string;
  readonly align?: "right";
}

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

/** Colours where they are seen and wanted; see https://no-color.org. */
export function styleFor(output: Pick<Output, "isTerminal">, env: NodeJS.ProcessEnv): Style {
  const isColoured = output.isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  const sgr = (code: number) => (text: string) =>
    isColoured && text !== "" ? `\u001B[${code}m${text}\u001B[0m` : text;
  return { bold: sgr(1), dim: sgr(2), red: sgr(31), yellow: sgr(33), green: sgr(32) };
}

/** `1,234` */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** `1 row`, `20 rows` */
export function plural(count: number, noun: string, several = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : several}`;
}

/** `512 bytes`, `1.5 KiB`, `20 MiB` */
export function formatBytes(bytes: number): string {
  const units = ["KiB", "MiB", "GiB"];
  if (bytes < 1024) {
    return plural(bytes, "byte");
  }
  let value = bytes / 1024;
  while (value >= 1024 && units.length > 1) {
    value /= 1024;
    units.shift();
  }
  return `${value < 10 ? value.toFixed(1) : formatCount(value)} ${units[0] ?? ""}`;
}

/** `0.31 s`, `12.4 s`, `3 min 20 s`, `2 h 5 min` */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) {
    return `${seconds.toFixed(2)} s`;
  }
  if (seconds < 100) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Columns as wide as their widest cell, two blanks apart; the last one is not padded. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { bold }: Pick<Style, "bold">,
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(width(title), ...rows.map((row) => width(row[index] ?? ""))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align))
      .join("  ")
      .trimEnd();
  const heading = bold(line(columns.map(({ title }) => title)));
  return [heading, ...rows.map(line)].map((text) => `${text}\n`).join("");
}

/** A value on one line; NULL is told from the text by its case. */
export function formatCell(cell: Cell | undefined, longest: number): string {
  if (cell === null || cell === undefined) {
    return "NULL";
  }
  return shorten(typeof cell === "string" ? visible(cell) : String(cell), longest);
}

/** A command of ours as it is typed into a shell. */
export function commandLine(words: readonly string[]): string {
  const quote = process.platform === "win32" ? windowsQuote : posixQuote;
  return ["connector-workbench", ...words]
    .map((word) => (/^[\w./:@%+=,~-]+$/.test(word) ? word : quote(word)))
    .join(" ");
}

function posixQuote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function windowsQuote(word: string): string {
  return `"${word.replaceAll('"', String.raw`\"`)}"`;
}

/** As SQL and exports name it, without quotes. */
export function tableName({ schema, name }: Pick<TableSummary, "schema" | "name">): string {
  return schema === null ? name : `${schema}.${name}`;
}

export function shorten(text: string, longest: number): string {
  const letters = Array.from(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}

export function indent(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : by + line))
    .join("\n");
}

/** Line ends and control characters would break the table, or drive the terminal. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001F\u007F-\u009F]/g, (letter) =>
    JSON.stringify(letter).slice(1, -1),
  );
}

function pad(text: string, to: number, align: Column["align"]): string {
  const blanks = " ".repeat(Math.max(0, to - width(text)));
  return align === "right" ? blanks + text : text + blanks;
}

function width(text: string): number {
  return Array.from(text).length;
}
