/**
 * Puts operators and operands together by Python's own precedence: the parser's tree gives `not a and b` and `await a + b` another
 * shape than Python does.
 */
import type {
  BinaryOperator,
  Comparison,
  ComparisonOperator,
  Expression,
  UnaryOperator,
} from "./ast.ts";
import { note } from "./checks.ts";
import { errorName, textOf, type Raw, type Reading } from "./raw.ts";

/** An expression with the extent of what it was written as, parentheses included. */
interface Operand {
  readonly node: Expression;
  readonly from: number;
  readonly to: number;
}

type Item = Operand | { readonly operator: string; readonly from: number; readonly to: number };

const binding = {
  or: 1,
  and: 2,
  comparison: 4,
  unary: 11,
  power: 12,
} as const;

const binaryBinding: Readonly<Record<string, number>> = {
  "|": 5,
  "^": 6,
  "&": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "//": 10,
  "%": 10,
  "@": 10,
};

const prefixBinding: Readonly<Record<string, number>> = { not: 3, await: 13, "*": 5, "@": 1 };

const comparisons: ReadonlySet<string> = new Set<ComparisonOperator>([
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "is",
  "is not",
  "in",
  "not in",
]);

/** So that those who follow the tree by recursion do not run out of stack. */
const longestChain = 1000;
const deepest = 200;

export function readOperators(
  reading: Reading,
  raw: Raw,
  readOperand: (raw: Raw) => Expression,
): Expression {
  const items = itemsOf(reading, raw, readOperand);
  return new Operators(reading, items, raw.to).readAll();
}

export function isOperation({ name }: Raw): boolean {
  return name === "BinaryExpression" || name === "UnaryExpression" || name === "AwaitExpression";
}

function itemsOf(reading: Reading, raw: Raw, readOperand: (raw: Raw) => Expression): Item[] {
  const items: Item[] = [];
  const waiting = [raw];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, from, to } = next;
    if (isOperation(next)) {
      waiting.push(...next.children.toReversed());
    } else if (/^(and|or|not|in|is|await|(Arith|Bit|Compare)Op)$/.test(name)) {
      items.push({ operator: textOf(reading, next), from, to });
    } else if (name === errorName) {
      items.push({ node: { kind: "Missing", from, to: from }, from, to: from });
    } else {
      items.push({ node: readOperand(next), from, to });
    }
  }
  return items;
}

class Operators {
  readonly #reading: Reading;
  readonly #items: readonly Item[];
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(reading: Reading, items: readonly Item[], end: number) {
    this.#reading = reading;
    this.#items = items;
    this.#end = end;
  }

  readAll(): Expression {
    const { node } = this.#read(0);
    const rest = this.#items[this.#at];
    if (rest) {
      note(this.#reading, rest, "Python does not expect this here");
    }
    return node;
  }

  /** Reads what binds at least as strongly as `least`. */
  #read(least: number): Operand {
    let left = this.#prefixed(least);
    for (let length = 0; length < longestChain; length++) {
      const operator = this.#operator();
      const strength = strengthOf(operator);
      if (operator === undefined || strength < Math.max(least, 1)) {
        return left;
      }
      left = this.#continued(left, operator, strength);
    }
    return this.#giveUp(left);
  }

  #giveUp({ from, to }: Operand | Item): Operand {
    note(this.#reading, { from, to }, "This is too long, or nested too deeply");
    this.#at = this.#items.length;
    return missing(from);
  }

  #continued(left: Operand, operator: string, strength: number): Operand {
    if (operator === "and" || operator === "or") {
      const values = [left];
      while (this.#skip(operator)) {
        values.push(this.#read(strength + 1));
      }
      const extent = across(left, values.at(-1));
      return {
        node: {
          kind: "BooleanOperation",
          ...extent,
          operator,
          values: values.map(({ node }) => node),
        },
        ...extent,
      };
    }
    if (strength === binding.comparison) {
      return this.#comparison(left);
    }
    this.#skip(operator);
    if (this.#depth > deepest) {
      return this.#giveUp(left);
    }
    this.#depth++;
    // The power is the only one that binds to the right, and a sign may follow it.
    const right = this.#read(strength === binding.power ? binding.unary : strength + 1);
    this.#depth--;
    const extent = across(left, right);
    return {
      node: {
        kind: "Binary",
        ...extent,
        operator: operator as BinaryOperator,
        left: left.node,
        right: right.node,
      },
      ...extent,
    };
  }

  #comparison(left: Operand): Operand {
    const rest: Comparison["rest"][number][] = [];
    let extent = across(left, left);
    for (
      let operator = this.#operator();
      operator !== undefined && isComparison(operator);
      operator = this.#operator()
    ) {
      this.#skip(operator);
      const value = this.#read(binding.comparison + 1);
      rest.push({ operator, value: value.node });
      extent = across(left, value);
    }
    return { node: { kind: "Comparison", ...extent, left: left.node, rest }, ...extent };
  }

  #prefixed(least: number): Operand {
    const item = this.#items[this.#at];
    if (!item) {
      return missing(this.#end);
    }
    if (!("operator" in item)) {
      this.#at++;
      return item;
    }
    const { operator, from } = item;
    if (!/^(not|await|[-+~*@])$/.test(operator)) {
      return missing(from);
    }
    if (this.#depth > deepest) {
      return this.#giveUp(item);
    }
    if (operator === "not" && least > binding.comparison) {
      note(this.#reading, item, "not needs parentheses here");
    }
    this.#at++;
    this.#depth++;
    const operand = this.#read(prefixBinding[operator] ?? binding.unary);
    this.#depth--;
    const extent = { from, to: operand.to };
    const node: Expression =
      operator === "await"
        ? { kind: "Await", ...extent, value: operand.node }
        : operator === "*"
          ? { kind: "Starred", ...extent, value: operand.node }
          : operator === "@"
            ? operand.node
            : {
                kind: "Unary",
                ...extent,
                operator: operator as UnaryOperator,
                operand: operand.node,
              };
    return { node, ...extent };
  }

  /** The operator that comes next, of two words if need be. */
  #operator(): string | undefined {
    const item = this.#items[this.#at];
    if (!item || !("operator" in item)) {
      return undefined;
    }
    const next = this.#items[this.#at + 1];
    const second = next && "operator" in next ? next.operator : "";
    const both = `${item.operator} ${second}`;
    return both === "not in" || both === "is not" ? both : item.operator;
  }

  #skip(operator: string): boolean {
    if (this.#operator() !== operator) {
      return false;
    }
    this.#at += operator.includes(" ") ? 2 : 1;
    return true;
  }
}

function isComparison(operator: string): operator is ComparisonOperator {
  return comparisons.has(operator);
}

function strengthOf(operator: string | undefined): number {
  if (operator === undefined) {
    return 0;
  }
  return operator === "or" || operator === "and"
    ? binding[operator]
    : operator === "**"
      ? binding.power
      : isComparison(operator)
        ? binding.comparison
        : (binaryBinding[operator] ?? 0);
}

function across(left: Operand, right: Operand | undefined): { from: number; to: number } {
  return { from: left.from, to: right?.to ?? left.to };
}

function missing(at: number): Operand {
  return { node: { kind: "Missing", from: at, to: at }, from: at, to: at };
}
