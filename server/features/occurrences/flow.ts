/**
 * Where the value of an expression may get to, by names alone and whatever the order: more than it does get to, never less. Lists,
 * tuples and the like are not told from what is in them.
 */
import type {
  Argument,
  Attribute,
  Call,
  Comparison,
  ComprehensionFor,
  Dict,
  DictItem,
  Expression,
  FunctionDefinition,
  Parameter,
  Subscript,
  Text,
} from "../../python/ast.ts";
import { calledName, callsOf, isCall, isReference, parametersOf, variableIn } from "./calls.ts";
import type { Part, ProjectTree } from "./projectTree.ts";

/** What is followed: a text itself, what is under one key of a dictionary, or a dictionary by one of its keys. */
interface Followed {
  /** The key of the dictionary that it is under. */
  readonly under: string | undefined;
  /** The key of the dictionary that is followed. */
  readonly ownKey: string | undefined;
}

export type Use =
  /** It is given to a call of something that is not the project's. */
  | { readonly kind: "argument"; readonly argument: Argument; readonly call: Call }
  /** The dictionary's key that is followed is named here: `row["id"]`, `row.get("id")`, `"id" in row`. */
  | { readonly kind: "key"; readonly literal: Text; readonly isSure: boolean }
  /** Anything else that depends on it. */
  | { readonly kind: "other"; readonly part: Part };

/** Methods and functions that give back what they are given, or something that holds it. */
const passing = new Set(
  "list tuple set frozenset sorted reversed iter next enumerate zip dict filter items values keys copy get pop popitem deepcopy chain strip cast".split(
    " ",
  ),
);
const storing = new Set("append extend add appendleft".split(" "));
const withDefault = new Set(["get", "pop", "setdefault"]);
/** Calls that do not depend on what is in it. */
const careless = new Set("len isinstance bool id type".split(" "));

/**
 * The uses of a text, as it is or as a key where it stands as one. What is given to methods of `opaque` variables goes no further,
 * whatever else in the project has a method of that name.
 */
export function usesOf(
  tree: ProjectTree,
  start: Expression,
  opaque?: ReadonlySet<string>,
): readonly Use[] {
  const flow = new Flow(tree, opaque);
  flow.follow(start, { under: undefined, ownKey: undefined });
  return flow.uses;
}

/** The uses of a key that is set: `row["id"] = 1`. */
export function usesOfStored(tree: ProjectTree, { value, index }: Subscript): readonly Use[] {
  const flow = new Flow(tree);
  const ownKey = index.kind === "Text" ? index.value : undefined;
  flow.store(value, { under: undefined, ownKey });
  return flow.uses;
}

/** What a function's parameter may get to: the uses of all its keys, and the variables that may hold it. */
export function usesOfParameter(
  tree: ProjectTree,
  { file, definition }: { readonly file: string; readonly definition: FunctionDefinition },
  index: number,
): { readonly uses: readonly Use[]; readonly variables: ReadonlySet<string> } {
  const flow = new Flow(tree);
  const parameter = definition.parameters[index]?.name.text;
  if (parameter !== undefined) {
    const variable = `${file} ${definition.from} ${parameter}`;
    flow.bindVariable(variable, { under: undefined, ownKey: anyKey });
  }
  return flow;
}

/** No name has a line break. */
const anyKey = "\n";

class Flow {
  readonly uses: Use[] = [];
  readonly #tree: ProjectTree;
  readonly #opaque: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  readonly #numbers = new Map<Part | string, number>();
  /** That may hold it. */
  readonly variables = new Set<string>();

  constructor(tree: ProjectTree, opaque: ReadonlySet<string> = new Set()) {
    this.#tree = tree;
    this.#opaque = opaque;
  }

