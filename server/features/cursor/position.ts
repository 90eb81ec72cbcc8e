/** Where in an item of a bracket the cursor is. */
import type { Item } from "./brackets.ts";
import type { Cursor } from "./cursor.ts";

/** Whether the cursor is behind the `:` or `=` of the item. */
export function isAtValue({ namePlace }: Item, { offset }: Cursor): boolean {
  return namePlace !== undefined && offset > namePlace.to;
}

/** Whether what is typed at the cursor begins the item's name or value. */
export function isStart(item: Item, cursor: Cursor): boolean {
  const from = isAtValue(item, cursor) ? item.valueFrom : item.from;
  return cursor.text.slice(from, typedFrom(cursor)).trim() === "";
}

/** Where what is being typed begins, quotes included. */
export function typedFrom({ string, word }: Cursor): number {
  return string ? string.from - string.quote.length - string.prefix.length : word.from;
}
