import type { ComprehensionFor, DictItem, Expression, Span, Word } from "./ast.ts";
import { insideOf, readArguments, readParameters } from "./arguments.ts";
import { checkTarget, checkWord, note } from "./checks.ts";
import { isOperation, readOperators } from "./operators.ts";
import { errorName, splitByComma, textOf, type Raw, type Reading } from "./raw.ts";
import { readNumber, readString } from "./strings.ts";

/** Deeper than anybody writes; those who follow the tree by recursion are safe from its depth. */
const deepest = 400;

export function readExpression(reading: Reading, raw: Raw | undefined, at?: Span): Expression {
  if (!raw || raw.name === errorName) {
    const from = raw?.from ?? at?.from ?? reading.at;
    if (!raw) {
      note(reading, { from, to: from }, "A value is missing here");
    }
    return { kind: "Missing", from, to: raw?.to ?? at?.to ?? from };
  }
  if (reading.depth > deepest) {
    note(reading, raw, "This is nested too deeply");
    return { kind: "Missing", from: raw.from, to: raw.to };
  }
  reading.depth++;
  reading.at = raw.from;
  const expression = isOperation(raw)
    ? readOperators(reading, raw, (operand) => readExpression(reading, operand))
    : readOther(reading, raw);
  reading.depth--;
  return expression;
}

function readOther(reading: Reading, raw: Raw): Expression {
  const { name, from, to, children } = raw;
  switch (name) {
    case "VariableName":
      if (from === to) {
        return { kind: "Missing", from, to };
      }
      if (textOf(reading, raw) === "yield") {
        return { kind: "Yield", from, to, value: undefined, isFrom: false };
      }
      return { kind: "Name", from, to, id: wordOf(reading, raw).text };
    case "Number":
      return { kind: "Number", from, to, ...readNumber(reading, raw) };
    case "String":
    case "FormatString":
    case "ContinuedString":
      return readString(reading, raw, (parts, at) => readItems(reading, parts, at));
    case "Boolean":
      return { kind: "Singleton", from, to, value: textOf(reading, raw) === "True" };
    case "None":
      return { kind: "Singleton", from, to, value: null };
    case "Ellipsis":
      return { kind: "Singleton", from, to, value: "..." };
    case "ParenthesizedExpression":
      if (children[1]?.name === "*") {
        note(reading, children[1], "A * needs a list, a tuple or a call around it");
      }
      return readItems(reading, inner(raw), { from: from + 1, to: from + 1 });
    case "TupleExpression":
      return { kind: "Tuple", from, to, items: itemsOf(reading, inner(raw)) };
    case "ArrayExpression":
      return { kind: "List", from, to, items: itemsOf(reading, inner(raw)) };
    case "SetExpression":
      return { kind: "Set", from, to, items: itemsOf(reading, inner(raw)) };
    case "DictionaryExpression":
      return {
        kind: "Dict",
        from,
        to,
        items: splitByComma(inner(raw)).map((part) => dictItem(reading, part)),
      };
    case "ComprehensionExpression":
    case "ArrayComprehensionExpression":
    case "SetComprehensionExpression":
    case "DictionaryComprehensionExpression":
      return comprehension(reading, raw, inner(raw));
    case "CallExpression":
      return call(reading, raw);
    case "MemberExpression":
      return member(reading, raw);
    case "LambdaExpression": {
      const list = children.find((child) => child.name === "ParamList");
      return {
        kind: "Lambda",
        from,
        to,
        parameters: readParameters(reading, list?.children ?? []),
        body: readExpression(reading, lastValue(children), { from: to, to }),
      };
    }
    case "ConditionalExpression": {
      const [then, test, otherwise] = children.filter((child) => !/^(if|else)$/.test(child.name));
      return {
        kind: "Conditional",
        from,
        to,
        test: readExpression(reading, test, { from: to, to }),
        then: readExpression(reading, then, { from, to: from }),
        otherwise: readExpression(reading, otherwise, { from: to, to }),
      };
    }
    case "NamedExpression":
      return named(reading, raw, children[0], lastValue(children));
    case "YieldExpression":
      return readYield(reading, raw);
    default:
      return { kind: "Missing", from, to };
  }
}

