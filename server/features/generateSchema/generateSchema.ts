/**
 * schema() as the last sync suggests it: keys that tell rows apart and are never NULL, and types only where Fivetran would infer
 * another one or none. What is declared stays, and so does what is computed.
 */
import type { TableProfile } from "../../../src/shared/model/previews.ts";
import type { ProjectFacts, TableFact } from "../../model/facts.ts";
import { completeTable, declareTables } from "../../edits/declare.ts";
import type { NewColumn, NewTable } from "../../edits/entryText.ts";
import { quoted } from "../../rules/sourceEdits.ts";
import type { FileEdit } from "../../rules/rule.ts";
import type { Analysis } from "../../service/analysis.ts";
import { columnName } from "../../../src/shared/model/naming.ts";
import type { GeneratedFile, Refusal, SchemaProposal } from "../feature.ts";
import { occurrencesOf } from "../occurrences/occurrences.ts";
import type { Occurrence } from "../occurrences/subject.ts";
import { applyTo } from "./applyTo.ts";
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
  const edits = decided === "none" ? created(facts, suggestions) : updated(facts, suggestions);
  if ("refused" in edits) return edits;
  return { files: filesOf(facts, edits, suggestions) };
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

function created(
  facts: ProjectFacts,
  suggestions: readonly Suggestion[],
): readonly FileEdit[] | Refusal {
  return createSchema(
    facts,
    suggestions.map(({ table }) => table),
  );
}

function updated(
  facts: ProjectFacts,
  suggestions: readonly Suggestion[],
): readonly FileEdit[] | Refusal {
  const added = suggestions.flatMap(({ declared, table }) => (declared ? [] : [table]));
  const edits = suggestions.flatMap(({ declared, table }) =>
    declared ? (completeTable(facts, declared, table) ?? []) : [],
  );
  const list = added.length > 0 ? declareTables(facts, added) : [];
  const all = [...edits, ...(list ?? [])];
  return all.length > 0
    ? all
    : { refused: "The tables of schema() are computed, so nothing can be added to it here." };
}

function filesOf(
  facts: ProjectFacts,
  edits: readonly FileEdit[],
  suggestions: readonly Suggestion[],
): readonly GeneratedFile[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => {
    const before = facts.modules.get(file)?.text ?? "";
    const own = edits.filter((edit) => edit.file === file);
    const { text, added } = applyTo(before, own);
    const lines = text.split("\n");
    const notes = suggestions.flatMap(({ table, reasons }) => {
      const start = lines.findIndex((line, index) => isEntryLine(line, table.name) && index >= 0);
      return reasons.flatMap((reason) => {
        const line = lines.findIndex(
          (each, index) =>
            index >= Math.max(start, 0) &&
            added.some(({ from, to }) => from <= index && index <= to) &&
            ["'", '"'].some((quote) => each.includes(`${quoted(reason.about, quote)}:`)),
        );
        return start >= 0 && line >= 0 ? [{ line, text: `${table.name}: ${reason.text}` }] : [];
      });
    });
    return { file, text, notes };
  });
}

function isEntryLine(line: string, table: string): boolean {
  return (
    /["']table["']\s*:/.test(line) &&
    ["'", '"'].some((quote) => line.includes(quoted(table, quote)))
  );
}
