/** Checkpoints that are made for every row. */
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { For, Node } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { movedAfter } from "../operations/statementMoves.ts";
import { type Step, stepsTo } from "../operations/ways.ts";
import { choice, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { fetches } from "./fetches.ts";

/** In a loop that emits one row each time, unconditionally, and does nothing slow. */
export function* frequentCheckpoints(facts: ProjectFacts): Iterable<Problem> {
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
    if (!emits || hasLoop || fetches(loop, file, facts) || mayFetch(loop, file, facts)) continue;
    yield problemAt(
      { ...checkpoint.namePlace, from: call.callee.from },
      "frequent-checkpoints",
      "A checkpoint is made for every row, which is slow; once a minute is often enough. Make one after the loop, or after every few thousand rows.",
      { fixes: afterLoop(steps, loop, checkpoint, facts) },
    );
  }
}

/** Whether the loop calls a method of something that is not known, other than those of texts, dictionaries and the like. */
function mayFetch({ body }: For, file: string, { operations, calls }: ProjectFacts): boolean {
  const known = new Set<Node>(
    [...operations, ...calls].filter((each) => each.file === file).map(({ call }) => call),
  );
  let isFound = false;
  walk(body, (node) => {
    isFound ||=
      node.kind === "Call" &&
      node.callee.kind === "Attribute" &&
      !known.has(node) &&
      !plainMethods.has(node.callee.attribute.text);
    return !isFound;
  });
  return isFound;
}

const plainMethods = new Set(
  "get items keys values update pop append add setdefault copy isoformat strftime timestamp astimezone replace lower upper strip split join format encode decode startswith endswith".split(
    " ",
  ),
);

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
  const statement = steps.at(-1)?.statement;
  if (statement?.kind !== "ExpressionStatement" || loop.otherwise.length > 0) return [];
  const edits = movedAfter({ file, text: files.text(file) ?? "" }, statement, loop);
  return edits ? [choice("Make the checkpoint after the loop", edits)] : [];
}
