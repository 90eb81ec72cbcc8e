/** Columns that are never filled, and names that became one column. */
import type { Finding } from "../../../shared/model/findings.ts";
import type { ColumnEvidence, Evidence, TableEvidence, Use } from "./evidence.ts";
import { declaredAt, finding, isComplete, listed, nameOf, seenAt } from "./makeFinding.ts";

export function columnFindings(evidence: Evidence): readonly Finding[] {
  return evidence.tables.flatMap((table) =>
    table.columns
      .filter(({ isRuled }) => !isRuled)
      .flatMap((column) => [
        ...onlyNull(evidence, table, column),
        ...neverSent(evidence, table, column),
        ...merged(evidence, table, column),
      ]),
  );
}

function onlyNull(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  const first = firstUse(column);
  if (!isComplete(evidence) || !table.exists || !first) return [];
  const isMissing = column.type === undefined && !column.isKey;
  if (!isMissing && !(column.declared && column.isEmpty)) return [];
  const name = nameOf(table);
  const message = isMissing
    ? `Column ${column.name} of table ${name} was only ever NULL, so it was not created. Declare its type in schema() to have it, ` +
      `or check where its value comes from.`
    : `Column ${column.name} of table ${name} is NULL in every row. Check where its value comes from.`;
  return [
    finding("null-column", isMissing ? "warning" : "info", message, {
      table: name,
      column: column.name,
      ...seenAt(evidence, first),
      count: column.sentAs.reduce((sum, use) => sum + use.count, 0),
    }),
  ];
}

function neverSent(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  const isDeclared = column.declaredAs.length > 0 && column.declared && !column.isKey;
  if (!isComplete(evidence) || !isDeclared || !column.isEmpty || column.sentAs.length > 0)
    return [];
  const name = nameOf(table);
  const { file, line } = declaredAt(table);
  const message =
    `Column ${column.name} of table ${name} is declared in schema() but no row has it. ` +
    `Check the name in op.upsert, or take it out of schema().`;
  return [
    finding("unused-column", "info", message, {
      table: name,
      column: column.name,
      file,
      line: column.declaredLine ?? line,
    }),
  ];
}

function merged(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  const { declaredAs, sentAs } = column;
  const names = [...new Set([...declaredAs, ...sentAs.map((use) => use.name)])];
  if (names.length < 2) return [];
  const name = nameOf(table);
  const second = sentAs.find((use) => use.isSecond);
  if (second) {
    const message =
      `${listed(names)} all become column ${column.name} of table ${name}; where a row has several, the first one's value ` +
      `is kept and the others are dropped. Rename them.`;
    return [mergedFinding(evidence, "warning", message, name, column.name, second)];
  }
  const other = sentAs.find((use) => declaredAs.length > 0 && !declaredAs.includes(use.name));
  if (!other) {
    const use = sentAs[1];
    const message = `${listed(names)} all become column ${column.name} of table ${name}. Use one spelling.`;
    return use ? [mergedFinding(evidence, "info", message, name, column.name, use)] : [];
  }
  const message =
    `Column ${column.name} of table ${name} is declared as ${listed(declaredAs)} but sent as "${other.name}". The SDK matches ` +
    `names exactly, so the declared type does not apply to its values. Use one spelling.`;
  return [
    mergedFinding(evidence, column.isKey ? "warning" : "info", message, name, column.name, other),
  ];
}

function mergedFinding(
  evidence: Evidence,
  severity: "warning" | "info",
  message: string,
  table: string,
  column: string,
  use: Use,
): Finding {
  const at = seenAt(evidence, use);
  return finding("merged-names", severity, message, { table, column, ...at, count: use.count });
}

function firstUse({ sentAs }: ColumnEvidence): Use | undefined {
  return [...sentAs].sort((left, right) => left.row - right.row)[0];
}
