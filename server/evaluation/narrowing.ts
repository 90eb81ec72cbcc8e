/** What a test's outcome tells about the variables in it. */
import type { ComparisonOperator, Expression } from "../python/ast.ts";
import { currentScope, evaluate } from "./expressions.ts";
import { joinAll } from "./join.ts";
import { type Live, type Single, singlesOf } from "./live.ts";
import { none } from "./make.ts";
import type { Run } from "./run.ts";
import { variableOf } from "./scopes.ts";
import { typeName } from "./snapshot.ts";
import { areEqual, isSomething, truthOf } from "./truth.ts";

/** Goes on as if the test, which was evaluated, had that outcome; false when it cannot have. */
export function narrow(run: Run, test: Expression, outcome: boolean): boolean {
  switch (test.kind) {
    case "Unary":
      return test.operator !== "not" || narrow(run, test.operand, !outcome);
    case "BooleanOperation":
      // All of an `and` that is true are true, and all of an `or` that is false are false.
      return (
        outcome !== (test.operator === "and") ||
        test.values.every((value) => narrow(run, value, outcome))
      );
    case "Name":
      return keep(run, test, (single) => truthOf(single) !== !outcome);
    case "NamedExpression":
      return narrow(run, test.target, outcome);
    case "Comparison": {
      const [comparison, ...others] = test.rest;
      if (!comparison || others.length > 0) return true;
      return narrowComparison(run, test.left, comparison.operator, comparison.value, outcome);
    }
    case "Call":
      return narrowCall(run, test, outcome);
    default:
      return true;
  }
}

function keep(
  run: Run,
  name: Expression,
  can: (single: Single) => boolean,
  instead?: (single: Single) => Live,
): boolean {
  const variable = name.kind === "Name" && variableOf(run, currentScope(run), name.id);
  const value = variable ? variable.content : undefined;
  if (!variable || !value) return true;
  const left = singlesOf(value).filter(can);
  if (left.length === 0) return false;
  const narrowed = instead
    ? joinAll(left.map(instead))
    : left.length === singlesOf(value).length
      ? value
      : joinAll(left);
  run.heap.write(variable, narrowed, "narrow");
  return true;
}

function narrowComparison(
  run: Run,
  left: Expression,
  operator: ComparisonOperator,
  right: Expression,
  outcome: boolean,
): boolean {
  const isPositive = operator === "is" || operator === "==" || operator === "in";
  const isNegative = operator === "is not" || operator === "!=" || operator === "not in";
  if (!isPositive && !isNegative) return true;
  const holds = outcome === isPositive;
  if (operator === "in" || operator === "not in") return true;
  if (left.kind !== "Name" || !isConstant(right)) return true;
  const other = evaluate(run, right);
  if (other.kind === "none") {
    return holds
      ? keep(
          run,
          left,
          (single) => !isSomething(single),
          () => none(),
        )
      : keep(run, left, (single) => single.kind !== "none");
  }
  return keep(run, left, (single) => areEqual(single, other) !== !holds);
}

function isConstant({ kind }: Expression): boolean {
  return kind === "Text" || kind === "Number" || kind === "Singleton";
}

const types: Readonly<Record<string, string>> = {
  str: "str",
  int: "int",
  float: "float",
  bool: "bool",
  list: "list",
  tuple: "tuple",
  set: "set",
  dict: "dict",
};

function narrowCall(
  run: Run,
  { callee, arguments: [value, type, ...others] }: Extract<Expression, { kind: "Call" }>,
  outcome: boolean,
): boolean {
  if (
    callee.kind !== "Name" ||
    callee.id !== "isinstance" ||
    !value ||
    !type ||
    others.length > 0
  ) {
    return true;
  }
  const asked = type.value.kind === "Tuple" ? type.value.items : [type.value];
  const names = asked.map((each) => (each.kind === "Name" ? types[each.id] : undefined));
  return keep(run, value.value, (single) => {
    const is = isOfType(single, names);
    return is !== !outcome;
  });
}

/** Whether the value is of one of the types; undefined when that is not known. */
export function isOfType(
  value: Single,
  names: readonly (string | undefined)[],
): boolean | undefined {
  switch (value.kind) {
    case "unknown":
    case "external":
    case "result":
    case "state":
    case "instance":
      return undefined;
    case "configurationText":
      // It is text, or None.
      return names.includes("str") || names.includes(undefined) ? undefined : false;
    default: {
      const name = typeName(value);
      if (names.includes(name) || (name === "bool" && names.includes("int"))) return true;
      return names.includes(undefined) ? undefined : false;
    }
  }
}