  follow(expression: Expression, followed: Followed): void {
    if (this.#isSeen(expression, followed)) return;
    const parent = this.#tree.parentOf(expression);
    if (!parent) return;
    if (!("kind" in parent)) {
      this.#intoPart(expression, parent, followed);
      return;
    }
    switch (parent.kind) {
      case "Assignment":
      case "AnnotatedAssignment":
      case "AugmentedAssignment":
      case "NamedExpression":
        if ("value" in parent && parent.value === expression) this.#bindTargets(parent, followed);
        break;
      case "For":
        if ("iterable" in parent && parent.iterable === expression)
          this.#bindTargets(parent, followed);
        break;
      case "List":
      case "Tuple":
      case "Set":
      case "Starred":
      case "BooleanOperation":
      case "Await":
        this.follow(parent as Expression, followed);
        break;
      case "Conditional":
        if (!("test" in parent && parent.test === expression))
          this.follow(parent as Expression, followed);
        break;
      case "Comprehension":
        this.#intoComprehension(parent as Expression, expression, followed);
        break;
      case "Return":
        this.#return(parent, followed);
        break;
      case "Yield":
        this.#return(parent, followed);
        break;
      case "Attribute":
        this.#intoAttribute(parent as Attribute, followed);
        break;
      case "Subscript":
        this.#intoSubscript(parent as Subscript, expression, followed);
        break;
      case "Comparison":
        this.#intoComparison(parent as Comparison, expression, followed);
        break;
      case "If":
      case "While":
      case "Unary":
      case "ExpressionStatement":
      case "Delete":
        break;
      default:
        this.uses.push({ kind: "other", part: expression });
    }
  }

  #isSeen(part: Part | string, { under, ownKey }: Followed): boolean {
    let number = this.#numbers.get(part);
    if (number === undefined) this.#numbers.set(part, (number = this.#numbers.size));
    const key = `${number} ${under ?? ""} ${ownKey ?? ""}`;
    const isSeen = this.#seen.has(key);
    this.#seen.add(key);
    return isSeen;
  }

  /** Into what is no node: an argument, an item of a dictionary, a clause, a parameter's default, a placeholder. */
  #intoPart(expression: Expression, parent: Part, followed: Followed): void {
    if ("stars" in parent && "default" in parent) {
      this.bindVariable(this.#parameterVariable(parent), followed);
    } else if ("stars" in parent) {
      this.#intoArgument(parent as Argument, followed);
    } else if ("operator" in parent) {
      const comparison = this.#tree.parentOf(parent) as Comparison;
      this.#intoComparison(comparison, expression, followed);
    } else if ("iterable" in parent) {
      const clause = parent as ComprehensionFor;
      if (clause.iterable === expression) this.#bind(clause.target, followed);
    } else if ("key" in parent) {
      this.#intoDictionary(parent as DictItem, expression, followed);
    } else {
      this.uses.push({ kind: "other", part: expression });
    }
  }

  #intoDictionary({ key }: DictItem, expression: Expression, followed: Followed): void {
    const item = this.#tree.parentOf(expression);
    const dict = item && (this.#tree.parentOf(item) as Dict | undefined);
    if (!dict) return;
    if (key === undefined) {
      // `**row`: the keys are those of the whole, too.
      this.follow(dict, followed);
    } else if (key === expression) {
      const ownKey = expression.kind === "Text" ? expression.value : undefined;
      if (ownKey === undefined) this.uses.push({ kind: "other", part: expression });
      else this.follow(dict, { under: undefined, ownKey });
    } else {
      const under = key.kind === "Text" ? key.value : undefined;
      this.follow(dict, { ...followed, under: followed.ownKey === undefined ? under : undefined });
    }
  }

