/** The elements of one line of the grid. Row and column positions in ARIA count from 1 and include the headings. */
import type { Cell, PageColumn } from "../../src/shared/protocol/destination.ts";
import type { TablesLabels } from "../../src/shared/protocol/tablesView.ts";
import { element, setAttributes } from "../common/dom.ts";
import { deletedColumn, isNumeric, shownText, titleText } from "./cells.ts";
import type { Row } from "./pageCache.ts";

export interface RowContext {
  readonly columns: readonly PageColumn[];
  readonly labels: TablesLabels;
}

export function headerRow({ columns, labels }: RowContext): HTMLElement {
  const row = lineAt(1, "row header");
  const corner = cellAt(1, "columnheader", "number");
  corner.append(element("span", "name", labels.rowNumber));
  row.append(corner, ...columns.map((column, index) => heading(column, index + 2, labels)));
  return row;
}

/** `data` is missing while it is on its way. */
export function dataRow(index: number, data: Row | undefined, context: RowContext): HTMLElement {
  const { columns, labels } = context;
  const row = lineAt(index + 2, index % 2 === 0 ? "row" : "row odd");
  const isDeleted = data?.cells[deletedColumn(columns)] === true;
  row.classList.toggle("deleted", isDeleted);
  row.classList.toggle("pending", !data);
  const number = cellAt(1, "rowheader", "number");
  number.append(element("span", "", String(data?.number ?? index + 1)));
  if (isDeleted) {
    number.append(element("span", "badge", labels.deleted));
  }
  row.append(
    number,
    ...columns.map((column, position) =>
      valueCell(column, position + 2, data?.cells[position], labels),
    ),
  );
  return row;
}

function heading(column: PageColumn, colindex: number, labels: TablesLabels): HTMLElement {
  const cell = cellAt(colindex, "columnheader", column.system ? "system" : "");
  const notes = [
    ...(column.primaryKey ? [labels.primaryKey] : []),
    ...(column.system ? [labels.system] : []),
  ];
  const name = element("span", "name", column.name);
  if (column.primaryKey) {
    const mark = element("span", "badge", "PK");
    mark.setAttribute("aria-hidden", "true");
    name.append(mark);
  }
  cell.append(name, element("span", "type", column.type));
  const description = [column.name, column.type, ...notes].join(", ");
  setAttributes(cell, { title: description, "aria-label": description });
  return cell;
}

function valueCell(
  column: PageColumn,
  colindex: number,
  value: Cell | undefined,
  labels: TablesLabels,
): HTMLElement {
  const kinds = [...(isNumeric(column) ? ["numeric"] : []), ...(column.system ? ["system"] : [])];
  const cell = cellAt(colindex, "gridcell", kinds.join(" "));
  if (value === undefined) {
    cell.setAttribute("aria-label", labels.loading);
  } else if (value === null) {
    cell.append(element("span", "null", labels.null));
  } else {
    const shown = shownText(value);
    cell.append(element("span", "value", shown));
    cell.title = titleText(value);
  }
  return cell;
}

function lineAt(rowindex: number, className: string): HTMLElement {
  const row = element("div", className);
  setAttributes(row, { role: "row", "aria-rowindex": rowindex });
  return row;
}

function cellAt(colindex: number, role: string, className: string): HTMLElement {
  const cell = element("div", `cell ${className}`.trim());
  setAttributes(cell, { role, "aria-colindex": colindex, tabindex: -1 });
  return cell;
}
