/** What expressions are. */
import type { Comprehension, Conditional, Dict, Expression } from "../python/ast.ts";
import { attributeOf } from "./attributes.ts";
import { evaluateCall } from "./calls.ts";
import { formatText } from "./formatting.ts";
import { havoc } from "./havoc.ts";
import { grow } from "./methods.ts";
import { anyElement, certainElements, elementsOf, joinRest, seeKey } from "./items.ts";
import { anyWith, joinAll } from "./join.ts";
import { runClauses } from "./loops.ts";
import { type Live, type LiveElement, type LiveEntry, singlesOf } from "./live.ts";
import { boolean, external, float, integer, none, partialText, text, unknown } from "./make.ts";
import { seeComparison, seeNumberUse, seeTruth } from "./misuses.ts";
import { narrow } from "./narrowing.ts";
import {
  addEntries,
  applyBinary,
  booleanOf,
  compare,
  negate,
  uniqueElements,
} from "./operators.ts";
import type { Run } from "./run.ts";
import { assignName, readName } from "./scopes.ts";
import { storeItem, subscriptOf } from "./subscripts.ts";
import { truthOf } from "./truth.ts";
import { eitherOf, onEach } from "./ways.ts";
import { makeLambda } from "./functions.ts";

export function evaluate(run: Run, node: Expression): Live {
  run.spend();
  switch (node.kind) {
    case "Name":
      return readName(run, currentScope(run), node.id);
    case "Text":
      return node.value === undefined
        ? partialText(run.place(node))
        : text(node.value, run.place(node), true);
    case "FormattedText":
      return formatText(
        node,
        ({ value }) => evaluate(run, value),
        run.place(node),
        run.source(run.file)?.module.text ?? "",
      );
    case "Bytes":
      return { kind: "bytes", place: run.place(node) };
    case "Number":
      return node.isInteger
        ? integer(node.value, run.place(node))
        : float(Number(node.value), run.place(node));
    case "Singleton":
      return node.value === null
        ? none(run.place(node))
        : node.value === "..."
          ? external("builtins.Ellipsis", run.place(node))
          : boolean(node.value, run.place(node));
    case "Attribute":
      return attributeOf(run, evaluate(run, node.value), node.attribute.text, node);
    case "Subscript":
      return subscriptOf(run, evaluate(run, node.value), node);
    case "Call":
      return evaluateCall(run, node);
    case "List":
    case "Tuple":
    case "Set":
      return evaluateItems(run, node);
    case "Dict":
      return evaluateDict(run, node);
    case "Comprehension":
      return evaluateComprehension(run, node);
    case "Unary": {
      const operand = evaluate(run, node.operand);
      if (node.operator !== "not") return negate(operand, node.operator, run.place(node));
      seeTruth(run, operand, node.operand);
      const truth = truthOf(operand);
      return booleanOf(truth === undefined ? undefined : !truth, run.place(node));
    }
    case "Binary": {
      const left = evaluate(run, node.left);
      const right = evaluate(run, node.right);
      seeNumberUse(run, node, left, right);
      return applyBinary(run, node.operator, left, right, run.place(node));
    }
    case "BooleanOperation":
      return evaluateAndOr(run, node.operator, node.values);
    case "Comparison":
      return evaluateComparison(run, node);
    case "Conditional":
      return evaluateConditional(run, node);
    case "Lambda":
      return makeLambda(run, node);
    case "Await":
    case "Starred":
      return evaluate(run, node.value);
    case "Yield":
      return evaluateYield(run, node.value, node.isFrom);
    case "NamedExpression": {
      const value = evaluate(run, node.value);
      assignName(run, currentScope(run), node.target.id, value);
      return value;
    }
    case "Slice":
      for (const part of [node.lower, node.upper, node.step]) if (part) evaluate(run, part);
      return unknown("a slice");
    case "Missing":
      return unknown("it is not written yet");
  }
}

