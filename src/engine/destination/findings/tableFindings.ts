/** Tables that are not declared, have no key, got no rows, or of which only a page was read. */
import { nearestName } from "../../../shared/base/nearestName.ts";
import type { Finding } from "../../../shared/model/findings.ts";
import type { Evidence, TableEvidence } from "./evidence.ts";
import { counted, declaredAt, finding, isComplete, listed, nameOf, seenAt } from "./makeFinding.ts";

/** Row counts that pages have: what APIs give at once when they are not asked for more. */
const pageSizes = [20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000];

export function tableFindings(evidence: Evidence): readonly Finding[] {
  return [
    ...evidence.tables.flatMap((table) => [
      ...undeclared(evidence, table),
      ...surrogateKey(evidence, table),
      ...unused(evidence, table),
      ...mergedNames(evidence, table),
      ...pageSized(evidence, table),
    ]),
    ...(isComplete(evidence) ? evidence.remains : []).flatMap(({ schema, name, rows }) =>
      remaining(nameOf({ schema, name }), rows),
    ),
  ];
}

function undeclared(evidence: Evidence, table: TableEvidence): Finding[] {
  const first = table.names[0];
  if (!first || table.counts.upsert === 0 || !isUndeclared(table)) return [];
  const name = nameOf(table);
  const nearest = nearestName(
    first.name,
    (evidence.schema ?? []).map((entry) => entry.table).filter((entry) => entry !== first.name),
  );
  const meant = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  const message =
    `Table ${name} is not declared in schema(), so it has no primary key: each changed row becomes a new one.` +
    `${meant} Declare it with its primary_key.`;
  const at = seenAt(evidence, first);
  return [
    finding("undeclared-table", "warning", message, {
      table: name,
      ...at,
      count: table.counts.upsert,
    }),
  ];
}

function surrogateKey(evidence: Evidence, table: TableEvidence): Finding[] {
  const isKeyed = table.primaryKey.length > 0;
  if (isKeyed || isUndeclared(table) || table.counts.upsert === 0) return [];
  const name = nameOf(table);
  const message =
    `Table ${name} has no primary key, so Fivetran keys it by a hash of each row (_fivetran_id): a changed row becomes a ` +
    `new one, and updates and deletes do nothing. Give its primary_key in schema().`;
  const first = table.names[0];
  const at = table.declarations.length > 0 || !first ? declaredAt(table) : seenAt(evidence, first);
  return [finding("surrogate-key", "warning", message, { table: name, ...at })];
}

function isUndeclared({ declared, declarations }: TableEvidence): boolean {
  return !declared && declarations.length === 0;
}

function unused(evidence: Evidence, table: TableEvidence): Finding[] {
  const isUsed = table.rows > 0 || table.names.length > 0;
  if (!isComplete(evidence) || table.declarations.length === 0 || isUsed) return [];
  const name = nameOf(table);
  const message =
    `Table ${name} is declared in schema() but got no rows. ` +
    `That is fine if its source is empty; else check the name in op.upsert.`;
  return [finding("unused-table", "info", message, { table: name, ...declaredAt(table) })];
}

function mergedNames(evidence: Evidence, table: TableEvidence): Finding[] {
  const declared = new Set(
    table.declarations.map((entry) => nameOf({ schema: entry.schema, name: entry.table })),
  );
  const other = table.names.find((use) => declared.size > 0 && !declared.has(use.name));
  const name = nameOf(table);
  const names = [...new Set([...declared, ...table.names.map((use) => use.name)])];
  if (names.length < 2) return [];
  const first = other ?? table.names[1] ?? table.names[0];
  const at = first ? seenAt(evidence, first) : declaredAt(table);
  const message = other
    ? `Table ${name} is declared as ${listed([...declared])} but rows are emitted as "${other.name}". Here both are one ` +
      `table; fivetran debug and the SDK match names exactly, so there the primary key and the types are lost. Use one spelling.`
    : `${listed(names)} all become table ${name}, which mixes their rows. Rename them if they are different tables.`;
  const count = first?.count ?? null;
  return [finding("merged-names", "warning", message, { table: name, ...at, count })];
}

function pageSized(evidence: Evidence, table: TableEvidence): Finding[] {
  const { upsert: rows } = table.counts;
  if (!isComplete(evidence) || !evidence.run.startsEmpty || !pageSizes.includes(rows)) return [];
  const name = nameOf(table);
  const message =
    `Table ${name} got exactly ${counted(rows, "row")}, a common page size. ` +
    `Check that the connector reads the pages after the first.`;
  const first = table.names[0];
  const at = first ? seenAt(evidence, first) : {};
  return [finding("page-sized-table", "info", message, { table: name, ...at, count: rows })];
}

function remaining(table: string, rows: number): Finding[] {
  if (rows === 0) return [];
  const message =
    `The re-sync left ${counted(rows, "row")} of table ${table} that it did not emit again. ` +
    `They stay as they were; if the source no longer has them, emit deletes or a truncate.`;
  return [finding("resync-remains", "info", message, { table, count: rows })];
}
