/** What a cell would be delivered as, without a column that stores it: the text that is hashed. */
import type { ColumnType } from "../../../shared/model/columnType.ts";
import { bindCell, type Cell, type CellTarget } from "./cellBinder.ts";
import { inferCell } from "./cells.ts";
import type { SqliteValue } from "./sqlite.ts";
import { deliver } from "./storage.ts";

/**
 * The delivered text of a cell in a column of `type`, of the cell's own type for null; bytes where it is text as it came, which
 * may hold lone surrogates. Undefined for NULL. Throws `ValueError` for a value that a declared column cannot hold.
 */
export function deliveredText(
  bytes: Buffer,
  cell: Cell,
  type: ColumnType | null,
): string | Uint8Array | undefined {
  const own = type ?? inferCell(cell.kind, bytes, cell.start, cell.end);
  if (own === null || cell.kind === "null") return undefined;
  const target = new ValueTarget(bytes.subarray(cell.start, cell.end));
  bindCell(target, 1, bytes, cell, own);
  return target.value instanceof Uint8Array ? target.value : String(deliver(target.value, own));
}

/** Takes what `bindCell` would give a statement; text and bytes at an address are the cell's own. */
class ValueTarget implements CellTarget {
  readonly #own: Uint8Array;
  value: SqliteValue = null;

  constructor(own: Uint8Array) {
    this.#own = own;
  }

  bindInteger(_index: number, value: number): void {
    this.value = value;
  }

  bindNumber(_index: number, value: number): void {
    this.value = value;
  }

  bindString(_index: number, value: string): void {
    this.value = value;
  }

  bindText(): void {
    this.value = this.#own;
  }

  bindBlob(): void {
    this.value = Buffer.from(this.#own).toString("base64");
  }
}
