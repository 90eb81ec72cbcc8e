/** Methods of lists, dictionaries and sets. */
import type { BinaryOperator, Call } from "../python/ast.ts";
import { copyOf } from "./builtins.ts";
import type { CallArguments } from "./functions.ts";
import { havoc } from "./havoc.ts";
import {
  anyElement,
  deleteItem,
  elementAt,
  elementsOf,
  getItem,
  lengthOf,
  lookUp,
  seeKey,
  setItem,
} from "./items.ts";
import { joinAll } from "./join.ts";
import { type Live, type LiveDict, type LiveMethod, type LiveSequence, singlesOf } from "./live.ts";
import { none, resultOf, text, unknown } from "./make.ts";
import { addEntries, uniqueElements } from "./operators.ts";
import type { Run } from "./run.ts";
import { typeName } from "./snapshot.ts";
import { callTextMethod } from "./textMethods.ts";
import { areEqual } from "./truth.ts";
import type { Place } from "./values.ts";

export function callMethod(
  run: Run,
  { receiver, name }: LiveMethod,
  given: CallArguments,
  place: Place,
  node: Call,
): Live {
  switch (receiver.kind) {
    case "sequence":
      return callSequenceMethod(run, receiver, name, given, place);
    case "dict":
      return callDictMethod(run, receiver, name, given, place, node);
    case "text":
    case "partialText":
    case "configurationText":
      return callTextMethod(run, receiver, name, given, place);
    case "state": {
      const [, other] = given.positional;
      havoc(run, given.positional);
      if (name === "get") return other ? joinAll([receiver, other]) : receiver;
      return name === "copy"
        ? receiver
        : unknown("what is in the state is known only when it runs");
    }
    default:
      havoc(run, given.positional);
      return resultOf(`builtins.${typeName(receiver)}.${name}`, place);
  }
}

function callSequenceMethod(
  run: Run,
  list: LiveSequence,
  name: string,
  { positional: [value, other], positional, isOpen: isMore }: CallArguments,
  place: Place,
): Live {
  const { heap } = run;
  const { elements, isOpen } = list.content;
  const add = (
    added: readonly { value: Live; isCertain: boolean }[],
    isAddedOpen: boolean,
  ): void => {
    const all = [...elements, ...added];
    heap.write(list, {
      elements: list.type === "set" ? uniqueElements(all) : all,
      isOpen: isOpen || isAddedOpen,
    });
  };
  if (isMore) heap.weaken(list);
  switch (name) {
    case "append":
    case "add":
      if (value) add([{ value, isCertain: true }], false);
      return none();
    case "extend":
    case "update":
    case "union":
    case "appendleft":
    case "extendleft": {
      if (name.endsWith("left")) {
        heap.weaken(list);
        return none();
      }
      const found = value && elementsOf(run, value);
      if (name === "union") {
        const all = uniqueElements([...elements, ...(found?.elements ?? [])]);
        return run.sequence(
          "set",
          all,
          place,
          isOpen || (found?.isOpen ?? true) || positional.length > 1,
        );
      }
      add(found?.elements ?? [], (found?.isOpen ?? true) || positional.length > 1);
      return none();
    }
    case "insert":
      if (value?.kind === "number" && Number(value.value) === 0 && other) {
        heap.write(list, { elements: [{ value: other, isCertain: true }, ...elements], isOpen });
      } else heap.weaken(list);
      return none();
    case "pop": {
      const count = lengthOf(list);
      const index = value === undefined ? -1 : value.kind === "number" ? Number(value.value) : NaN;
      const at = index < 0 ? index + (count ?? NaN) : index;
      if (list.type === "list" && count !== undefined && at >= 0 && at < count) {
        const popped = elementAt(list, at);
        heap.write(list, { elements: elements.toSpliced(at, 1), isOpen });
        return popped;
      }
      heap.weaken(list);
      return anyElement(elements, isOpen);
    }
    case "remove":
    case "discard": {
      const index = value
        ? elements.findIndex((each) => areEqual(each.value, value) !== false)
        : -1;
      const found = elements[index];
      const isKnown = value && found?.isCertain && !isOpen && areEqual(found.value, value);
      if (isKnown) heap.write(list, { elements: elements.toSpliced(index, 1), isOpen });
      else if (isOpen || found) heap.weaken(list);
      return none();
    }
    case "clear":
      heap.write(list, { elements: [], isOpen: false });
      return none();
    case "reverse":
      if (lengthOf(list) === undefined) heap.weaken(list);
      else heap.write(list, { elements: elements.toReversed(), isOpen });
      return none();
    case "copy":
      return copyOf(run, list, place);
    case "index":
    case "count":
      return resultOf("builtins.int", place);
    default:
      if (list.type !== "tuple" && list.type !== "view") heap.weaken(list);
      return unknown(`what ${name}() of a ${list.type} gives is known only when it runs`);
  }
}

