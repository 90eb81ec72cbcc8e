/** Values that were stored as something else than what the connector meant. */
import { isDecimal, typeName, type ColumnType } from "../../../shared/model/columnType.ts";
import type { Finding, FindingCode, Severity } from "../../../shared/model/findings.ts";
import type { Sighting } from "../store/observations.ts";
import type { ColumnEvidence, Evidence, TableEvidence } from "./evidence.ts";
import { counted, finding, nameOf, seenAt } from "./makeFinding.ts";

/** Words of a column's name that make it an amount of money. */
const moneyWords = new Set([
  "amount",
  "balance",
  "bonus",
  "cost",
  "costs",
  "discount",
  "expense",
  "expenses",
  "fee",
  "fees",
  "fare",
  "invoiced",
  "margin",
  "payment",
  "price",
  "prices",
  "profit",
  "refund",
  "revenue",
  "salary",
  "spend",
  "subtotal",
  "tax",
  "total",
  "wage",
]);
/** Words that make it something else: a count, a share, a time. */
const otherWords = new Set([
  "count",
  "days",
  "hours",
  "id",
  "minutes",
  "pct",
  "percent",
  "percentage",
  "quantity",
  "rate",
  "ratio",
  "score",
  "seconds",
  "time",
]);

export function valueFindings(evidence: Evidence): readonly Finding[] {
  return evidence.tables.flatMap((table) =>
    table.columns.flatMap((column) => [
      ...widened(evidence, table, column),
      ...typedText(evidence, table, column),
      ...floatMoney(evidence, table, column),
      ...sighted(evidence, table, column),
    ]),
  );
}

function widened(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  // More digits are no other type.
  const steps = (column.notes?.widenings ?? []).filter(
    ({ from, to }) => !(isDecimal(from) && isDecimal(to)),
  );
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return [];
  const name = nameOf(table);
  const path = [first.from, ...steps.map(({ to }) => to)].map(typeName).join(" → ");
  const at = seenAt(evidence, first);
  const where = at.file === null ? "" : `, ${baseName(at.file)}:${String(at.line)}`;
  // Text that looked like numbers was text all along.
  const wasText = column.sentAs.every(({ pythonType }) => pythonType === "str");
  const message =
    `Column ${column.name} of table ${name} changed ${path} at row ${String(first.row)}${where}, for the value ${first.example}. ` +
    `Send one type, or declare the column's type in schema().`;
  const severity = last.to === "STRING" && !wasText ? "warning" : "info";
  return [
    finding("widened-column", severity, message, {
      table: name,
      column: column.name,
      ...at,
      count: steps.length,
    }),
  ];
}

function typedText(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  const use = column.sentAs.find(({ pythonType }) => pythonType === "str");
  const { type } = column;
  if (!use || column.declared || column.isRuled || type === undefined || !isTypedByShape(type))
    return [];
  const name = nameOf(table);
  const message =
    `Column ${column.name} of table ${name} got text from the connector and became ${typeName(type)}, because of what the text ` +
    `looks like. If it is to stay text, declare it as STRING.`;
  const details = { table: name, column: column.name, ...seenAt(evidence, use), count: use.count };
  return [finding("typed-text", "info", message, details)];
}

function isTypedByShape(type: ColumnType): boolean {
  return isDecimal(type) || !["STRING", "JSON", "XML", "BINARY"].includes(type);
}

function floatMoney(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  const { type, sentAs } = column;
  const words = column.name.toLowerCase().split(/[^a-z]+/);
  const isMoney = words.some((word) => moneyWords.has(word));
  const isOther = words.some((word) => otherWords.has(word));
  const [use] = sentAs;
  if (!use || !isMoney || isOther || (type !== "FLOAT" && type !== "DOUBLE")) return [];
  const name = nameOf(table);
  const message =
    `Column ${column.name} of table ${name} sounds like money but is a ${type}, which cannot hold amounts such as 0.10 exactly. ` +
    `Declare it as DECIMAL with precision and scale, and send text.`;
  const details = { table: name, column: column.name, ...seenAt(evidence, use) };
  return [finding("float-money", "info", message, details)];
}

/** Findings of which only a sighting tells. */
function sighted(evidence: Evidence, table: TableEvidence, column: ColumnEvidence): Finding[] {
  const { notes } = column;
  if (!notes) return [];
  const name = nameOf(table);
  const of = `of column ${column.name} of table ${name}`;
  const made = (code: FindingCode, severity: Severity, seen: Sighting | undefined, text: string) =>
    seen
      ? [
          finding(code, severity, text, {
            table: name,
            column: column.name,
            ...seenAt(evidence, seen),
            count: seen.count,
          }),
        ]
      : [];
  const value = (seen: Sighting | undefined, one: string, several: string): string =>
    `${counted(seen?.count ?? 0, "value")} ${of} ${seen?.count === 1 ? one : several}`;
  const type = column.type === undefined ? "its type" : typeName(column.type);
  return [
    ...made(
      "json-text",
      "warning",
      notes.quoted.seen,
      `${value(notes.quoted.seen, "is a JSON text that holds", "are JSON texts that hold")} JSON, encoded twice. ` +
        `Send the dict or list itself, not json.dumps() of it.`,
    ),
    ...made(
      "json-text",
      "info",
      notes.text.seen,
      `${value(notes.text.seen, "is", "are")} JSON sent as text. Send the dict or list itself, and the column becomes JSON.`,
    ),
    ...made(
      "not-a-number",
      "warning",
      notes.notANumber,
      `${value(notes.notANumber, "was", "were")} NaN or infinite and stored as NULL. Send None where there is no value.`,
    ),
    ...made(
      "rounded-decimal",
      "warning",
      notes.rounded,
      `${value(notes.rounded, "has", "have")} more digits after the point than ${type} keeps, the first ${notes.rounded?.example ?? ""}, ` +
        `and lost them. Declare a larger scale.`,
    ),
  ];
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}
