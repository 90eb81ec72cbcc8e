/** A checkpoint whose state is made from rows that are emitted after it: when the sync fails between, they are lost. */
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { Expression, Statement } from "../../python/ast.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { lineEnd } from "../sourceEdits.ts";
import { assignedBy, Sources } from "./cursorSources.ts";
import { isRowOperation } from "../operations/uses.ts";
import { movedAfter } from "../operations/statementMoves.ts";
import { stepsTo } from "../operations/ways.ts";

export function* cursorOrder(facts: ProjectFacts): Iterable<Problem> {
  for (const checkpoint of facts.operations) {
    if (checkpoint.name !== "checkpoint") continue;
    const step = stepsTo(facts.modules.get(checkpoint.file), checkpoint.call).at(-1);
    const [state] = checkpoint.call.arguments;
    if (step?.statement.kind !== "ExpressionStatement" || !state) continue;
    const rows = facts.operations.filter(
      (each) => each.file === checkpoint.file && isRowOperation(each),
    );
    const late = rowsAfter(step.block, step.index, state.value, rows);
    if (!late) continue;
    yield problemAt(
      { ...checkpoint.namePlace, from: checkpoint.call.callee.from },
      "cursor-before-rows",
      "The state saved here covers rows that are only emitted below: when the sync fails between, they are never read again. Make the checkpoint after them.",
      {
        fixes: moveFixes(checkpoint, step.statement, late, facts),
        related: [
          {
            place: placeIn(checkpoint.file, {
              from: late.from,
              to: lineEnd(facts.files.text(checkpoint.file) ?? "", late.from),
            }),
            message: "The rows are emitted here.",
          },
        ],
      },
    );
  }
}

/** What the state was made from, followed through one block: names stand for what was read into them. */
function rowsAfter(
  block: readonly Statement[],
  index: number,
  state: Expression,
  rows: readonly OperationFact[],
): Statement | undefined {
  const sources = new Sources();
  const emitted = new Set<string>();
  for (const statement of block.slice(0, index)) {
    sources.follow(statement);
    for (const name of emittedBy(statement, rows, sources)) emitted.add(name);
  }
  const covered = sources.cursorOf(state);
  for (const statement of block.slice(index + 1)) {
    if (emittedBy(statement, rows, sources).some((name) => covered.has(name) && !emitted.has(name)))
      return statement;
    // What follows may be about other rows under the same name.
    for (const name of assignedBy(statement)) covered.delete(name);
  }
  return undefined;
}

/** The names of the rows that a statement emits: those of the loop that it is, or of the row that it passes. */
function emittedBy(
  statement: Statement,
  rows: readonly OperationFact[],
  sources: Sources,
): readonly string[] {
  const own = rows.filter(({ call }) => statement.from <= call.from && statement.to >= call.to);
  if (own.length === 0) return [];
  if (statement.kind === "For") return [...sources.coverOf(statement.iterable)];
  if (statement.kind !== "ExpressionStatement") return [];
  return own.flatMap((row) => {
    const value = ["data", "modified", "keys"]
      .map((name) => row.arguments.get(name)?.argument.value)
      .find(Boolean);
    if (value?.kind === "Dict")
      return value.items.flatMap(({ value: item }) =>
        item.kind === "Name" ? [] : [...sources.coverOf(item)],
      );
    return value ? [...sources.coverOf(value)] : [];
  });
}

function moveFixes(
  { file }: OperationFact,
  statement: Statement,
  late: Statement,
  { files }: ProjectFacts,
): readonly Fix[] {
  const edits = movedAfter({ file, text: files.text(file) ?? "" }, statement, late);
  return edits ? [fix("Make the checkpoint after the rows", edits)] : [];
}
