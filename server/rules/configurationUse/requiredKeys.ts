/** Keys without which the code fails: it reads them, or raises when they are not there. */
import { alternativesOf, type Place } from "../../evaluation/values.ts";
import type { ConfigurationRead, ProjectFacts } from "../../model/facts.ts";
import type { Expression, For, Node, Span, Statement } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { stepsTo } from "../operations/ways.ts";

/** Whether something that is not followed sees the whole configuration, and so may read any key. */
export function mayReadAny({ configuration, calls }: ProjectFacts): boolean {
  return (
    configuration.escapes ||
    calls.some(
      ({ name, arguments: given }) =>
        !/^(?:fivetran_connector_sdk|builtins)\./.test(name) &&
        given.some(({ value }) =>
          alternativesOf(value).some(({ kind }) => kind === "configuration"),
        ),
    )
  );
}

/** Whether the key stands in the code as a text of its own, other than at a place: code that was not reached may read it. */
export function isWritten(key: string, { modules }: ProjectFacts, except?: Place): boolean {
  return [...modules].some(([file, { text }]) =>
    ['"', "'"].some((quote) => {
      const literal = quote + key + quote;
      const at = text.indexOf(literal);
      const isOther = file !== except?.file || at !== except.from;
      return at >= 0 && (isOther || text.includes(literal, at + 1));
    }),
  );
}

/** Of reads in the order of the text the first of each key; a key that the code sets itself is none. */
export function* requiredReads(
  facts: ProjectFacts,
  isKnown: (key: string) => boolean,
): Iterable<ConfigurationRead> {
  const { reads } = facts.configuration;
  const done = new Set(reads.filter(({ how }) => how === "write").map(({ key }) => key));
  for (const read of reads) {
    if (isKnown(read.key) || done.has(read.key) || !isRequired(read, facts)) continue;
    done.add(read.key);
    yield read;
  }
}

function isRequired(read: ConfigurationRead, { modules }: ProjectFacts): boolean {
  if (read.how === "index" && !read.isGuarded) return true;
  const module = modules.get(read.place.file);
  const statement = stepsTo(module, read.place).at(-1)?.statement;
  if (statement?.kind === "If") {
    return raises(statement.body) && isDemanded(statement.test, (key) => isAt(key, read.place));
  }
  if (!module || !statement) return false;
  const keys = listAround(statement, read.place);
  return keys !== undefined && isEachDemanded(keys, statement, module.body);
}

/** The list that the key is written in. */
function listAround(statement: Statement, place: Span): Expression | undefined {
  let found: Expression | undefined;
  walk([statement], (node) => {
    if (node.from > place.from || node.to < place.to) return false;
    if (node.kind === "List" || node.kind === "Tuple" || node.kind === "Set")
      found = node.items.some((item) => isAt(item, place)) ? node : undefined;
    return true;
  });
  return found;
}

/** Whether a loop over the list, or over the variable that holds it, raises for a key that is not there. */
function isEachDemanded(
  keys: Expression,
  statement: Statement,
  body: readonly Statement[],
): boolean {
  const [target] =
    statement.kind === "Assignment" && statement.value === keys ? statement.targets : [];
  const name = target?.kind === "Name" ? target.id : undefined;
  const isOver = (iterable: Expression): boolean =>
    iterable === keys || (name !== undefined && iterable.kind === "Name" && iterable.id === name);
  const missing = new Set<string>();
  let isFound = false;
  walk(name === undefined ? [statement] : body, (node) => {
    if (node.kind === "For" && isOver(node.iterable)) isFound ||= raisesInside(node, missing);
    if (
      node.kind === "Assignment" &&
      collects(node.value, isOver) &&
      node.targets[0]?.kind === "Name"
    )
      missing.add(node.targets[0].id);
    if (node.kind === "If" && raises(node.body))
      isFound ||= node.test.kind === "Name" && missing.has(node.test.id);
    return !isFound;
  });
  return isFound;
}

/** `for key in keys: if key not in configuration: raise …`, or `missing.append(key)`. */
function raisesInside({ target, body }: For, missing: Set<string>): boolean {
  return body.some((statement) => {
    if (statement.kind !== "If" || !isDemanded(statement.test, (key) => isSameName(key, target)))
      return false;
    for (const each of statement.body)
      if (each.kind === "ExpressionStatement" && each.value.kind === "Call") {
        const { callee } = each.value;
        if (
          callee.kind === "Attribute" &&
          callee.attribute.text === "append" &&
          callee.value.kind === "Name"
        )
          missing.add(callee.value.id);
      }
    return raises(statement.body);
  });
}

/** `[key for key in keys if key not in configuration]` */
function collects(value: Expression, isOver: (iterable: Expression) => boolean): boolean {
  return (
    value.kind === "Comprehension" &&
    value.clauses.some(
      ({ target, iterable, conditions }) =>
        isOver(iterable) &&
        conditions.some((condition) => isDemanded(condition, (key) => isSameName(key, target))),
    )
  );
}

/** Whether a test holds when the key is missing: `key not in …`, `not ….get(key)`, `not …[key]`, and others beside it. */
function isDemanded(test: Expression, isKey: (key: Node) => boolean): boolean {
  if (test.kind === "BooleanOperation")
    return test.operator === "or" && test.values.some((each) => isDemanded(each, isKey));
  if (test.kind === "Comparison")
    return test.rest.length === 1 && test.rest[0]?.operator === "not in" && isKey(test.left);
  if (test.kind !== "Unary" || test.operator !== "not") return false;
  let value: Expression = test.operand;
  // `not configuration.get(key, "").strip()`
  while (value.kind === "Call" && value.arguments.length === 0 && value.callee.kind === "Attribute")
    value = value.callee.value;
  const key =
    value.kind === "Subscript"
      ? value.index
      : value.kind === "Call"
        ? value.arguments[0]?.value
        : undefined;
  return key !== undefined && isKey(key);
}

function raises(body: readonly Statement[]): boolean {
  return body.some(({ kind }) => kind === "Raise");
}

function isAt({ from, to }: Span, place: Span): boolean {
  return from === place.from && to === place.to;
}

function isSameName(key: Node, target: Expression): boolean {
  return key.kind === "Name" && target.kind === "Name" && key.id === target.id;
}
