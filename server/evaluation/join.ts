/** What covers two values, and the contents of cells. */
import type { CellRules } from "./heap.ts";
import {
  type DictContent,
  type Live,
  type LiveEntry,
  type LiveUnknown,
  type SequenceContent,
  type Single,
  singlesOf,
} from "./live.ts";
import { unknown } from "./make.ts";

/** More alternatives than anyone would read in a message. */
const maximalAlternatives = 8;

/** Whether both tell the same; where they come from does not matter. */
export function isSame(a: Live, b: Live): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "text":
      return b.kind === "text" && a.value === b.value;
    case "partialText":
      return (
        b.kind === "partialText" &&
        areSame(a.parts, b.parts) &&
        areSame(a.configurationKeys, b.configurationKeys)
      );
    case "number":
      return b.kind === "number" && Object.is(a.value, b.value) && a.isInteger === b.isInteger;
    case "boolean":
      return b.kind === "boolean" && a.value === b.value;
    case "none":
    case "bytes":
      return b.kind === a.kind;
    case "unknown":
      return (
        b.kind === "unknown" &&
        areSame(a.objects, b.objects) &&
        areSame(a.configurationKeys, b.configurationKeys)
      );
    case "external":
      return b.kind === "external" && a.name === b.name;
    case "result":
      return b.kind === "result" && a.of === b.of;
    case "configurationText":
      return b.kind === "configurationText" && a.key === b.key;
    case "state":
      return b.kind === "state";
    case "module":
      return b.kind === "module" && a.file === b.file;
    case "function":
      return (
        b.kind === "function" &&
        a.definition === b.definition &&
        a.self === b.self &&
        a.scope === b.scope
      );
    case "method":
      return b.kind === "method" && a.name === b.name && isSame(a.receiver, b.receiver);
    case "sequence":
      return (
        a.type === "tuple" &&
        b.kind === "sequence" &&
        b.type === "tuple" &&
        areSame(a.content.elements, b.content.elements, (one, other) =>
          isSame(one.value, other.value),
        )
      );
    case "dict":
    case "class":
    case "instance":
    case "union":
      return false;
  }
}

function areSame<Item>(
  a: readonly Item[],
  b: readonly Item[],
  is: (one: Item, other: Item) => boolean = Object.is,
): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index];
      return other !== undefined && is(item, other);
    })
  );
}

/** Any of the values. */
export function joinAll(values: readonly Live[]): Live {
  const [only] = values;
  if (only && values.length === 1) return only;
  const alternatives: Single[] = [];
  let isUnknown = false;
  for (const value of values) {
    for (const single of singlesOf(value)) {
      isUnknown ||= single.kind === "unknown";
      if (!alternatives.some((other) => isSame(other, single))) alternatives.push(single);
    }
  }
  const [first] = alternatives;
  if (first && alternatives.length === 1) return first;
  if (!first || isUnknown || alternatives.length > maximalAlternatives) {
    return anyOf("there are too many possibilities", alternatives);
  }
  return { kind: "union", place: values[0]?.place, alternatives };
}

/** What may be one of these or anything else, for the reason that one of them gives. */
export function anyOf(reason: string, alternatives: readonly Single[]): LiveUnknown {
  let first: LiveUnknown | undefined;
  const objects = new Set<Single>();
  for (const each of alternatives) {
    if (each.kind === "unknown") {
      if (!first || each.configurationKeys.length === 0) first = each;
      for (const object of each.objects) objects.add(object);
    } else for (const object of objectsIn(each)) objects.add(object);
  }
  const isConfigured = first !== undefined && first.configurationKeys.length > 0;
  return unknown(
    first?.reason ?? reason,
    first?.place,
    objects.size > 0 ? [...objects] : noObjects,
    isConfigured ? configurationKeysOf(alternatives) : noKeys,
  );
}

const noObjects: readonly Single[] = [];
const noKeys: readonly string[] = [];

/** Keys of the configuration that make the values; none when anything else does. */
export function configurationKeysOf(values: readonly Live[]): readonly string[] {
  const keys = new Set<string>();
  for (const value of values.flatMap(singlesOf)) {
    const own =
      value.kind === "configurationText"
        ? value.key === undefined
          ? []
          : [value.key]
        : value.kind === "partialText" || value.kind === "unknown"
          ? value.configurationKeys
          : undefined;
    if (own?.length === 0 || (!own && !constants.has(value.kind))) return [];
    for (const key of own ?? []) keys.add(key);
  }
  return [...keys];
}

const constants: ReadonlySet<string> = new Set(["text", "number", "boolean", "none", "bytes"]);

/** What changes in place with it: itself, or what a method is bound to. */
export function objectsIn(value: Single): readonly Single[] {
  if (value.kind === "method") return objectsIn(value.receiver);
  if (value.kind === "function") return value.self ? singlesOf(value.self).flatMap(objectsIn) : [];
  return value.kind === "unknown" ? value.objects : isObject(value) ? [value] : [];
}

