/** Random histories of a destination: runs of operations on a handful of tables, so that they often meet. */
import * as fc from "fast-check";
import type { Naming } from "../../../src/shared/model/sync.ts";
import type { Cell } from "../../../src/shared/protocol/destination.ts";
import type { TestCell } from "../../support/frames.ts";
import { declaredTypes, declaredValues, values, type Value } from "./values.ts";

/** A value for a column whose declared type is known, with what it delivers or that it is refused. */
export type DeclaredValue =
  | { readonly cell: TestCell; readonly delivered: Cell }
  | { readonly cell: TestCell; readonly refused: true };

/** The columns of a row with their values. */
export type Sent = Map<string, Value | DeclaredValue>;

export interface Declaration {
  readonly schema: string | null;
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
}

export interface RowOperation {
  readonly kind: "upsert" | "update" | "delete";
  readonly schema: string | null;
  readonly table: string;
  readonly row: readonly (readonly [string, Value | DeclaredValue])[];
}

export type Operation =
  | RowOperation
  | {
      readonly kind: "truncate";
      readonly schema: string | null;
      readonly table: string;
      readonly deferred: boolean;
    }
  | { readonly kind: "checkpoint" };

export interface Run {
  readonly fresh: boolean;
  readonly declarations: readonly Declaration[];
  readonly operations: readonly Operation[];
  /** Whether update() returns; it raises otherwise. */
  readonly endsWell: boolean;
}

export interface History {
  readonly naming: Naming;
  readonly runs: readonly Run[];
}

interface TableKind extends Declaration {
  /** Whether every run declares it. */
  readonly always: boolean;
}

const kinds: readonly TableKind[] = [
  { schema: null, table: "users", key: ["id"], columns: {}, always: false },
  { schema: "shop", table: "users", key: ["id"], columns: {}, always: false },
  { schema: null, table: "Lines", key: ["orderId", "line"], columns: {}, always: true },
  { schema: null, table: "logItems", key: [], columns: { a: "STRING", n: "LONG" }, always: false },
  { schema: null, table: "typed", key: ["id"], columns: declaredTypes, always: true },
];

/** Tables that no run declares; under Fivetran naming `lines` is `Lines`. */
const undeclared = ["events", "lines", "Größe 1"];

const anyValue = fc.constantFrom(...values);
const notNull = values.filter(({ type }) => type !== null);
const keyValues = [...notNull.slice(0, 3), ...notNull];
const keyValue = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...keyValues.slice(0, 5)) },
  { weight: 20, arbitrary: fc.constantFrom(...keyValues) },
  { weight: 1, arbitrary: anyValue },
);
const columnName = fc.constantFrom("a", "b", "n", "userId", "user_id", "c1", "rowid");
const others = fc.array(fc.tuple(columnName, anyValue), { maxLength: 2 });
const typedColumn = fc.constantFrom(
  ...Object.entries(declaredValues).flatMap(([name, pairs]) =>
    // Refused values end the run, so they are rarer.
    pairs.flatMap(([cell, delivered]): (readonly [string, DeclaredValue])[] =>
      delivered === undefined
        ? [[name, { cell, refused: true }]]
        : Array.from({ length: 6 }, () => [name, { cell, delivered }]),
    ),
  ),
);

const rowKind = fc.oneof(
  { weight: 6, arbitrary: fc.constant("upsert" as const) },
  { weight: 2, arbitrary: fc.constant("update" as const) },
  { weight: 1, arbitrary: fc.constant("delete" as const) },
);

function keyedRow(
  schema: string | null,
  table: string,
  key: readonly string[],
): fc.Arbitrary<RowOperation> {
  const extra: fc.Arbitrary<(readonly [string, Value | DeclaredValue])[]> =
    table === "typed" ? fc.array(typedColumn, { maxLength: 3 }) : others;
  return fc
    .record({
      kind: rowKind,
      keys: fc.tuple(...key.map((name) => fc.tuple(fc.constant(name), keyValue))),
      extra,
      lacksKey: fc.integer({ min: 0, max: 80 }),
    })
    .map(({ kind, keys, extra: rest, lacksKey }) => ({
      kind,
      schema,
      table,
      row: unique([...(lacksKey === 80 ? keys.slice(1) : keys), ...rest]),
    }));
}

function keylessRow(table: string): fc.Arbitrary<RowOperation> {
  return fc
    .record({ kind: rowKind, row: others })
    .map(({ kind, row }) => ({ kind, schema: null, table, row: unique(row) }));
}

/** A row has each of its names once. */
function unique<T>(row: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...new Map(row.map(([name, value]) => [name, value]))];
}

const row = fc.oneof(
  ...kinds
    .filter(({ key }) => key.length > 0)
    .map(({ schema, table, key }) => keyedRow(schema, table, key)),
  ...["logItems", ...undeclared].map((table) => keylessRow(table)),
);

const truncate = fc
  .record({ of: fc.constantFrom(...kinds, ...kinds), deferred: fc.boolean() })
  .map(({ of: { schema, table }, deferred }) => ({
    kind: "truncate" as const,
    schema,
    table,
    deferred,
  }));

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 14, arbitrary: row },
  { weight: 1, arbitrary: truncate },
  { weight: 2, arbitrary: fc.constant({ kind: "checkpoint" as const }) },
);

const run: fc.Arbitrary<Run> = fc.record({
  fresh: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  declarations: fc
    .subarray(kinds.filter(({ always }) => !always))
    .map((some) => kinds.filter((kind) => kind.always || some.includes(kind))),
  operations: fc.array(operation, { maxLength: 6 }),
  endsWell: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
});

/** Short histories, since what goes wrong is found by many small ones. */
export function histories(naming: Naming): fc.Arbitrary<History> {
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.tuple(run) },
      { weight: 2, arbitrary: fc.tuple(run, run) },
      { weight: 1, arbitrary: fc.tuple(run, run, run) },
    )
    .map((runs) => ({ naming, runs: runs.map((each) => withoutUnused(each, runs)) }));
}

/** Making tables is dear, so what no run has rows for is not declared by every run. */
function withoutUnused(each: Run, runs: readonly Run[]): Run {
  const used = new Set(
    runs.flatMap(({ operations }) =>
      operations.map((done) => (done.kind === "checkpoint" ? "" : done.table.toLowerCase())),
    ),
  );
  const declarations = kinds.filter(({ always, table }) => always && used.has(table.toLowerCase()));
  const chosen = each.declarations.filter(
    (kind) => !kinds.some((one) => one === kind && one.always),
  );
  return { ...each, declarations: [...chosen, ...declarations] };
}
