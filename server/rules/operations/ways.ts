/** Ways through a function: what comes before what, and what stands on other ways. */
import type { Place } from "../../evaluation/values.ts";
import type { PythonModule, Span, Statement } from "../../python/ast.ts";

/** A statement on the way down to a place, and the block that it stands in. */
export interface Step {
  readonly block: readonly Statement[];
  readonly index: number;
  readonly statement: Statement;
}

/** The index at which two ways of calls part; -1 when the first one is all of the second or its beginning. */
export function partingOf(first: readonly Place[], second: readonly Place[]): number {
  return first.findIndex((place, index) => {
    const other = second[index];
    return place.file !== other?.file || place.from !== other.from || place.to !== other.to;
  });
}

/** Whether a run that goes the first way goes the second one after it: told where they part, in one function. */
export function goesBefore(
  first: readonly Place[],
  second: readonly Place[],
  modules: ReadonlyMap<string, PythonModule>,
): boolean {
  const index = partingOf(first, second);
  const [a, b] = [first[index], second[index]];
  if (!a || a.file !== b?.file) return false;
  const module = modules.get(a.file);
  return comesBefore(stepsTo(module, a), stepsTo(module, b));
}

/** From the module down to the statement that holds the place. */
export function stepsTo(module: PythonModule | undefined, place: Span): readonly Step[] {
  const steps: Step[] = [];
  let blocks: readonly (readonly Statement[])[] = module ? [module.body] : [];
  for (;;) {
    const step = stepInto(blocks, place);
    if (!step) return steps;
    steps.push(step);
    blocks = blocksOf(step.statement);
  }
}

function stepInto(blocks: readonly (readonly Statement[])[], { from, to }: Span): Step | undefined {
  for (const block of blocks) {
    const index = block.findIndex((each) => each.from <= from && each.to >= to);
    const statement = block[index];
    if (statement) return { block, index, statement };
  }
  return undefined;
}

/** The blocks in a statement, in the order of the text. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "FunctionDefinition":
    case "ClassDefinition":
    case "With":
      return [statement.body];
    case "For":
    case "While":
    case "If":
      return [statement.body, statement.otherwise];
    case "Try":
      return [
        statement.body,
        ...statement.handlers.map(({ body }) => body),
        statement.otherwise,
        statement.finally,
      ];
    case "Match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** Whether a run that got to the first place in a function gets to the second one, as far as no exception is in the way. */
export function comesBefore(first: readonly Step[], second: readonly Step[]): boolean {
  let level = 0;
  for (;;) {
    const a = first[level];
    const b = second[level];
    if (!a || !b) return false;
    if (a.block !== b.block) return areInOrder(first[level - 1]?.statement, a.block, b.block);
    if (a.index !== b.index) break;
    level += 1;
  }
  const [a, b] = [first[level], second[level]];
  return a !== undefined && b !== undefined && a.index < b.index && !leaves(first.slice(level + 1));
}

/** Blocks of one statement that are gone through one after the other. */
function areInOrder(
  statement: Statement | undefined,
  a: readonly Statement[],
  b: readonly Statement[],
): boolean {
  return (
    statement?.kind === "Try" &&
    ((a === statement.body && b === statement.otherwise) || b === statement.finally)
  );
}

/** Whether what follows a place leaves the function before it comes out of the outermost step. */
function leaves(steps: readonly Step[]): boolean {
  return steps.some(({ block, index }) => block.slice(index).some(alwaysReturns));
}

/** Whether no way goes on after a statement: not even out of a loop. */
export function alwaysReturns(statement: Statement): boolean {
  switch (statement.kind) {
    case "Return":
    case "Raise":
      return true;
    case "If":
      return statement.body.some(alwaysReturns) && statement.otherwise.some(alwaysReturns);
    case "With":
      return statement.body.some(alwaysReturns);
    case "Try":
      return (
        statement.finally.some(alwaysReturns) ||
        (statement.body.some(alwaysReturns) &&
          statement.handlers.every(({ body }) => body.some(alwaysReturns)))
      );
    default:
      return false;
  }
}

/** Whether an iteration that gets to the place does not come to the next one. */
export function endsLoop(steps: readonly Step[], loop: Statement): boolean {
  const inside = steps.slice(steps.findIndex(({ statement }) => statement === loop) + 1);
  let isNested = false;
  for (const { block, index, statement } of inside) {
    const rest = block.slice(index);
    if (rest.some(alwaysReturns) || (!isNested && rest.some(({ kind }) => kind === "Break"))) {
      return true;
    }
    isNested ||= statement.kind === "For" || statement.kind === "While";
  }
  return false;
}
