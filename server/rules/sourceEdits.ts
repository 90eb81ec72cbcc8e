/** Edits of Python source as whoever wrote it would have made them. */
import type { Place } from "../evaluation/values.ts";
import type { Call, Dict, List, SetDisplay, Span, Tuple } from "../python/ast.ts";
import type { FileEdit } from "./rule.ts";

/** A file of the project and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** What holds items between brackets, separated by commas. */
export type Container = Dict | List | Tuple | SetDisplay | Call;

export function replaced({ file, from, to }: Place, text: string): FileEdit {
  return { file, from, to, text };
}

export function inserted(file: string, at: number, text: string): FileEdit {
  return { file, from: at, to: at, text };
}

export function wrapped({ file, from, to }: Place, before: string, after: string): FileEdit[] {
  return [inserted(file, from, before), inserted(file, to, after)];
}

/** A text as a literal of Python, in quotes like those of `like`. */
export function quoted(text: string, like = '"'): string {
  const quote = /["'](?=[^"']*$)/.exec(like)?.[0] ?? '"';
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** Takes an item out with its comma, and with its lines where it has them for itself. */
export function itemRemoved({ file, text }: Source, container: Container, index: number): FileEdit {
  const items = itemsOf(container);
  const item = items[index] ?? container;
  const comma = commaAfter(text, item.to, container.to);
  const end = comma ?? item.to;
  const start = lineStart(text, item.from);
  const rest = /^[ \t]*(?:#[^\n]*)?\n/.exec(text.slice(end, lineEnd(text, end) + 1))?.[0];
  if (rest !== undefined && text.slice(start, item.from).trim() === "" && start > container.from) {
    return { file, from: start, to: end + rest.length, text: "" };
  }
  const next = items[index + 1];
  const previous = items[index - 1];
  const keepsComma = container.kind === "Tuple" && items.length === 2;
  if (next && lineStart(text, next.from) === start) {
    const needsComma = keepsComma && commaAfter(text, next.to, container.to) === undefined;
    const left = needsComma ? `${text.slice(next.from, next.to)},` : "";
    return { file, from: item.from, to: needsComma ? next.to : next.from, text: left };
  }
  // The comma before the last of two keeps a tuple what it is.
  const before = previous && (keepsComma ? commaAfter(text, previous.to, item.from) : undefined);
  return {
    file,
    from: before ?? previous?.to ?? item.from,
    to: previous ? item.to : end,
    text: "",
  };
}

/** Adds an item at the end: on a line of its own where the last one has one, with a comma where that one has it. */
export function itemAdded(
  { file, text }: Source,
  container: Container,
  item: string,
): readonly FileEdit[] {
  const last = itemsOf(container).at(-1);
  if (!last) {
    const at = container.kind === "Call" ? container.inside.from : container.from + 1;
    return [inserted(file, at, item)];
  }
  const comma = commaAfter(text, last.to, container.to);
  const indentation = text.slice(lineStart(text, last.from), last.from);
  if (indentation.trim() !== "" || lineStart(text, last.from) <= container.from) {
    return comma === undefined
      ? [inserted(file, last.to, `, ${item}`)]
      : [inserted(file, comma, ` ${item},`)];
  }
  const end = comma ?? last.to;
  const isLastOfLine = /^[ \t]*(#.*)?\r?$/.test(text.slice(end, lineEnd(text, end)));
  const at = isLastOfLine ? end + text.slice(end, lineEnd(text, end)).trimEnd().length : end;
  const line = `\n${indentation}${item}`;
  if (comma !== undefined) return [inserted(file, at, `${line},`)];
  return at === end
    ? [inserted(file, end, `,${line}`)]
    : [inserted(file, end, ","), inserted(file, at, line)];
}

/** The blanks that the line of an offset begins with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? "";
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Before the line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

function itemsOf(container: Container): readonly Span[] {
  return container.kind === "Call" ? container.arguments : container.items;
}

/** Just after the comma that follows an item, comments skipped. */
export function commaAfter(text: string, from: number, to: number): number | undefined {
  const found = /^(?:\s|#[^\n]*\n)*,/.exec(text.slice(from, to));
  return found ? from + found[0].length : undefined;
}
