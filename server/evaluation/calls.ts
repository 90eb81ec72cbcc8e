/** Calls of anything. */
import type { Argument, Call, ClassDefinition, Expression } from "../python/ast.ts";
import { bind } from "./attributes.ts";
import { callBuiltin } from "./builtins.ts";
import { classAttribute, hasOutsideBase } from "./classes.ts";
import { evaluate } from "./expressions.ts";
import { evaluateIn } from "./frames.ts";
import { anyArguments, callFunction, type CallArguments } from "./functions.ts";
import { havoc, havocProgram } from "./havoc.ts";
import { anyWith, objectsIn, joinAll } from "./join.ts";
import { certainElements } from "./items.ts";
import type { Live, LiveClass, Single } from "./live.ts";
import { singlesOf } from "./live.ts";
import { anyTimesOver } from "./anyTimes.ts";
import { external, resultOf, unknown } from "./make.ts";
import { callMethod } from "./methods.ts";
import type { Run } from "./run.ts";
import { eitherOf } from "./ways.ts";

interface Given extends CallArguments {
  readonly written: readonly { readonly argument: Argument; readonly value: Live }[];
}

export function evaluateCall(run: Run, node: Call): Live {
  const callee = evaluateCallee(run, node.callee);
  const given = evaluateArguments(run, node.arguments);
  const callees = singlesOf(callee);
  run.calls.push(run.place(node));
  try {
    const [only] = callees;
    if (callees.length === 1 && only) return callSingle(run, only, given, node);
    return eitherOf(
      run,
      callees.map((each) => () => callSingle(run, each, given, node)),
    );
  } finally {
    run.calls.pop();
  }
}

function evaluateCallee(run: Run, node: Expression): Live {
  if (node.kind !== "Attribute" || node.value.kind !== "Call") return evaluate(run, node);
  const { callee } = node.value;
  const { frame } = run;
  if (callee.kind !== "Name" || callee.id !== "super" || !frame?.owner || !frame.self) {
    return evaluate(run, node);
  }
  for (const base of frame.owner.bases) {
    const found = base.kind === "class" ? classAttribute(base, node.attribute.text) : undefined;
    const of = frame.self.kind === "instance" ? frame.self.of : frame.owner;
    if (found) return bind(run, found.value, frame.self, of);
  }
  return external(`super().${node.attribute.text}`, run.place(node));
}

function evaluateArguments(run: Run, nodes: readonly Argument[]): Given {
  const positional: Live[] = [];
  const keywords = new Map<string, Live>();
  const written: { argument: Argument; value: Live }[] = [];
  let isOpen = false;
  for (const argument of nodes) {
    const value = evaluate(run, argument.value);
    written.push({ argument, value });
    if (argument.name) keywords.set(argument.name.text, value);
    else if (argument.stars === 1) {
      const values = certainElements(run, value);
      if (values) positional.push(...values);
      else isOpen = true;
    } else if (argument.stars === 2) {
      const { entries, isOpen: isMore } =
        value.kind === "dict" && value.origin === "code"
          ? value.content
          : { entries: [], isOpen: true };
      isOpen ||= isMore;
      for (const entry of entries) {
        if (entry.key.kind === "text" && entry.isCertain)
          keywords.set(entry.key.value, entry.value);
        else isOpen = true;
      }
      if (value.kind === "dict" && value.origin === "configuration")
        run.configurationEscapes = true;
    } else positional.push(value);
  }
  return { positional, keywords, isOpen, written };
}

function callSingle(run: Run, callee: Single, given: Given, node: Call): Live {
  switch (callee.kind) {
    case "function":
      return callFunction(run, callee, given);
    case "class":
      return instantiate(run, callee, given, node);
    case "method":
      return callMethod(run, callee, given, run.place(node), node);
    case "external":
      run.seeCall(node, callee.name, given.written);
      return callExternal(run, callee.name, given, node);
    case "instance": {
      const call = classAttribute(callee.of, "__call__")?.value;
      if (call?.kind === "function") return callFunction(run, { ...call, self: callee }, given);
      break;
    }
    case "result":
      run.seeCall(node, `${callee.of}()`, given.written);
      return callExternal(run, `${callee.of}()`, given, node);
    default:
      break;
  }
  return callUnknown(run, callee, given, node);
}

