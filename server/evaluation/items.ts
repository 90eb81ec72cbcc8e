/** Reading and writing what is in lists and dictionaries. */
import { anyWith, joinAll } from "./join.ts";
import {
  type DictContent,
  type Live,
  type LiveDict,
  type LiveElement,
  type LiveEntry,
  type LiveSequence,
  type SequenceContent,
  type Single,
  singlesOf,
} from "./live.ts";
import { text, unknown } from "./make.ts";
import type { Run } from "./run.ts";
import { toValue } from "./snapshot.ts";
import { areEqual } from "./truth.ts";
import type { Place } from "./values.ts";

/** A key that is known and so is found again. */
export function isPlainKey(key: Live): boolean {
  return (
    key.kind === "text" || key.kind === "number" || key.kind === "boolean" || key.kind === "none"
  );
}

interface Found {
  /** Undefined for what is certainly not there. */
  readonly value: Live | undefined;
  readonly isCertain: boolean;
}

/** What is under a key. */
export function lookUp({ content, origin }: LiveDict, key: Live): Found {
  const entry = content.entries.find((each) => areEqual(each.key, key) === true);
  if (content.isOpen) {
    return { value: anyValue(content, entry), isCertain: entry?.isCertain ?? false };
  }
  if (entry?.isCertain) return { value: entry.value, isCertain: true };
  if (!isPlainKey(key) || content.entries.some((each) => !isPlainKey(each.key))) {
    const isAny = origin !== "code" || content.entries.length > 0;
    return {
      value: isAny ? anyValue(content, undefined) : undefined,
      isCertain: false,
    };
  }
  const other = fallback(origin, key);
  if (!entry) return { value: other, isCertain: false };
  return { value: other ? joinAll([entry.value, other]) : entry.value, isCertain: false };
}

/** A value of the dictionary, or another. */
function anyValue({ entries }: DictContent, entry: LiveEntry | undefined): Live {
  const reason = "a dictionary is filled while the code runs";
  const may = entry ? entries.filter(({ key }) => !isPlainKey(key)) : entries;
  const values = [...(entry ? [entry.value] : []), ...may.map(({ value }) => value)];
  return anyWith(reason, values);
}

function fallback(origin: LiveDict["origin"], key: Live): Single | undefined {
  if (origin === "code") return undefined;
  if (origin === "state") return { kind: "state", isWhole: false, entries: [], place: undefined };
  return {
    kind: "configurationText",
    key: key.kind === "text" ? key.value : undefined,
    place: undefined,
  };
}

/** Notes that a key of the configuration is read or written. */
export function seeKey(
  run: Run,
  dict: LiveDict,
  key: Live,
  how: "index" | "get" | "test" | "write",
  place: Place,
  fallbackValue?: Live,
): void {
  if (dict.origin !== "configuration") return;
  for (const single of singlesOf(key)) {
    if (single.kind !== "text") {
      run.configurationEscapes ||= how !== "write";
      continue;
    }
    run.see({
      kind: "read",
      phase: run.phase,
      file: run.file,
      key: single.value,
      place: single.place && single.isLiteral ? single.place : place,
      how,
      default: fallbackValue && toValue(fallbackValue),
      isGuarded: run.guards > 0 || run.testedKeys.has(single.value),
    });
    if (how !== "index") run.testedKeys.add(single.value);
  }
}

/** `dict.get(key, other)`, and `dict[key]` when there is no `other`. */
export function getItem(dict: LiveDict, key: Live, other: Live | undefined): Live {
  return joinAll(
    singlesOf(key).map((single) => {
      const { value, isCertain } = lookUp(dict, single);
      if (!value) return other ?? unknown("there is no such key");
      if (isCertain || !other) return value;
      // None is what a key of the configuration is when it is missing.
      if (other.kind === "none" && value.kind === "configurationText") return value;
      return joinAll([value, other]);
    }),
  );
}

