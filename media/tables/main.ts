/** The table browser's page: asks the host which table it is, then for the rows that are in view. */
import {
  parsePosition,
  type TableDescription,
  type TablesHost,
  type TablesPage,
  type TablesPageState,
  type TableStatus,
} from "../../src/shared/protocol/tablesView.ts";
import { connect } from "../../src/shared/rpc/rpc.ts";
import { element, setAttributes } from "../common/dom.ts";
import { acquireEditor, type Editor } from "../common/editor.ts";
import type { RowRange } from "../common/virtualRows.ts";
import { Grid, type Scroll } from "./grid.ts";
import type { Position } from "./gridKeys.ts";
import { PageCache } from "./pageCache.ts";
import "../common/theme.css";
import "./tables.css";

const blockRows = 200;

const editor = acquireEditor();
const page: TablesPage = {
  changed() {
    void refresh();
  },
};
const { remote: host } = connect<TablesHost>(editor.wire, page);
let refresh = async (): Promise<void> => undefined;

void host.describe().then(
  (description) => {
    refresh = showTable(editor, description);
    return refresh();
  },
  (error: unknown) => {
    document.body.append(element("p", "message", String(error)));
  },
);

/** Builds the page; the function it returns brings it up to date. */
function showTable(
  kept: Editor,
  { reference, title, labels }: TableDescription,
): () => Promise<void> {
  const counts = element("span", "counts");
  const running = element("span", "running");
  const message = element("p", "message");
  const announcement = element("div", "announcement");
  setAttributes(announcement, { role: "status", "aria-live": "polite" });
  setAttributes(message, { role: "status" });
  const bar = element("header", "bar");
  bar.append(element("h1", "", title), counts, running);

  let status: TableStatus | undefined;
  let inView: RowRange = { first: 0, end: blockRows };
  let place: Place = placeOf(kept.getState());
  const save = (change: Partial<Place>) => {
    place = { ...place, ...change };
    kept.setState({ ...reference, ...place } satisfies TablesPageState & Place);
  };
  const cache = new PageCache({
    blockRows,
    load: (start, count) => host.page(start, count),
    onLoaded({ columns, cells, totalRows }) {
      grid.setColumns(columns, cells);
      grid.update(totalRows);
      grid.takeFocus();
    },
    onError: showProblem,
  });
  const grid = new Grid({
    labels,
    title,
    position: place,
    scroll: place.scroll,
    rowAt: (index) => cache.row(index),
    onShow(range) {
      inView = range;
      cache.request(range.first, range.end);
    },
    onMove: save,
    onScroll(scroll) {
      save({ scroll });
    },
  });
  save({});
  // The editor hands the focus to the page, not to anything in it.
  window.addEventListener("focus", () => {
    grid.takeFocus();
  });
  document.body.append(bar, message, grid.element, announcement);

  function showProblem(error: unknown): void {
    message.textContent = fill(labels.failed, describeProblem(error));
  }

  function showStatus(now: TableStatus): void {
    const figures = [now.rows === 1 ? labels.oneRow : fill(labels.rows, now.rows.toLocaleString())];
    if (now.deletedRows > 0) {
      figures.push(fill(labels.deletedRows, now.deletedRows.toLocaleString()));
    }
    running.textContent = now.running ? labels.running : "";
    // A fresh run begins without tables; until it ends, what was there stays in view.
    if (now.exists || !now.running) {
      counts.textContent = now.exists ? figures.join(", ") : "";
      message.textContent = now.exists ? (now.rows === 0 ? labels.empty : "") : labels.missing;
      grid.element.hidden = !now.exists;
    }
    // While a sync runs the numbers change too often to be read out.
    if (status?.running !== now.running) {
      announcement.textContent = now.running ? labels.running : figures.join(", ");
    }
    status = now;
  }

  return once(async () => {
    try {
      const now = await host.status();
      showStatus(now);
      if (now.exists) {
        cache.invalidate();
        cache.request(inView.first, Math.max(inView.end, 1));
      }
    } catch (error) {
      showProblem(error);
    }
  });
}

/** Where the reader was: the page's own, beside what the editor needs to open it again. */
interface Place extends Position {
  readonly scroll: Scroll | undefined;
}

function placeOf(state: unknown): Place {
  const scroll: unknown =
    typeof state === "object" && state !== null && "scroll" in state ? state.scroll : undefined;
  const isScroll =
    typeof scroll === "object" &&
    scroll !== null &&
    "top" in scroll &&
    typeof scroll.top === "number" &&
    "left" in scroll &&
    typeof scroll.left === "number";
  return {
    ...parsePosition(state),
    scroll: isScroll ? { top: Number(scroll.top), left: Number(scroll.left) } : undefined,
  };
}

/** Runs `work` again after it ends when it was asked for meanwhile, so that the newest request is never lost. */
function once(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let again = false;
  return async () => {
    again = true;
    current ??= (async () => {
      while (again) {
        again = false;
        await work();
      }
      current = undefined;
    })();
    await current;
  };
}

/** An error that came over the wire is an object with a message. */
function describeProblem(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}

function fill(label: string, value: string): string {
  return label.replace("{0}", value);
}
