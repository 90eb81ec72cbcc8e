/** The edits that put right what a sync found, where there is one and it is certain. */
import path from "node:path";
import { appendCheckpoint, replaceStringOnLine } from "../../../server/edits/connectorEdits.ts";
import type { SourceEdit } from "../../../server/edits/sourceEdit.ts";
import {
  bracketPrimaryKey,
  changeColumnType,
  declareColumn,
  declaredTables,
  declareTable,
  entryFor,
  renamePrimaryKey,
  setPrimaryKey,
  type DeclaredTables,
  type DeclaredType,
  type NameFolding,
} from "../../../server/edits/schemaEdits.ts";
import { nearestName } from "../../shared/base/nearestName.ts";
import type { Finding } from "../../shared/model/findings.ts";
import type { Naming, SyncError } from "../../shared/model/sync.ts";
import { foldingOf } from "./nameFolding.ts";
import type { Placed } from "./placedFindings.ts";

export interface Fix {
  readonly file: string;
  readonly edits: readonly SourceEdit[];
  readonly does:
    | {
        readonly kind: "useTable" | "declareTable" | "renameKey" | "bracketKey";
        readonly table: string;
      }
    | {
        readonly kind: "declareColumn" | "changeType";
        readonly table: string;
        readonly column: string;
        readonly type: string;
      }
    | { readonly kind: "checkpoint" };
}

export interface FixSurroundings {
  /** The folder of connector.py. */
  readonly folder: string;
  readonly naming: Naming;
  /** The present text of a file. */
  readonly read: (file: string) => string | undefined;
  /** The type that a column has in the destination, as `typeName` writes it. */
  readonly typeOf: (table: string, column: string) => string | undefined;
}

/** Of what `money` is said to be: enough for any currency, exact to a hundredth of a cent. */
const moneyType = { type: "DECIMAL", precision: 18, scale: 4 } as const;

export function fixesFor(placed: Placed, surroundings: FixSurroundings): readonly Fix[] {
  const file = path.join(surroundings.folder, "connector.py");
  const text = surroundings.read(file);
  const tables = text === undefined ? undefined : declaredTables(text);
  const { about } = placed;
  if ("finding" in about && about.finding.code === "no-checkpoint" && text !== undefined) {
    return fix(file, appendCheckpoint(text), { kind: "checkpoint" });
  }
  if (!tables) {
    return [];
  }
  const schema = { file, tables, folding: foldingOf(surroundings.naming), surroundings };
  return "finding" in about
    ? fixesOfFinding(about.finding, placed, schema)
    : fixesOfError(about.error, schema);
}

/** Declares a key of the table, of the columns given; empty where that cannot be done. */
export function primaryKeyFix(
  table: string,
  columns: readonly string[],
  { folder, naming, read }: FixSurroundings,
): readonly SourceEdit[] {
  const tables = declaredTables(read(path.join(folder, "connector.py")) ?? "");
  const entry = tables && entryFor(tables, table, foldingOf(naming));
  return (tables && entry && setPrimaryKey(tables, entry, columns)) ?? [];
}

/** Declares a column's type; empty where that cannot be done. */
export function columnTypeFix(
  {
    table,
    column,
    type,
  }: { readonly table: string; readonly column: string; readonly type: string },
  { folder, naming, read }: FixSurroundings,
): readonly SourceEdit[] {
  const tables = declaredTables(read(path.join(folder, "connector.py")) ?? "");
  const folding = foldingOf(naming);
  const entry = tables && entryFor(tables, table, folding);
  return (entry && declareColumn(tables, entry, { name: column, type }, folding)) ?? [];
}

interface Schema {
  readonly file: string;
  readonly tables: DeclaredTables;
  readonly folding: NameFolding;
  readonly surroundings: FixSurroundings;
}

function fixesOfFinding(finding: Finding, placed: Placed, schema: Schema): readonly Fix[] {
  const { file, tables, folding } = schema;
  const { code, table } = finding;
  const entry = table === null ? undefined : entryFor(tables, table, folding);
  if (code === "undeclared-table" && table !== null) {
    return [...useDeclaredTable(table, placed, schema), ...declareNew(table, schema)];
  }
  if (code === "schema-key-ignored" && entry) {
    return fix(file, renamePrimaryKey(entry), { kind: "renameKey", table: entry.table });
  }
  if (code === "key-as-text" && entry) {
    const edits = bracketPrimaryKey(tables, entry);
    return fix(file, edits, { kind: "bracketKey", table: entry.table });
  }
  const type = typeFor(finding, schema.surroundings);
  if (type === undefined || !entry || finding.column === null) {
    return [];
  }
  const edits = declareColumn(tables, entry, { name: finding.column, type }, folding);
  return fix(file, edits, {
    kind: "declareColumn",
    table: entry.table,
    column: finding.column,
    type: typeof type === "string" ? type : `DECIMAL(${type.precision},${type.scale})`,
  });
}

/** What schema() should say about the column; undefined where only its author can know. */
function typeFor(
  { code, table, column }: Finding,
  { typeOf }: FixSurroundings,
): DeclaredType | undefined {
  switch (code) {
    case "float-money":
      return moneyType;
    case "typed-text":
      return "STRING";
    case "json-text":
      return "JSON";
    case "widened-column":
      return table === null || column === null ? undefined : declaredType(typeOf(table, column));
    default:
      return undefined;
  }
}

function declaredType(name: string | undefined): DeclaredType | undefined {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(name ?? "");
  return decimal
    ? { type: "DECIMAL", precision: Number(decimal[1]), scale: Number(decimal[2]) }
    : name;
}

function useDeclaredTable(
  table: string,
  { file, at }: Placed,
  { tables, folding, surroundings }: Schema,
): readonly Fix[] {
  const nearest = nearestName(
    table,
    tables.entries.map((entry) => folding.table(entry.table)),
  );
  const entry = nearest === undefined ? undefined : entryFor(tables, nearest, folding);
  const text = surroundings.read(file);
  if (!entry || text === undefined) {
    return [];
  }
  const isMeant = (value: string): boolean => folding.table(value) === table;
  const edits = replaceStringOnLine(text, at.line, { isMeant, by: entry.table });
  return fix(file, edits, { kind: "useTable", table: entry.table });
}

/** A name with a schema before it is not what `schema()` would call it. */
function declareNew(table: string, { file, tables, folding }: Schema): readonly Fix[] {
  const isPlain = folding.table(table) === table;
  const edits = isPlain ? declareTable(tables, table, folding) : undefined;
  return fix(file, edits, { kind: "declareTable", table });
}

/** A whole number that its declared type is too narrow for. */
function fixesOfError(
  { table, column, value }: SyncError,
  { file, tables, folding }: Schema,
): readonly Fix[] {
  const entry = table === null ? undefined : entryFor(tables, folding.table(table), folding);
  if (!entry || column === null || value === null || !/^-?\d{1,19}$/.test(value)) {
    return [];
  }
  const number = BigInt(value);
  const fits = (bits: number): boolean => BigInt.asIntN(bits, number) === number;
  if (fits(16) || !fits(64)) {
    return [];
  }
  const change = fits(32)
    ? { name: column, from: ["SHORT"], to: "INT" }
    : { name: column, from: ["SHORT", "INT"], to: "LONG" };
  const edits = changeColumnType(tables, entry, change, folding);
  return fix(file, edits, { kind: "changeType", table: entry.table, column, type: change.to });
}

function fix(
  file: string,
  edits: readonly SourceEdit[] | undefined,
  does: Fix["does"],
): readonly Fix[] {
  return edits && edits.length > 0 ? [{ file, edits, does }] : [];
}
