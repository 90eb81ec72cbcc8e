/** Evaluating what happens any number of times, all at once. */
import { type Cell, emptyOutcome, type Outcome, type Touched } from "./heap.ts";
import { joinRest } from "./items.ts";
import { joinAll } from "./join.ts";
import type { LiveElement, LiveSequence, SequenceContent } from "./live.ts";
import type { Node } from "../python/ast.ts";
import { wayEnds, type Run } from "./run.ts";

/** How a round may go, as outcomes since the beginning of all. */
export interface Ways {
  /** Its ends, which another round may follow. */
  readonly rounds: readonly Outcome[];
  /** Where all is over. */
  readonly ends: readonly Outcome[];
  /** Where it is broken off. */
  readonly leaving: readonly Outcome[];
}

const noWays: Ways = { rounds: [], ends: [], leaving: [] };

/** Evaluates a round until it is known what rounds change, which may be anything when one begins. Its effects are only in the answer. */
export function anyTimes(
  run: Run,
  guess: ReadonlySet<Cell>,
  node: Node | undefined,
  round: () => Ways,
): Ways {
  const { heap } = run;
  const before = node && run.phase === "update" ? run.changedInLoops.get(node) : undefined;
  const changing = new Set([...guess, ...(before ?? [])]);
  const mark = heap.mark();
  const sights = run.sights.length;
  for (let rounds = 1; ; rounds++) {
    const forgotten = new Map<Cell, unknown>();
    let ways = noWays;
    const touched = heap.follow(() => {
      for (const cell of changing) {
        heap.weaken(cell, "forget");
        forgotten.set(cell, cell.content);
      }
      return heap.watch(() => {
        try {
          ways = round();
        } catch (error) {
          if (error !== wayEnds) throw error;
        }
      });
    });
    heap.undo(mark);
    const count = changing.size;
    for (const cell of touched.keys()) changing.add(cell);
    // While update() is evaluated two rounds show enough.
    if (changing.size === count || (run.phase === "update" && rounds > 1)) {
      if (node && run.phase === "update") remember(run, node, touched, guess);
      settle(ways, changing, touched, forgotten);
      return ways;
    }
    run.forgetSights(sights);
  }
}

/** Cells that the text does not name are worth to be named the next time. */
function remember(run: Run, node: Node, touched: Touched, guess: ReadonlySet<Cell>): void {
  const others = [...touched.keys()].filter((cell) => !guess.has(cell));
  if (others.length > 0) run.changedInLoops.set(node, others);
}

/** The same for work that has one way through, and goes on from there. */
export function anyTimesOver(run: Run, work: () => void): void {
  const { heap } = run;
  const mark = heap.mark();
  const { ends } = anyTimes(run, new Set(), undefined, () => {
    work();
    const rounds = [heap.capture(mark)];
    return { ...noWays, rounds, ends: [emptyOutcome(), ...rounds] };
  });
  heap.merge(ends.length > 0 ? ends : [emptyOutcome()]);
}

function settle(
  ways: Ways,
  changing: ReadonlySet<Cell>,
  touched: Touched,
  forgotten: ReadonlyMap<Cell, unknown>,
): void {
  const all = [...ways.rounds, ...ways.ends, ...ways.leaving];
  for (const cell of changing) {
    const grown =
      touched.get(cell) === "grow" && isList(cell)
        ? grownContent(cell, all, forgotten.get(cell))
        : undefined;
    for (const outcome of all) {
      const end = outcome.get(cell);
      if (!end) continue;
      // What no way changed is what it was.
      if (!touched.has(cell)) outcome.delete(cell);
      else if (grown) outcome.set(cell, { content: grown, how: "grow" });
      else if (end.how === "forget") outcome.set(cell, { ...end, how: "write" });
    }
  }
}

function isList(cell: Cell): cell is LiveSequence {
  return "kind" in cell && cell.kind === "sequence";
}

function isContent(content: unknown): content is SequenceContent {
  return typeof content === "object" && content !== null && "elements" in content;
}

/** A list to which rounds only add begins with what it held before, and the rest is what they add. */
function grownContent(
  list: LiveSequence,
  ends: readonly Outcome[],
  forgotten: unknown,
): SequenceContent | undefined {
  if (!isContent(forgotten)) return undefined;
  const { content: before } = list;
  const added = new Map<unknown, LiveElement>();
  let { rest } = before;
  for (const outcome of ends) {
    const content = outcome.get(list)?.content;
    if (!isContent(content)) continue;
    for (const element of content.elements.slice(forgotten.elements.length)) {
      added.set(element.value, { ...element, isCertain: false });
    }
    if (content.rest !== forgotten.rest) rest = joinRest(rest, content.rest);
  }
  const values = [...added.values()];
  if (values.length > 0) rest = joinRest(rest, joinAll(values.map(({ value }) => value)));
  return { elements: [...before.elements, ...values], rest };
}
