/** Arguments of operations of which it is certain that the SDK refuses them, whatever they hold. */
import { alternativesOf, isAlways, type Place, type Value } from "../../evaluation/values.ts";
import type { ArgumentFact, OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { ProblemCode } from "../codes.ts";
import { choice, fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { indentationAt, inserted, lineStart, quoted, replaced } from "../sourceEdits.ts";
import { calledAt } from "./calledAt.ts";
import { describe } from "./describe.ts";
import { resultKind } from "./resultKinds.ts";
import { rowParameter } from "./uses.ts";
import { stepsTo } from "./ways.ts";

export function* argumentKinds(facts: ProjectFacts): Iterable<Problem> {
  for (const operation of facts.operations) {
    const row = operation.arguments.get(rowParameter(operation.name) ?? "");
    if (row && isAlways(row.value, isNoDict)) yield rowNotDict(operation, row, facts);
    yield* textArgument(operation, "table", "table-name", facts);
    const schema = operation.arguments.get("schema");
    if (schema && alternativesOf(schema.value).every(({ kind }) => kind !== "none"))
      yield* textArgument(operation, "schema", "schema-name", facts);
    yield* textArgument(operation, "message", "operation-message", facts);
  }
}

type Alternative = Parameters<Parameters<typeof isAlways>[1]>[0];

function isNoDict(value: Alternative): boolean {
  return (
    [
      "text",
      "partialText",
      "number",
      "boolean",
      "none",
      "bytes",
      "sequence",
      "function",
      "module",
      "class",
    ].includes(value.kind) ||
    (value.kind === "result" && resultKind(value.of) !== undefined)
  );
}

function rowNotDict(operation: OperationFact, row: ArgumentFact, facts: ProjectFacts): Problem {
  const isList = isAlways(row.value, ({ kind }) => kind === "sequence");
  return problemAt(
    placeIn(operation.file, row.argument.value),
    "row-not-dict",
    `op.${operation.name} takes one row as a dictionary of column to value, not ${describe(row.value)}.${
      isList ? " Emit the rows of a list one by one." : ""
    }`,
    { fixes: rowFixes(operation, row, facts) },
  );
}

function rowFixes(
  operation: OperationFact,
  { argument, value }: ArgumentFact,
  facts: ProjectFacts,
): readonly Fix[] {
  const { file, call } = operation;
  const text = facts.files.text(file) ?? "";
  const [first, ...others] = argument.value.kind === "List" ? argument.value.items : [];
  if (first?.kind === "Dict" && others.length === 0) {
    const place = placeIn(file, argument.value);
    return [fix("Pass the row itself", [replaced(place, text.slice(first.from, first.to))])];
  }
  if (calledAt(value, facts) === "json.dumps" && argument.value.kind === "Call") {
    const inside = text.slice(argument.value.inside.from, argument.value.inside.to);
    return [fix("Pass the dictionary itself", [replaced(placeIn(file, argument.value), inside)])];
  }
  const statement = stepsTo(facts.modules.get(file), call).at(-1)?.statement;
  const start = lineStart(text, call.from);
  const isAlone =
    statement?.kind === "ExpressionStatement" && text.slice(start, statement.from).trim() === "";
  if (!isAlways(value, ({ kind }) => kind === "sequence") || !isAlone) return [];
  const list = text.slice(argument.value.from, argument.value.to);
  if (text.slice(statement.from, statement.to).includes("\n")) return [];
  const indentation = indentationAt(text, call.from);
  return [
    choice("Emit each row of the list", [
      inserted(file, start, `${indentation}for row in ${list}:\n    `),
      replaced(placeIn(file, argument.value), "row"),
    ]),
  ];
}

const whatTexts: Readonly<Record<string, string>> = {
  table: "The table's name",
  schema: "The schema's name",
  message: "The message",
};

function* textArgument(
  operation: OperationFact,
  parameter: string,
  code: ProblemCode,
  facts: ProjectFacts,
): Iterable<Problem> {
  const argument = operation.arguments.get(parameter);
  if (!argument || !isAlways(argument.value, isNoName)) return;
  const place = placeIn(operation.file, argument.argument.value);
  const what = whatTexts[parameter] ?? parameter;
  const message = isAlways(argument.value, ({ kind }) => kind === "text")
    ? `${what} is empty.`
    : `${what} must be text, not ${describe(argument.value)}.`;
  yield problemAt(place, code, `${message} op.${operation.name} fails with it.`, {
    fixes: nameFixes(argument, parameter, place, facts),
  });
}

/** The name of a table without its quotes. */
function nameFixes(
  { argument: { value } }: ArgumentFact,
  parameter: string,
  place: Place,
  { files, schema }: ProjectFacts,
): readonly Fix[] {
  const written = files.text(place.file)?.slice(place.from, place.to) ?? "";
  if (parameter === "message" && value.kind === "Number")
    return [choice("Make it text", [replaced(place, quoted(written))])];
  return (value.kind === "Number" || value.kind === "Name") &&
    schema.tables.some(({ name }) => name === written)
    ? [choice("Make it text", [replaced(place, quoted(written))])]
    : [];
}

function isNoName(value: Value): boolean {
  return value.kind === "text"
    ? value.value.trim() === ""
    : ["number", "boolean", "none", "bytes", "sequence", "dict", "function", "class"].includes(
        value.kind,
      );
}
