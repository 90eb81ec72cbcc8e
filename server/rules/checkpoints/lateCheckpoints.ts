/** A checkpoint that is only made when every page was read. */
import type { Place } from "../../evaluation/values.ts";
import type { LoopFact, OperationFact, ProjectFacts } from "../../model/facts.ts";
import { walk } from "../../python/walk.ts";
import { goesBefore, partingOf, stepsTo } from "../operations/ways.ts";
import { choice, once, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted, lineEnd } from "../sourceEdits.ts";
import { isInside } from "../wrongValues.ts";
import { pageLoops, type Reached, reached, wayTo } from "./pageLoops.ts";

export function lateCheckpoints(facts: ProjectFacts): Iterable<Problem> {
  return once(lateOnes(facts));
}

/** Only when it is known from where every checkpoint is reached: one that is not may be in any loop. */
function* lateOnes(facts: ProjectFacts): Iterable<Problem> {
  const all = facts.operations.filter(({ name }) => name === "checkpoint");
  if (all.length === 0 || all.some(({ evaluations }) => evaluations.length === 0)) return;
  const checkpoints = reached(all);
  const names = new Set(
    all.flatMap(({ function: around }) =>
      around && around.definition !== facts.update?.definition ? around.definition.name.text : [],
    ),
  );
  for (const { loop: pages, way } of pageLoops(facts, checkpoints)) {
    const next = checkpointAfter(pages, way, checkpoints, facts);
    if (!next || calls(pages, names, facts)) continue;
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

/** Whether the loop calls something that has the name of a function with a checkpoint: a method of an object that is not known, perhaps. */
function calls(
  { file, loop }: LoopFact,
  names: ReadonlySet<string>,
  { files }: ProjectFacts,
): boolean {
  const text = files.text(file)?.slice(loop.from, loop.to) ?? "";
  return [...text.matchAll(/(\w+)\s*\(/g)].some(([, name = ""]) => names.has(name));
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

/** The checkpoint as it is written, also at the end of the loop, when the loop knows what its state is made of. */
function loopFixes(
  { loop, file }: LoopFact,
  { call, file: callFile, function: around }: OperationFact,
  facts: ProjectFacts,
): readonly Fix[] {
  const last = loop.body.at(-1);
  const body = around?.definition.body ?? [];
  const isInFunction = body.some(({ from, to }) => from <= loop.from && to >= loop.to);
  if (!last || file !== callFile || !isInFunction) return [];
  const late = new Set<string>();
  walk(body, (node) => {
    if (node.kind === "Assignment" && node.from > loop.to && node.to < call.from)
      for (const target of node.targets) if (target.kind === "Name") late.add(target.id);
    return true;
  });
  const used: string[] = [];
  walk([call], (node) => {
    if (node.kind === "Name") used.push(node.id);
    return true;
  });
  const text = facts.files.text(file) ?? "";
  const written = `\n${indentationAt(text, last.from)}${text.slice(call.from, call.to)}`;
  return !used.some((name) => late.has(name)) && !written.trim().includes("\n")
    ? [choice("Make a checkpoint after each page", [inserted(file, last.to, written)])]
    : [];
}

function loopPlace({ file, loop }: LoopFact, { files }: ProjectFacts): ReturnType<typeof placeIn> {
  return placeIn(file, { from: loop.from, to: lineEnd(files.text(file) ?? "", loop.from) });
}
