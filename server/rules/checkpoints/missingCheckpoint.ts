/** A connector that emits rows and never makes a checkpoint. */
import type { ProjectFacts } from "../../model/facts.ts";
import type { FunctionDefinition, Statement } from "../../python/ast.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { FileEdit, Fix, Problem } from "../rule.ts";
import { indentationAt, inserted } from "../sourceEdits.ts";
import { isRowOperation } from "../operations/uses.ts";
import { stepsTo } from "../operations/ways.ts";
import { pageLoops } from "./pageLoops.ts";

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
    { fixes: checkpointFixes(facts) },
  );
}

/** At the end of update(), and of each loop over pages that knows the state. */
function checkpointFixes(facts: ProjectFacts): readonly Fix[] {
  const { operations, update, files, modules } = facts;
  const text = update && files.text(update.file);
  const last = update?.definition.body.at(-1);
  const callee = operations.find(({ file }) => file === update?.file)?.call.callee;
  if (!update || !last || text === undefined || callee?.kind !== "Attribute") return [];
  if (!hasState(update.definition)) return [];
  const loops = new Map([...pageLoops(facts, [])].map(({ loop }) => [loop.loop, loop]));
  const canSave = [...loops.values()].every(({ file, loop }) => {
    const around = stepsTo(modules.get(file), loop).findLast(
      ({ statement }) => statement.kind === "FunctionDefinition",
    )?.statement;
    return file === update.file && around?.kind === "FunctionDefinition" && hasState(around);
  });
  if (!canSave) return [];
  const call = `${text.slice(callee.value.from, callee.value.to)}.checkpoint(state)`;
  const after = (statement: Statement): FileEdit =>
    inserted(update.file, statement.to, `\n${indentationAt(text, statement.from)}${call}`);
  const inLoops = [...loops.keys()].flatMap(({ body }) => body.slice(-1).map(after));
  const isLeft = last.kind === "Return" || last.kind === "Raise";
  const atEnd = isLeft
    ? inserted(update.file, last.from, `${call}\n${indentationAt(text, last.from)}`)
    : after(last);
  // A loop that update() ends with makes its checkpoint at the same place.
  const edits = [...inLoops, ...(inLoops.some(({ from }) => from === atEnd.from) ? [] : [atEnd])];
  return [
    choice(
      loops.size > 0
        ? "Make a checkpoint after each page"
        : "Make a checkpoint at the end of update()",
      edits,
    ),
  ];
}

function hasState({ parameters }: FunctionDefinition): boolean {
  return parameters.some(({ name }) => name.text === "state");
}
