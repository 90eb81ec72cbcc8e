/** The tables that a row is written to, told from the call it stands in or from what evaluation found. */
import { alternativesOf, type Value } from "../../evaluation/values.ts";
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import { operations } from "../../sdk/operations.ts";
import type { Bracket } from "./brackets.ts";

/** `row` is the row's braces, or the variable that holds it; `call` the operation's parentheses around it. */
export function rowTables(
  facts: ProjectFacts,
  file: string,
  row: Bracket | string,
  call: Bracket | undefined,
): readonly string[] {
  const text = facts.modules.get(file)?.text ?? facts.files.text(file) ?? "";
  if (call) {
    const named = call.items.find(({ name }) => name === "table") ?? call.items[0];
    const written = named && text.slice(named.valueFrom, named.to).trim();
    const literal = /^(["'])([^"'\n]*)\1$/.exec(written ?? "")?.[2];
    if (literal !== undefined) return [literal];
  }
  const found = facts.operations.filter((operation) =>
    call
      ? operation.file === file && operation.call.inside.from === call.from + 1
      : isGivenTo(operation, file, row),
  );
  return [...new Set(found.flatMap(tablesOf))];
}

/** Every table that the operation is known to write to. */
export function tablesOf({ arguments: given }: OperationFact): readonly string[] {
  return textsOf(given.get("table")?.value);
}

export function textsOf(value: Value | undefined): readonly string[] {
  return value === undefined
    ? []
    : alternativesOf(value).flatMap((each) => (each.kind === "text" ? [each.value] : []));
}

/** The name of the parameter that takes the row. */
export function rowParameter(operation: string): string | undefined {
  const parameters = operations.get(operation)?.parameters;
  return parameters?.some(({ name }) => name === "table")
    ? parameters.find(({ type }) => type === "dict")?.name
    : undefined;
}

function isGivenTo(operation: OperationFact, file: string, row: Bracket | string): boolean {
  const given = operation.arguments.get(rowParameter(operation.name) ?? "");
  if (!given) return false;
  if (typeof row === "string") {
    const { value } = given.argument;
    return operation.file === file && value.kind === "Name" && value.id === row;
  }
  return alternativesOf(given.value).some(
    ({ kind, place }) => kind === "dict" && place?.file === file && place.from === row.from,
  );
}
