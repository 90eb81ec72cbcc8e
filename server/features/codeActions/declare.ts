/** Declares what an operation names and schema() does not: its table, a column of its row. */
import { alternativesOf, type Value } from "../../evaluation/values.ts";
import { completeTable, declareTables } from "../../edits/declare.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { resultKind } from "../../rules/operations/resultKinds.ts";
import type { Analysis } from "../../service/analysis.ts";
import { textsOf } from "../cursor/rowTables.ts";
import type { CodeAction } from "../feature.ts";
import { chooseKey } from "../generateSchema/chooseKey.ts";
import { createSchema } from "../generateSchema/createSchema.ts";
import { forcedType } from "../generateSchema/forcedType.ts";
import { columnsOf, observedTable } from "../known/columns.ts";
import { occurrencesOf } from "../occurrences/occurrences.ts";
import { isFixed } from "./isFixed.ts";
import { operationAt, rowsOf } from "./operationAt.ts";

export function declareTable(
  analysis: Analysis,
  file: string,
  offset: number,
): readonly CodeAction[] {
  const { facts } = analysis;
  const operation = operationAt(facts, file, offset);
  const argument = operation?.arguments.get("table");
  const [name, ...others] = textsOf(argument?.value);
  const schemas = textsOf(operation?.arguments.get("schema")?.value);
  if (!operation || !argument || name === undefined || others.length > 0) return [];
  if (operation.arguments.has("schema") && schemas.length !== 1) return [];
  const [schema] = schemas;
  const isDeclared = facts.schema.tables.some(
    (table) => table.name === undefined || table.name === name,
  );
  if (isDeclared || isFixed(analysis, file, argument.argument)) return [];
  const primaryKey = keyOf(analysis, name, rowsOf(operation));
  // A table without a key is hardly ever what is meant.
  if (primaryKey.length === 0) return [];
  const table = { name, schema, primaryKey, columns: [] };
  const edits =
    facts.schema.decided === "none" ? createSchema(facts, [table]) : declareTables(facts, [table]);
  return edits && !("refused" in edits)
    ? [{ title: `Declare ${name} in schema()`, kind: "refactor", edits }]
    : [];
}

/** What told rows apart in the last sync; else an `id` that every row has. */
function keyOf(
  analysis: Analysis,
  table: string,
  rows: readonly Extract<Value, { kind: "dict" }>[],
): readonly string[] {
  const profile = observedTable(analysis, table);
  const observed = profile && chooseKey(profile)?.columns;
  if (observed) {
    const names = columnsOf(analysis, occurrencesOf(analysis.facts).all, table);
    return observed.map((name) => names.find((one) => one.observed?.name === name)?.name ?? name);
  }
  const hasId = rows.every(({ entries }) =>
    entries.some(({ key }) => key.kind === "text" && key.value === "id"),
  );
  return rows.length > 0 && hasId ? ["id"] : [];
}

export function declareColumn(
  analysis: Analysis,
  file: string,
  offset: number,
): readonly CodeAction[] {
  const { facts } = analysis;
  const all = occurrencesOf(facts).all;
  const here = all.filter(
    (one) => one.isText && one.file === file && one.from <= offset && offset <= one.to,
  );
  return here.flatMap((occurrence): readonly CodeAction[] => {
    const { subject, isDeclaration } = occurrence;
    if (subject.kind !== "column" || isDeclaration || isFixed(analysis, file, occurrence))
      return [];
    const [table, ...others] = facts.schema.tables.filter(
      ({ name, schema }) => name === subject.table && schema === subject.schema,
    );
    const isTyped = table?.columns?.some(({ name }) => name === subject.name) ?? true;
    if (!table || others.length > 0 || isTyped) return [];
    const type = typeOf(analysis, subject.table, subject.name);
    if (type === undefined) return [];
    const column = { name: subject.name, type };
    const edits = completeTable(facts, table, { primaryKey: [], columns: [column] });
    const title = `Declare ${subject.name} of ${subject.table} as ${type} in schema()`;
    return edits ? [{ title, kind: "refactor", edits }] : [];
  });
}

/** The type that the last sync asks for or showed, else that of the value which is written. */
function typeOf(analysis: Analysis, table: string, column: string): string | undefined {
  const known = columnsOf(analysis, occurrencesOf(analysis.facts).all, table).find(
    ({ name }) => name === column,
  );
  const observed = known?.observed;
  return (
    (observed && (forcedType(observed)?.type ?? observed.type)) ??
    writtenType(analysis.facts, table, column)
  );
}

function writtenType(facts: ProjectFacts, table: string, column: string): string | undefined {
  const types = new Set<string | undefined>();
  for (const operation of facts.operations) {
    if (!textsOf(operation.arguments.get("table")?.value).includes(table)) continue;
    for (const row of rowsOf(operation)) {
      const entry = row.entries.find(({ key }) => key.kind === "text" && key.value === column);
      for (const value of entry ? alternativesOf(entry.value) : []) {
        if (value.kind !== "none") types.add(valueType(value));
      }
    }
  }
  const [type, ...others] = types;
  return others.length === 0 ? type : undefined;
}

const resultTypes: Readonly<Record<string, string>> = {
  datetime: "UTC_DATETIME",
  date: "NAIVE_DATE",
  text: "STRING",
  uuid: "STRING",
  bytes: "BINARY",
  bytearray: "BINARY",
  float: "DOUBLE",
  integer: "LONG",
  boolean: "BOOLEAN",
};

function valueType(value: Value): string | undefined {
  switch (value.kind) {
    case "text":
    case "partialText":
    case "configurationText":
      return "STRING";
    case "number":
      return value.isInteger ? "LONG" : "DOUBLE";
    case "boolean":
      return "BOOLEAN";
    case "bytes":
      return "BINARY";
    case "dict":
    case "sequence":
      return "JSON";
    case "result":
      return resultTypes[resultKind(value.of) ?? ""];
    default:
      return undefined;
  }
}