  #intoComprehension(parent: Expression, expression: Expression, followed: Followed): void {
    this.follow(
      parent,
      "key" in parent && parent.key === expression ? { ...followed, under: undefined } : followed,
    );
  }

  #bindTargets(part: Part, followed: Followed): void {
    const targets =
      "targets" in part
        ? (part.targets as readonly Expression[])
        : "target" in part
          ? [part.target]
          : [];
    for (const target of targets) this.#bind(target as Expression, followed);
  }

  #bind(target: Expression, followed: Followed): void {
    switch (target.kind) {
      case "Name":
      case "Attribute":
        this.bindVariable(this.#tree.variableOf(target), followed);
        break;
      case "Tuple":
      case "List":
        for (const item of target.items) this.#bind(item, followed);
        break;
      case "Starred":
        this.#bind(target.value, followed);
        break;
      case "Subscript": {
        const { index, value } = target;
        const under =
          index.kind === "Text" && followed.ownKey === undefined ? index.value : undefined;
        this.store(value, { ...followed, under });
        break;
      }
      default:
        break;
    }
  }

  /** Into what a name, an attribute or an element of one holds. */
  store(holder: Expression, followed: Followed): void {
    if (holder.kind === "Name" || holder.kind === "Attribute") {
      this.bindVariable(this.#tree.variableOf(holder), followed);
    } else if (holder.kind === "Subscript") {
      this.store(holder.value, followed);
    } else if (holder.kind === "Call" && holder.callee.kind === "Attribute") {
      this.store(holder.callee.value, followed);
    } else {
      this.uses.push({ kind: "other", part: holder });
    }
  }

  bindVariable(variable: string, followed: Followed): void {
    this.variables.add(variable);
    if (this.#isSeen(variable, followed)) return;
    for (const load of this.#tree.loadsOf(variable)) this.follow(load, followed);
  }

  #parameterVariable(parameter: Part): string {
    const definition = this.#tree.parentOf(parameter);
    const { text } = (parameter as Parameter).name;
    return definition ? variableIn(this.#tree, definition as FunctionDefinition, text) : "";
  }

  #return(part: Part, followed: Followed): void {
    const owner = this.#tree.functionOf(part);
    if (owner?.kind !== "FunctionDefinition") {
      this.uses.push({ kind: "other", part });
      return;
    }
    for (const call of callsOf(this.#tree, owner)) this.follow(call, followed);
  }

  #intoArgument(argument: Argument, followed: Followed): void {
    const call = this.#tree.parentOf(argument);
    if (!isCall(call)) {
      this.uses.push({ kind: "other", part: argument.value });
      return;
    }
    const { callee } = call;
    const name = calledName(call);
    const isOpaque =
      callee.kind === "Attribute" &&
      isReference(callee.value) &&
      this.#opaque.has(this.#tree.variableOf(callee.value));
    const parameters = isOpaque ? undefined : parametersOf(this.#tree, call, argument);
    if (!parameters) {
      this.uses.push({ kind: "argument", argument, call });
    } else if (parameters.length > 0) {
      for (const parameter of parameters) this.bindVariable(parameter, followed);
    } else if (callee.kind === "Attribute" && isStored(name, call, argument, followed)) {
      this.store(callee.value, followed);
    } else if (
      (callee.kind === "Name" && passing.has(name)) ||
      (callee.kind === "Attribute" && withDefault.has(name) && call.arguments[1] === argument)
    ) {
      this.follow(call, followed);
    } else if (!careless.has(name)) {
      this.uses.push({ kind: "argument", argument, call });
    }
  }

  #intoAttribute(attribute: Attribute, followed: Followed): void {
    const call = this.#tree.parentOf(attribute);
    const name = attribute.attribute.text;
    if (!isCall(call) || call.callee !== attribute) {
      this.uses.push({ kind: "other", part: attribute });
      return;
    }
    const key = call.arguments[0]?.value;
    if (withDefault.has(name) && key) {
      this.#element(key, call, attribute.value, followed);
    } else if (passing.has(name)) {
      this.follow(call, followed);
    } else if (!storing.has(name) && !/^(?:clear|insert|update)$/.test(name)) {
      this.uses.push({ kind: "other", part: attribute });
    }
  }

  #intoSubscript(subscript: Subscript, expression: Expression, followed: Followed): void {
    if (subscript.value === expression) {
      this.#element(subscript.index, subscript, expression, followed);
    } else {
      this.uses.push({ kind: "other", part: expression });
    }
  }

  /** `element` is what is under `index` of `holder`, which holds what is followed. */
  #element(index: Expression, element: Expression, holder: Expression, followed: Followed): void {
    const { under, ownKey } = followed;
    const isPosition = index.kind === "Number" || index.kind === "Unary" || index.kind === "Slice";
    if (isPosition) {
      this.follow(element, followed);
    } else if (ownKey !== undefined) {
      if (index.kind !== "Text") this.uses.push({ kind: "other", part: index });
      else if (ownKey === anyKey || index.value === ownKey) this.#keyUse(index, holder);
    } else if (under === undefined || index.kind !== "Text") {
      this.follow(element, followed);
    } else if (index.value === under) {
      this.follow(element, { ...followed, under: undefined });
    }
  }

  /** What is also given something else may hold that instead; so may a parameter. */
  #keyUse(literal: Text, holder: Expression): void {
    const isSure =
      !isReference(holder) || this.#tree.bindingsOf(this.#tree.variableOf(holder)) === 1;
    this.uses.push({ kind: "key", literal, isSure });
  }

  #intoComparison({ left, rest }: Comparison, expression: Expression, { ownKey }: Followed): void {
    const [only] = rest;
    const isMembership =
      rest.length === 1 && only?.value === expression && only.operator.endsWith("in");
    if (
      rest.some(({ operator, value }) => operator.startsWith("is") && value.kind === "Singleton")
    ) {
      return;
    }
    if (!isMembership || ownKey === undefined || left.kind !== "Text") {
      this.uses.push({ kind: "other", part: expression });
    } else if (ownKey === anyKey || left.value === ownKey) {
      this.#keyUse(left, expression);
    }
  }
}

/** Whether a method keeps its argument in what it is called on, as lists, sets and dictionaries do. */
function isStored(
  name: string,
  call: Call,
  argument: Argument,
  { under, ownKey }: Followed,
): boolean {
  if (storing.has(name)) return true;
  return name === "update"
    ? (under ?? ownKey) !== undefined
    : (name === "insert" || name === "setdefault") && call.arguments[1] === argument;
}
