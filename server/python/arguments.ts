/** What stands between the parentheses of calls, classes, functions and lambdas. */
import type { Argument, Parameter, Span } from "./ast.ts";
import { checkArguments, checkParameters } from "./checks.ts";
import { comprehension, inner, lastValue, named, readExpression, wordOf } from "./expressions.ts";
import { errorName, splitByComma, textOf, type Raw, type Reading } from "./raw.ts";

/** Between the brackets, where the closing one may be missing. */
export function insideOf(list: Raw | undefined, otherwise: Span): Span {
  if (!list) {
    return otherwise;
  }
  const [first] = list.children;
  const last = list.children.at(-1);
  const from = first?.to ?? list.from;
  const to = last && /^[)\]}]$/.test(last.name) ? last.from : list.to;
  return { from, to: Math.max(from, to) };
}

export function readArguments(reading: Reading, list: Raw | undefined): readonly Argument[] {
  if (!list) {
    return [];
  }
  const parts = inner(list);
  const values: Argument[] = [];
  let part: Raw[] = [];
  let isClause = false;
  const end = (): void => {
    if (part.length > 0) {
      values.push(readArgument(reading, list, part));
    }
    part = [];
    isClause = false;
  };
  for (const child of parts) {
    // A comma before `in` belongs to the loop's targets.
    isClause = child.name === "for" || (isClause && child.name !== "in");
    if (child.name === "," && !isClause) {
      end();
    } else if (child.name !== errorName) {
      part.push(child);
    }
  }
  end();
  checkArguments(reading, values);
  return values;
}

function readArgument(reading: Reading, list: Raw, part: readonly Raw[]): Argument {
  const [first, second, third] = part;
  const from = first?.from ?? list.from;
  const to = part.at(-1)?.to ?? from;
  const stars = first?.name === "*" ? 1 : first?.name === "**" ? 2 : 0;
  const operator = second?.name === "AssignOp" ? textOf(reading, second) : undefined;
  if (part.some(({ name }) => name === "for")) {
    // Python counts the parentheses of the call as the generator's.
    const value = comprehension(reading, { ...list, name: "Comprehension" }, part);
    return { from: list.from, to: list.to, name: undefined, stars: 0, value };
  }
  if (first && operator === "=") {
    const value = readExpression(reading, third, { from: to, to });
    return { from, to, name: wordOf(reading, first), stars, value };
  }
  const value =
    operator === ":="
      ? named(reading, { from, to }, first, third)
      : readExpression(reading, stars > 0 ? second : first, { from: to, to });
  return { from, to, name: undefined, stars, value };
}

/** Of a function or a lambda; `children` are the parts of the list, brackets included or not. */
export function readParameters(reading: Reading, children: readonly Raw[]): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let only: "keyword" | undefined;
  const inside = children.filter(({ name }) => name !== "(" && name !== ")");
  for (const part of splitByComma(inside)) {
    const [first] = part;
    const stars = first?.name === "*" ? 1 : first?.name === "**" ? 2 : 0;
    const name = part.find((raw) => raw.name === "VariableName");
    const assign = part.findIndex((raw) => raw.name === "AssignOp");
    const annotation = part.find((raw) => raw.name === "TypeDef");
    if (first && textOf(reading, first) === "/") {
      const positional = parameters.map((other) => ({ ...other, only: "positional" as const }));
      parameters.splice(0, parameters.length, ...positional);
    } else if (name && first) {
      const to = part.at(-1)?.to ?? name.to;
      parameters.push({
        from: first.from,
        to,
        name: wordOf(reading, name),
        stars,
        annotation: annotation && readExpression(reading, lastValue(annotation.children)),
        default:
          assign < 0 ? undefined : readExpression(reading, part[assign + 1], { from: to, to }),
        only: stars === 0 ? only : undefined,
      });
    }
    only = stars === 1 && first && textOf(reading, first) === "*" ? "keyword" : only;
  }
  checkParameters(reading, parameters);
  return parameters;
}
