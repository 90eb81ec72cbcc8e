/** Reads batches of rows (see `shared/protocol/frames.ts`, "rows"): for each row its shape, where it was emitted, and its cells. */
import type { CellKind, SdkInfo, Shape } from "../../../shared/protocol/frames.ts";
import { ProtocolError } from "../../bridge/frameReader.ts";
import type { Cell } from "./cellBinder.ts";

const minus = 0x2d;
const letterI = 0x49;
const letterN = 0x4e;

const marshalList = 0x5b;
const marshalInt = 0x69;
const marshalBytes = 0x73;

/** Where in the connector a row comes from: an offset in the code of a `Source`. */
export interface Place {
  readonly source: number;
  readonly offset: number;
}

/** What the cells of the row in question are, see `RowBatchReader.cells`. */
export type RowVisitor = (shape: Shape, place: Place) => void;

export class RowBatchReader {
  readonly #shapes = new Map<number, Shape>();
  #kinds: readonly (CellKind | undefined)[] = [];

  /** The cells of the row being visited, in its shape's order; those beyond its columns are left from other rows. */
  readonly cells: Cell[] = [];
  /** Which of them were NaN or an infinity, which are NULL. */
  readonly notNumbers: number[] = [];

  useCells(cells: SdkInfo["cells"]): void {
    const kinds: (CellKind | undefined)[] = [];
    for (const kind of ["null", "scalar", "json", "binary", "float", "double"] as const)
      kinds[cells[kind]] = kind;
    this.#kinds = kinds;
  }

  defineShape(shape: Shape): void {
    this.#shapes.set(shape.id, shape);
  }

  shape(id: number): Shape | undefined {
    return this.#shapes.get(id);
  }

  /**
   * Visits the rows of a batch in their order. `address` is where the batch lies in SQLite's heap, 0 when it is only read.
   * Throws `ProtocolError` for broken bytes, when the rows before them have been visited.
   */
  read(batch: Buffer, address: number, visit: RowVisitor): void {
    if (batch[0] !== marshalList) throw new ProtocolError("a rows frame does not hold a list");
    let shape: Shape | undefined;
    let place = { source: 0, offset: 0 };
    let at = 5;
    while (at < batch.length) {
      if (batch[at] === marshalInt) {
        const id = readInt(batch, at);
        shape = this.#shapes.get(id);
        if (!shape) throw new ProtocolError(`rows of an unknown shape ${String(id)} arrived`);
        place = { source: readInt(batch, at + 5), offset: readInt(batch, at + 10) };
        at += 15;
      } else if (!shape || shape.columns.length === 0)
        throw new ProtocolError("rows without a shape arrived");
      at = this.#readCells(batch, at, shape.columns.length, address);
      visit(shape, place);
    }
  }

  /** Puts where each cell is into `cells`; returns where the row ends. */
  #readCells(batch: Buffer, start: number, count: number, address: number): number {
    const { cells, notNumbers } = this;
    while (cells.length < count) cells.push({ kind: "null", start: 0, end: 0, address: 0 });
    if (notNumbers.length > 0) notNumbers.length = 0;
    let at = start;
    for (let index = 0; index < count; index++) {
      if (batch[at] !== marshalBytes || at + 5 >= batch.length)
        throw new ProtocolError("a cell is not bytes");
      const prefix = at + 5;
      const end = prefix + readLength(batch, at + 1);
      if (end > batch.length || end <= prefix)
        throw new ProtocolError("a cell ends outside its frame");
      const kind = this.#kinds[batch[prefix] ?? 0];
      const cell = cells[index];
      if (kind === undefined || cell === undefined) {
        throw new ProtocolError(`a cell of unknown kind ${String(batch[prefix])} arrived`);
      }
      if (isNotANumber(kind, batch, prefix + 1)) {
        cell.kind = "null";
        notNumbers.push(index);
      } else cell.kind = kind;
      cell.start = prefix + 1;
      cell.end = end;
      cell.address = address + prefix + 1;
      at = end;
    }
    return at;
  }
}

function readInt(batch: Buffer, at: number): number {
  if (at + 5 > batch.length || batch[at] !== marshalInt)
    throw new ProtocolError("a row does not begin with its numbers");
  return batch.readInt32LE(at + 1);
}

/** NaN and infinities are stored as NULL, wherever they are. */
function isNotANumber(kind: CellKind, batch: Buffer, at: number): boolean {
  if (kind !== "float" && kind !== "double") return false;
  const first = batch[at] === minus ? batch[at + 1] : batch[at];
  return first === letterI || first === letterN;
}

function readLength(batch: Buffer, at: number): number {
  const low = (batch[at] ?? 0) | ((batch[at + 1] ?? 0) << 8) | ((batch[at + 2] ?? 0) << 16);
  return low + (batch[at + 3] ?? 0) * 0x1000000;
}
