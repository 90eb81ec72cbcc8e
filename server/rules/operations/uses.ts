/** Operations as they are reached: a table and the row that goes with it. */
import {
  alternativesOf,
  type DictValue,
  type Entry,
  type TextValue,
  type Value,
} from "../../evaluation/values.ts";
import { nodeAt } from "../nodeAt.ts";
import { placeIn } from "../problem.ts";
import { isInside } from "../wrongValues.ts";
import type { OperationEvaluation, OperationFact, ProjectFacts } from "../../model/facts.ts";

/** One way to reach an operation. Undefined is what is not known. */
export interface Use {
  readonly operation: OperationFact;
  /** Undefined for an operation that evaluation did not reach. */
  readonly evaluation: OperationEvaluation | undefined;
  /** What the table's name may be: each of them certainly text. */
  readonly tables: readonly TextValue[] | undefined;
  /** "" for the connection's own. */
  readonly schema: string | undefined;
  /** What the row may be; those that are no dictionary are left out. */
  readonly rows: readonly DictValue[];
}

const rowParameters: Readonly<Record<string, string>> = {
  upsert: "data",
  update: "modified",
  delete: "keys",
};

/** The parameter that takes the row. */
export function rowParameter(operation: string): string | undefined {
  return Object.hasOwn(rowParameters, operation) ? rowParameters[operation] : undefined;
}

export function isRowOperation({ name }: OperationFact): boolean {
  return rowParameter(name) !== undefined;
}

/** Uses of the operations that name a table. */
export function usesOf({ operations }: ProjectFacts): readonly Use[] {
  return operations
    .filter((operation) => isRowOperation(operation) || operation.name === "truncate")
    .flatMap((operation) =>
      operation.evaluations.length > 0
        ? operation.evaluations.map((evaluation) =>
            useOf(operation, (name) => evaluation.values.get(name), evaluation),
          )
        : [useOf(operation, (name) => operation.arguments.get(name)?.value, undefined)],
    );
}

function useOf(
  operation: OperationFact,
  valueOf: (parameter: string) => Value | undefined,
  evaluation: OperationEvaluation | undefined,
): Use {
  const table = valueOf("table");
  const row = valueOf(rowParameter(operation.name) ?? "");
  return {
    operation,
    evaluation,
    tables: table && textsOf(table),
    schema: operation.hasStars ? undefined : schemaOf(valueOf("schema")),
    rows: row ? alternativesOf(row).filter((each) => each.kind === "dict") : [],
  };
}

function textsOf(value: Value): readonly TextValue[] | undefined {
  const alternatives = alternativesOf(value);
  const texts = alternatives.filter((each) => each.kind === "text");
  return texts.length === alternatives.length ? texts : undefined;
}

function schemaOf(value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === "none") return "";
  return value.kind === "text" && value.value.trim() !== "" ? value.value : undefined;
}

/** The entry's key when it is known text. */
export function keyText({ key }: { readonly key: Value }): string | undefined {
  return key.kind === "text" ? key.value : undefined;
}

/**
 * Whether nothing that is not known may have replaced the entry: in a display that stands in the call, what comes after the last `**`;
 * of any other dictionary with unknown entries, none.
 */
export function isKept(
  entry: Entry,
  dict: DictValue,
  { file, call }: OperationFact,
  { modules }: ProjectFacts,
): boolean {
  if (!dict.isOpen) return true;
  if (!isInside(dict.place, placeIn(file, call)) || !isInside(entry.keyPlace, dict.place))
    return false;
  const unpacked = nodeAt(modules.get(file), dict.place, "Dict")?.items.findLast(({ key }) => !key);
  return unpacked !== undefined && (entry.keyPlace?.from ?? 0) >= unpacked.to;
}