export function currentScope(run: Run): NonNullable<Run["frame"]>["scope"] {
  const { frame } = run;
  if (!frame) throw new Error("nothing is being evaluated");
  return frame.scope;
}

function evaluateItems(
  run: Run,
  { kind, items, from, to }: Extract<Expression, { kind: "List" | "Tuple" | "Set" }>,
): Live {
  const elements: LiveElement[] = [];
  let rest: Live | undefined;
  for (const item of items) {
    const value = evaluate(run, item);
    if (item.kind === "Starred") {
      const found = elementsOf(run, value);
      elements.push(...found.elements);
      rest = joinRest(rest, found.rest);
    } else elements.push({ value, isCertain: true });
  }
  const type = kind === "List" ? "list" : kind === "Tuple" ? "tuple" : "set";
  return run.sequence(
    type,
    type === "set" ? uniqueElements(elements) : elements,
    run.place({ from, to }),
    rest,
  );
}

function evaluateDict(run: Run, node: Dict): Live {
  const dict = run.dict([], run.place(node));
  const overwritten: LiveEntry[] = [];
  for (const { key: keyNode, value: valueNode } of node.items) {
    if (!keyNode) {
      const value = evaluate(run, valueNode);
      if (value.kind === "dict") addEntries(run, dict, value);
      else run.heap.weaken(dict);
      if (value.kind === "dict" && value.origin === "configuration")
        run.configurationEscapes = true;
      continue;
    }
    const key = evaluate(run, keyNode);
    const value = evaluate(run, valueNode);
    const before = dict.content.entries;
    storeItem(run, dict, key, value, run.place(keyNode));
    if (key.kind === "text" && dict.content.entries.length === before.length) {
      const old = before.find(
        (entry) => entry.key.kind === "text" && entry.key.value === key.value,
      );
      if (old?.isCertain) overwritten.push(old);
    }
  }
  if (overwritten.length > 0) run.heap.write(dict, { ...dict.content, overwritten });
  return dict;
}

function evaluateAndOr(run: Run, operator: "and" | "or", values: readonly Expression[]): Live {
  const [first, ...rest] = values;
  if (!first) return unknown("it is not written yet");
  const value = evaluate(run, first);
  if (rest.length === 0) return value;
  seeTruth(run, value, first);
  const goesOn = operator === "and";
  const truth = truthOf(value);
  if (truth !== undefined) return truth === goesOn ? evaluateAndOr(run, operator, rest) : value;
  return eitherOf(run, [
    () => ending(value, !goesOn),
    () => (narrow(run, first, goesOn) ? evaluateAndOr(run, operator, rest) : undefined),
  ]);
}

/** Of the values it may be, those that can be of that truth. */
function ending(value: Live, truth: boolean): Live | undefined {
  const left = singlesOf(value).filter((single) => truthOf(single) !== !truth);
  return left.length === 0 ? undefined : joinAll(left);
}

function evaluateComparison(run: Run, node: Extract<Expression, { kind: "Comparison" }>): Live {
  let left = evaluate(run, node.left);
  const answers: (boolean | undefined)[] = [];
  for (const { operator, value } of node.rest) {
    const right = evaluate(run, value);
    seeComparison(run, operator, [left, node.left], [right, value]);
    if (operator === "in" || operator === "not in") seeTest(run, left, right, node.left);
    answers.push(compare(operator, left, right));
    left = right;
  }
  const answer = answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  return booleanOf(answer, run.place(node));
}

function seeTest(run: Run, key: Live, container: Live, node: Expression): void {
  for (const single of singlesOf(container)) {
    if (single.kind === "dict") seeKey(run, single, key, "test", run.place(node));
  }
}

