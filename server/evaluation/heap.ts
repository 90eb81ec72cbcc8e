/**
 * What changes while code is evaluated: cells that are written in place, and a trail of what they held, so that every way through a
 * branch starts from the same state and the states at their ends can be joined.
 */

import type { Live } from "./live.ts";

/** How the contents of one kind of cell are put together. */
export interface CellRules<Content> {
  /** What covers both. */
  join(this: void, a: Content, b: Content): Content;
  /** What covers everything that code may have made of it which is not followed; of what it held meanwhile the `others` are known. */
  weaken(this: void, content: Content, others: readonly Content[]): Content;
  /** What is right in it. */
  values(this: void, content: Content): readonly Live[];
}

export interface Cell<Content = unknown> {
  content: Content;
  readonly rules: CellRules<Content>;
  /** Counts up with every cell that is made. */
  readonly birth: number;
}

/**
 * `narrow` only tells more about what the cell holds, `grow` puts more at the end of it; `forget` makes ready for changes that are
 * noted when they come.
 */
export type How = "write" | "narrow" | "grow" | "forget";

interface Change {
  readonly cell: Cell;
  readonly before: unknown;
  readonly how: How;
}

/** The state at the end of one way through a piece of code: what the cells hold that it changed. */
export type Outcome = Map<Cell, { readonly content: unknown; readonly how: How }>;

/** Cells that were changed, whether that was more than growing, and what they held. */
export type Touched = Map<Cell, { how: "write" | "grow"; readonly contents: Set<unknown> }>;

/** Of a way that changes nothing. */
export function emptyOutcome(): Outcome {
  return new Map();
}

function touch(touched: Touched, cell: Cell, how: How, contents: Iterable<unknown>): void {
  if (how !== "write" && how !== "grow") return;
  const known = touched.get(cell);
  if (!known) touched.set(cell, { how, contents: new Set(contents) });
  else {
    if (how === "write") known.how = how;
    for (const content of contents) known.contents.add(content);
  }
}

/** Of two changes one after the other, or on two ways. */
function both(a: How | undefined, b: How | undefined): How {
  return !a || a === b ? (b ?? "write") : b ? "write" : a;
}

export class Heap {
  readonly #trail: Change[] = [];
  /** Of loops and `try`s that are being evaluated: the cells of ways that were left. */
  readonly #touched: Touched[] = [];
  #births = 0;
  /** For each way that is being followed, from when on cells are its own: nobody else needs to know what they held. */
  readonly #own: number[] = [0];

  /** Cells made until now have no higher `birth`. */
  get births(): number {
    return this.#births;
  }

  birth(): number {
    return ++this.#births;
  }

  mark(): number {
    return this.#trail.length;
  }

  /** How many ways within ways are being followed. */
  get depth(): number {
    return this.#own.length;
  }

  write<Content>(cell: Cell<Content>, content: Content, how: How = "write"): void {
    // What is written is a change also where it makes no difference: the cell may have been made ready for it.
    if (cell.content === content && how === "narrow") return;
    if (cell.birth <= (this.#own.at(-1) ?? 0)) {
      this.#trail.push({ cell, before: cell.content, how });
    }
    cell.content = content;
  }

  weaken(cell: Cell, others: Iterable<unknown> = [], how: How = "write"): void {
    this.write(cell, cell.rules.weaken(cell.content, [...others]), how);
  }

  /** What changed since the mark. */
  capture(mark: number): Outcome {
    const outcome: Outcome = new Map();
    for (let index = mark; index < this.#trail.length; index++) {
      const change = this.#trail[index];
      if (change) {
        const { cell, how } = change;
        outcome.set(cell, { content: cell.content, how: both(outcome.get(cell)?.how, how) });
      }
    }
    return outcome;
  }

  /** What changed until a way leaves that others go past: from now on nothing is theirs alone. */
  leave(mark: number): Outcome {
    this.#own.fill(this.#births);
    return this.capture(mark);
  }

  /** Follows a way of which others may know nothing. */
  follow<Result>(way: () => Result): Result {
    this.#own.push(this.#births);
    try {
      return way();
    } finally {
      this.#own.pop();
    }
  }

  undo(mark: number): void {
    const touched = this.#touched.at(-1);
    while (this.#trail.length > mark) {
      const change = this.#trail.pop();
      if (change) {
        if (touched) touch(touched, change.cell, change.how, [change.cell.content]);
        change.cell.content = change.before;
      }
    }
  }

  /** Goes on from the end of any of the ways that began at this state. */
  merge(outcomes: readonly Outcome[]): void {
    const [first, ...others] = outcomes;
    if (!first) return;
    if (others.length === 0) {
      for (const [cell, { content, how }] of first) this.write(cell, content, how);
      return;
    }
    const cells = new Set(outcomes.flatMap((outcome) => [...outcome.keys()]));
    for (const cell of cells) {
      const ends = outcomes.map((outcome) => outcome.get(cell));
      const how = ends.reduce<How | undefined>(
        (known, end) => (end ? both(known, end.how) : known),
        undefined,
      );
      // What the ways knew more of it does not hold for all of them.
      if (how === "narrow") continue;
      const contents = ends.map((end) => (end ? end.content : cell.content));
      this.write(
        cell,
        contents.reduce((a, b) => (a === b ? a : cell.rules.join(a, b))),
        how,
      );
    }
  }

  /** Runs ways that begin at this state and joins their ends. A way says whether its end is reached; the answer is whether any was. */
  fork(ways: readonly (() => boolean)[]): boolean {
    const mark = this.mark();
    const outcomes: Outcome[] = [];
    for (const way of ways) {
      if (this.follow(way)) outcomes.push(this.capture(mark));
      this.undo(mark);
    }
    this.merge(outcomes);
    return outcomes.length > 0;
  }

  /** The cells older than the work that it changes on any way, also on those that were left. */
  watch(work: () => void): Touched {
    const touched: Touched = new Map();
    const mark = this.mark();
    const birth = this.#births;
    this.#touched.push(touched);
    try {
      this.follow(work);
    } finally {
      this.#touched.pop();
      const outer = this.#touched.at(-1);
      if (outer) for (const [cell, { how, contents }] of touched) touch(outer, cell, how, contents);
    }
    for (let index = mark; index < this.#trail.length; index++) {
      const change = this.#trail[index];
      if (change) touch(touched, change.cell, change.how, [change.before, change.cell.content]);
    }
    for (const cell of touched.keys()) if (cell.birth > birth) touched.delete(cell);
    return touched;
  }
}
