/** Exceptions that nobody gets to know of. */
import type { ProjectFacts } from "../../model/facts.ts";
import type {
  Call,
  ExceptHandler,
  Expression,
  Node,
  Span,
  Statement,
  Try,
} from "../../python/ast.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted, replaced } from "../sourceEdits.ts";
import { calleeName, nodesOf, type Scope, scopesOf } from "./enclosing.ts";

const reads =
  /\.(?:get|post|put|patch|request|execute|executemany|fetch\w*|query|find|find_one|scan|read\w*|download\w*|list\w*|search|urlopen|stream|paginate|get_object|json)$/;
const local =
  /^(?:builtins|json|datetime|re|math|decimal|uuid|hashlib|base64|itertools|functools|collections|copy|string|random|typing|os|fivetran_connector_sdk|logging|time|configuration|dict)\b/;

export function* checkSwallowedExceptions(facts: ProjectFacts): Iterable<Problem> {
  const emitting = new Set<Node>(
    facts.operations
      .filter(({ name }) => /^(?:upsert|update|delete)$/.test(name))
      .map(({ call }) => call),
  );
  const fetching = new Set<Node>(
    facts.calls.filter(({ name }) => reads.test(name) && !local.test(name)).map(({ call }) => call),
  );
  const emitters = new Set<string>();
  const tries: { readonly scope: Scope; readonly node: Try; readonly nodes: readonly Node[] }[] =
    [];
  for (const scope of scopesOf(facts)) {
    const nodes = nodesOf(scope.body);
    if (scope.function && nodes.some((node) => emitting.has(node))) {
      emitters.add(scope.function.name.text);
    }
    for (const node of nodes) if (node.kind === "Try") tries.push({ scope, node, nodes });
  }
  for (const { scope, node, nodes } of tries) {
    const isAboutRows = nodesOf(node.body).some(
      (each) =>
        emitting.has(each) ||
        fetching.has(each) ||
        (each.kind === "Call" && emitters.has(calleeName(each) ?? "")),
    );
    if (!isAboutRows || isRetried(node, nodes)) continue;
    for (const handler of node.handlers) {
      if (catchesAll(handler.type) && doesNothing(handler)) yield swallowed(scope, handler);
    }
  }
}

function swallowed({ file, text }: Scope, handler: ExceptHandler): Problem {
  const caught =
    handler.type === undefined
      ? "except:"
      : `except ${text.slice(handler.type.from, handler.type.to)}:`;
  return problemAt(
    placeIn(file, { from: handler.from, to: handler.type?.to ?? handler.from + "except".length }),
    "swallowed-exception",
    `${caught} hides whatever goes wrong here, and the sync succeeds without these rows; raise it again, or catch only what may be ignored.`,
    { fixes: raisedAgain(file, text, handler) },
  );
}

function raisedAgain(file: string, text: string, { body }: ExceptHandler): readonly Fix[] {
  const last = body.at(-1);
  if (!last) return [];
  const isEnd = last.kind === "Pass" || last.kind === "Continue";
  const edit = isEnd
    ? replaced(placeIn(file, last), "raise")
    : inserted(file, last.to, `\n${indentationAt(text, last.from)}raise`);
  const isAlone = text.slice(text.lastIndexOf("\n", last.from) + 1, last.from).trim() === "";
  return isEnd || isAlone ? [choice("Raise it again", [edit])] : [];
}

function catchesAll(type: Expression | undefined): boolean {
  if (type === undefined) return true;
  if (type.kind === "Tuple") return type.items.some(catchesAll);
  return type.kind === "Name" && /^(?:Base)?Exception$/.test(type.id);
}

/** Nothing but going on, whether or not it is logged. */
function doesNothing({ body }: ExceptHandler): boolean {
  return body.every(
    (statement) =>
      statement.kind === "Pass" ||
      statement.kind === "Continue" ||
      (statement.kind === "ExpressionStatement" && isIdle(statement.value)),
  );
}

function isIdle(value: Expression): boolean {
  if (value.kind !== "Call") return value.kind === "Text" || value.kind === "Singleton";
  return isLog(value);
}

function isLog({ callee }: Call): boolean {
  if (callee.kind === "Name") return callee.id === "print";
  return (
    callee.kind === "Attribute" &&
    callee.value.kind === "Name" &&
    /^_?log(?:ger|ging)?$|_log(?:ger)?$/i.test(callee.value.id)
  );
}

/** Whether a failure leads to another attempt: a counted loop that a success leaves. */
function isRetried(node: Try, nodes: readonly Node[]): boolean {
  const loops = nodes.filter(
    (each) => (each.kind === "For" || each.kind === "While") && contains(each, node),
  );
  const loop = loops.at(-1);
  if (loop?.kind !== "For" && loop?.kind !== "While") return false;
  const isCounted =
    loop.kind === "While" ||
    (loop.iterable.kind === "Call" && calleeName(loop.iterable) === "range");
  return isCounted && leaves([...node.body, ...node.otherwise]);
}

function leaves(body: readonly Statement[]): boolean {
  return nodesOf(body).some(({ kind }) => kind === "Return" || kind === "Break");
}

function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