function evaluateConditional(run: Run, { test, then, otherwise }: Conditional): Live {
  const value = evaluate(run, test);
  seeTruth(run, value, test);
  const truth = truthOf(value);
  if (truth !== undefined) return evaluate(run, truth ? then : otherwise);
  return eitherOf(run, [
    () => (narrow(run, test, true) ? evaluate(run, then) : undefined),
    () => (narrow(run, test, false) ? evaluate(run, otherwise) : undefined),
  ]);
}

function evaluateComprehension(run: Run, node: Comprehension): Live {
  const place = run.place(node);
  const { of } = node;
  if (of === "dict") {
    const dict = run.dict([], place);
    runClauses(run, node, () => {
      const key = node.key ? evaluate(run, node.key) : unknown("it is not written yet");
      storeItem(run, dict, key, evaluate(run, node.element), node.key && run.place(node.key));
    });
    return dict;
  }
  const list = run.sequence(of === "generator" ? "iterator" : of, [], place);
  runClauses(run, node, () => {
    const value = evaluate(run, node.element);
    grow(run, list, { elements: [{ value, isCertain: true }], rest: undefined });
  });
  return list;
}

function evaluateYield(run: Run, node: Expression | undefined, isFrom: boolean): Live {
  const value = node ? evaluate(run, node) : none();
  const yielded = run.frame?.yielded;
  if (yielded) {
    const added = isFrom
      ? elementsOf(run, value)
      : { elements: [{ value, isCertain: true }], rest: undefined };
    grow(run, yielded, added);
  }
  return unknown("what a generator is sent");
}

/** Gives a target its value: `a`, `a, b`, `a[0]`, `a.b`. */
export function assign(run: Run, target: Expression, value: Live): void {
  switch (target.kind) {
    case "Name":
      assignName(run, currentScope(run), target.id, value);
      break;
    case "Starred":
      assign(run, target.value, run.sequence("list", [], undefined, value));
      break;
    case "Tuple":
    case "List":
      assignParts(run, target.items, value);
      break;
    case "Subscript": {
      const container = evaluate(run, target.value);
      const key = evaluate(run, target.index);
      const containers = singlesOf(container);
      onEach(run, containers, (single) => {
        storeItem(run, single, key, value, run.place(target.index));
      });
      break;
    }
    case "Attribute": {
      const owner = evaluate(run, target.value);
      onEach(run, singlesOf(owner), (single) => {
        storeAttribute(run, single, target.attribute.text, value);
      });
      break;
    }
    default:
      break;
  }
}

function assignParts(run: Run, targets: readonly Expression[], value: Live): void {
  const values = certainElements(run, value);
  const star = targets.findIndex(({ kind }) => kind === "Starred");
  targets.forEach((target, index) => {
    const fromEnd = index - targets.length;
    const part =
      star < 0 || index < star ? values?.[index] : index > star ? values?.at(fromEnd) : undefined;
    if (values && target.kind === "Starred" && values.length >= targets.length - 1) {
      const rest = values.slice(index, values.length - (targets.length - 1 - index));
      assign(run, target.value, run.sequenceOf("list", rest, undefined));
    } else assign(run, target, part ?? unknownPart(value));
  });
}

function unknownPart(value: Live): Live {
  if (value.kind === "sequence") return anyElement(value.content.elements, value.content.rest);
  if (value.kind === "unknown") return value;
  const reason = "its parts are known only when it runs";
  return anyWith(reason, [value]);
}

function storeAttribute(run: Run, owner: Live, name: string, value: Live): void {
  if (owner.kind === "instance") {
    let attribute = owner.attributes.get(name);
    if (!attribute) {
      attribute = run.attribute(undefined);
      owner.attributes.set(name, attribute);
    }
    run.heap.write(attribute, value);
  } else if (owner.kind === "unknown") {
    for (const object of owner.objects) storeAttribute(run, object, name, value);
    havoc(run, [owner]);
  } else if (owner.kind === "class" || owner.kind === "module") {
    assignName(
      run,
      { ...owner.scope, kind: "module", locals: undefined, outside: undefined },
      name,
      value,
    );
  }
}