/** A call without a place in the source: of a decorator, of a callback. */
export function callValue(run: Run, callee: Live, given: CallArguments): Live {
  if (callee.kind === "function") return callFunction(run, callee, given);
  const values = [...given.positional, ...given.keywords.values()];
  havoc(run, [callee, ...values]);
  const reason = "what is called is known only when it runs";
  return anyWith(reason, values);
}

/** It may be a function of the project, so it may change what the project's modules hold. */
function callUnknown(run: Run, callee: Single, given: Given, node: Call): Live {
  const isOwn = node.callee.kind !== "Attribute" || run.methodNames.has(node.callee.attribute.text);
  if (isOwn && run.phase !== "update" && run.phase !== "main") havocProgram(run);
  havoc(run, [callee]);
  callBack(run, node.callee.kind === "Attribute" ? `.${node.callee.attribute.text}` : "", given);
  const values = [...given.positional, ...given.keywords.values()];
  havoc(run, values);
  const reason = "what is called is known only when it runs";
  // What is made from the configuration and nothing else stays so.
  return callee.kind === "unknown" ? joinAll([callee, ...values]) : anyWith(reason, values);
}

function callExternal(run: Run, name: string, given: Given, node: Call): Live {
  const place = run.place(node);
  if (name === "fivetran_connector_sdk.Connector") {
    run.connectors.push({ call: node, file: run.file, arguments: connectorArguments(given) });
  }
  const result = callBuiltin(run, name, given, place);
  if (result) return result;
  // What the SDK is given it calls later, and that is evaluated then.
  if (!name.startsWith("fivetran_connector_sdk.")) callBack(run, name, given);
  const values = [...given.positional, ...given.keywords.values()];
  if (!harmless.test(name)) havoc(run, values);
  const objects = mayGiveBack.test(name) ? values.filter(({ kind }) => kind !== "unknown") : [];
  return objects.flatMap(singlesOf).some((each) => objectsIn(each).length > 0)
    ? anyWith("it is known only when it runs", objects)
    : resultOf(name, place);
}

/** Calls whose results may be, or hold, what they are given. */
const mayGiveBack =
  /^(builtins\.(next|max|min|filter|map|getattr|vars|iter|reversed|sum|zip)$|itertools|collections|functools|operator|copy|typing)\b|^(?!fivetran_connector_sdk|builtins|json|logging|re\b|os|time|datetime|math|requests|hashlib|base64|uuid|decimal|urllib|csv|string|pathlib|dateutil|pytz|io|sys|warnings|traceback)/;

/** Packages that leave what they are given as it is. */
const harmless =
  /^(fivetran_connector_sdk|builtins|json|logging|re|os|time|datetime|math|typing|requests|hashlib|base64|uuid|decimal|urllib|csv|collections|itertools|string|pathlib|dateutil|pytz|io|sys|warnings|traceback|textwrap|statistics|enum|functools|operator|zoneinfo|calendar|hmac|secrets|tempfile)\b/;

function connectorArguments({ positional, keywords }: Given): ReadonlyMap<string, Live> {
  const result = new Map(keywords);
  const names = ["update", "schema", "configuration_form"];
  positional.forEach((value, index) => {
    result.set(names[index] ?? String(index), value);
  });
  return result;
}

/** Functions of the project that code outside is given are called by it: with what goes with them, any number of times. */
function callBack(run: Run, name: string, given: Given): void {
  const { positional, keywords } = given;
  const named = keywords.get("target") ?? keywords.get("func");
  for (const value of [...positional, ...keywords.values()]) {
    if (value.kind !== "function") continue;
    const args =
      value === named
        ? targetArguments(run, given)
        : value === positional[0]
          ? firstArguments(run, name, given)
          : anyArguments;
    anyTimesOver(run, () => {
      callFunction(run, value, args);
    });
  }
}

