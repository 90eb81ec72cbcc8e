/** Values of the configuration, which are text, where code takes them for numbers or truth values. */
import type { Binary, ComparisonOperator, Expression } from "../python/ast.ts";
import { type Live, singlesOf } from "./live.ts";
import type { Run } from "./run.ts";

function see(run: Run, value: Live, expression: Expression, as: "number" | "boolean"): void {
  for (const single of singlesOf(value)) {
    if (single.kind === "configurationText" && single.key !== undefined) {
      run.see({
        kind: "misuse",
        phase: run.phase,
        file: run.file,
        key: single.key,
        expression,
        as,
      });
    }
  }
}

function isNumber(value: Live): boolean {
  return singlesOf(value).every(({ kind }) => kind === "number");
}

function isBoolean(value: Live): boolean {
  return singlesOf(value).every(({ kind }) => kind === "boolean");
}

/** Arithmetic with a number. */
export function seeNumberUse(run: Run, { operator, left, right }: Binary, a: Live, b: Live): void {
  // Text times a number and text with values put in are well.
  if (operator !== "%" && isNumber(b)) see(run, a, left, "number");
  if (isNumber(a)) see(run, b, right, "number");
}

export function seeComparison(
  run: Run,
  operator: ComparisonOperator,
  [a, left]: readonly [Live, Expression],
  [b, right]: readonly [Live, Expression],
): void {
  if (operator === "in" || operator === "not in") return;
  if (isNumber(b)) see(run, a, left, "number");
  else if (isBoolean(b)) see(run, a, left, "boolean");
  if (isNumber(a)) see(run, b, right, "number");
  else if (isBoolean(a)) see(run, b, right, "boolean");
}

/** A test of truth of what is meant to be one: its default is. Other tests ask whether there is a value. */
export function seeTruth(run: Run, value: Live, expression: Expression): void {
  if (singlesOf(value).some(({ kind }) => kind === "boolean"))
    see(run, value, expression, "boolean");
}
