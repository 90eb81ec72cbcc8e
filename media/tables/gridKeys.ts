/** Where the keys of an ARIA grid take the focus. Row -1 is the header. */

export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down pass. */
  readonly pageRows: number;
}

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
}

/** Undefined for a key that is not the grid's. */
export function moveFocus(
  from: Position,
  { key, ctrl }: Key,
  size: GridSize,
): Position | undefined {
  const { row, column } = from;
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const to = (newRow: number, newColumn: number): Position => ({
    row: Math.min(Math.max(newRow, -1), lastRow),
    column: Math.min(Math.max(newColumn, 0), lastColumn),
  });
  switch (key) {
    case "ArrowUp":
      return to(ctrl ? 0 : row - 1, column);
    case "ArrowDown":
      return to(ctrl ? lastRow : row + 1, column);
    case "ArrowLeft":
      return to(row, ctrl ? 0 : column - 1);
    case "ArrowRight":
      return to(row, ctrl ? lastColumn : column + 1);
    case "PageUp":
      return to(Math.max(0, row - size.pageRows), column);
    case "PageDown":
      return to(row + size.pageRows, column);
    case "Home":
      return to(ctrl ? 0 : row, 0);
    case "End":
      return to(ctrl ? lastRow : row, lastColumn);
    default:
      return undefined;
  }
}
