import type {
  Argument,
  ComprehensionFor,
  DictItem,
  Expression,
  Parameter,
  Span,
  Word,
} from "./ast.ts";
import { checkArguments, checkParameters, checkTarget, checkWord, note } from "./checks.ts";
import { isOperation, readOperators } from "./operators.ts";
import { errorName, splitByComma, textOf, type Raw, type Reading } from "./raw.ts";
import { readNumber, readString } from "./strings.ts";

/** Deeper than anybody writes; those who follow the tree by recursion are safe from its depth. */
const deepest = 400;

export function readExpression(reading: Reading, raw: Raw | undefined, at?: Span): Expression {
  if (!raw || raw.name === errorName) {
    const from = raw?.from ?? at?.from ?? 0;
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
  const from = first?.from ?? 0;
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

function comprehension(
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
    const place = { from: parts[targetEnd]?.to ?? 0, to: parts[targetEnd]?.to ?? 0 };
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

/** Between the brackets, where the closing one may be missing. */
export function insideOf(list: Raw | undefined, otherwise: Span): Span {
  const last = list?.children.at(-1);
  return list
    ? {
        from: Math.min(list.from + 1, list.to),
        to: last && /^[)\]}]$/.test(last.name) ? last.from : list.to,
      }
    : otherwise;
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

function named(
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
  return first && (items.length > 1 || last?.name === ",")
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
    from: part[0]?.from ?? 0,
    to: part.at(-1)?.to ?? 0,
    lower,
    upper,
    step,
  };
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

export function wordOf(reading: Reading, raw: Span): Word {
  const { from, to } = raw;
  return { from, to, text: textOf(reading, raw).normalize("NFKC") };
}

/** Without the brackets. */
export function inner({ children }: Raw): readonly Raw[] {
  return children.filter(({ name }, index) =>
    index === 0 ? !/^[([{]$/.test(name) : index < children.length - 1 || !/^[)\]}]$/.test(name),
  );
}

/** The last part that is no error and no sign. */
function lastValue(children: readonly Raw[]): Raw | undefined {
  const last = children.findLast(({ name }) => name !== errorName);
  return last && /^(:|AssignOp|lambda|ParamList)$/.test(last.name) ? undefined : last;
}
