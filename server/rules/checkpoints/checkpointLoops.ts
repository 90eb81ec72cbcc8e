/** Checkpoints that come too seldom, after a loop over pages, or too often, in a loop over rows. */
import type {
  LoopFact,
  OperationEvaluation,
  OperationFact,
  ProjectFacts,
} from "../../model/facts.ts";
import type { Place } from "../../evaluation/values.ts";
import type { For, While } from "../../python/ast.ts";
import { choice, once, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted, lineEnd, lineStart } from "../sourceEdits.ts";
import { isRowOperation } from "../operations/uses.ts";
import { endsLoop, goesBefore, partingOf, type Step, stepsTo } from "../operations/ways.ts";
import { isInside } from "../wrongValues.ts";
import { fetches } from "./fetches.ts";

export function* checkpointLoops(facts: ProjectFacts): Iterable<Problem> {
  yield* once(lateCheckpoints(facts));
  yield* once(frequentCheckpoints(facts));
}

interface Reached {
  readonly operation: OperationFact;
  readonly evaluation: OperationEvaluation;
}

function reached(operations: readonly OperationFact[]): readonly Reached[] {
  return operations.flatMap((operation) =>
    operation.evaluations.map((evaluation) => ({ operation, evaluation })),
  );
}

/** Only when it is known from where every checkpoint is reached: one that is not may be in any loop. */
function* lateCheckpoints(facts: ProjectFacts): Iterable<Problem> {
  const all = facts.operations.filter(({ name }) => name === "checkpoint");
  if (all.length === 0 || all.some(({ evaluations }) => evaluations.length === 0)) return;
  const checkpoints = reached(all);
  const saved = new Set(
    checkpoints.flatMap(({ evaluation }) => evaluation.loops.map(({ loop }) => loop)),
  );
  for (const { operation, evaluation } of reached(facts.operations.filter(isRowOperation))) {
    if (evaluation.loops.some(({ loop }) => saved.has(loop))) continue;
    const way = wayTo({ operation, evaluation });
    const pages = evaluation.loops.find(
      (loop, index) => index + 1 < evaluation.loops.length && isOverPages(loop, way, facts),
    );
    const next = pages && checkpointAfter(pages, way, checkpoints, facts);
    if (!next) continue;
    const { namePlace, call, file } = next.operation;
    yield problemAt(
      { ...namePlace, from: call.callee.from },
      "late-checkpoint",
      "The rows of all pages wait for this checkpoint: a sync that fails before it starts all over. Make one after each page, too.",
      {
        fixes: loopFixes(pages, next.operation, facts),
        related: [
          {
            place: loopPlace(pages, facts),
            message: `The loop over pages${pages.file === file ? "" : ` in ${pages.file}`}.`,
          },
        ],
      },
    );
  }
}

function wayTo({ operation, evaluation }: Reached): readonly Place[] {
  return [...evaluation.calls, placeIn(operation.file, operation.call)];
}

/** The one that a run makes when the loop is done: in its function or one that called it, in as few branches as possible. */
function checkpointAfter(
  { file, loop }: LoopFact,
  way: readonly Place[],
  checkpoints: readonly Reached[],
  { modules }: ProjectFacts,
): Reached | undefined {
  const index = way.findIndex((place) => isInside(place, placeIn(file, loop)));
  const toLoop = [...way.slice(0, index), placeIn(file, loop)];
  const after = checkpoints.filter((each) => {
    const toCheckpoint = wayTo(each);
    return (
      partingOf(toLoop, toCheckpoint) === toCheckpoint.length - 1 &&
      goesBefore(toLoop, toCheckpoint, modules)
    );
  });
  const depth = ({ operation }: Reached): number =>
    stepsTo(modules.get(operation.file), operation.call).length;
  return after.sort((a, b) => depth(a) - depth(b))[0];
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

/** The checkpoint as it is written, also at the end of the loop; where its state is a variable, which the loop may know, too. */
function loopFixes(
  { loop, file, isLexical }: LoopFact,
  { call, file: callFile, function: enclosing }: OperationFact,
  facts: ProjectFacts,
): readonly Fix[] {
  const text = facts.files.text(file) ?? "";
  const last = loop.body.at(-1);
  const [state] = call.arguments;
  const isVariable =
    state?.value.kind === "Name" &&
    enclosing?.definition.parameters.some(
      ({ name }) => name.text === text.slice(state.value.from, state.value.to),
    );
  if (!last || !isLexical || file !== callFile || !isVariable || !isInFunction(loop, enclosing))
    return [];
  const written = `\n${indentationAt(text, last.from)}${text.slice(call.from, call.to)}`;
  return [choice("Make a checkpoint after each page", [inserted(file, last.to, written)])];
}

function isInFunction({ from, to }: For | While, enclosing: OperationFact["function"]): boolean {
  return (
    enclosing !== undefined && enclosing.definition.from <= from && enclosing.definition.to >= to
  );
}

function loopPlace({ file, loop }: LoopFact, { files }: ProjectFacts): ReturnType<typeof placeIn> {
  return placeIn(file, { from: loop.from, to: lineEnd(files.text(file) ?? "", loop.from) });
}

/** In a loop that emits one row each time, unconditionally, and does nothing slow. */
function* frequentCheckpoints(facts: ProjectFacts): Iterable<Problem> {
  const rows = facts.operations.filter(({ name }) => name === "upsert");
  for (const checkpoint of facts.operations.filter(({ name }) => name === "checkpoint")) {
    const { file, call } = checkpoint;
    const steps = stepsTo(facts.modules.get(file), call);
    const loop = steps.at(-2)?.statement;
    const block = steps.at(-1)?.block;
    if (loop?.kind !== "For" || block !== loop.body || isShort(loop)) continue;
    const emits = block.some(
      (statement) =>
        statement.kind === "ExpressionStatement" &&
        rows.some(
          (row) =>
            row.file === file && statement.from <= row.call.from && statement.to >= row.call.to,
        ),
    );
    const hasLoop = block.some(({ kind }) => kind === "For" || kind === "While");
    if (!emits || hasLoop || fetches(loop, file, facts)) continue;
    yield problemAt(
      { ...checkpoint.namePlace, from: call.callee.from },
      "frequent-checkpoints",
      "A checkpoint is made for every row, which is slow; once a minute is often enough. Make one after the loop, or after every few thousand rows.",
      { fixes: afterLoop(steps, loop, checkpoint, facts) },
    );
  }
}

/** Over a few things that are written out. */
function isShort({ iterable }: For): boolean {
  return iterable.kind === "List" || iterable.kind === "Tuple" || iterable.kind === "Set";
}

function afterLoop(
  steps: readonly Step[],
  loop: For,
  { file }: OperationFact,
  { files }: ProjectFacts,
): readonly Fix[] {
  const text = files.text(file) ?? "";
  const statement = steps.at(-1)?.statement;
  if (statement?.kind !== "ExpressionStatement" || loop.otherwise.length > 0) return [];
  const written = text.slice(statement.from, statement.to);
  const start = lineStart(text, statement.from);
  const end = lineEnd(text, statement.to);
  if (text.slice(start, end).trim() !== written || written.includes("\n")) return [];
  const moved = `\n${indentationAt(text, loop.from)}${written}`;
  return [
    choice(
      "Make the checkpoint after the loop",
      // The last line of the loop is replaced by one after it.
      loop.to <= end
        ? [{ file, from: start - 1, to: end, text: moved }]
        : [
            { file, from: start, to: Math.min(end + 1, text.length), text: "" },
            inserted(file, loop.to, moved),
          ],
    ),
  ];
}
