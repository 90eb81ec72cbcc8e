/** The operation whose call an offset is in. */
import type { DictValue, Entry } from "../../evaluation/values.ts";
import { alternativesOf } from "../../evaluation/values.ts";
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import { rowParameter } from "../cursor/rowTables.ts";

export function operationAt(
  { operations }: ProjectFacts,
  file: string,
  offset: number,
): OperationFact | undefined {
  return operations.findLast(
    (one) => one.file === file && one.call.from <= offset && offset <= one.call.to,
  );
}

/** What is known of the rows that an operation is given. */
export function rowsOf({ name, arguments: given }: OperationFact): readonly DictValue[] {
  const row = given.get(rowParameter(name) ?? "")?.value;
  return (row ? alternativesOf(row) : []).flatMap((value) =>
    value.kind === "dict" ? [value] : [],
  );
}

/** The only column of a row whose value stands at the offset, and the table it goes to. */
export function valueAt(
  facts: ProjectFacts,
  file: string,
  offset: number,
): { readonly operation: OperationFact; readonly entry: Entry } | undefined {
  for (const operation of facts.operations) {
    for (const row of rowsOf(operation)) {
      const entry = row.entries.find(
        ({ value: { place } }) =>
          place?.file === file && place.from <= offset && offset <= place.to,
      );
      if (entry) return { operation, entry };
    }
  }
  return undefined;
}
