/** Loops and comprehensions: over what is known one round after the other, else all rounds at once. */
import type { Comprehension, For, While } from "../python/ast.ts";
import { assign, currentScope, evaluate } from "./expressions.ts";
import { evaluateIn } from "./frames.ts";
import { type Cell, emptyOutcome, type Outcome } from "./heap.ts";
import { elementsOf } from "./items.ts";
import { joinAll } from "./join.ts";
import { type Live, type LiveElement, singlesOf } from "./live.ts";
import { unknown } from "./make.ts";
import { narrow } from "./narrowing.ts";
import { wayEnds, type LoopExits, type Run } from "./run.ts";
import { variableOf } from "./scopes.ts";
import { executeBlock } from "./statements.ts";
import { truthOf } from "./truth.ts";

/** Rounds that are followed one by one. While update() is evaluated few are enough to see what happens. */
const maximalRounds = { import: 1000, schema: 1000, form: 1000, update: 20, main: 20 } as const;

export function executeFor(run: Run, node: For): boolean {
  const iterable = evaluate(run, node.iterable);
  const found = elementsOf(run, iterable);
  run.loops.push({ file: run.file, loop: node });
  try {
    if (found && !found.isOpen && found.elements.length <= maximalRounds[run.phase]) {
      return executeRounds(run, node, found.elements);
    }
    const element = unknownElement(iterable, found?.elements);
    return repeat(run, node, () => {
      assign(run, node.target, element);
      return executeBlock(run, node.body);
    });
  } finally {
    run.loops.pop();
  }
}

function unknownElement(iterable: Live, elements: readonly LiveElement[] = []): Live {
  if (iterable.kind === "sequence" && !iterable.content.isOpen && elements.length > 0) {
    return joinAll(elements.map(({ value }) => value));
  }
  return iterable.kind === "unknown"
    ? iterable
    : unknown("what a loop goes over is known only when it runs");
}

function executeRounds(run: Run, node: For, elements: readonly LiveElement[]): boolean {
  const { heap } = run;
  const exits: LoopExits = { mark: heap.mark(), bodyMark: 0, breaks: [], continues: [] };
  let isAlive = true;
  run.loopExits.push(exits);
  try {
    for (const { value, isCertain } of elements) {
      const round = (): boolean => {
        assign(run, node.target, value);
        return executeRound(run, exits, () => executeBlock(run, node.body));
      };
      isAlive = isCertain ? round() : heap.fork([round, () => true]);
      if (!isAlive) break;
    }
  } finally {
    run.loopExits.pop();
  }
  if (isAlive) isAlive = executeBlock(run, node.otherwise);
  return mergeExits(run, exits, isAlive);
}

/** One round; `continue` ends it like its last statement. */
function executeRound(run: Run, exits: LoopExits, body: () => boolean): boolean {
  const { heap } = run;
  const mark = heap.mark();
  const { bodyMark } = exits;
  exits.bodyMark = mark;
  exits.continues.length = 0;
  const isAlive = body();
  exits.bodyMark = bodyMark;
  const ends = exits.continues.splice(0);
  if (ends.length === 0) return isAlive;
  if (isAlive) ends.push(heap.capture(mark));
  heap.undo(mark);
  heap.merge(ends);
  return true;
}

function mergeExits(run: Run, exits: LoopExits, isAlive: boolean): boolean {
  if (exits.breaks.length === 0) return isAlive;
  const { heap } = run;
  const ends = [...exits.breaks];
  if (isAlive) ends.push(heap.capture(exits.mark));
  heap.undo(exits.mark);
  heap.merge(ends);
  return true;
}

export function executeWhile(run: Run, node: While): boolean {
  run.loops.push({ file: run.file, loop: node });
  try {
    return repeat(run, node, (ends) => {
      const truth = truthOf(evaluate(run, node.test));
      // Where the test can fail, the loop can end before this round.
      if (truth !== true) ends();
      if (truth === false || !narrow(run, node.test, true)) return false;
      return executeBlock(run, node.body);
    });
  } finally {
    run.loops.pop();
  }
}

/** The cells that the text of the loop's body changes. */
function guessCells(run: Run, node: For | While): Set<Cell> {
  const cells = new Set<Cell>();
  const scope = currentScope(run);
  const { assigned, changed } = run.source(run.file)?.notes.ofLoop(node) ?? {
    assigned: [],
    changed: [],
  };
  for (const name of assigned) {
    const variable = variableOf(run, scope, name);
    if (variable) cells.add(variable);
  }
  for (const name of changed) {
    const value = variableOf(run, scope, name)?.content;
    for (const single of value ? singlesOf(value) : []) {
      if (single.kind === "sequence" || single.kind === "dict") cells.add(single);
    }
  }
  return cells;
}

