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
  joinRest,
  lengthOf,
  lookUp,
  seeKey,
  setItem,
} from "./items.ts";
import { anyWith, joinAll } from "./join.ts";
import {
  type Live,
  type LiveDict,
  type LiveMethod,
  type LiveSequence,
  type SequenceContent,
  singlesOf,
} from "./live.ts";
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
  const { elements, rest } = list.content;
  if (isMore) heap.weaken(list);
  switch (name) {
    case "append":
    case "add":
      if (value) grow(run, list, { elements: [{ value, isCertain: true }], rest: undefined });
      return none();
    case "extend":
    case "update":
      for (const each of positional) grow(run, list, elementsOf(run, each));
      return none();
    case "union": {
      const all = positional.map((each) => elementsOf(run, each));
      const added = all.flatMap((each) => each.elements);
      const more = all.flatMap((each) => each.rest ?? []);
      return run.sequence(
        "set",
        uniqueElements([...elements, ...added]),
        place,
        more.reduce(joinRest, rest),
      );
    }
    case "insert":
      if (value?.kind === "number" && Number(value.value) === 0 && other) {
        heap.write(list, { elements: [{ value: other, isCertain: true }, ...elements], rest });
      } else if (other) {
        grow(run, list, { elements: [], rest: other });
        heap.weaken(list);
      }
      return none();
    case "pop": {
      const count = lengthOf(list);
      const index = value === undefined ? -1 : value.kind === "number" ? Number(value.value) : NaN;
      const at = index < 0 ? index + (count ?? NaN) : index;
      if (list.type === "list" && count !== undefined && at >= 0 && at < count) {
        const popped = elementAt(list, at);
        heap.write(list, { elements: elements.toSpliced(at, 1), rest });
        return popped;
      }
      heap.weaken(list);
      return anyElement(elements, rest);
    }
    case "remove":
    case "discard": {
      const index = value
        ? elements.findIndex((each) => areEqual(each.value, value) !== false)
        : -1;
      const found = elements[index];
      const isKnown = value && found?.isCertain && !rest && areEqual(found.value, value);
      if (isKnown) heap.write(list, { elements: elements.toSpliced(index, 1), rest });
      else if (rest || found) heap.weaken(list);
      return none();
    }
    case "clear":
      heap.write(list, { elements: [], rest: undefined });
      return none();
    case "reverse":
      if (lengthOf(list) === undefined) heap.weaken(list);
      else heap.write(list, { elements: elements.toReversed(), rest });
      return none();
    case "copy":
      return copyOf(run, list, place);
    case "index":
    case "count":
      return resultOf("builtins.int", place);
    default:
      // What goes into it that way, like appendleft()'s, comes back out of it.
      for (const each of positional) grow(run, list, { elements: [], rest: each });
      if (list.type !== "tuple" && list.type !== "view") heap.weaken(list);
      return anyWith(`what ${name}() of a ${list.type} gives is known only when it runs`, [
        list,
        ...positional,
      ]);
  }
}

/** Puts elements at the end. */
export function grow(run: Run, list: LiveSequence, added: SequenceContent): void {
  const { elements, rest } = list.content;
  const all = [...elements, ...added.elements];
  const unique = list.type === "set" ? uniqueElements(all) : all;
  const more = joinRest(rest, added.rest);
  // Another object, so that one can see that there is more, if of the same.
  const isMore = added.rest && more === rest;
  run.heap.write(list, { elements: unique, rest: isMore ? { ...more } : more }, "grow");
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
      const reason = "what is in it is known only when it runs";
      // The values of an open dictionary may have been replaced.
      const rest = anyWith(
        reason,
        content.entries.map(({ value }) => value),
      );
      return run.sequence("view", elements, place, isOpen ? rest : undefined);
    }
    default:
      break;
  }
  run.heap.weaken(dict);
  havoc(run, given.positional);
  const reason = `what ${name}() of a dictionary gives is known only when it runs`;
  return anyWith(reason, [dict, ...given.positional]);
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
  const { elements: pairs, rest } = elementsOf(run, from);
  const isKnown = pairs.every(
    ({ value, isCertain }) => isCertain && value.kind === "sequence" && lengthOf(value) === 2,
  );
  if (rest || !isKnown) {
    addAny(run, dict, [...pairs.map(({ value }) => value), ...(rest ? [rest] : [])]);
  }
  for (const { value } of isKnown ? pairs : []) {
    if (value.kind === "sequence") {
      const key = elementAt(value, 0);
      setItem(run, dict, key, elementAt(value, 1), key.place);
    }
  }
}

/** Any of the values may be in it, under any key. */
function addAny(run: Run, dict: LiveDict, values: readonly Live[]): void {
  const key = unknown("the key is known only when it runs");
  if (values.length > 0) setItem(run, dict, key, joinAll(values), undefined);
  run.heap.weaken(dict);
}

/** `a += b` where `a` itself changes; false where `a` is given another value. */
export function changeInPlace(
  run: Run,
  operator: BinaryOperator,
  target: Live,
  value: Live,
): boolean {
  for (const single of singlesOf(target)) {
    if (single.kind === "unknown") havoc(run, [single, value]);
  }
  if (singlesOf(target).every(({ kind }) => kind !== "sequence" && kind !== "dict")) return false;
  if (target.kind === "sequence" && target.type === "list" && operator === "+") {
    grow(run, target, elementsOf(run, value));
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
