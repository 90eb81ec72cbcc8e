/** Evaluating code of another function, class or module. */
import type { FunctionDefinition, Lambda } from "../python/ast.ts";
import type { Live, LiveClass, LiveSequence, Scope } from "./live.ts";
import type { Frame, Run } from "./run.ts";

interface Home {
  readonly file: string;
  readonly definition?: FunctionDefinition | Lambda;
  readonly self?: Live | undefined;
  readonly owner?: LiveClass | undefined;
  /** Of a comprehension, which is in the loops around it. */
  readonly outerLoops?: number;
}

export function evaluateIn<Result>(
  run: Run,
  { file, definition, self, owner, outerLoops = run.loops.length }: Home,
  scope: Scope,
  yielded: LiveSequence | undefined,
  work: (frame: Frame) => Result,
): Result {
  const frame: Frame = {
    definition,
    file,
    scope,
    mark: run.heap.mark(),
    self,
    owner,
    exits: [],
    depth: run.heap.depth + run.loopExits.length,
    outerLoops,
    returned: undefined,
    yielded,
  };
  const { file: outer, guards } = run;
  const loopExits = run.loopExits.length;
  const loops = run.loops.length;
  run.frames.push(frame);
  run.file = file;
  try {
    return work(frame);
  } finally {
    run.frames.pop();
    run.file = outer;
    run.guards = guards;
    run.loopExits.length = loopExits;
    run.loops.length = loops;
  }
}
