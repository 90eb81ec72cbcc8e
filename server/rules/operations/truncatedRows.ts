/** A truncate that comes after upserts of the same table marks the new rows as deleted. */
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { Place } from "../../evaluation/values.ts";
import { fix, once, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { type Use, usesOf } from "./uses.ts";
import { movedBefore } from "./statementMoves.ts";
import { goesBefore, stepsTo } from "./ways.ts";

export function truncatedRows(facts: ProjectFacts): Iterable<Problem> {
  return once(lateTruncates(facts));
}

function* lateTruncates(facts: ProjectFacts): Iterable<Problem> {
  const uses = usesOf(facts);
  const upserts = uses.filter(({ operation }) => operation.name === "upsert");
  for (const truncate of uses) {
    if (truncate.operation.name !== "truncate" || mayBeDeferred(truncate.operation)) continue;
    const earlier = upserts.find(
      (upsert) => isSameTable(upsert, truncate) && precedes(upsert, truncate, facts),
    );
    if (!earlier) continue;
    const { operation } = truncate;
    yield problemAt(
      { ...operation.namePlace, from: operation.call.callee.from },
      "truncated-new-rows",
      `This marks all rows of ${truncate.tables?.[0]?.value ?? "the table"} as deleted, also those upserted before it in this sync. Truncate first.`,
      {
        fixes: moveFixes(operation, earlier.operation, facts),
        related: [{ place: earlier.operation.namePlace, message: "Upserted here." }],
      },
    );
  }
}

/** Before the statement of its own block in which the rows are upserted. */
function moveFixes(
  { file, call }: OperationFact,
  earlier: OperationFact,
  { files, modules }: ProjectFacts,
): readonly Fix[] {
  const { block, statement } = stepsTo(modules.get(file), call).at(-1) ?? {};
  const first =
    earlier.file === file &&
    block?.find((each) => each.from <= earlier.call.from && each.to >= earlier.call.to);
  if (!first || statement?.kind !== "ExpressionStatement") return [];
  const edits = movedBefore({ file, text: files.text(file) ?? "" }, statement, first);
  return edits ? [fix("Truncate first", edits)] : [];
}

function mayBeDeferred({ arguments: given, hasStars }: OperationFact): boolean {
  const deferred = given.get("deferred")?.value;
  return hasStars || (deferred !== undefined && !(deferred.kind === "boolean" && !deferred.value));
}

function isSameTable(a: Use, b: Use): boolean {
  const [first, ...others] = a.tables ?? [];
  const [second, ...rest] = b.tables ?? [];
  return (
    first !== undefined &&
    others.length === 0 &&
    rest.length === 0 &&
    first.value === second?.value &&
    a.schema !== undefined &&
    a.schema === b.schema
  );
}

function precedes(a: Use, b: Use, { modules }: ProjectFacts): boolean {
  if (a.evaluation && b.evaluation) {
    return a.evaluation.order < b.evaluation.order && goesBefore(wayTo(a), wayTo(b), modules);
  }
  return (
    !a.evaluation &&
    !b.evaluation &&
    a.operation.function?.definition === b.operation.function?.definition &&
    goesBefore(wayTo(a), wayTo(b), modules)
  );
}

function wayTo({ operation, evaluation }: Use): readonly Place[] {
  return [...(evaluation?.calls ?? []), placeIn(operation.file, operation.call)];
}
