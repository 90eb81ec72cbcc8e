/** Which rows of a long list are in view. Pure arithmetic, for rows that are all equally high. */

export interface RowsView {
  readonly rows: number;
  readonly rowHeight: number;
  /** Of the part in which rows are seen. */
  readonly height: number;
}

export interface RowRange {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

/** Browsers clip elements that are higher; beyond it, a scroll position stands for more rows than fit. */
const highestCanvas = 15_000_000;

const overscan = 6;

export function canvasHeight({ rows, rowHeight }: RowsView): number {
  return Math.min(rows * rowHeight, highestCanvas);
}

/** The row at the top edge, as a fraction while it is partly scrolled out. */
export function rowAtTop(view: RowsView, scrollTop: number): number {
  const travel = Math.max(1, canvasHeight(view) - view.height);
  const last = Math.max(0, view.rows - view.height / view.rowHeight);
  return Math.min(1, Math.max(0, scrollTop / travel)) * last;
}

/** The scroll position that puts `row` at the top edge. */
export function scrollTopOf(view: RowsView, row: number): number {
  const travel = Math.max(0, canvasHeight(view) - view.height);
  const last = Math.max(0, view.rows - view.height / view.rowHeight);
  return last === 0 ? 0 : (Math.min(row, last) / last) * travel;
}

/** Rows to draw: those in view and a few around them. */
export function visibleRows(view: RowsView, scrollTop: number): RowRange {
  const top = rowAtTop(view, scrollTop);
  const shown = Math.ceil(view.height / view.rowHeight);
  return {
    first: Math.max(0, Math.floor(top) - overscan),
    end: Math.min(view.rows, Math.floor(top) + shown + 1 + overscan),
  };
}

/** Where `row` is drawn in the canvas while it is scrolled to `scrollTop`. */
export function offsetOf(view: RowsView, scrollTop: number, row: number): number {
  return scrollTop + (row - rowAtTop(view, scrollTop)) * view.rowHeight;
}

/** The scroll position nearest to `scrollTop` at which `row` is wholly in view. */
export function scrollTopToShow(view: RowsView, scrollTop: number, row: number): number {
  const top = rowAtTop(view, scrollTop);
  const shown = view.height / view.rowHeight;
  if (row < top) {
    return scrollTopOf(view, row);
  }
  return row + 1 > top + shown ? scrollTopOf(view, row + 1 - shown) : scrollTop;
}
