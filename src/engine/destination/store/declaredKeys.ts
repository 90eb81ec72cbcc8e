/** Refuses a run whose schema() gives a table that exists another primary key: the rows it has would mean nothing. */
import { UserError } from "../../../shared/base/userError.ts";
import type { DeclaredTable } from "../../../shared/protocol/frames.ts";
import type { Tables } from "./tables.ts";

/** Throws a `UserError` that names the table, the key it has and the key it is to get. */
export function checkKeysUnchanged(tables: Tables, declared: readonly DeclaredTable[]): void {
  for (const { schema, table: name, primaryKey } of declared) {
    const table = tables.find(schema, name);
    if (!table) continue;
    const wanted = [...new Set(primaryKey.map((column) => tables.destinationColumn(column)))];
    if (
      wanted.length === table.primaryKey.length &&
      wanted.every((key) => table.primaryKey.includes(key))
    )
      continue;
    throw new UserError(
      "destination.keyChanged",
      `The primary key of table ${table.name} was ${shown(table.primaryKey)} and schema() now declares ${shown(wanted)}.`,
      { action: "Start fresh to build the table anew, or declare the old key." },
    );
  }
}

function shown(key: readonly string[]): string {
  return key.length === 0 ? "none (_fivetran_id)" : `(${key.join(", ")})`;
}