export function setItem(
  run: Run,
  dict: LiveDict,
  key: Live,
  value: Live,
  keyPlace: Place | undefined,
): void {
  const { entries } = dict.content;
  if (!isPlainKey(key)) {
    // It may be any of those that are there. One entry stands for all whose keys are not known.
    const isOther = (entry: LiveEntry): boolean => !isPlainKey(entry.key);
    const old = entries.find(isOther);
    const known = entries.flatMap((entry) =>
      isOther(entry) ? [] : [{ ...entry, value: joinAll([entry.value, value]) }],
    );
    const added = old
      ? { ...old, value: joinAll([old.value, value]) }
      : { key, keyPlace, value, isCertain: false };
    run.heap.write(dict, { ...dict.content, entries: [...known, added], isOpen: true });
    return;
  }
  const index = entries.findIndex((entry) => areEqual(entry.key, key) === true);
  const old = entries[index];
  const entry: LiveEntry = { key: old?.key ?? key, keyPlace, value, isCertain: true };
  run.heap.write(dict, {
    ...dict.content,
    entries: old ? entries.with(index, entry) : [...entries, entry],
  });
}

export function deleteItem(run: Run, dict: LiveDict, key: Live): void {
  const { content } = dict;
  if (!isPlainKey(key)) {
    run.heap.weaken(dict);
    return;
  }
  const entries = content.entries.filter((entry) => areEqual(entry.key, key) !== true);
  if (dict.origin === "code") run.heap.write(dict, { ...content, entries });
  else run.heap.weaken(dict);
}

/** The number of elements, when it is certain. */
export function lengthOf(value: Live): number | undefined {
  const parts =
    value.kind === "sequence"
      ? value.content.elements
      : value.kind === "dict" && value.origin === "code"
        ? value.content.entries
        : undefined;
  if (value.kind === "text") return Array.from(value.value).length;
  const isOpen =
    value.kind === "sequence" ? value.content.rest : value.kind === "dict" && value.content.isOpen;
  if (!parts || isOpen) return undefined;
  return parts.every(({ isCertain }) => isCertain) ? parts.length : undefined;
}

/** What iteration gives, one after the other. An iterator has nothing left after it. */
export function elementsOf(run: Run, value: Live): SequenceContent {
  switch (value.kind) {
    case "sequence": {
      const { content } = value;
      if (value.type === "iterator") run.heap.write(value, { ...content, elements: [] });
      return content;
    }
    case "dict": {
      const { origin, content } = value;
      if (origin === "configuration") run.configurationEscapes = true;
      const elements = content.entries.map(({ key, isCertain }) => ({ value: key, isCertain }));
      const isOpen = content.isOpen || origin !== "code";
      return { elements, rest: isOpen ? unknown("keys are known only when it runs") : undefined };
    }
    case "text": {
      const letters = Array.from(value.value).map((letter) => text(letter, value.place));
      return {
        elements: letters.map((letter) => ({ value: letter, isCertain: true })),
        rest: undefined,
      };
    }
    case "union": {
      const each = value.alternatives.map((single) => elementsOf(run, single));
      const all = each.flatMap(({ elements, rest }) =>
        elements.length > 0 || rest ? anyElement(elements, rest) : [],
      );
      return { elements: [], rest: all.length > 0 ? joinAll(all) : undefined };
    }
    case "unknown":
      return { elements: [], rest: value };
    default:
      return { elements: [], rest: unknown("what a loop goes over is known only when it runs") };
  }
}

/** The elements when each is certain and there are no others. */
export function certainElements(run: Run, value: Live): readonly Live[] | undefined {
  const { elements, rest } = elementsOf(run, value);
  return !rest && elements.every(({ isCertain }) => isCertain)
    ? elements.map((element) => element.value)
    : undefined;
}

/** `sequence[index]`. */
export function elementAt({ content, type }: LiveSequence, index: number): Live {
  const { elements, rest } = content;
  const isOrdered = type !== "set" && type !== "iterator" && !rest;
  const before = index < 0 ? elements : elements.slice(0, index + 1);
  if (isOrdered && before.every(({ isCertain }) => isCertain)) {
    return elements.at(index)?.value ?? unknown("there is no such element");
  }
  return anyElement(elements, rest);
}

export function anyElement(elements: readonly LiveElement[], rest: Live | undefined): Live {
  if (elements.length === 0 && !rest) return unknown("the list is empty");
  return joinAll([...elements.map(({ value }) => value), ...(rest ? [rest] : [])]);
}

/** What may be an element of either; undefined when neither has any. */
export function joinRest(a: Live | undefined, b: Live | undefined): Live | undefined {
  return a && b ? joinAll([a, b]) : (a ?? b);
}
