/** Rows that one key stands for several times, and changes of rows that are not there. */
import type { Finding } from "../../../shared/model/findings.ts";
import type { Evidence, TableEvidence } from "./evidence.ts";
import { counted, finding, nameOf, seenAt } from "./makeFinding.ts";

export function keyFindings(evidence: Evidence): readonly Finding[] {
  return evidence.tables.flatMap((table) => [
    ...overwritten(evidence, table),
    ...noEffect(evidence, table, "update"),
    ...noEffect(evidence, table, "delete"),
    ...keyless(evidence, table),
    ...truncated(evidence, table),
  ]);
}

function overwritten(evidence: Evidence, table: TableEvidence): Finding[] {
  const seen = table.notes?.overwritten;
  if (!seen) return [];
  const name = nameOf(table);
  // Where rows are also updated and deleted, a stream of changes is read, in which a key comes again.
  const isChanges = table.counts.update + table.counts.delete > 0;
  // A hashed key is not shown.
  const example = seen.example === "" ? "" : `; the first has ${seen.example}`;
  const message =
    `${counted(seen.count, "row")} of table ${name} replaced a row of the same sync with other values${example}. ` +
    `If these are different rows, the primary key (${table.primaryKey.join(", ")}) lacks a column.`;
  return [
    finding("overwritten-row", isChanges ? "info" : "warning", message, {
      table: name,
      ...seenAt(evidence, seen),
      count: seen.count,
    }),
  ];
}

function noEffect(
  evidence: Evidence,
  table: TableEvidence,
  operation: "update" | "delete",
): Finding[] {
  const seen = table.notes?.ineffective[operation];
  if (!seen) return [];
  const name = nameOf(table);
  const all = Math.max(table.counts[operation], seen.count);
  const isAll = seen.count === all;
  // A first sync has nothing to delete yet, though its source may list what was deleted.
  const isExpected = operation === "delete" && evidence.run.startsEmpty;
  const which = isAll
    ? `All ${counted(all, operation)}`
    : `${String(seen.count)} of ${counted(all, operation)}`;
  const rows = seen.count === 1 ? "a row that does not exist" : "rows that do not exist";
  const why = table.exists
    ? `named ${rows} and did nothing. Check the values of the key, or emit op.upsert first.`
    : "did nothing, since the table does not exist. Check its name.";
  const message = `${isAll && all === 1 ? `The only ${operation}` : which} of table ${name} ${why}`;
  return [
    finding("no-effect", isAll && !isExpected ? "warning" : "info", message, {
      table: name,
      ...seenAt(evidence, seen),
      count: seen.count,
    }),
  ];
}

function keyless(evidence: Evidence, table: TableEvidence): Finding[] {
  const seen = table.notes?.keyless;
  if (!seen) return [];
  const name = nameOf(table);
  const message =
    `${seen.count === 1 ? "One update or delete" : `${seen.count.toLocaleString("en")} updates and deletes`} of table ` +
    `${name} did nothing: the table has no primary key, and without one nothing says which ` +
    `row is meant. Give the table's primary_key in schema().`;
  return [
    finding("keyless-change", "warning", message, {
      table: name,
      ...seenAt(evidence, seen),
      count: seen.count,
    }),
  ];
}

function truncated(evidence: Evidence, table: TableEvidence): Finding[] {
  const seen = table.notes?.truncated;
  if (!seen) return [];
  const name = nameOf(table);
  const { upsert, update, delete: deletes } = table.counts;
  const isRefilled = upsert + update + deletes > seen.operations;
  const message =
    `op.truncate marked ${counted(seen.rows, "row")} of table ${name} as deleted that this very sync had emitted. ` +
    (isRefilled
      ? "Those it did not emit again stay deleted; call op.truncate before the first op.upsert."
      : "They stay deleted; call op.truncate before op.upsert.");
  const first = table.names[0];
  const at = first ? evidence.locate(first.place) : {};
  return [
    finding("truncated-new-rows", isRefilled ? "info" : "warning", message, {
      table: name,
      row: seen.operations,
      ...at,
      count: seen.rows,
    }),
  ];
}
