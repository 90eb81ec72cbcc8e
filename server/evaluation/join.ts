/** What covers two values, and the contents of cells. */
import type { CellRules } from "./heap.ts";
import {
  type DictContent,
  type Live,
  type LiveEntry,
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
    case "unknown":
      return b.kind === a.kind;
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
  const alternatives: Single[] = [];
  for (const value of values) {
    for (const single of singlesOf(value)) {
      if (single.kind === "unknown") return single;
      if (!alternatives.some((other) => isSame(other, single))) alternatives.push(single);
    }
  }
  const [first] = alternatives;
  if (first && alternatives.length === 1) return first;
  if (!first || alternatives.length > maximalAlternatives) {
    return unknown("there are too many possibilities");
  }
  return { kind: "union", place: values[0]?.place, alternatives };
}

export const variableRules: CellRules<Live | undefined> = {
  join: (a, b) => (a && b ? joinAll([a, b]) : (a ?? b)),
  weaken: (content) =>
    content?.kind === "unknown" ? content : unknown("it changes while the code runs"),
};

/** An attribute that is missing on one way may be found in the class. */
export const attributeRules: CellRules<Live | undefined> = {
  ...variableRules,
  join: (a, b) => (a && b ? joinAll([a, b]) : unknown("the attribute is not always there")),
};

const asUncertain = <Part extends { readonly isCertain: boolean }>(part: Part): Part =>
  part.isCertain ? { ...part, isCertain: false } : part;

export const sequenceRules: CellRules<SequenceContent> = {
  join: (a, b) => {
    const isOpen = a.isOpen || b.isOpen;
    const isFixed = !isOpen && [...a.elements, ...b.elements].every((element) => element.isCertain);
    if (isFixed && a.elements.length === b.elements.length) {
      const elements = a.elements.map((element, index) => {
        const other = b.elements[index];
        return other ? { ...element, value: joinAll([element.value, other.value]) } : element;
      });
      return { elements, isOpen };
    }
    let shared = 0;
    for (const element of a.elements) {
      const other = b.elements[shared];
      if (!other || !isSame(element.value, other.value)) break;
      if (element.isCertain !== other.isCertain) break;
      shared++;
    }
    const rest = [...a.elements.slice(shared), ...b.elements.slice(shared)];
    return { elements: [...a.elements.slice(0, shared), ...rest.map(asUncertain)], isOpen };
  },
  weaken: ({ elements }) => ({ elements: elements.map(asUncertain), isOpen: true }),
};

export const dictRules: CellRules<DictContent> = {
  join: (a, b) => {
    const unmatched = new Set(b.entries);
    let last = -1;
    let isReordered = false;
    const entries: LiveEntry[] = a.entries.map((entry) => {
      const index = b.entries.findIndex(({ key }) => isSame(key, entry.key));
      const other = b.entries[index];
      if (!other) return asUncertain(entry);
      unmatched.delete(other);
      isReordered ||= index < last;
      last = index;
      const isCertain = entry.isCertain && other.isCertain;
      return { ...entry, value: joinAll([entry.value, other.value]), isCertain };
    });
    return {
      entries: [...entries, ...[...unmatched].map(asUncertain)],
      overwritten: a.overwritten,
      isOpen: a.isOpen || b.isOpen || isReordered,
    };
  },
  weaken: (content) => ({
    ...content,
    entries: content.entries.map(asUncertain),
    isOpen: true,
  }),
};
