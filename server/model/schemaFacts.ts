/** What schema() declares. */
import {
  alternativesOf,
  type DictValue,
  type Element,
  type SequenceValue,
  type Value,
} from "../evaluation/values.ts";
import type {
  ColumnFact,
  Decided,
  FunctionFact,
  NamedPlace,
  SchemaFact,
  TableFact,
} from "./facts.ts";

export function schemaFact(
  returned: Value | undefined,
  declared: FunctionFact | undefined,
  source: SchemaFact["source"] = "read",
): SchemaFact {
  const lists = returned ? withoutEmptyGuards(alternativesOf(returned)) : [];
  const tables = lists.flatMap((list) =>
    list.kind === "sequence" ? entriesOf(list, lists.length === 1) : [],
  );
  const { decided, reasons } = decide(returned, lists);
  return { decided, reasons, function: declared, returned, tables: uniqueTables(tables), source };
}

/** An empty list behind a condition is how connectors say that they cannot tell yet. */
function withoutEmptyGuards<Alternative extends Value>(
  lists: readonly Alternative[],
): readonly Alternative[] {
  const full = lists.filter(
    (list) => list.kind !== "sequence" || list.elements.length > 0 || list.isOpen,
  );
  return full.length > 0 ? full : lists;
}

function entriesOf(list: SequenceValue, isOnly: boolean): readonly TableFact[] {
  return list.elements.flatMap(({ value, isCertain }) => {
    const entries = alternativesOf(value);
    return entries.map((entry) => tableFact(entry, isOnly && isCertain && entries.length === 1));
  });
}

/** One fact of a literal that stands in several alternatives. */
function uniqueTables(tables: readonly TableFact[]): readonly TableFact[] {
  const seen = new Map<string, TableFact>();
  for (const table of tables) {
    const key = `${table.place?.file ?? ""}:${String(table.place?.from)} ${table.name ?? ""} ${table.schema ?? ""}`;
    if (!seen.has(key) || table.name === undefined)
      seen.set(table.name === undefined ? `${key} ${String(seen.size)}` : key, table);
  }
  return [...seen.values()];
}

export function tableFact(entry: Value, isCertain: boolean): TableFact {
  const name = textUnder(entry, "table");
  const key = entry.kind === "dict" ? valueUnder(entry, "primary_key") : undefined;
  const columns = entry.kind === "dict" ? valueUnder(entry, "columns") : undefined;
  const isKnown = entry.kind === "dict" && !entry.isOpen;
  return {
    entry,
    place: entry.place,
    name: name?.name,
    namePlace: name?.place,
    schema: textUnder(entry, "schema")?.name,
    primaryKey: key ? namesOf(key) : isKnown ? [] : undefined,
    columns: columns ? columnsOf(columns) : isKnown ? [] : undefined,
    isCertain,
  };
}

function valueUnder(dict: DictValue, key: string): Value | undefined {
  return dict.entries.find((entry) => entry.key.kind === "text" && entry.key.value === key)?.value;
}

function textUnder(entry: Value, key: string): NamedPlace | undefined {
  const value = entry.kind === "dict" ? valueUnder(entry, key) : undefined;
  return value?.kind === "text" ? { name: value.value, place: value.place } : undefined;
}

function namesOf(value: Value): readonly NamedPlace[] | undefined {
  if (value.kind !== "sequence" || value.isOpen || !value.elements.every(isKnownText))
    return undefined;
  return value.elements.flatMap(({ value: name }) =>
    name.kind === "text" ? [{ name: name.value, place: name.place }] : [],
  );
}

function isKnownText({ value, isCertain }: Element): boolean {
  return isCertain && value.kind === "text";
}

function columnsOf(value: Value): readonly ColumnFact[] | undefined {
  if (value.kind !== "dict" || value.isOpen) return undefined;
  if (!value.entries.every(({ key, isCertain }) => isCertain && key.kind === "text"))
    return undefined;
  return value.entries.flatMap(({ key, keyPlace, value: type }) =>
    key.kind === "text"
      ? [{ name: key.value, place: keyPlace ?? key.place, type, typePlace: type.place }]
      : [],
  );
}