/** One expression, or several as a tuple without parentheses. */
export function readItems(reading: Reading, children: readonly Raw[], at: Span): Expression {
  const parts = splitByComma(children);
  const first = parts[0]?.[0];
  if (!first) {
    return readExpression(reading, undefined, at);
  }
  const last = children.findLast(({ name }) => name !== errorName) ?? first;
  if (parts.length === 1 && last.name !== ",") {
    return readItem(reading, parts[0] ?? []);
  }
  return { kind: "Tuple", from: first.from, to: last.to, items: itemsOf(reading, children) };
}

function itemsOf(reading: Reading, children: readonly Raw[]): readonly Expression[] {
  return splitByComma(children).map((part) => readItem(reading, part));
}

/** `value` or `*value`. */
function readItem(reading: Reading, [first, second]: readonly Raw[]): Expression {
  if (first?.name !== "*") {
    return readExpression(reading, first);
  }
  const { from, to } = first;
  const value = readExpression(reading, second, { from: to, to });
  return { kind: "Starred", from, to: second?.to ?? to, value };
}

export function readYield(reading: Reading, { from, to, children }: Raw): Expression {
  const isFrom = children[1]?.name === "from";
  const values = children.slice(isFrom ? 2 : 1).filter(({ name }) => name !== errorName);
  const end = values.at(-1)?.to ?? children[0]?.to ?? to;
  return {
    kind: "Yield",
    from,
    to: end,
    value: values.length > 0 ? readItems(reading, values, { from: end, to: end }) : undefined,
    isFrom,
  };
}

function dictItem(reading: Reading, part: readonly Raw[]): DictItem {
  const [first] = part;
  const from = first?.from ?? reading.at;
  const to = part.at(-1)?.to ?? from;
  const colon = part.findIndex(({ name }) => name === ":");
  const key = first?.name === "**" ? undefined : first;
  const value = part.slice(key ? Math.max(colon, 0) + 1 : 1)[0];
  return {
    from,
    to,
    key: key && readExpression(reading, key),
    value: readExpression(reading, value, { from: to, to }),
  };
}

export function comprehension(
  reading: Reading,
  { name, from, to }: Span & { name: string },
  parts: readonly Raw[],
): Expression {
  const start = parts.findIndex((part) => part.name === "for" || part.name === "async");
  const head = parts.slice(0, start);
  const isDict = name === "DictionaryComprehensionExpression";
  const item = isDict ? dictItem(reading, head) : undefined;
  return {
    kind: "Comprehension",
    from,
    to,
    of: isDict
      ? "dict"
      : name.startsWith("Array")
        ? "list"
        : name.startsWith("Set")
          ? "set"
          : "generator",
    key: item?.key,
    element: item?.value ?? readItem(reading, head),
    clauses: readClauses(reading, parts.slice(start)),
  };
}

function readClauses(reading: Reading, parts: readonly Raw[]): readonly ComprehensionFor[] {
  const clauses: ComprehensionFor[] = [];
  let at = 0;
  while (at < parts.length) {
    const isAsync = parts[at]?.name === "async";
    const start = at + (isAsync ? 2 : 1);
    const inAt = parts.findIndex(({ name }, index) => index >= start && name === "in");
    const targetEnd = inAt < 0 ? parts.length : inAt;
    const iterable = parts[targetEnd + 1];
    const place = {
      from: parts[targetEnd]?.to ?? reading.at,
      to: parts[targetEnd]?.to ?? reading.at,
    };
    const conditions: Expression[] = [];
    at = targetEnd + 2;
    while (parts[at]?.name === "if") {
      conditions.push(readExpression(reading, parts[at + 1], parts[at]));
      at += 2;
    }
    while (at < parts.length && !/^(async|for)$/.test(parts[at]?.name ?? "")) {
      at++;
    }
    const target = readItems(reading, parts.slice(start, targetEnd), place);
    checkTarget(reading, target);
    clauses.push({
      target,
      iterable: readExpression(reading, iterable, place),
      conditions,
      isAsync,
    });
  }
  return clauses;
}