/**
 * Any number of rounds: what they change may be anything when one begins. A `while` tells by `ends` that the loop can be over there,
 * a `for` always can.
 */
function repeat(run: Run, node: For | While, round: (ends: () => void) => boolean): boolean {
  const { heap } = run;
  const exits: LoopExits = { mark: heap.mark(), bodyMark: 0, breaks: [], continues: [] };
  const ends: Outcome[] = [];
  const isFor = node.kind === "For";
  run.loopExits.push(exits);
  try {
    anyTimes(run, guessCells(run, node), () => {
      ends.length = 0;
      exits.breaks.length = 0;
      if (isFor) ends.push(emptyOutcome());
      const end = (): void => {
        ends.push(heap.leave(exits.mark));
      };
      exits.continues.length = 0;
      exits.bodyMark = exits.mark;
      const isAlive = round(end);
      if (isFor) {
        if (isAlive) end();
        ends.push(...exits.continues);
      }
    });
  } finally {
    run.loopExits.pop();
  }
  let isAlive = ends.length > 0;
  heap.merge(ends);
  if (isAlive) isAlive = executeBlock(run, node.otherwise);
  return mergeExits(run, exits, isAlive);
}

/** Evaluates work that happens any number of times, until what it changes is known; its effects are undone. */
export function anyTimes(run: Run, guess: ReadonlySet<Cell>, work: () => void): void {
  const { heap } = run;
  const changing = new Set(guess);
  const mark = heap.mark();
  const birth = heap.births;
  const sights = run.sights.length;
  for (let isKnown = false; !isKnown;) {
    run.unfinished.push(sights);
    const touched = heap.watch(() => {
      for (const cell of changing) heap.weaken(cell);
      try {
        work();
      } catch (error) {
        if (!(error === wayEnds)) throw error;
      }
    }, birth);
    heap.undo(mark);
    run.unfinished.pop();
    const count = changing.size;
    for (const cell of touched) changing.add(cell);
    isKnown = changing.size === count;
    if (!isKnown) run.forgetSights(sights);
  }
}

/** Evaluates work for what a comprehension goes over. */
export function runClauses(run: Run, node: Comprehension, work: () => void): void {
  const { frame } = run;
  const notes = run.source(run.file)?.notes.ofFunction(node);
  if (!frame || !notes) return;
  const scope = {
    kind: "function",
    file: run.file,
    parent: frame.scope,
    variables: new Map(),
    locals: notes.locals,
    outside: undefined,
  } as const;
  evaluateIn(run, { ...frame, definition: undefined }, scope, frame.yielded, () => {
    runClause(run, node, 0, work);
  });
}

function runClause(run: Run, node: Comprehension, index: number, work: () => void): void {
  const clause = node.clauses[index];
  if (!clause) {
    work();
    return;
  }
  const iterable = evaluate(run, clause.iterable);
  const found = elementsOf(run, iterable);
  const { heap } = run;
  const each = (element: Live): void => {
    assign(run, clause.target, element);
    runConditions(run, clause.conditions, () => {
      runClause(run, node, index + 1, work);
    });
  };
  if (found && !found.isOpen && found.elements.length <= maximalRounds[run.phase]) {
    for (const { value, isCertain } of found.elements) {
      if (isCertain) each(value);
      else {
        heap.fork([
          () => {
            each(value);
            return true;
          },
          () => true,
        ]);
      }
    }
    return;
  }
  const element = unknownElement(iterable, found?.elements);
  const ends: Outcome[] = [];
  const mark = heap.mark();
  anyTimes(run, new Set(), () => {
    each(element);
    ends.splice(0, ends.length, heap.capture(mark));
  });
  heap.merge([emptyOutcome(), ...ends]);
}

function runConditions(
  run: Run,
  [condition, ...others]: Comprehension["clauses"][number]["conditions"],
  work: () => void,
): void {
  if (!condition) {
    work();
    return;
  }
  const truth = truthOf(evaluate(run, condition));
  if (truth === false) return;
  if (truth) {
    runConditions(run, others, work);
    return;
  }
  run.heap.fork([
    () => {
      if (narrow(run, condition, true)) runConditions(run, others, work);
      return true;
    },
    () => true,
  ]);
}