interface Decision {
  readonly decided: Decided;
  readonly reasons: readonly string[];
}

function decide(returned: Value | undefined, lists: readonly Value[]): Decision {
  if (!returned) return { decided: "none", reasons: [] };
  if (returned.kind === "unknown") return { decided: "unknown", reasons: [returned.reason] };
  // What is no list declares nothing, whatever was meant.
  if (lists.every(({ kind }) => ["dict", "none", "text", "number", "boolean"].includes(kind)))
    return { decided: "unknown", reasons: ["schema() returns no list"] };
  const all = lists.map((list) => openness(list));
  const reasons = [...new Set(all.flatMap((each) => each.reasons))];
  if (all.some(({ degree }) => degree === "partial")) return { decided: "partial", reasons };
  if (all.some(({ degree }) => degree === "configuration"))
    return { decided: "configuration", reasons };
  const isOne = lists.length === 1 && all.every(({ degree }) => degree === "exact");
  return { decided: isOne ? "exact" : "alternatives", reasons };
}

const unknownRest: Value = {
  kind: "unknown",
  reason: "a list is filled while the code runs",
  place: undefined,
};

interface Openness {
  readonly degree: "exact" | "alternatives" | "configuration" | "partial";
  readonly reasons: readonly string[];
}

const degrees = ["exact", "alternatives", "configuration", "partial"] as const;

function worst(all: readonly Openness[], least: Openness["degree"] = "exact"): Openness {
  const index = Math.max(
    degrees.indexOf(least),
    ...all.map(({ degree }) => degrees.indexOf(degree)),
  );
  return { degree: degrees[index] ?? "partial", reasons: all.flatMap(({ reasons }) => reasons) };
}

/** How much of a value is known. */
function openness(value: Value): Openness {
  switch (value.kind) {
    case "text":
    case "number":
    case "boolean":
    case "none":
      return { degree: "exact", reasons: [] };
    case "configurationText":
      return fromConfiguration(
        value.key === undefined ? [] : [value.key],
        "a key that is not known",
      );
    case "partialText":
      return fromConfiguration(value.configurationKeys, "text that is put together while it runs");
    case "union":
      return worst(
        value.alternatives.map((each) => openness(each)),
        "alternatives",
      );
    case "sequence": {
      const rest = value.isOpen ? openness(value.rest ?? unknownRest) : undefined;
      const all = partsOpenness(
        value.elements.map((element) => ({ ...element, parts: [element.value] })),
      );
      // How many there are is known no more than their names.
      return rest
        ? worst([all, rest], rest.degree === "configuration" ? "configuration" : "partial")
        : all;
    }
    case "dict": {
      const all = partsOpenness(
        value.entries.map(({ key, value: part, isCertain }) => ({ isCertain, parts: [key, part] })),
      );
      return value.isOpen
        ? {
            degree: "partial",
            reasons: [...all.reasons, "a dictionary is filled while the code runs"],
          }
        : all;
    }
    case "unknown":
      return fromConfiguration(value.configurationKeys ?? [], value.reason);
    case "result":
      return { degree: "partial", reasons: [`${value.of}() answers only when it runs`] };
    default:
      return { degree: "partial", reasons: [`a value that is no JSON: ${value.kind}`] };
  }
}

function partsOpenness(
  parts: readonly { readonly isCertain: boolean; readonly parts: readonly Value[] }[],
): Openness {
  return worst(
    parts.flatMap((part) => part.parts.map(openness)),
    parts.every(({ isCertain }) => isCertain) ? "exact" : "alternatives",
  );
}

function fromConfiguration(keys: readonly string[], otherwise: string): Openness {
  return keys.length > 0
    ? { degree: "configuration", reasons: keys.map((key) => `the configuration's ${key}`) }
    : { degree: "partial", reasons: [otherwise] };
}
