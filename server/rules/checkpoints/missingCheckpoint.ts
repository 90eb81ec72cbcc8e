/** A connector that emits rows and never makes a checkpoint. */
import type { ProjectFacts } from "../../model/facts.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted } from "../sourceEdits.ts";
import { isRowOperation } from "../operations/uses.ts";

export function* missingCheckpoint(facts: ProjectFacts): Iterable<Problem> {
  const { operations, update, modules } = facts;
  if (!update || !operations.some(isRowOperation)) return;
  // `checkpoint` may also be passed on as a function.
  const isNamed = [...modules.values()].some(({ text }) => /\.checkpoint\b/.test(text));
  if (isNamed) return;
  yield problemAt(
    placeIn(update.file, update.definition.name),
    "no-checkpoint",
    "Nothing makes a checkpoint, so no state is saved and a sync that fails starts all over. Call op.checkpoint(state) after the rows that it covers.",
    { fixes: checkpointAtEnd(facts) },
  );
}

function checkpointAtEnd({ operations, update, files }: ProjectFacts): readonly Fix[] {
  const text = update && files.text(update.file);
  const last = update?.definition.body.at(-1);
  const operation = operations.find(({ file }) => file === update?.file);
  const hasState = update?.definition.parameters.some(({ name }) => name.text === "state");
  if (!update || !last || text === undefined || !operation || !hasState) return [];
  const { callee } = operation.call;
  if (callee.kind !== "Attribute") return [];
  const call = `${text.slice(callee.value.from, callee.value.to)}.checkpoint(state)`;
  const indentation = indentationAt(text, last.from);
  const edit =
    last.kind === "Return" || last.kind === "Raise"
      ? inserted(update.file, last.from, `${call}\n${indentation}`)
      : inserted(update.file, last.to, `\n${indentation}${call}`);
  return [choice("Make a checkpoint at the end of update()", [edit])];
}
