/** What the last sync and evaluation know and the text does not say: types of columns without one, tables behind expressions. */
import { alternativesOf, type Place } from "../../evaluation/values.ts";
import type { OperationFact } from "../../model/facts.ts";
import type { Span } from "../../python/ast.ts";
import type { Analysis } from "../../service/analysis.ts";
import { rowParameter, tablesOf } from "../cursor/rowTables.ts";
import type { FeatureSettings, InlayHint } from "../feature.ts";
import { observedText } from "../hover/tableText.ts";
import { columnsOf, type KnownColumn } from "../known/columns.ts";
import { occurrencesOf } from "../occurrences/occurrences.ts";

export function inlayHints(
  analysis: Analysis,
  file: string,
  range: Span,
  { showsObservedTypes }: FeatureSettings,
): readonly InlayHint[] {
  if (!showsObservedTypes) return [];
  const { all } = occurrencesOf(analysis.facts);
  const hints = new Map<number, InlayHint>();
  const isShown = (place: Place | undefined): place is Place =>
    place?.file === file && place.from < range.to && place.to > range.from;
  const columns = new Map<string, readonly KnownColumn[]>();
  const addColumn = (table: string, name: string, place: Place | undefined): void => {
    if (!isShown(place)) return;
    let known = columns.get(table);
    if (!known) columns.set(table, (known = columnsOf(analysis, all, table)));
    const hint = typeHint(
      known.find((column) => column.name === name),
      place,
    );
    if (hint) hints.set(hint.offset, hint);
  };
  for (const { name, primaryKey = [] } of analysis.facts.schema.tables) {
    for (const key of name === undefined ? [] : primaryKey)
      addColumn(name ?? "", key.name, key.place);
  }
  for (const operation of analysis.facts.operations) {
    const tables = tablesOf(operation);
    if (operation.file === file) {
      const hint = tableHint(operation, tables);
      if (hint && isShown({ file, from: hint.offset, to: hint.offset + 1 }))
        hints.set(hint.offset, hint);
    }
    const [table] = tables;
    const row = operation.arguments.get(rowParameter(operation.name) ?? "")?.value;
    if (tables.length !== 1 || table === undefined || !row) continue;
    for (const value of alternativesOf(row)) {
      if (value.kind !== "dict") continue;
      for (const { key, keyPlace } of value.entries) {
        if (key.kind === "text") addColumn(table, key.value, keyPlace);
      }
    }
  }
  return [...hints.values()].sort((a, b) => a.offset - b.offset);
}

function typeHint(column: KnownColumn | undefined, { to }: Place): InlayHint | undefined {
  const type = column?.observed?.type;
  if (!column || column.type !== undefined || !type) return undefined;
  return {
    offset: to,
    label: type,
    kind: "type",
    tooltip: `Inferred in the last sync: ${observedText(column.observed)}`,
  };
}

/** The name behind `table=TABLE_NAME`. */
function tableHint(
  { arguments: given }: OperationFact,
  tables: readonly string[],
): InlayHint | undefined {
  const argument = given.get("table");
  const [table] = tables;
  if (!argument || table === undefined || argument.argument.value.kind === "Text") return undefined;
  const isWhole = alternativesOf(argument.value).every(({ kind }) => kind === "text");
  const more = tables.length > 1 ? ` or ${tables.length - 1} more` : "";
  return isWhole
    ? {
        offset: argument.argument.value.to,
        label: `"${table}"${more}`,
        kind: "parameter",
        tooltip: tables.join(", "),
      }
    : undefined;
}
