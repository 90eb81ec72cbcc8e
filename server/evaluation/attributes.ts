/** `a.b` of everything. */
import type { Attribute } from "../python/ast.ts";
import { sdkPackage } from "../sdk/api.ts";
import { callFunction } from "./functions.ts";
import { classAttribute, hasOutsideBase, isEnum } from "./classes.ts";
import { joinAll } from "./join.ts";
import { type Live, type LiveClass, type LiveInstance, type Single, singlesOf } from "./live.ts";
import { external, text, unknown } from "./make.ts";
import { importModule } from "./modules.ts";
import type { Run } from "./run.ts";

/** Longer chains of calls tell nothing any more. */
const maximalName = 160;

export function attributeOf(run: Run, receiver: Live, name: string, node: Attribute): Live {
  if (receiver.kind !== "union") return attributeOfSingle(run, receiver, name, node);
  return joinAll(singlesOf(receiver).map((single) => attributeOfSingle(run, single, name, node)));
}

function attributeOfSingle(run: Run, receiver: Single, name: string, node: Attribute): Live {
  const place = run.place(node);
  switch (receiver.kind) {
    case "instance":
      return instanceAttribute(run, receiver, name);
    case "class":
      return attributeOfClass(run, receiver, name);
    case "module": {
      const value = receiver.scope.variables.get(name)?.content;
      return (
        value ??
        importModule(run, `${receiver.file.replace(/(\/__init__)?\.py$/, "")}/${name}`) ??
        unknown(`there is no ${name}`)
      );
    }
    case "external":
      return attributeOfExternal(run, receiver.name, name, node);
    case "result":
      return receiver.of.length > maximalName
        ? unknown("it is known only when it runs", place)
        : external(`${receiver.of}().${name}`, place);
    case "function": {
      const { definition } = receiver;
      return name === "__name__" && definition.kind === "FunctionDefinition"
        ? text(definition.name.text, place)
        : unknown("an attribute of a function");
    }
    case "none":
    case "bytes":
      return external(`builtins.${receiver.kind}.${name}`, place);
    case "unknown":
      return receiver;
    case "method":
      return unknown("an attribute of a method");
    case "state":
      return { kind: "method", receiver, name, place };
    default:
      return { kind: "method", receiver, name, place };
  }
}

function attributeOfExternal(run: Run, owner: string, name: string, node: Attribute): Live {
  const full = sdkName(`${owner}.${name}`);
  if (full.startsWith(`${sdkPackage}.`)) {
    run.see({
      kind: "name",
      phase: run.phase,
      file: run.file,
      name: full,
      place: run.place(node.attribute),
    });
  }
  return external(full, run.place(node));
}

/** The name that a public one of the SDK is known by, wherever it was imported from. */
export function sdkName(full: string): string {
  if (!full.startsWith(sdkPackage)) return full;
  return full.replace(
    /^(fivetran_connector_sdk)\.(?:configuration_form|file_upload|operations|test)\.(?=[A-Z])/,
    "$1.",
  );
}

function instanceAttribute(run: Run, instance: LiveInstance, name: string): Live {
  const own = instance.attributes.get(name)?.content;
  if (own) return own;
  if (name === "__class__") return instance.of;
  const found = classAttribute(instance.of, name);
  // Nobody replaces a method of one instance.
  if (instance.others.content && found?.value.kind !== "function") return instance.others.content;
  if (found) return bind(run, found.value, instance, instance.of);
  return unknown(`${instance.of.definition.name.text} has no ${name} that is known`);
}

function attributeOfClass(run: Run, of: LiveClass, name: string): Live {
  const found = classAttribute(of, name);
  if (name === "__name__") return text(of.definition.name.text, undefined);
  if (!found) return unknown(`${of.definition.name.text} has no ${name} that is known`);
  const { value } = found;
  if (value.kind === "function") return value.how === "class" ? { ...value, self: of } : value;
  if (isEnum(of) && !name.startsWith("_")) {
    const member = run.instance(of, value.place);
    member.attributes.set("value", run.attribute(value));
    member.attributes.set("name", run.attribute(text(name, undefined)));
    return member;
  }
  return hasOutsideBase(of) && !isPlainData(value) ? unknown("its class may change it") : value;
}

function isPlainData(value: Live): boolean {
  return (
    value.kind === "text" ||
    value.kind === "number" ||
    value.kind === "sequence" ||
    value.kind === "dict"
  );
}

/** A function found in a class, as its instance has it. */
export function bind(run: Run, value: Live, self: Live, of: LiveClass): Live {
  if (value.kind !== "function") return value;
  switch (value.how) {
    case "static":
      return value;
    case "class":
      return { ...value, self: of };
    case "property":
      return callFunction(
        run,
        { ...value, self },
        { positional: [], keywords: new Map(), isOpen: false },
      );
    default:
      return { ...value, self };
  }
}
