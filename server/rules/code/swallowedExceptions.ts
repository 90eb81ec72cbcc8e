/** Exceptions that nobody gets to know of. */
import type { ProjectFacts } from "../../model/facts.ts";
import type { ExceptHandler, Expression, Node, Span, Try } from "../../python/ast.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted, replaced } from "../sourceEdits.ts";
import { calleeName, type Scope, within } from "./enclosing.ts";

const reads =
  /\.(?:get|post|put|patch|request|execute|executemany|fetch\w*|query|find|find_one|scan|read\w*|download\w*|list\w*|search|urlopen|stream|paginate|get_object|json)$/;
const local =
  /^(?:builtins|json|datetime|re|math|decimal|uuid|hashlib|base64|itertools|functools|collections|copy|string|random|typing|os|fivetran_connector_sdk|logging|time|queue|threading|concurrent|configuration|dict)\b/;

const logs = /^(?:fivetran_connector_sdk\.Logging|logging|builtins\.print|traceback)\b/;

export function* checkSwallowedExceptions(
  { operations, calls }: ProjectFacts,
  scopes: readonly Scope[],
): Iterable<Problem> {
  const emitting = new Set<Node>();
  for (const { name, call } of operations) {
    if (/^(?:upsert|update|delete)$/.test(name)) emitting.add(call);
  }
  const fetching = new Set<Node>();
  const logging = new Set<Node>();
  for (const { name, call } of calls) {
    if (reads.test(name) && !local.test(name)) fetching.add(call);
    if (logs.test(name)) logging.add(call);
  }
  const emitters = new Set<string>();
  for (const { function: definition, nodes } of scopes) {
    if (definition && nodes.some((node) => emitting.has(node))) emitters.add(definition.name.text);
  }
  for (const scope of scopes) {
    for (const node of scope.nodes) {
      if (node.kind !== "Try" || isRetried(node, scope.nodes)) continue;
      const tried = within(scope.nodes, node.body);
      const losesRows = tried.some((each) => emitting.has(each));
      const isAboutRows =
        losesRows ||
        tried.some(
          (each) =>
            fetching.has(each) || (each.kind === "Call" && emitters.has(calleeName(each) ?? "")),
        );
      if (!isAboutRows) continue;
      for (const handler of node.handlers) {
        if (catchesAll(handler.type) && doesNothing(handler, logging)) {
          yield swallowed(scope, handler, losesRows);
        }
      }
    }
  }
}

function swallowed({ file, text }: Scope, handler: ExceptHandler, losesRows: boolean): Problem {
  const caught =
    handler.type === undefined
      ? "except:"
      : `except ${text.slice(handler.type.from, handler.type.to)}:`;
  return problemAt(
    placeIn(file, { from: handler.from, to: handler.type?.to ?? handler.from + "except".length }),
    "swallowed-exception",
    `${caught} hides whatever goes wrong here, and the sync succeeds without these rows; raise it again, or catch only what may be ignored.`,
    {
      fixes: raisedAgain(file, text, handler),
      // Who logs that something was not read may have thought of it.
      ...(!losesRows &&
        handler.body.some(({ kind }) => kind === "ExpressionStatement") && { severity: "info" }),
    },
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
function doesNothing({ body }: ExceptHandler, logging: ReadonlySet<Node>): boolean {
  return body.every((statement) => {
    if (statement.kind === "Pass" || statement.kind === "Continue") return true;
    if (statement.kind !== "ExpressionStatement") return false;
    const { value } = statement;
    return logging.has(value) || value.kind === "Text" || value.kind === "Singleton";
  });
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
  return isCounted && leaves(within(nodes, [...node.body, ...node.otherwise]));
}

function leaves(nodes: readonly Node[]): boolean {
  return nodes.some(({ kind }) => kind === "Return" || kind === "Break");
}

function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
