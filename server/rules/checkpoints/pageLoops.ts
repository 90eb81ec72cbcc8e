/** Loops in which page after page is read from the source and its rows are emitted. */
import type { Place } from "../../evaluation/values.ts";
import type {
  LoopFact,
  OperationEvaluation,
  OperationFact,
  ProjectFacts,
} from "../../model/facts.ts";
import type { For } from "../../python/ast.ts";
import { isRowOperation } from "../operations/uses.ts";
import { endsLoop, stepsTo } from "../operations/ways.ts";
import { placeIn } from "../problem.ts";
import { isInside } from "../wrongValues.ts";
import { fetches } from "./fetches.ts";

export interface Reached {
  readonly operation: OperationFact;
  readonly evaluation: OperationEvaluation;
}

/** A loop over pages, and the way to an operation in it. */
export interface PageLoop {
  readonly loop: LoopFact;
  readonly way: readonly Place[];
}

export function reached(operations: readonly OperationFact[]): readonly Reached[] {
  return operations.flatMap((operation) =>
    operation.evaluations.map((evaluation) => ({ operation, evaluation })),
  );
}

export function wayTo({ operation, evaluation }: Reached): readonly Place[] {
  return [...evaluation.calls, placeIn(operation.file, operation.call)];
}

/** Those in which none of the checkpoints is made, nor in a loop around them. */
export function* pageLoops(
  facts: ProjectFacts,
  checkpoints: readonly Reached[],
): Iterable<PageLoop> {
  const saved = new Set(
    checkpoints.flatMap(({ evaluation }) => evaluation.loops.map(({ loop }) => loop)),
  );
  for (const each of reached(facts.operations.filter(isRowOperation))) {
    const { loops } = each.evaluation;
    if (loops.some(({ loop }) => saved.has(loop))) continue;
    const way = wayTo(each);
    const loop = loops.find(
      (one, index) => index + 1 < loops.length && isOverPages(one, way, facts),
    );
    if (loop) yield { loop, way };
  }
}

/** A `while` that reads from the source and goes on, or a `for` over what is called pages; a loop over the rows of a page is in it. */
function isOverPages(
  { file, loop }: LoopFact,
  way: readonly Place[],
  facts: ProjectFacts,
): boolean {
  const module = facts.modules.get(file);
  const text = module?.text ?? "";
  if (loop.kind === "For") return goesOverPages(loop, text);
  const inside = way.find((place) => isInside(place, placeIn(file, loop)));
  const isAttempt = inside !== undefined && endsLoop(stepsTo(module, inside), loop);
  return (
    !isAttempt && (fetches(loop, file, facts) || pageWords.test(text.slice(loop.from, loop.to)))
  );
}

const pageWords = /(?:^|[\W_])(?:pages?|batch(?:es)?|chunks?|offsets?|cursor|next)(?:$|[\W_])/i;

function goesOverPages({ target, iterable }: For, text: string): boolean {
  const called = iterable.kind === "Call" ? iterable.callee : iterable;
  return (
    /(?:^|[\W_])(?:page|batch|chunk|offset)(?:$|[\W_])/i.test(text.slice(target.from, target.to)) ||
    /(?:pages|batches|chunks|paginate)$/i.test(text.slice(called.from, called.to))
  );
}
