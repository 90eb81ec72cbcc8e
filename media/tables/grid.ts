/** The grid as the ARIA pattern has it: one focusable cell at a time, only the rows in view in the document. */
import type { Cell, PageColumn } from "../../src/shared/protocol/destination.ts";
import type { TablesLabels } from "../../src/shared/protocol/tablesView.ts";
import { element, setAttributes } from "../common/dom.ts";
import {
  canvasHeight,
  offsetOf,
  scrollTopToShow,
  visibleRows,
  type RowRange,
  type RowsView,
} from "../common/virtualRows.ts";
import { cellText, widened } from "./cells.ts";
import { moveFocus, type Position } from "./gridKeys.ts";
import type { Row } from "./pageCache.ts";
import { headerRow, dataRow, type RowContext } from "./rows.ts";

export interface GridOptions {
  readonly labels: TablesLabels;
  readonly title: string;
  readonly position: Position;
  /** Where the reader had scrolled to; undefined shows the current cell. */
  readonly scroll: Scroll | undefined;
  readonly rowAt: (index: number) => Row | undefined;
  /** These rows are in view. */
  readonly onShow: (range: RowRange) => void;
  readonly onMove: (position: Position) => void;
  readonly onScroll: (scroll: Scroll) => void;
}

export interface Scroll {
  readonly top: number;
  readonly left: number;
}

/** As in the stylesheet. */
const rowHeight = 24;
const headerHeight = 44;
const widestColumn = "400px";

interface DrawnRow {
  readonly element: HTMLElement;
  readonly data: Row | undefined;
}

export class Grid {
  readonly element = element("div", "grid");
  readonly #options: GridOptions;
  readonly #canvas = element("div", "canvas");
  readonly #drawn = new Map<number, DrawnRow>();
  #header: HTMLElement = element("div");
  #columns: readonly PageColumn[] = [];
  #widths: ReadonlyMap<string, number> = new Map();
  #rows = 0;
  #position: Position;
  #scheduled = false;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#position = options.position;
    // A browser may take what scrolls for a stop of Tab; the current cell is the only one.
    setAttributes(this.element, { role: "grid", "aria-label": options.title, tabindex: -1 });
    this.#canvas.setAttribute("role", "rowgroup");
    this.#canvas.append(this.#header);
    this.element.append(this.#canvas);
    this.element.addEventListener("scroll", () => {
      const { scrollTop: top, scrollLeft: left } = this.element;
      options.onScroll({ top, left });
      this.#schedule();
    });
    this.element.addEventListener("keydown", (event) => {
      this.#onKey(event);
    });
    this.element.addEventListener("mousedown", (event) => {
      this.#onMouse(event);
    });
    this.element.addEventListener("focusin", (event) => {
      this.#onFocus(event);
    });
    this.element.addEventListener("copy", (event) => {
      this.#onCopy(event);
    });
    new ResizeObserver(() => {
      this.#schedule();
    }).observe(this.element);
  }

  /** Draws anew what is in view, which may have other rows now. */
  update(rows: number): void {
    const isFirst = this.#rows === 0 && rows > 0;
    this.#rows = rows;
    this.element.setAttribute("aria-rowcount", String(rows + 1));
    this.#canvas.style.height = `${headerHeight + canvasHeight(this.#view())}px`;
    const { scroll } = this.#options;
    if (isFirst && scroll) {
      this.element.scrollTo(scroll);
    } else if (isFirst) {
      this.#scrollTo(this.#position);
    }
    this.#schedule();
  }

