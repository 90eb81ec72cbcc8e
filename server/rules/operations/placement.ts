/** Operations where none can be: at import, in schema() and in the setup form. */
import { isMainGuard } from "../../evaluation/notes.ts";
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { movedAfter } from "./statementMoves.ts";
import { stepsTo } from "./ways.ts";

const places = {
  import: "when the module is imported",
  schema: "by schema()",
  form: "by the setup form",
};

export function* placement(facts: ProjectFacts): Iterable<Problem> {
  for (const operation of facts.operations) {
    const wrong = (["import", "schema", "form"] as const).find(
      (each) =>
        operation.calledFrom.includes(each) && (each !== "import" || isImported(operation, facts)),
    );
    if (!wrong) continue;
    yield problemAt(
      { ...operation.namePlace, from: operation.call.callee.from },
      "operation-misplaced",
      `op.${operation.name} is called ${places[wrong]}; operations only work while update() runs.`,
      { fixes: operation.function ? [] : moveFixes(operation, facts) },
    );
  }
}

/** Whether a module's own code gets there, other than `if __name__ == "__main__":`, which Fivetran does not run. */
function isImported(
  { file, call, evaluations }: OperationFact,
  { modules }: ProjectFacts,
): boolean {
  const own = placeIn(file, call);
  const roots = evaluations.map(({ calls }) => calls[0] ?? own);
  return (roots.length > 0 ? roots : [own]).some((root) => {
    const steps = stepsTo(modules.get(root.file), root);
    const isInFunction = steps.some(({ statement }) => statement.kind === "FunctionDefinition");
    return !isInFunction && steps[0] !== undefined && !isMainGuard(steps[0].statement);
  });
}

/** Of a statement at module level: to the end of update(). */
function moveFixes(
  { file, call }: OperationFact,
  { files, modules, update }: ProjectFacts,
): readonly Fix[] {
  const steps = stepsTo(modules.get(file), call);
  const last = update?.definition.body.at(-1);
  const text = files.text(file);
  const statement = steps[0]?.statement;
  if (steps.length !== 1 || statement?.kind !== "ExpressionStatement") return [];
  if (!last || last.kind === "Return" || update?.file !== file || text === undefined) return [];
  const edits = movedAfter({ file, text }, statement, last);
  return edits ? [choice("Move it to the end of update()", edits)] : [];
}
