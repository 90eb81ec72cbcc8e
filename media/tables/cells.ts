/** How values and columns look in the grid. */
import type { Cell, PageColumn } from "../../src/shared/protocol/destination.ts";

/** Long values are cut for display; the whole value is what is copied. */
const longestShown = 300;
const longestTitle = 2000;
const narrowest = 6;
const widest = 42;
const sampledRows = 50;

const numeric = /^(SHORT|INT|LONG|FLOAT|DOUBLE|DECIMAL)/;

export function cellText(cell: Cell): string {
  return cell === null ? "" : String(cell);
}

/** One line, not too long. */
export function shownText(cell: Cell): string {
  const text = cellText(cell);
  const cut = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return cut.replaceAll(/\r\n|[\r\n]/g, "⏎").replaceAll("\t", "⇥");
}

export function titleText(cell: Cell): string {
  return cellText(cell).slice(0, longestTitle);
}

export function isNumeric({ type }: PageColumn): boolean {
  return numeric.test(type);
}

/** Widths in characters, from the headings and the first rows. */
export function columnWidths(
  columns: readonly PageColumn[],
  cells: readonly (readonly Cell[])[],
): readonly number[] {
  return columns.map((column, index) => {
    const heading = column.name.length + (column.primaryKey ? 4 : 0);
    const values = (cells[index] ?? []).slice(0, sampledRows).map((cell) => shownText(cell).length);
    const longest = Math.max(heading, column.type.length, narrowest, ...values);
    return Math.min(longest, widest) + 3;
  });
}

/** Widths by column name. They grow with what is read later and never shrink, so that columns do not jump. */
export function widened(
  before: ReadonlyMap<string, number>,
  columns: readonly PageColumn[],
  cells: readonly (readonly Cell[])[],
): ReadonlyMap<string, number> {
  const widths = columnWidths(columns, cells);
  return new Map(
    columns.map(({ name }, index) => [name, Math.max(before.get(name) ?? 0, widths[index] ?? 0)]),
  );
}

/** The position of the column that says whether a row is deleted; -1 when there is none. */
export function deletedColumn(columns: readonly PageColumn[]): number {
  return columns.findIndex(({ name, system }) => system && name === "_fivetran_deleted");
}
