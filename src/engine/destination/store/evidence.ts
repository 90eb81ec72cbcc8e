/** Gathers what findings are made of, from the notes of a run and the tables as they are when it ends. */
import type { DeclaredTable, RowOperation } from "../../../shared/protocol/frames.ts";
import type {
  ColumnEvidence,
  Evidence,
  Location,
  RunFacts,
  TableEvidence,
  Use,
} from "../findings/evidence.ts";
import type { Observations, ShapeNotes, TableNotes } from "./observations.ts";
import { countRows } from "./queries.ts";
import type { Place } from "./rowBatch.ts";
import type { Sqlite } from "./sqlite.ts";
import {
  deletedColumn,
  fold,
  quote,
  sqlName,
  storedColumns,
  syncedColumn,
  systemColumns,
  type Table,
  type Tables,
} from "./tables.ts";

/** What a projection has noted since its run began. */
export interface RunRecord {
  /** The newest `_fivetran_synced` before the run. */
  readonly since: string;
  /** Null while schema() has not answered with tables. */
  readonly declared: readonly DeclaredTable[] | null;
  readonly observations: Observations;
  locate(place: Place): Location;
}

interface Gathered {
  readonly schema: string | null;
  readonly name: string;
  readonly declarations: DeclaredTable[];
  readonly shapes: ShapeNotes[];
  notes: TableNotes | undefined;
}

/** `isResync` asks for the rows that earlier runs left. */
export function gatherEvidence(
  sqlite: Sqlite,
  tables: Tables,
  record: RunRecord,
  run: RunFacts,
  isResync: boolean,
): Evidence {
  return {
    run,
    schema: record.declared,
    tables: concerned(tables, record).map((gathered) => tableEvidence(sqlite, tables, gathered)),
    remains: isResync ? remains(sqlite, tables, record.since) : [],
    locate: (place) => record.locate(place),
  };
}

/** The destination tables that were declared or named, with what is known of each. */
function concerned(tables: Tables, { declared, observations }: RunRecord): readonly Gathered[] {
  const found = new Map<string, Gathered>();
  const of = ({ schema, name }: { schema: string | null; name: string }): Gathered => {
    const key = JSON.stringify([schema, name]);
    const known = found.get(key) ?? {
      schema,
      name,
      declarations: [],
      shapes: [],
      notes: undefined,
    };
    found.set(key, known);
    return known;
  };
  for (const entry of declared ?? [])
    of(tables.destinationTable(entry.schema, entry.table)).declarations.push(entry);
  for (const notes of observations.shapes)
    of(tables.destinationTable(notes.shape.schema, notes.shape.table)).shapes.push(notes);
  for (const notes of observations.tables) of(notes).notes = notes;
  return [...found.values()];
}

function tableEvidence(sqlite: Sqlite, tables: Tables, gathered: Gathered): TableEvidence {
  const { schema, name, declarations, shapes, notes } = gathered;
  const table = tables.get(schema, name);
  const counts: Record<RowOperation, number> = { upsert: 0, update: 0, delete: 0 };
  for (const { shape, rows } of shapes) counts[shape.operation] += rows;
  const rows = table ? countRows(sqlite, table) : 0;
  return {
    schema,
    name,
    exists: table !== undefined,
    declared: table?.declared === true,
    declarations,
    primaryKey: table?.primaryKey ?? [],
    rows,
    counts,
    names: tableNames(shapes),
    columns: columnEvidence(sqlite, tables, table, gathered, rows),
    notes,
  };
}

function tableNames(shapes: readonly ShapeNotes[]): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const { shape, rows, row, place } of shapes) {
    const name = sqlName(shape.schema, shape.table);
    addUse(uses, { name, count: rows, row, place, pythonType: null, isSecond: false });
  }
  return [...uses.values()];
}

