/** `yield op.…`, which SDK 2.0 made needless. */
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { FunctionDefinition, Node, PythonModule, Yield } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { hasSince } from "../../sdk/versions.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { FileEdit, Fix, Problem } from "../rule.ts";
import { stepsTo } from "./ways.ts";

export function* obsoleteYield(facts: ProjectFacts): Iterable<Problem> {
  const yielded = facts.operations.filter(({ isYielded }) => isYielded);
  if (yielded.length === 0 || !hasSince(facts.sdk, { major: 2, minor: 0 })) return;
  const everywhere = editsOfAll(yielded, facts);
  for (const operation of yielded) {
    const step = stepsTo(facts.modules.get(operation.file), operation.call).at(-1);
    const statement = step?.statement.kind === "ExpressionStatement" ? step.statement : undefined;
    const from = statement?.value.kind === "Yield" ? statement.from : operation.call.from;
    yield problemAt(
      { file: operation.file, from, to: operation.namePlace.to },
      "obsolete-yield",
      `An operation is not yielded any more since SDK 2.0; call op.${operation.name} alone.`,
      { isDeprecated: true, fixes: fixesOf(operation, statement?.value, facts, everywhere) },
    );
  }
}

/**
 * update() may stop to be a generator: the SDK takes both. Any other function may not while something iterates over it, so all yields
 * go at once or none.
 */
function fixesOf(
  { file, call, function: enclosing }: OperationFact,
  statement: Node | undefined,
  { update }: ProjectFacts,
  everywhere: readonly FileEdit[] | undefined,
): readonly Fix[] {
  if (statement?.kind !== "Yield") return [];
  if (enclosing && enclosing.definition === update?.definition)
    return [fix("Remove yield", [{ file, from: statement.from, to: call.from, text: "" }])];
  return everywhere ? [fix("Remove every yield of an operation", everywhere)] : [];
}

interface Generator {
  readonly file: string;
  readonly definition: FunctionDefinition;
}

/**
 * The removal of all yields, and of `yield from` before calls of functions that then yield nothing; undefined when one of them is used
 * in another way.
 */
function editsOfAll(
  yielded: readonly OperationFact[],
  facts: ProjectFacts,
): readonly FileEdit[] | undefined {
  const calls = new Set<Node>(yielded.map(({ call }) => call));
  const generators = new Map<string, Generator>();
  for (const { file, function: enclosing } of yielded) {
    if (!enclosing) return undefined;
    generators.set(enclosing.definition.name.text, { file, definition: enclosing.definition });
  }
  const edits: FileEdit[] = [];
  const done = new Set<FunctionDefinition>();
  for (;;) {
    const next = [...generators.values()].find(({ definition }) => !done.has(definition));
    if (!next) return edits;
    done.add(next.definition);
    if (!addEdits(next, calls, edits)) return undefined;
    if (next.definition === facts.update?.definition) continue;
    for (const [file, module] of facts.modules) {
      const callers = callersOf(next.definition.name.text, module);
      if (!callers) return undefined;
      for (const { definition, call } of callers) {
        calls.add(call);
        const known = generators.get(definition.name.text);
        if (known && known.definition !== definition) return undefined;
        generators.set(definition.name.text, { file, definition });
        // What was read before this was known to go is read again.
        if (done.has(definition)) addLate(file, definition, call, edits);
      }
    }
  }
}

/** False when a function yields something else, too. */
function addEdits(
  { file, definition }: Generator,
  calls: ReadonlySet<Node>,
  edits: FileEdit[],
): boolean {
  let isAll = true;
  walk(definition.body, (node) => {
    if (node.kind === "FunctionDefinition" || node.kind === "Lambda") return false;
    if (node.kind !== "Yield") return true;
    if (node.value && calls.has(node.value)) edits.push(removal(file, node, node.value));
    else if (!node.isFrom) isAll = false;
    return true;
  });
  return isAll;
}

function addLate(
  file: string,
  definition: FunctionDefinition,
  call: Node,
  edits: FileEdit[],
): void {
  walk(definition.body, (node) => {
    if (node.kind === "Yield" && node.value === call) edits.push(removal(file, node, call));
    return true;
  });
}

function removal(file: string, statement: Yield, value: Node): FileEdit {
  return { ...placeIn(file, statement), to: value.from, text: "" };
}

/** The calls `yield from name(…)`; undefined when the name is used in any other way. */
function callersOf(
  name: string,
  { body, text }: PythonModule,
): readonly { readonly definition: FunctionDefinition; readonly call: Node }[] | undefined {
  const callers: { definition: FunctionDefinition; call: Node }[] = [];
  const definitions: FunctionDefinition[] = [];
  walk(body, (node) => {
    if (node.kind === "FunctionDefinition") definitions.push(node);
    const yielded = node.kind === "ExpressionStatement" ? node.value : undefined;
    const value = yielded?.kind === "Yield" && yielded.isFrom ? yielded.value : undefined;
    if (value?.kind === "Call" && isNamed(value.callee, name)) {
      const definition = definitions.findLast(
        (each) => each.from < value.from && each.to >= value.to,
      );
      if (definition) callers.push({ definition, call: value });
    }
    return true;
  });
  // Each time the name stands there it is one of these calls, a definition or an import.
  const words = text.match(new RegExp(String.raw`(?<!def\s+|import[^\n]*)\b${name}\b`, "g")) ?? [];
  return words.length === callers.length ? callers : undefined;
}

function isNamed(callee: Node, name: string): boolean {
  return (
    (callee.kind === "Name" && callee.id === name) ||
    (callee.kind === "Attribute" && callee.attribute.text === name)
  );
}
