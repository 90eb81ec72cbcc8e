/** Loops and comprehensions: over what is known one round after the other, else all rounds at once. */
import type { Comprehension, For, While } from "../python/ast.ts";
import { assign, currentScope, evaluate } from "./expressions.ts";
import { evaluateIn } from "./frames.ts";
import { anyTimes, anyTimesOver, type Ways } from "./anyTimes.ts";
import { type Cell, emptyOutcome, type Outcome } from "./heap.ts";
import { anyElement, elementsOf } from "./items.ts";
import { type Live, type LiveElement, singlesOf } from "./live.ts";
import { narrow } from "./narrowing.ts";
import { type LoopExits, type Run } from "./run.ts";
import { variableOf } from "./scopes.ts";
import { executeBlock } from "./statements.ts";
import { truthOf } from "./truth.ts";

/** Rounds that are followed one by one, and the steps that they may take. While update() is evaluated few show what happens. */
const maximalRounds = { import: 1000, schema: 1000, form: 1000, update: 6, main: 6 } as const;

const maximalSteps = {
  import: Infinity,
  schema: Infinity,
  form: Infinity,
  update: 800,
  main: 500,
} as const;

export function executeFor(run: Run, node: For): boolean {
  const iterable = evaluate(run, node.iterable);
  const found = elementsOf(run, iterable);
  run.loops.push({ file: run.file, loop: node });
  try {
    if (!found.rest && found.elements.length <= maximalRounds[run.phase]) {
      return executeRounds(run, node, found.elements);
    }
    return executeAtOnce(run, node, anyElement(found.elements, found.rest));
  } finally {
    run.loops.pop();
  }
}

function executeAtOnce(run: Run, node: For, element: Live): boolean {
  return repeat(run, node, () => {
    assign(run, node.target, element);
    return executeBlock(run, node.body);
  });
}

function executeRounds(run: Run, node: For, elements: readonly LiveElement[]): boolean {
  const { heap } = run;
  const exits: LoopExits = { mark: heap.mark(), bodyMark: 0, breaks: [], continues: [] };
  let isAlive = true;
  let next = 0;
  const steps = run.steps - maximalSteps[run.phase];
  run.loopExits.push(exits);
  try {
    for (const { value, isCertain } of elements) {
      if (run.steps < steps) break;
      next++;
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
  if (isAlive) {
    const others = elements.slice(next);
    isAlive =
      others.length > 0
        ? executeAtOnce(run, node, anyElement(others, undefined))
        : executeBlock(run, node.otherwise);
  }
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
  exits.bodyMark = exits.mark;
  run.loopExits.push(exits);
  let ways: Ways;
  try {
    ways = anyTimes(run, guessCells(run, node), node, () => {
      exits.breaks.length = 0;
      exits.continues.length = 0;
      const ends: Outcome[] = [];
      const isAlive = round(() => {
        ends.push(heap.leave(exits.mark));
      });
      const rounds = [...exits.continues, ...(isAlive ? [heap.capture(exits.mark)] : [])];
      if (node.kind === "For") ends.push(emptyOutcome(), ...rounds);
      return { rounds, ends, leaving: [...exits.breaks] };
    });
  } finally {
    run.loopExits.pop();
  }
  heap.merge(ways.ends);
  const isAlive = ways.ends.length > 0 && executeBlock(run, node.otherwise);
  return mergeExits(run, { ...exits, breaks: [...ways.leaving] }, isAlive);
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
  if (!found.rest && found.elements.length <= maximalRounds[run.phase]) {
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
  const element = anyElement(found.elements, found.rest);
  anyTimesOver(run, () => {
    each(element);
  });
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
