/** Tables of operations against the tables of schema(). */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import { tableName } from "../../../src/shared/model/naming.ts";
import type { Place, TextValue } from "../../evaluation/values.ts";
import type { OperationFact, ProjectFacts, TableFact } from "../../model/facts.ts";
import { nodeAt } from "../nodeAt.ts";
import { declarationFixes } from "./declarationFixes.ts";
import { choice, fix, once, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { itemAdded, itemRemoved, quoted, replaced } from "../sourceEdits.ts";
import { type DeclaredTables, declaredTables, isSameTable } from "./declaredTables.ts";
import { isInside } from "../wrongValues.ts";
import { isRowOperation, keyText, type Use, usesOf } from "./uses.ts";

export function* tableNames(facts: ProjectFacts): Iterable<Problem> {
  const declared = declaredTables(facts);
  if (!declared.isComplete) return;
  const uses = usesOf(facts);
  yield* once(undeclaredTables(uses, declared, facts));
  yield* once(keylessChanges(uses, declared, facts));
  yield* unusedTables(uses, declared, facts);
}

function* undeclaredTables(
  uses: readonly Use[],
  declared: DeclaredTables,
  facts: ProjectFacts,
): Iterable<Problem> {
  for (const use of uses) {
    const { operation, tables, schema } = use;
    if (!tables || schema === undefined) continue;
    const isUndeclared = ({ value }: TextValue): boolean =>
      value.trim() !== "" && declared.find(schema || undefined, value).length === 0;
    const undeclared = tables.filter(isUndeclared);
    const isEvery = undeclared.length === tables.length;
    for (const table of undeclared) {
      if (!isEvery && !isInside(table.place, placeIn(operation.file, operation.call))) continue;
      const elsewhere = declared.all.find(({ name }) => name === table.value);
      yield elsewhere
        ? schemaArgument(operation, schema, elsewhere, facts)
        : undeclaredTable(use, table, declared, facts);
    }
  }
}

function undeclaredTable(
  { operation, schema = "", rows }: Use,
  table: TextValue,
  declared: DeclaredTables,
  facts: ProjectFacts,
): Problem {
  const place = table.isLiteral && table.place ? table.place : tablePlace(operation);
  const names = declared.all.flatMap(({ name }) => name ?? []);
  const same = names.find((name) => isSameTable(name, table.value));
  const meant = same ?? nearestName(table.value, names);
  const written = facts.files.text(place.file)?.slice(place.from, place.to);
  return problemAt(
    place,
    "undeclared-table",
    same !== undefined
      ? `schema() declares ${quoted(same)}, not ${quoted(table.value)}. Both become the table ${tableName(same, "FIVETRAN")}, but these rows have neither its primary key nor its types.`
      : `schema() does not declare the table ${quoted(table.value)}, so it gets no primary key.${
          meant === undefined ? "" : ` Did you mean ${quoted(meant)}?`
        }`,
    {
      fixes: [
        ...(meant !== undefined && table.isLiteral
          ? [fix(`Use the declared table ${meant}`, [replaced(place, quoted(meant, written))])]
          : []),
        ...(same === undefined
          ? declarationFixes({ table: table.value, schema, rows }, declared, facts)
          : []),
      ],
    },
  );
}

function schemaArgument(
  operation: OperationFact,
  schema: string,
  { schema: meant, name = "", place }: TableFact,
  facts: ProjectFacts,
): Problem {
  const given = operation.arguments.get("schema")?.argument;
  const at = given ? placeIn(operation.file, given) : tablePlace(operation);
  const source = { file: operation.file, text: facts.files.text(operation.file) ?? "" };
  const { call } = operation;
  const edits =
    meant === undefined
      ? given && [itemRemoved(source, call, call.arguments.indexOf(given))]
      : given
        ? [replaced(placeIn(operation.file, given.value), quoted(meant))]
        : itemAdded(source, call, `schema=${quoted(meant)}`);
  const title = meant === undefined ? "Remove schema=" : `Use schema=${quoted(meant)}`;
  return problemAt(
    at,
    "schema-argument",
    `schema() declares ${name} ${meant === undefined ? "without a schema" : `in the schema ${meant}`}, and this is ${
      schema === "" ? "without one" : `in ${schema}`
    }: another table, which has neither its primary key nor its types.`,
    {
      fixes: edits ? [fix(title, edits)] : [],
      ...(place && { related: [{ place, message: "Declared here." }] }),
    },
  );
}

function tablePlace({ file, call, arguments: given, namePlace }: OperationFact): Place {
  const table = given.get("table")?.argument.value;
  return table ? placeIn(file, table) : { ...namePlace, from: call.callee.from };
}

function* keylessChanges(
  uses: readonly Use[],
  declared: DeclaredTables,
  facts: ProjectFacts,
): Iterable<Problem> {
  for (const { operation, tables, schema, rows } of uses) {
    if ((operation.name !== "update" && operation.name !== "delete") || schema === undefined)
      continue;
    const found = tables?.map(({ value }) => declared.find(schema || undefined, value));
    const isKeyless = found?.every(
      (entries) =>
        entries.length > 0 && entries.every(({ primaryKey }) => primaryKey?.length === 0),
    );
    const [table] = found?.flat() ?? [];
    if (!isKeyless || !table) continue;
    yield problemAt(
      { ...operation.namePlace, from: operation.call.callee.from },
      "keyless-change",
      `${table.name ?? "The table"} has no primary key, so no row can be found to ${operation.name}.`,
      {
        fixes: operation.name === "delete" ? keyFixes(table, rows, facts) : [],
        ...(table.place && { related: [{ place: table.place, message: "Declared here." }] }),
      },
    );
  }
}

/** The columns by which a row is deleted are its key. */
function keyFixes(
  { place, entry }: TableFact,
  rows: Use["rows"],
  { modules, files }: ProjectFacts,
): readonly Fix[] {
  const [row, ...others] = rows;
  const names = row?.entries.map(keyText) ?? [];
  const dict = place && nodeAt(modules.get(place.file), place, "Dict");
  const text = place && files.text(place.file);
  if (!row || row.isOpen || others.length > 0 || !dict || text === undefined) return [];
  if (entry.kind !== "dict" || names.length === 0 || names.includes(undefined)) return [];
  const key = `[${names.map((name) => quoted(name ?? "")).join(", ")}]`;
  const given = entry.entries.find((each) => keyText(each) === "primary_key");
  const title = "Make its columns the primary key";
  if (!given)
    return [choice(title, itemAdded({ file: place.file, text }, dict, `"primary_key": ${key}`))];
  return isInside(given.value.place, place)
    ? [choice(title, [replaced(given.value.place ?? place, key)])]
    : [];
}

/** Only when every table of every operation is known. */
function* unusedTables(
  uses: readonly Use[],
  declared: DeclaredTables,
  { modules }: ProjectFacts,
): Iterable<Problem> {
  // As a function, without a call.
  const isPassedOn = [...modules.values()].some(({ text }) =>
    /\.(?:upsert|update)[ \t]*[,)\]\n]/.test(text),
  );
  if (isPassedOn || !uses.some(({ operation }) => isRowOperation(operation))) return;
  const used = new Set<TableFact>();
  for (const { tables, schema } of uses) {
    if (!tables || schema === undefined) return;
    for (const { value } of tables)
      for (const table of declared.find(schema || undefined, value)) used.add(table);
  }
  for (const table of declared.all) {
    const place = table.namePlace ?? table.place;
    if (used.has(table) || !place) continue;
    yield problemAt(
      place,
      "unused-table",
      `Nothing is emitted to ${table.name ?? "this table"}, so it stays empty.`,
      { isUnnecessary: true },
    );
  }
}