function callDictMethod(
  run: Run,
  dict: LiveDict,
  name: string,
  given: CallArguments,
  place: Place,
  node: Call,
): Live {
  const [key, other] = given.positional;
  const { content, origin } = dict;
  const argument = node.arguments[0]?.value;
  const keyPlace = argument ? run.place(argument) : place;
  switch (name) {
    case "get": {
      if (!key || given.isOpen) break;
      const fallback = other ?? given.keywords.get("default") ?? none();
      seeKey(run, dict, key, "get", keyPlace, other);
      return getItem(dict, key, fallback);
    }
    case "setdefault": {
      if (!key) break;
      seeKey(run, dict, key, "get", keyPlace, other);
      const { isCertain } = lookUp(dict, key);
      const value = getItem(dict, key, other ?? none());
      if (!isCertain) setItem(run, dict, key, value, keyPlace);
      return value;
    }
    case "pop": {
      if (!key) break;
      seeKey(run, dict, key, other ? "get" : "index", keyPlace, other);
      const value = getItem(dict, key, other);
      deleteItem(run, dict, key);
      return value;
    }
    case "update":
      fillDict(run, dict, given);
      return none();
    case "clear":
      if (origin === "code") run.heap.write(dict, { entries: [], overwritten: [], isOpen: false });
      else run.heap.weaken(dict);
      return none();
    case "copy":
      return copyOf(run, dict, place);
    case "keys":
    case "values":
    case "items": {
      if (origin === "configuration") run.configurationEscapes = true;
      const elements = content.entries.map(({ key: each, value, isCertain }) => ({
        value:
          name === "keys"
            ? each
            : name === "values"
              ? value
              : run.sequenceOf("tuple", [each, value], place),
        isCertain,
      }));
      const isOpen = content.isOpen || origin !== "code";
      // The values of an open dictionary may have been replaced.
      return run.sequence("view", elements, place, isOpen);
    }
    default:
      break;
  }
  run.heap.weaken(dict);
  havoc(run, given.positional);
  return unknown(`what ${name}() of a dictionary gives is known only when it runs`);
}

/** `dict(…)` and `dict.update(…)`. */
export function fillDict(
  run: Run,
  dict: LiveDict,
  { positional, keywords, isOpen }: CallArguments,
): void {
  const [from] = positional;
  if (isOpen || positional.length > 1) run.heap.weaken(dict);
  if (from?.kind === "dict") {
    if (from.origin === "configuration" && dict.origin === "code") run.configurationEscapes = true;
    addEntries(run, dict, from);
  } else if (from) addPairs(run, dict, from);
  for (const [name, value] of keywords) setItem(run, dict, text(name, undefined), value, undefined);
}

function addPairs(run: Run, dict: LiveDict, from: Live): void {
  const found = elementsOf(run, from);
  const pairs = found?.elements ?? [];
  const isKnown = pairs.every(
    ({ value, isCertain }) => isCertain && value.kind === "sequence" && lengthOf(value) === 2,
  );
  if (!found || found.isOpen || !isKnown) run.heap.weaken(dict);
  for (const { value } of isKnown ? pairs : []) {
    if (value.kind === "sequence") {
      const key = elementAt(value, 0);
      setItem(run, dict, key, elementAt(value, 1), key.place);
    }
  }
}

/** `a += b` where `a` itself changes; false where `a` is given another value. */
export function changeInPlace(
  run: Run,
  operator: BinaryOperator,
  target: Live,
  value: Live,
): boolean {
  if (singlesOf(target).every(({ kind }) => kind !== "sequence" && kind !== "dict")) return false;
  if (target.kind === "sequence" && target.type === "list" && operator === "+") {
    const found = elementsOf(run, value);
    const { content } = target;
    run.heap.write(target, {
      elements: [...content.elements, ...(found?.elements ?? [])],
      isOpen: content.isOpen || (found?.isOpen ?? true),
    });
    return true;
  }
  if (target.kind === "sequence" && target.type === "tuple") return false;
  if (target.kind === "dict" && operator === "|" && value.kind === "dict") {
    addEntries(run, target, value);
    return true;
  }
  for (const single of singlesOf(target)) {
    if (single.kind === "sequence" || single.kind === "dict") run.heap.weaken(single);
  }
  return singlesOf(target).every(({ kind }) => kind === "sequence" || kind === "dict");
}
