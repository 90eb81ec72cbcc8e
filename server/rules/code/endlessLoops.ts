/** Loops that nothing ends. */
import type { ProjectFacts } from "../../model/facts.ts";
import type { Expression, Node, While } from "../../python/ast.ts";
import { bindingsOf } from "../bindings.ts";
import { problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { calleeName, type Scope, within } from "./enclosing.ts";

/** What may raise to end a loop, or waits for work in a thread of its own. */
const mayEnd =
  /^(?:exit|_exit|quit|abort|next|__next__|get|get_nowait|task_done|recv|accept|raise_for_status|wait|send|throw|kill)$/;

interface Loop {
  readonly scope: Scope;
  readonly loop: While;
  /** What is in it. */
  readonly inside: readonly Node[];
}

export function* checkEndlessLoops(
  _facts: ProjectFacts,
  scopes: readonly Scope[],
): Iterable<Problem> {
  const raising = new Set<string>();
  const loops: Loop[] = [];
  for (const scope of scopes) {
    const name = scope.function?.name.text;
    if (name !== undefined && scope.nodes.some(({ kind }) => kind === "Raise")) raising.add(name);
    for (const loop of scope.nodes) {
      if (loop.kind !== "While") continue;
      loops.push({ scope, loop, inside: within(scope.nodes, loop.body) });
    }
  }
  for (const each of loops) {
    const { scope, loop } = each;
    const isCaught = scope.nodes.some(
      ({ kind, from, to }) => kind === "Try" && from <= loop.from && loop.to <= to,
    );
    if (isCaught || !isConstantlyTrue(each) || hasWayOut(each, raising)) continue;
    yield problemAt(
      { file: scope.file, from: loop.from, to: loop.test.to },
      "endless-loop",
      "Nothing ends this loop: there is no break, return or raise in it, and its condition stays true. The sync never ends.",
    );
  }
}

/** `while True`, or of variables that the loop does not change. */
function isConstantlyTrue({ scope, loop: { test, body } }: Loop): boolean {
  if (test.kind === "Singleton") return test.value === true;
  if (test.kind === "Number") return test.value !== 0;
  const names = namesOf(test);
  if (names === undefined || names.length === 0 || !scope.function) return false;
  const set = bindingsOf(body).names;
  const isShared = scope.nodes.some(({ kind }) => kind === "ScopeDeclaration");
  const isFlag = test.kind !== "Comparison";
  return (
    !isShared && names.every((name) => !set.has(name) && (isFlag ? isFlagIn : isOwn)(name, scope))
  );
}

function isOwn(name: string, { body, function: definition }: Scope): boolean {
  return (
    bindingsOf(body).names.has(name) ||
    definition?.parameters.some((parameter) => parameter.name.text === name) === true
  );
}

/** Whether a variable is only ever set to True or the like; a container may be changed wherever it is used. */
function isFlagIn(name: string, { nodes }: Scope): boolean {
  const values = nodes.flatMap((node) =>
    node.kind === "Assignment" &&
    node.targets.some((target) => target.kind === "Name" && target.id === name)
      ? [node.value.kind]
      : [],
  );
  return values.length > 0 && values.every((kind) => kind === "Singleton" || kind === "Number");
}

/** Of a condition made from variables and numbers alone. */
function namesOf(test: Expression): readonly string[] | undefined {
  if (test.kind === "Name") return [test.id];
  if (test.kind === "Unary" && test.operator === "not") return namesOf(test.operand);
  if (test.kind !== "Comparison") return undefined;
  const sides = [test.left, ...test.rest.map(({ value }) => value)];
  const isPlain = test.rest.every(({ operator }) => /^(?:[<>]=?|==|!=)$/.test(operator));
  if (!isPlain || !sides.every(({ kind }) => kind === "Name" || kind === "Number"))
    return undefined;
  return sides.flatMap((side) => (side.kind === "Name" ? [side.id] : []));
}

function hasWayOut({ inside }: Loop, raising: ReadonlySet<string>): boolean {
  const loops = inside.filter(({ kind }) => kind === "For" || kind === "While");
  return inside.some((node) => {
    switch (node.kind) {
      case "Return":
      case "Raise":
      case "Yield":
      case "Await":
      case "Assert":
      case "Missing":
      case "Unreadable":
      case "ScopeDeclaration":
        return true;
      case "Break":
        return !loops.some(({ from, to }) => from <= node.from && node.to <= to);
      case "Call": {
        const name = calleeName(node);
        return name === undefined || mayEnd.test(name) || raising.has(name);
      }
      default:
        return false;
    }
  });
}