function columnEvidence(
  sqlite: Sqlite,
  tables: Tables,
  table: Table | undefined,
  { schema, name: tableName, declarations, shapes, notes }: Gathered,
  rows: number,
): readonly ColumnEvidence[] {
  const sent = sentColumns(tables, table, shapes);
  const declared = new Map<string, { name: string; line: number | null }[]>();
  for (const { columns, primaryKey } of declarations) {
    const entries = [
      ...columns,
      ...primaryKey
        .filter((key) => !columns.some(({ name }) => name === key))
        .map((name) => ({ name, line: null })),
    ];
    for (const { name, line } of entries) {
      const destination = tables.destinationColumn(name, table);
      declared.set(destination, [...(declared.get(destination) ?? []), { name, line }]);
    }
  }
  const columns = new Map(table?.columns.map((column) => [column.name, column]));
  const names = new Set([...columns.keys(), ...declared.keys(), ...sent.keys()]);
  const empty = table && rows > 0 ? emptyColumns(sqlite, table) : new Set<string>();
  return [...names]
    .filter((name) => !systemColumns.has(name))
    .map((name) => {
      const column = columns.get(name);
      return {
        name,
        type: column?.type,
        declared: column?.declared === true,
        isKey: table?.primaryKey.includes(name) === true,
        isRuled: tables.rules.of(schema, tableName, name) !== undefined,
        isEmpty: empty.has(name),
        declaredAs: declared.get(name)?.map((entry) => entry.name) ?? [],
        declaredLine: declared.get(name)?.[0]?.line ?? null,
        sentAs: [...(sent.get(name)?.values() ?? [])],
        notes: notes?.columns.get(name),
      };
    });
}

/** By destination name: the names under which upserts and updates sent the column. */
function sentColumns(
  tables: Tables,
  table: Table | undefined,
  shapes: readonly ShapeNotes[],
): ReadonlyMap<string, Map<string, Use>> {
  const sent = new Map<string, Map<string, Use>>();
  const destinations = new Map<string, string>();
  for (const { shape, rows, row, place, pythonTypes } of shapes) {
    if (shape.operation === "delete") continue;
    const seen = new Set<string>();
    shape.columns.forEach((name, index) => {
      let destination = destinations.get(name);
      if (destination === undefined) {
        destination = tables.destinationColumn(name, table);
        destinations.set(name, destination);
      }
      const isSecond = seen.has(fold(destination));
      seen.add(fold(destination));
      const uses = sent.get(destination) ?? new Map<string, Use>();
      sent.set(destination, uses);
      const pythonType = pythonTypes[index] ?? null;
      addUse(uses, { name, count: rows, row, place, pythonType, isSecond });
    });
  }
  return sent;
}

/** Adds to the use of a name; of several Python types `mixed` is left. */
function addUse(uses: Map<string, Use>, use: Use): void {
  const known = uses.get(use.name);
  if (!known) {
    uses.set(use.name, use);
    return;
  }
  const first = use.row < known.row ? use : known;
  const types = new Set([known.pythonType, use.pythonType].filter((type) => type !== null));
  uses.set(use.name, {
    ...first,
    count: known.count + use.count,
    pythonType: types.size > 1 ? "mixed" : ([...types][0] ?? null),
    isSecond: known.isSecond || use.isSecond,
  });
}

/** The declared columns that are NULL in every row. Nearly all show a value in the first rows. */
function emptyColumns(sqlite: Sqlite, table: Table): ReadonlySet<string> {
  const declared = storedColumns(table)
    .filter((column) => column.declared)
    .map(({ name }) => name);
  const inFirstRows = withoutValue(sqlite, declared, `(SELECT * FROM ${table.sql} LIMIT 1000)`);
  return new Set(withoutValue(sqlite, inFirstRows, table.sql));
}

function withoutValue(sqlite: Sqlite, columns: readonly string[], rows: string): readonly string[] {
  const empty: string[] = [];
  // SQLite gives no more than 2,000 results.
  for (let at = 0; at < columns.length; at += 1000) {
    const part = columns.slice(at, at + 1000);
    const counts = part.map((name) => `count(${quote(name)})`).join(", ");
    const statement = sqlite.prepare(`SELECT ${counts} FROM ${rows}`);
    statement.step();
    empty.push(...part.filter((_, index) => statement.value(index) === 0));
    statement.finalize();
  }
  return empty;
}

function remains(sqlite: Sqlite, tables: Tables, since: string): Evidence["remains"] {
  return tables.all().map((table) => {
    const { schema, name } = table;
    const rows = countWhere(
      sqlite,
      table,
      `NOT ${deletedColumn} AND ${syncedColumn} <= '${since}'`,
    );
    return { schema, name, rows };
  });
}

/** How many rows a condition in SQL holds for. */
export function countWhere(sqlite: Sqlite, table: Table, condition: string): number {
  const statement = sqlite.prepare(`SELECT count(*) FROM ${table.sql} WHERE ${condition}`);
  const count = statement.step() ? Number(statement.value(0)) : 0;
  statement.finalize();
  return count;
}