/** `submit(work, a, b)` calls it with the rest, `map(work, list)` with each element; others with what they like. */
function firstArguments(
  run: Run,
  name: string,
  { positional, keywords, isOpen }: Given,
): CallArguments {
  const rest = positional.slice(1);
  if (/\.(submit|to_thread|call_soon|apply|partial)$/.test(name)) {
    return { positional: rest, keywords, isOpen: isOpen || name.endsWith("partial") };
  }
  if (!/\.i?map(_unordered)?$/.test(name)) return anyArguments;
  const each = rest.map((list) => {
    const values = certainElements(run, list);
    return values && values.length > 0
      ? joinAll(values)
      : unknown("what it goes over is not known");
  });
  return { positional: each, keywords: new Map(), isOpen: false };
}

/** `Thread(target=work, args=(1,), kwargs={…})`. */
function targetArguments(run: Run, { keywords }: Given): CallArguments {
  const args = keywords.get("args");
  const positional = args && certainElements(run, args);
  return positional
    ? { positional, keywords: new Map(), isOpen: keywords.has("kwargs") }
    : anyArguments;
}

function instantiate(run: Run, of: LiveClass, given: Given, node: Call): Live {
  const place = run.place(node);
  const instance = run.instance(of, place);
  const make = classAttribute(of, "__init__")?.value;
  if (make?.kind === "function") {
    callFunction(run, { ...make, self: instance }, given);
  } else if (of.isDataclass) {
    fillDataclass(run, of, instance, given);
  } else if (hasOutsideBase(of)) {
    const isTypedDict = of.bases.some(
      (base) => base.kind === "external" && base.name.endsWith("TypedDict"),
    );
    if (isTypedDict) return unknown("a dictionary of a type of its own");
    callBack(run, "", given);
    havoc(run, [...given.positional, ...given.keywords.values()]);
    run.heap.write(instance.others, unknown("a class outside the project made it"));
  }
  return instance;
}

function fieldsOf(of: LiveClass): {
  of: LiveClass;
  field: Extract<ClassDefinition["body"][number], { kind: "AnnotatedAssignment" }>;
}[] {
  const inherited = of.bases.flatMap((base) => (base.kind === "class" ? fieldsOf(base) : []));
  const own = of.definition.body.flatMap((field) =>
    field.kind === "AnnotatedAssignment" && field.target.kind === "Name" ? [{ of, field }] : [],
  );
  const names = own.map(({ field }) => nameOf(field.target));
  return [...inherited.filter(({ field }) => !names.includes(nameOf(field.target))), ...own];
}

function nameOf(target: Expression): string {
  return target.kind === "Name" ? target.id : "";
}

function fillDataclass(
  run: Run,
  of: LiveClass,
  instance: Extract<Live, { kind: "instance" }>,
  given: Given,
): void {
  let next = 0;
  for (const { of: owner, field } of fieldsOf(of)) {
    const name = nameOf(field.target);
    const isOutside =
      field.annotation.kind === "Subscript" && nameOf(field.annotation.value) === "ClassVar";
    if (isOutside) continue;
    const value =
      given.keywords.get(name) ??
      given.positional[next] ??
      (given.isOpen ? unknown("it may be given") : defaultOf(run, owner, field.value, name));
    next++;
    instance.attributes.set(name, run.attribute(value));
  }
  const finish = classAttribute(of, "__post_init__")?.value;
  if (finish?.kind === "function") {
    callFunction(
      run,
      { ...finish, self: instance },
      { positional: [], keywords: new Map(), isOpen: false },
    );
  }
}

function defaultOf(run: Run, of: LiveClass, node: Expression | undefined, name: string): Live {
  const value = of.scope.variables.get(name)?.content;
  if (value?.kind !== "result" || value.of !== "dataclasses.field") {
    return value ?? unknown("it is not given");
  }
  if (node?.kind !== "Call") return unknown("its default is made elsewhere");
  return evaluateIn(run, { file: of.file, owner: of }, of.scope, undefined, () => {
    for (const argument of node.arguments) {
      if (argument.name?.text === "default") return evaluate(run, argument.value);
      if (argument.name?.text === "default_factory") {
        const factory = evaluate(run, argument.value);
        const given = { positional: [], keywords: new Map<string, Live>(), isOpen: false };
        if (factory.kind === "function") return callFunction(run, factory, given);
        if (factory.kind === "external") {
          return callBuiltin(run, factory.name, given, run.place(node)) ?? resultOf(factory.name);
        }
      }
    }
    return unknown("its default is not known");
  });
}
