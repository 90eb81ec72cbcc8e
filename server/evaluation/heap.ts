/**
 * What changes while code is evaluated: cells that are written in place, and a trail of what they held, so that every way through a
 * branch starts from the same state and the states at their ends can be joined.
 */

/** How the contents of one kind of cell are put together. */
export interface CellRules<Content> {
  /** What covers both. */
  join(a: Content, b: Content): Content;
  /** What covers everything that code which is not followed may have made of it. */
  weaken(content: Content): Content;
}

export interface Cell<Content = unknown> {
  content: Content;
  readonly rules: CellRules<Content>;
  /** Counts up with every cell that is made. */
  readonly birth: number;
}

interface Change {
  readonly cell: Cell;
  readonly before: unknown;
  /** Whether it only tells more about what the cell holds. */
  readonly isNarrowing: boolean;
}

/** The state at the end of one way through a piece of code: what the cells hold that it changed. */
export type Outcome = Map<Cell, { content: unknown; isNarrowing: boolean }>;

/** Of a way that changes nothing. */
export function emptyOutcome(): Outcome {
  return new Map();
}

export class Heap {
  readonly #trail: Change[] = [];
  /** Of loops and `try`s that are being evaluated: the cells of ways that were left. */
  readonly #touched: Set<Cell>[] = [];
  #births = 0;
  /** For each way that is being followed, from when on cells are its own: nobody else needs to know what they held. */
  #own: number[] = [0];

  birth(): number {
    return ++this.#births;
  }

  /** Cells made until now have no higher `birth`. */
  get births(): number {
    return this.#births;
  }

  mark(): number {
    return this.#trail.length;
  }

  /** How many ways within ways are being followed. */
  get depth(): number {
    return this.#own.length;
  }

  /** Ends all ways, wherever they broke off. */
  reset(): void {
    this.#own = [this.#births];
    this.#touched.length = 0;
  }

  write<Content>(cell: Cell<Content>, content: Content, isNarrowing = false): void {
    if (cell.content === content) return;
    if (cell.birth <= (this.#own.at(-1) ?? 0)) {
      this.#trail.push({ cell, before: cell.content, isNarrowing });
    }
    cell.content = content;
  }

  weaken(cell: Cell): void {
    this.write(cell, cell.rules.weaken(cell.content));
  }

  /** What changed since the mark. */
  capture(mark: number): Outcome {
    const outcome: Outcome = new Map();
    for (let index = mark; index < this.#trail.length; index++) {
      const change = this.#trail[index];
      if (change) {
        const isNarrowing = change.isNarrowing && outcome.get(change.cell)?.isNarrowing !== false;
        outcome.set(change.cell, { content: change.cell.content, isNarrowing });
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
        change.cell.content = change.before;
        if (!change.isNarrowing) touched?.add(change.cell);
      }
    }
  }

  /** Goes on from the end of any of the ways that began at this state. */
  merge(outcomes: readonly Outcome[]): void {
    const [first, ...others] = outcomes;
    if (!first) return;
    if (others.length === 0) {
      for (const [cell, { content, isNarrowing }] of first) this.write(cell, content, isNarrowing);
      return;
    }
    const cells = new Set(outcomes.flatMap((outcome) => [...outcome.keys()]));
    for (const cell of cells) {
      const contents = outcomes.map((outcome) => {
        const end = outcome.get(cell);
        return end ? end.content : cell.content;
      });
      const isNarrowing = outcomes.every((outcome) => outcome.get(cell)?.isNarrowing !== false);
      // What the ways knew more of it does not hold for all of them.
      if (!isNarrowing) {
        this.write(
          cell,
          contents.reduce((a, b) => (a === b ? a : cell.rules.join(a, b))),
        );
      }
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

  /** The cells older than `birth` that the work changes on any way, also on those that were left. */
  watch(work: () => void, birth = this.#births): Set<Cell> {
    const touched = new Set<Cell>();
    const mark = this.mark();
    this.#touched.push(touched);
    try {
      this.follow(work);
    } finally {
      this.#touched.pop();
      const outer = this.#touched.at(-1);
      for (const cell of touched) outer?.add(cell);
    }
    for (let index = mark; index < this.#trail.length; index++) {
      const change = this.#trail[index];
      if (change && !change.isNarrowing) touched.add(change.cell);
    }
    for (const cell of touched) if (cell.birth > birth) touched.delete(cell);
    return touched;
  }
}
