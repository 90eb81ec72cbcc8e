/**
 * schema() as the last sync suggests it: keys that tell rows apart and are never NULL, and types only where Fivetran would infer
 * another one or none. What is declared stays, and so does what is computed.
 */
import type { TableProfile } from "../../../src/shared/model/previews.ts";
import type { ProjectFacts, TableFact } from "../../model/facts.ts";
import { readFacts } from "../../model/readFacts.ts";
import { completeTable, declareTables } from "../../edits/declare.ts";
import type { NewColumn, NewTable } from "../../edits/entryText.ts";
import { quoted } from "../../rules/sourceEdits.ts";
import type { FileEdit } from "../../rules/rule.ts";
import type { Analysis } from "../../service/analysis.ts";
import { columnName } from "../../../src/shared/model/naming.ts";
import type { GeneratedFile, Refusal, SchemaProposal } from "../feature.ts";
import { occurrencesOf } from "../occurrences/occurrences.ts";
import type { Occurrence } from "../occurrences/subject.ts";
import { chooseKey } from "./chooseKey.ts";
import { createSchema } from "./createSchema.ts";
import { forcedType, rows } from "./forcedType.ts";
import { sourceColumn, sourceTable } from "./sourceNames.ts";

/** What is to be said of one table, and why. */
interface Suggestion {
  readonly table: NewTable;
  /** The text that a reason is about, as it is written: `"id"`. */
  readonly reasons: readonly { readonly about: string; readonly text: string }[];
  readonly declared: TableFact | undefined;
}

export function generateSchema(analysis: Analysis): SchemaProposal | Refusal {
  const { facts, observed } = analysis;
  const { decided, tables, reasons } = facts.schema;
  if (!observed || observed.length === 0) {
    return { refused: "No sync has shown any table yet. Run a sync first." };
  }
  if (decided !== "none" && decided !== "exact" && tables.length === 0) {
    const [reason = "its tables are computed"] = reasons;
    return { refused: `Nothing can be added to schema(): ${reason}.` };
  }
  const occurrences = occurrencesOf(facts).all;
  const suggestions = observed.flatMap((profile) => suggest(profile, analysis, occurrences) ?? []);
  if (suggestions.length === 0) {
    return { refused: "schema() says all that the last sync asks for." };
  }
  const changed = decided === "none" ? created(facts, suggestions) : updated(facts, suggestions);
  if ("refused" in changed) return changed;
  const files = [...changed].map(([file, text]) => ({
    file,
    text,
    notes: notesOf(text, suggestions),
  }));
  return { files };
}

function suggest(
  profile: TableProfile,
  analysis: Analysis,
  occurrences: readonly Occurrence[],
): Suggestion | undefined {
  const { facts, naming } = analysis;
  const source = sourceTable(profile, occurrences, naming);
  if (!source || profile.operations === 0) return undefined;
  const entries = facts.schema.tables.filter(
    ({ name, schema }) => name === source.name && schema === source.schema,
  );
  const [declared, ...others] = entries;
  // What is declared in ways that are not known may be this table.
  if (others.length > 0 || (!declared && facts.schema.decided === "partial")) return undefined;
  const reasons: { about: string; text: string }[] = [];
  const nameOf = (column: string): string | undefined => {
    const one = profile.columns.find(({ name }) => name === column);
    return one && sourceColumn(one, occurrences, source, naming);
  };
  const key = needsKey(declared, profile) ? chooseKey(profile) : undefined;
  const primaryKey = (key?.columns ?? []).flatMap((column) => nameOf(column) ?? []);
  const isKeyKnown = primaryKey.length === key?.columns.length;
  if (key && isKeyKnown) {
    const what = primaryKey.length === 1 ? "Unique" : "Unique together";
    const text = `${what} and never NULL in ${rows(key.distinct)} of the last sync.`;
    reasons.push({ about: "primary_key", text });
  }
  const known = new Set([...(declared?.columns ?? [])].map(({ name }) => columnName(name, naming)));
  const columns: NewColumn[] = [];
  const mayAdd = !declared || declared.columns !== undefined;
  for (const column of mayAdd ? profile.columns : []) {
    if (column.declaredType !== null || known.has(column.name) || isFivetrans(column.name))
      continue;
    const name = sourceColumn(column, occurrences, source, naming);
    const forced = forcedType(column);
    if (name === undefined || !forced) continue;
    columns.push({ name, type: forced.type });
    reasons.push({ about: name, text: forced.reason });
  }
  const table = { ...source, primaryKey: isKeyKnown ? primaryKey : [], columns };
  const isNothing = declared && table.primaryKey.length + columns.length === 0;
  return isNothing ? undefined : { table, reasons, declared };
}

/** Whether nothing, not even something that is computed, is declared as the key. */
function needsKey(declared: TableFact | undefined, { primaryKey }: TableProfile): boolean {
  return (declared ? declared.primaryKey?.length === 0 : true) && primaryKey.every(isFivetrans);
}

function isFivetrans(column: string): boolean {
  return column.startsWith("_fivetran_");
}

/** Texts by file. */
type Texts = ReadonlyMap<string, string>;

function created(facts: ProjectFacts, suggestions: readonly Suggestion[]): Texts | Refusal {
  const edits = createSchema(
    facts,
    suggestions.map(({ table }) => table),
  );
  return "refused" in edits ? edits : applied(facts, edits);
}

/** First what is declared, then what is not: the list may be laid out anew for that. */
function updated(facts: ProjectFacts, suggestions: readonly Suggestion[]): Texts | Refusal {
  const edits = suggestions.flatMap(({ declared, table }) =>
    declared ? (completeTable(facts, declared, table) ?? []) : [],
  );
  const completed = applied(facts, edits);
  const added = suggestions.flatMap(({ declared, table }) => (declared ? [] : [table]));
  const { files, sdk } = facts;
  const text = (path: string): string | undefined => completed.get(path) ?? files.text(path);
  const then = edits.length === 0 ? facts : readFacts({ ...files, text }, sdk);
  const list = added.length > 0 ? declareTables(then, added) : undefined;
  const all = new Map([...completed, ...applied(then, list ?? [])]);
  return all.size > 0
    ? all
    : { refused: "The tables of schema() are computed, so nothing can be added to it here." };
}

/** Edits at one place count in their order. */
function applied({ modules }: ProjectFacts, edits: readonly FileEdit[]): Texts {
  const texts = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const before = modules.get(file)?.text ?? "";
    let text = "";
    let at = 0;
    const own = edits.filter((edit) => edit.file === file);
    for (const edit of own.toSorted((a, b) => a.from - b.from)) {
      text += before.slice(at, edit.from) + edit.text;
      at = edit.to;
    }
    texts.set(file, text + before.slice(at));
  }
  return texts;
}

/** A reason stands at the line that it is the reason of. */
function notesOf(text: string, suggestions: readonly Suggestion[]): GeneratedFile["notes"] {
  const lines = text.split("\n");
  return suggestions.flatMap(({ table, reasons }) => {
    const start = lines.findIndex((line) => has(line, "table") && hasText(line, table.name));
    if (start < 0) return [];
    return reasons.flatMap((reason) => {
      const line = lines.findIndex((each, index) => index >= start && has(each, reason.about));
      return line < 0 ? [] : [{ line, text: `${table.name}: ${reason.text}` }];
    });
  });
}

/** `"id":` */
/** `"id":` */
function has(line: string, key: string): boolean {
  return ["'", '"'].some((quote) => line.includes(`${quoted(key, quote)}:`));
}

function hasText(line: string, text: string): boolean {
  return ["'", '"'].some((quote) => line.includes(quoted(text, quote)));
}