/** Whether it can change in place. */
function isObject(value: Live): boolean {
  return value.kind === "dict" || value.kind === "instance" || value.kind === "sequence";
}

export const variableRules: CellRules<Live | undefined> = {
  join: (a, b) => (a && b ? joinAll([a, b]) : (a ?? b)),
  weaken: (content, others) =>
    others.length === 0 && content?.kind === "unknown" && content.configurationKeys.length === 0
      ? content
      : anyWith("it changes while the code runs", [content, ...others]),
  values: (content) => (content ? [content] : []),
};

/** An attribute that is missing on one way may be found in the class. */
export const attributeRules: CellRules<Live | undefined> = {
  ...variableRules,
  join: (a, b) => (a && b ? joinAll([a, b]) : anyWith("an attribute is not always there", [a, b])),
};

/** Anything, these among it. */
export function anyWith(reason: string, values: readonly (Live | undefined)[]): LiveUnknown {
  return anyOf(reason, [
    unknown(reason),
    ...values.flatMap((value) => (value ? singlesOf(value) : [])),
  ]);
}

const asUncertain = <Part extends { readonly isCertain: boolean }>(part: Part): Part =>
  part.isCertain ? { ...part, isCertain: false } : part;

/** Lists that hold more of what is not certain are no longer told apart element by element. */
const maximalUncertain = 60;

export const sequenceRules: CellRules<SequenceContent> = {
  join: (a, b) => {
    const rest = a.rest && b.rest ? joinAll([a.rest, b.rest]) : (a.rest ?? b.rest);
    const isFixed = !rest && [...a.elements, ...b.elements].every((element) => element.isCertain);
    if (isFixed && a.elements.length === b.elements.length) {
      const elements = a.elements.map((element, index) => {
        const other = b.elements[index];
        return other ? { ...element, value: joinAll([element.value, other.value]) } : element;
      });
      return { elements, rest };
    }
    let shared = 0;
    for (const element of a.elements) {
      const other = b.elements[shared];
      if (!other || !isSame(element.value, other.value)) break;
      if (element.isCertain !== other.isCertain) break;
      shared++;
    }
    const own = a.elements.slice(shared);
    // In what may hold anything the order is not known anyway.
    const others = b.elements
      .slice(shared)
      .filter(({ value }) => !rest || !own.some((element) => isSame(element.value, value)));
    const uncertain = [...own, ...others].map(asUncertain);
    const elements = [...a.elements.slice(0, shared), ...uncertain];
    if (uncertain.length <= maximalUncertain) return { elements, rest };
    return sequenceRules.weaken({ elements: a.elements.slice(0, shared), rest }, [
      { elements: uncertain, rest: undefined },
    ]);
  },
  weaken: (content, others) => {
    const { elements, rest } = content;
    const isWeak =
      others.length === 0 &&
      rest?.kind === "unknown" &&
      rest.configurationKeys.length === 0 &&
      !elements.some(({ isCertain }) => isCertain);
    if (isWeak) return content;
    const values = [content, ...others].flatMap(sequenceRules.values);
    return {
      elements: elements.map(asUncertain),
      rest: anyWith("a list is filled while the code runs", values),
    };
  },
  values: ({ elements, rest }) => [...elements.map(({ value }) => value), ...(rest ? [rest] : [])],
};

export const dictRules: CellRules<DictContent> = {
  join: (a, b) => {
    const unmatched = new Set(b.entries);
    let last = -1;
    let isReordered = false;
    const entries: LiveEntry[] = a.entries.map((entry) => {
      const next = b.entries[last + 1];
      const index =
        next && isSame(next.key, entry.key)
          ? last + 1
          : b.entries.findIndex(({ key }) => isSame(key, entry.key));
      const other = b.entries[index];
      if (!other) return asUncertain(entry);
      unmatched.delete(other);
      isReordered ||= index < last;
      last = index;
      const isCertain = entry.isCertain && other.isCertain;
      return entry.value === other.value && isCertain === entry.isCertain
        ? entry
        : { ...entry, value: joinAll([entry.value, other.value]), isCertain };
    });
    return {
      entries: [...entries, ...[...unmatched].map(asUncertain)],
      overwritten: a.overwritten,
      isOpen: a.isOpen || b.isOpen || isReordered,
    };
  },
  weaken: (content, others) => {
    const values = others.flatMap(dictRules.values);
    const isWeak = content.isOpen && !content.entries.some(({ isCertain }) => isCertain);
    if (isWeak && values.length === 0) return content;
    const entries = content.entries.map(asUncertain);
    if (!values.flatMap(singlesOf).some(holdsObjects)) return { ...content, entries, isOpen: true };
    const reason = "a dictionary is filled while the code runs";
    const other = {
      key: unknown(reason),
      keyPlace: undefined,
      value: anyWith(reason, values),
      isCertain: false,
    };
    return { ...content, entries: [...entries, other], isOpen: true };
  },
  values: ({ entries }) => entries.map(({ value }) => value),
};

function holdsObjects(value: Single): boolean {
  return objectsIn(value).length > 0;
}
