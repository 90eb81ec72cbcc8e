/**
 * The values of `_fivetran_synced`: one a row operation, strictly increasing, so that a truncate never ties with a row.
 * They are text that is counted up in place, since a date's text is dear to make for every row.
 */
import type { Sqlite, Statement } from "./sqlite.ts";

const length = "2026-01-01T00:00:00.000000Z".length;
const lastDigit = length - 2;
const firstFraction = length - 7;
const zero = 48;
const nine = 57;

export class SyncedClock {
  readonly #text = new Uint8Array(length);
  readonly #place: ReturnType<Sqlite["reserve"]>;
  /** Microseconds since 1970 of the value in `#text`. */
  #now = 0;

  constructor(sqlite: Sqlite) {
    this.#place = sqlite.reserve(length);
    this.advanceTo(0);
  }

  /** The newest time given out, in microseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  /** Goes on from this time, or from the last one if that is later. */
  advanceTo(microseconds: number): void {
    this.#now = Math.max(microseconds, this.#now);
    const seconds = Math.floor(this.#now / 1e6);
    const fraction = String(this.#now % 1e6).padStart(6, "0");
    Buffer.from(this.#text.buffer).write(
      `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${fraction}Z`,
    );
  }

  /** Binds the next time. */
  bindNext(statement: Statement, index: number): void {
    this.#now++;
    const text = this.#text;
    let at = lastDigit;
    while (at >= firstFraction && text[at] === nine) text[at--] = zero;
    if (at < firstFraction) this.advanceTo(this.#now);
    else text[at] = (text[at] ?? zero) + 1;
    this.#place.write(text);
    statement.bindText(index, this.#place.address, length);
  }

  /** The newest time as text, as it is in the tables. */
  text(): string {
    return Buffer.from(this.#text).toString("latin1");
  }
}
