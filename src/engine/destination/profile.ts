/** Declared against observed: what schema() says of a table, what was sent, and which columns could be its key. */
import { typeName } from "../../shared/model/columnType.ts";
import type { ColumnProfile, TableProfile } from "../../shared/model/previews.ts";
import type { Moment } from "../../shared/protocol/destination.ts";
import type { RunStore } from "../runs/runStore.ts";
import { observeRun, type Observed } from "./observedTypes.ts";
import { findCandidateKeys } from "./store/candidateKeys.ts";
import type { Sqlite } from "./store/sqlite.ts";
import { fold, type Column, type Table, type Tables } from "./store/tables.ts";

export interface ProfileSource {
  readonly sqlite: Sqlite;
  readonly tables: Tables;
  readonly store: RunStore;
  /** What the tables show; undefined for none of the history. */
  readonly moment: Moment | undefined;
}

/** Looks at the newest run that sent rows to the table. Blocked columns are left out, of hashed ones no value is shown. */
export function profileTable(source: ProfileSource, table: Table): TableProfile {
  const { sqlite, tables } = source;
  const observed = observeNewest(source, table);
  const names = new Set(table.columns.map(({ name }) => fold(name)));
  const others = [...(observed?.columns.values() ?? [])].filter(
    ({ name }) => !names.has(fold(name)) && !tables.rules.isBlocked(table, name),
  );
  const { keys, cuts } = findCandidateKeys(sqlite, table);
  return {
    schema: table.schema,
    table: table.name,
    declared: table.declared,
    sentAs: [...(observed?.names ?? [])],
    primaryKey: table.primaryKey,
    operations: observed?.operations ?? 0,
    columns: [
      ...table.columns.map((column) => profileColumn(column, observed)),
      ...others.map(({ name }) =>
        profileColumn({ name, type: undefined, declared: false }, observed),
      ),
    ],
    candidateKeys: keys,
    cuts,
  };
}

function observeNewest({ store, moment }: ProfileSource, table: Table): Observed | undefined {
  if (!moment) return undefined;
  for (const link of store.chain(moment).toReversed()) {
    const observed = observeRun(store, link, table);
    if (observed.operations > 0) return observed;
  }
  return undefined;
}

function profileColumn(column: Column, observed: Observed | undefined): ColumnProfile {
  const { name, type, declared, hashedFrom } = column;
  const declaredType = declared ? (hashedFrom ?? type) : undefined;
  const seen = observed?.columns.get(fold(name));
  return {
    name,
    declaredType: declaredType === undefined ? null : typeName(declaredType),
    type: type === undefined ? null : typeName(type),
    observed: (seen?.observed() ?? []).map((kind) =>
      hashedFrom === undefined ? kind : { ...kind, samples: [] },
    ),
    nulls: seen?.nulls ?? 0,
    sent: seen?.sent ?? 0,
    sentAs: seen?.sentAs() ?? [],
  };
}