  /** `cells` are a sample, from which the widths are taken. */
  setColumns(columns: readonly PageColumn[], cells: readonly (readonly Cell[])[]): void {
    this.#widths = widened(this.#widths, columns, cells);
    const widths = [...this.#widths.values()].map((width) => `min(${width}ch, ${widestColumn})`);
    this.#canvas.style.setProperty("--columns", widths.join(" "));
    if (JSON.stringify(columns) === JSON.stringify(this.#columns)) {
      return;
    }
    this.#columns = columns;
    this.element.setAttribute("aria-colcount", String(columns.length + 1));
    const header = headerRow(this.#context());
    this.#header.replaceWith(header);
    this.#header = header;
    for (const { element: row } of this.#drawn.values()) {
      row.remove();
    }
    this.#drawn.clear();
    this.#schedule();
  }

  /** Puts the keyboard focus on the current cell. */
  focus(): void {
    this.#cellAt(this.#position)?.focus({ preventScroll: true });
  }

  /** Takes the focus that the page was given and nothing in it has. */
  takeFocus(): void {
    const { activeElement } = document;
    if (document.hasFocus() && (activeElement === null || activeElement === document.body)) {
      this.#draw();
      this.focus();
    }
  }

  #context(): RowContext {
    return { columns: this.#columns, labels: this.#options.labels };
  }

  #view(): RowsView {
    return {
      rows: this.#rows,
      rowHeight,
      height: Math.max(rowHeight, this.element.clientHeight - headerHeight),
    };
  }

  #schedule(): void {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => {
        this.#scheduled = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    const view = this.#view();
    const { scrollTop } = this.element;
    const range = visibleRows(view, scrollTop);
    const wanted = new Set<number>();
    for (let index = range.first; index < range.end; index++) {
      wanted.add(index);
    }
    // The focused cell stays in the document while it is out of view, or the focus would be lost.
    if (this.#position.row >= 0 && this.#position.row < this.#rows) {
      wanted.add(this.#position.row);
    }
    for (const [index, { element: row }] of this.#drawn) {
      if (!wanted.has(index)) {
        row.remove();
        this.#drawn.delete(index);
      }
    }
    for (const index of wanted) {
      this.#drawRow(index, offsetOf(view, scrollTop, index));
    }
    this.#markPosition();
    this.#options.onShow(range);
  }

  #drawRow(index: number, offset: number): void {
    const data = this.#options.rowAt(index);
    let drawn = this.#drawn.get(index);
    if (!drawn || !isSameRow(drawn.data, data)) {
      const made = dataRow(index, data, this.#context());
      const hadFocus = drawn?.element.contains(document.activeElement) ?? false;
      if (drawn) {
        drawn.element.replaceWith(made);
      } else {
        this.#canvas.append(made);
      }
      drawn = { element: made, data };
      this.#drawn.set(index, drawn);
      if (hadFocus) {
        this.#markPosition();
        this.focus();
      }
    }
    drawn.element.style.transform = `translateY(${headerHeight + offset}px)`;
  }

  /** Exactly one cell can be reached with Tab. */
  #markPosition(): void {
    for (const cell of this.element.querySelectorAll("[tabindex='0']")) {
      cell.setAttribute("tabindex", "-1");
    }
    const cell = this.#cellAt(this.#position) ?? this.#header.firstElementChild;
    cell?.setAttribute("tabindex", "0");
  }

  #cellAt({ row, column }: Position): HTMLElement | undefined {
    const line = row === -1 ? this.#header : this.#drawn.get(row)?.element;
    const cell = line?.children[column];
    return cell instanceof HTMLElement ? cell : undefined;
  }

  #onKey(event: KeyboardEvent): void {
    const size = {
      rows: this.#rows,
      columns: this.#columns.length + 1,
      pageRows: Math.max(1, Math.floor(this.#view().height / rowHeight) - 1),
    };
    const ctrl = event.ctrlKey || event.metaKey;
    const next =
      event.altKey || event.shiftKey
        ? undefined
        : moveFocus(this.#position, { key: event.key, ctrl }, size);
    if (next) {
      event.preventDefault();
      this.#moveTo(next);
    }
  }

  #onMouse({ target }: MouseEvent): void {
    const position = positionOf(target);
    if (position) {
      this.#moveTo(position);
    }
  }

  /** Tab and assistive technology move the focus, too. */
  #onFocus({ target }: FocusEvent): void {
    const position = positionOf(target);
    if (
      position &&
      (position.row !== this.#position.row || position.column !== this.#position.column)
    ) {
      this.#setPosition(position);
    }
  }

  #onCopy(event: ClipboardEvent): void {
    const { row, column } = this.#position;
    const data = this.#options.rowAt(row);
    const selected = document.getSelection()?.toString() ?? "";
    if (!data || selected !== "") {
      return;
    }
    const value = column === 0 ? data.number : (data.cells[column - 1] ?? null);
    event.clipboardData?.setData("text/plain", cellText(value));
    event.preventDefault();
  }

  #moveTo(position: Position): void {
    this.#setPosition(position);
    this.#scrollTo(position);
    this.#draw();
    this.focus();
  }

  #setPosition(position: Position): void {
    this.#position = position;
    this.#options.onMove(position);
  }

  #scrollTo({ row, column }: Position): void {
    if (row >= 0) {
      this.element.scrollTop = scrollTopToShow(this.#view(), this.element.scrollTop, row);
    }
    const heading = this.#header.children[column];
    const rowNumbers = this.#header.children[0];
    if (column > 0 && heading instanceof HTMLElement && rowNumbers instanceof HTMLElement) {
      const { scrollLeft, clientWidth } = this.element;
      const left = heading.offsetLeft - rowNumbers.offsetWidth;
      const right = heading.offsetLeft + heading.offsetWidth - clientWidth;
      this.element.scrollLeft = Math.min(Math.max(scrollLeft, right), left);
    } else {
      this.element.scrollLeft = 0;
    }
  }
}

function isSameRow(one: Row | undefined, other: Row | undefined): boolean {
  return (
    one === other ||
    (one?.number === other?.number && JSON.stringify(one?.cells) === JSON.stringify(other?.cells))
  );
}

function positionOf(target: EventTarget | null): Position | undefined {
  const cell = target instanceof Element ? target.closest("[aria-colindex]") : null;
  const row = cell?.parentElement;
  return cell && row
    ? {
        row: Number(row.getAttribute("aria-rowindex")) - 2,
        column: Number(cell.getAttribute("aria-colindex")) - 1,
      }
    : undefined;
}
