/** What is shown of a table and of a column: as schema() declares it, as the last sync showed it, and its names in the destination. */
import { columnName, tableName } from "../../../src/shared/model/naming.ts";
import type { ColumnProfile } from "../../../src/shared/model/previews.ts";
import type { Analysis } from "../../service/analysis.ts";
import { columnsOf, declarationsOf, type KnownColumn, observedTable } from "../known/columns.ts";
import type { Occurrence } from "../occurrences/subject.ts";
import { code, paragraphs, table } from "./markdown.ts";

export function tableText(
  analysis: Analysis,
  occurrences: readonly Occurrence[],
  name: string,
): string {
  const profile = observedTable(analysis, name);
  const columns = columnsOf(analysis, occurrences, name);
  const header = ["Column", "Declared", ...(profile ? ["Last sync"] : [])];
  const rows = columns.map((column) => [
    code(column.name) + (column.isKey ? " (key)" : ""),
    column.type === undefined ? (column.isDeclared ? "inferred" : "–") : code(column.type),
    ...(profile ? [observedText(column.observed)] : []),
  ]);
  return paragraphs(
    `**${code(name)}**: ${declarationText(analysis, name)}`,
    rows.length === 0 ? undefined : table(header, rows),
    profile && `Last sync: ${count(profile.operations, "upsert or update", "upserts and updates")}`,
    destinationNames("table", name),
  );
}

export function columnText(analysis: Analysis, tableOfColumn: string, column: KnownColumn): string {
  const { name, isKey, isDeclared, type, observed } = column;
  const key = isKey ? ", part of the primary key" : "";
  const declared =
    type !== undefined ? code(type) : isDeclared ? "inferred" : "not declared, inferred";
  return paragraphs(
    `**${code(name)}**: column of ${code(tableOfColumn)}${key}`,
    `Type: ${declared}`,
    analysis.observed && observedTable(analysis, tableOfColumn)
      ? `Last sync: ${observedText(observed)}`
      : undefined,
    destinationNames("column", name),
  );
}

/** One line: `primary key id; 3 columns declared`. */
export function declarationText(analysis: Analysis, name: string): string {
  const [entry] = declarationsOf(analysis, name);
  if (!entry) {
    return analysis.facts.schema.decided === "exact" || analysis.facts.schema.decided === "none"
      ? "table that schema() does not declare"
      : "table";
  }
  const { primaryKey, columns } = entry;
  const keys = primaryKey?.map((each) => each.name).join(", ");
  const keyText =
    keys === undefined ? "" : keys === "" ? ", without a primary key" : `, primary key ${keys}`;
  const columnsText = columns?.length ? `, ${count(columns.length, "typed column")}` : "";
  return `table of schema()${keyText}${columnsText}`;
}

/** The types that were sent, the commonest first. */
export function observedText(observed: ColumnProfile | undefined): string {
  if (!observed) return "not sent";
  const { type, observed: kinds, nulls, sent } = observed;
  const sorted = [...kinds].sort((a, b) => b.count - a.count);
  const shown = sorted.map((each) =>
    sorted.length === 1 ? each.type : `${each.type} ${each.count}×`,
  );
  const parts = [
    shown.length > 0 ? shown.join(", ") : (type ?? "no value"),
    ...(type !== null && shown.length > 1 ? [`stored as ${type}`] : []),
    ...(nulls > 0 ? [nulls === sent ? "always NULL" : `NULL in ${nulls} of ${sent}`] : []),
  ];
  return parts.join("; ");
}

function destinationNames(kind: "table" | "column", name: string): string {
  const rename = kind === "table" ? tableName : columnName;
  const [fivetran, source] = [rename(name, "FIVETRAN"), rename(name, "SOURCE")];
  return fivetran === source
    ? `In the destination: ${code(fivetran)}`
    : `In the destination: ${code(fivetran)} under Fivetran naming, ${code(source)} under source naming`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