function call(reading: Reading, { from, to, children }: Raw): Expression {
  const [callee, list] = children;
  return {
    kind: "Call",
    from,
    to,
    callee: readExpression(reading, callee, { from, to: from }),
    arguments: readArguments(reading, list),
    inside: insideOf(list, { from: to, to }),
  };
}

export function named(
  reading: Reading,
  { from, to }: Span,
  target: Raw | undefined,
  value: Raw | undefined,
): Expression {
  const name = readExpression(reading, target);
  const right = readExpression(reading, value, { from: to, to });
  if (name.kind !== "Name") {
    note(reading, name, "Only a name can be set by :=");
  }
  return name.kind === "Name"
    ? { kind: "NamedExpression", from, to, target: name, value: right }
    : { kind: "Missing", from, to };
}

function member(reading: Reading, { from, to, children }: Raw): Expression {
  const [first, sign, property] = children;
  const value = readExpression(reading, first, { from, to: from });
  if (sign?.name === ".") {
    const isThere = property?.name === "PropertyName";
    const attribute = isThere
      ? wordOf(reading, property)
      : { from: sign.to, to: sign.to, text: "" };
    checkWord(reading, attribute);
    return { kind: "Attribute", from, to: attribute.to, value, attribute };
  }
  const at = { from: sign?.to ?? to, to: sign?.to ?? to };
  return { kind: "Subscript", from, to, value, index: readIndex(reading, children.slice(2), at) };
}

function readIndex(reading: Reading, children: readonly Raw[], at: Span): Expression {
  const inside = children.filter(({ name }) => name !== "]" && name !== errorName);
  const parts = splitByComma(inside);
  const items = parts.map((part) => readSlice(reading, part));
  const last = inside.at(-1);
  const [first] = items;
  return first && (items.length > 1 || last?.name === "," || first.kind === "Starred")
    ? { kind: "Tuple", from: parts[0]?.[0]?.from ?? first.from, to: last?.to ?? first.to, items }
    : (first ?? readExpression(reading, undefined, at));
}

function readSlice(reading: Reading, part: readonly Raw[]): Expression {
  if (!part.some(({ name }) => name === ":")) {
    return readItem(reading, part);
  }
  const bounds: (Expression | undefined)[] = [undefined];
  for (const raw of part) {
    if (raw.name === ":") {
      bounds.push(undefined);
    } else {
      bounds[bounds.length - 1] = readExpression(reading, raw);
    }
  }
  const [lower, upper, step] = bounds;
  return {
    kind: "Slice",
    from: part[0]?.from ?? reading.at,
    to: part.at(-1)?.to ?? reading.at,
    lower,
    upper,
    step,
  };
}

export function wordOf(reading: Reading, raw: Span): Word {
  const { from, to } = raw;
  const text = textOf(reading, raw);
  return { from, to, text: reading.isAscii ? text : text.normalize("NFKC") };
}

/** Without the brackets. */
export function inner({ children }: Raw): readonly Raw[] {
  const last = children.at(-1);
  return children.slice(1, last && /^[)\]}]$/.test(last.name) ? -1 : undefined);
}

/** The last part that is no error and no sign. */
export function lastValue(children: readonly Raw[]): Raw | undefined {
  const last = children.findLast(({ name }) => name !== errorName);
  return last && /^(:|AssignOp|lambda|ParamList)$/.test(last.name) ? undefined : last;
}
