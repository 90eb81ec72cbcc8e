/** Tables of operations against the tables of schema(). */
import { nearestName } from "../../../src/shared/base/nearestName.ts";
import { tableName } from "../../../src/shared/model/naming.ts";
import { isAlways, type Place, type TextValue } from "../../evaluation/values.ts";
import type { OperationFact, ProjectFacts, TableFact } from "../../model/facts.ts";
import { declarationFixes, keyFixes } from "./declarationFixes.ts";
import { fix, once, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { itemAdded, itemRemoved, quoted, replaced } from "../sourceEdits.ts";
import { type DeclaredTables, declaredTables, isSameTable } from "./declaredTables.ts";
import { isInside } from "../wrongValues.ts";
import { isRowOperation, type Use, usesOf } from "./uses.ts";

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
      value.trim() !== "" && declared.find(schema, value).length === 0;
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
    const found = tables?.map(({ value }) => declared.find(schema, value));
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
        fixes: operation.name === "delete" ? keyFixes(table, rows[0], uses, facts) : [],
        ...(table.place && { related: [{ place: table.place, message: "Declared here." }] }),
      },
    );
  }
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
  // An argument that is not known may be any table, also where some of the calls were followed.
  const isKnown = uses.every(({ operation, tables, schema }) => {
    const table = operation.arguments.get("table")?.value;
    const isText = table !== undefined && isAlways(table, ({ kind }) => kind === "text");
    return isText && tables !== undefined && schema !== undefined;
  });
  if (!isKnown) return;
  const used = new Set(
    uses.flatMap(({ tables = [], schema }) =>
      tables.flatMap(({ value }) => declared.find(schema, value)),
    ),
  );
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
