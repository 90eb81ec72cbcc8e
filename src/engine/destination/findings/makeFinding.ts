/** What the findings' files share: how one is put together and how things are written in its message. */
import type { Finding, FindingCode, Severity } from "../../../shared/model/findings.ts";
import type { Place } from "../store/rowBatch.ts";
import { sqlName } from "../store/tables.ts";
import type { Evidence, Location, TableEvidence } from "./evidence.ts";

type Details = Partial<Omit<Finding, "code" | "severity" | "message">>;

export function finding(
  code: FindingCode,
  severity: Severity,
  message: string,
  details: Details = {},
): Finding {
  return {
    code,
    severity,
    message,
    table: null,
    column: null,
    row: null,
    file: null,
    line: null,
    count: null,
    ...details,
  };
}

/** The table's name as reports show it. */
export function nameOf({ schema, name }: Pick<TableEvidence, "schema" | "name">): string {
  return sqlName(schema, name);
}

/** Where a row was emitted, with its number. */
export function seenAt(
  evidence: Evidence,
  { row, place }: { readonly row: number; readonly place: Place },
): Location & { readonly row: number } {
  return { row, ...evidence.locate(place) };
}

/** Where schema() has the table. */
export function declaredAt({ declarations }: TableEvidence): Location {
  return { file: declarations[0]?.file ?? null, line: declarations[0]?.line ?? null };
}

/** `1 row`, `1,234 rows`. */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith("s") ? `${noun}es` : `${noun}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}

export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  if (rest > 0) shown.push(`${String(rest)} more`);
  return shown.length < 2
    ? shown.join("")
    : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

/** Whether the connector did all that it meant to, so that what it left out is left out. */
export function isComplete({ run }: Evidence): boolean {
  return run.status === "succeeded";
}
