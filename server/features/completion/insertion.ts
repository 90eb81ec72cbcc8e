/** How a completion is put into the text: with or without quotes, as the cursor needs it. */
import type { Cursor } from "../cursor/cursor.ts";
import type { CompletionItem } from "../feature.ts";

type More = Omit<CompletionItem, "label" | "edit">;

/** A text value, in the quotes that are there or in new ones. */
export function textItem(cursor: Cursor, value: string, more: More): CompletionItem {
  const { string, word } = cursor;
  const text = string
    ? escaped(value, string.quote) + (string.isClosed ? "" : string.quote)
    : quoted(value);
  const { from, to } = string ?? word;
  return { ...more, label: value, edit: { from, to, text } };
}

/** A key of a dictionary with its value as a snippet; the key alone where a `:` follows. */
export function keyItem(cursor: Cursor, key: string, value: string, more: More): CompletionItem {
  const { string, word, text } = cursor;
  const { from, to } = string ?? word;
  const end = string?.isClosed ? to + 1 : to;
  if (/^["']?[ \t]*:/.test(text.slice(to, to + 40))) return textItem(cursor, key, more);
  const quote = string?.quote ?? '"';
  const opening = string ? "" : quote;
  return {
    ...more,
    label: key,
    edit: {
      from,
      to: end,
      text: `${opening}${inSnippet(escaped(key, quote))}${quote}: ${value}`,
      isSnippet: true,
    },
  };
}

/** Code in the place of the string or word that is being typed, quotes included. */
export function codeItem(
  cursor: Cursor,
  label: string,
  snippet: string,
  more: More,
): CompletionItem {
  const { string, word } = cursor;
  const edit = string
    ? {
        from: string.from - string.prefix.length - string.quote.length,
        to: string.isClosed ? string.to + string.quote.length : string.to,
      }
    : word;
  return {
    filterText: string ? string.quote + label : label,
    ...more,
    label,
    edit: { from: edit.from, to: edit.to, text: snippet, isSnippet: true },
  };
}

/** A name of Python's, or the beginning of an argument. */
export function wordItem(
  { word: { from, to } }: Cursor,
  label: string,
  snippet: string,
  more: More,
): CompletionItem {
  return { ...more, label, edit: { from, to, text: snippet, isSnippet: true } };
}

/** As a Python or JSON literal. */
export function quoted(value: string): string {
  return `"${escaped(value, '"')}"`;
}

/** Text that means itself in a snippet. */
export function inSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}

function escaped(value: string, quote: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\n", "\\n");
}

/** Keeps the order in which items were made. */
export function inOrder(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return items.map((item, index) => ({
    ...item,
    sortText: item.sortText ?? String(index).padStart(4, "0"),
  }));
}
