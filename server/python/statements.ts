import type { ExceptHandler, Expression, MatchCase, Span, Statement, With, Word } from "./ast.ts";
import { insideOf, readArguments, readParameters } from "./arguments.ts";
import { checkTarget, note } from "./checks.ts";
import { inner, readExpression, readItems, wordOf } from "./expressions.ts";
import { isName, readSimple } from "./simpleStatements.ts";
import { errorName, splitByComma, textOf, type Raw, type Reading } from "./raw.ts";

/** A longer chain of `elif` ends there. */
const longestChain = 1000;
const deepest = 100;

export function readStatements(reading: Reading, children: readonly Raw[]): readonly Statement[] {
  const statements: Statement[] = [];
  let decorators: Expression[] = [];
  for (const raw of children.flatMap((child) =>
    child.name === "StatementGroup" ? child.children : child,
  )) {
    if (raw.name === "ExpressionStatement" && reading.text[raw.from] === "@") {
      decorators.push(readExpression(reading, raw.children[0]));
    } else if (/Statement$|Definition$/.test(raw.name)) {
      const statement = readStatement(reading, raw);
      statements.push(
        "decorators" in statement
          ? { ...statement, decorators: [...decorators, ...statement.decorators] }
          : statement,
      );
      decorators = [];
    }
  }
  return statements;
}

function readStatement(reading: Reading, raw: Raw): Statement {
  const { from, to } = raw;
  if (reading.depth > deepest) {
    return { kind: "Unreadable", from, to };
  }
  reading.depth++;
  const statement = readCompound(reading, raw) ?? readSimple(reading, raw);
  reading.depth--;
  return statement;
}

function readCompound(reading: Reading, raw: Raw): Statement | undefined {
  switch (raw.name) {
    case "FunctionDefinition":
    case "ClassDefinition":
      return readDefinition(reading, raw, []);
    case "DecoratedStatement":
      return readDecorated(reading, raw);
    case "IfStatement":
      return readIf(reading, raw);
    case "WhileStatement":
    case "ForStatement":
      return readLoop(reading, raw);
    case "WithStatement":
      return readWith(reading, raw);
    case "TryStatement":
      return readTry(reading, raw);
    case "MatchStatement":
      return readMatch(reading, raw);
    default:
      return undefined;
  }
}

function readDecorated(reading: Reading, { from, to, children }: Raw): Statement {
  const decorators = children
    .filter(({ name }) => name === "Decorator")
    .map((decorator) => readDecorator(reading, decorator));
  const definition = children.find(({ name }) => name.endsWith("Definition"));
  return definition
    ? readDefinition(reading, definition, decorators)
    : { kind: "Unreadable", from, to };
}

function readDecorator(reading: Reading, { to, children }: Raw): Expression {
  const [, ...parts] = children;
  let value: Expression | undefined;
  for (const part of parts) {
    const from = value?.from ?? part.from;
    if (part.name === "ArgList" && value) {
      value = {
        kind: "Call",
        from,
        to: part.to,
        callee: value,
        arguments: readArguments(reading, part),
        inside: insideOf(part, part),
      };
    } else if (isName(part)) {
      const attribute = wordOf(reading, part);
      value = value
        ? { kind: "Attribute", from, to: part.to, value, attribute }
        : readExpression(reading, part);
    }
  }
  return value ?? { kind: "Missing", from: to, to };
}

function readDefinition(reading: Reading, raw: Raw, decorators: readonly Expression[]): Statement {
  const { from, children } = raw;
  const named = children.find(isName);
  const name = named ? wordOf(reading, named) : { from, to: from, text: "" };
  const body = readBody(reading, childOf(raw, "Body"));
  const to = endOf(reading, body, raw);
  if (raw.name === "ClassDefinition") {
    const bases = readArguments(reading, childOf(raw, "ArgList"));
    return { kind: "ClassDefinition", from, to, name, bases, decorators, body };
  }
  const list = childOf(raw, "ParamList");
  const returns = childOf(raw, "TypeDef");
  return {
    kind: "FunctionDefinition",
    from,
    to,
    name,
    parameters: readParameters(reading, list?.children ?? []),
    returns: returns && readExpression(reading, returns.children.at(-1)),
    decorators,
    isAsync: children[0]?.name === "async",
    body,
    inside: insideOf(list, { from: name.to, to: name.to }),
  };
}

function readIf(reading: Reading, raw: Raw): Statement {
  const branches = clausesOf(raw, /^(if|elif|else)$/).slice(0, longestChain);
  let otherwise: readonly Statement[] = [];
  for (const { keyword, parts, body } of branches.toReversed()) {
    const statements = readBody(reading, body);
    if (keyword.name === "else") {
      otherwise = statements;
    } else {
      const to = endOf(reading, [...statements, ...otherwise], raw);
      const test = readExpression(reading, parts[0], { from: keyword.to, to: keyword.to });
      const { from } = keyword;
      otherwise = [{ kind: "If", from, to, test, body: statements, otherwise }];
    }
  }
  return otherwise[0] ?? { kind: "Unreadable", from: raw.from, to: raw.to };
}

function readLoop(reading: Reading, raw: Raw): Statement {
  const { from } = raw;
  const isAsync = raw.children[0]?.name === "async";
  const [head, last] = clausesOf(raw, /^(for|while|else)$/);
  const body = readBody(reading, head?.body);
  const otherwise = readBody(reading, last?.body);
  const to = endOf(reading, [...body, ...otherwise], raw);
  const parts = head?.parts ?? [];
  const at = { from: head?.keyword.to ?? from, to: head?.keyword.to ?? from };
  if (raw.name === "WhileStatement") {
    const test = readExpression(reading, parts[0], at);
    return { kind: "While", from, to, test, body, otherwise };
  }
  const inAt = parts.findIndex(({ name }) => name === "in");
  const targets = inAt < 0 ? parts : parts.slice(0, inAt);
  const values = inAt < 0 ? [] : parts.slice(inAt + 1);
  const target = readItems(reading, targets, at);
  checkTarget(reading, target);
  return {
    kind: "For",
    from,
    to,
    target,
    iterable: readItems(reading, values, parts[inAt] ?? at),
    body,
    otherwise,
    isAsync,
  };
}

function readWith(reading: Reading, raw: Raw): Statement {
  const { from } = raw;
  const [head] = clausesOf(raw, /^with$/);
  const body = readBody(reading, head?.body);
  const parts = head?.parts ?? [];
  const [only] = parts;
  const isList = parts.length === 1 && /^(Tuple|Parenthesized)Expression$/.test(only?.name ?? "");
  const items = splitByComma(only && isList ? inner(only) : parts).map((part) =>
    withItem(reading, part),
  );
  for (const { target } of items) {
    if (target) {
      checkTarget(reading, target);
    }
  }
  const isAsync = raw.children[0]?.name === "async";
  return { kind: "With", from, to: endOf(reading, body, raw), items, body, isAsync };
}

function withItem(reading: Reading, part: readonly Raw[]): With["items"][number] {
  const [first, sign, target] = part;
  if (sign?.name === "as") {
    return {
      value: readExpression(reading, first),
      target: readExpression(reading, target, { from: sign.to, to: sign.to }),
    };
  }
  return first && sign === undefined
    ? splitAs(reading, first)
    : { value: readItems(reading, part, { from: reading.at, to: reading.at }), target: undefined };
}

/** `value as target` where `as` was read as an operator: the last one, which may lie in a conditional's last branch. */
function splitAs(reading: Reading, raw: Raw): With["items"][number] {
  const { children } = raw;
  const [left, operator, right] = children;
  if (raw.name === "BinaryExpression" && operator && textOf(reading, operator) === "as") {
    return { value: readExpression(reading, left), target: readExpression(reading, right) };
  }
  const last = children.at(-1);
  if (raw.name === "ConditionalExpression" && last?.name === "BinaryExpression") {
    const [value, sign, target] = last.children;
    if (value && sign && textOf(reading, sign) === "as") {
      const shortened = { ...raw, to: value.to, children: [...children.slice(0, -1), value] };
      return { value: readExpression(reading, shortened), target: readExpression(reading, target) };
    }
  }
  return { value: readExpression(reading, raw), target: undefined };
}

function readTry(reading: Reading, raw: Raw): Statement {
  const { from } = raw;
  const handlers: ExceptHandler[] = [];
  const bodies: Record<string, readonly Statement[]> = {};
  let to = from;
  for (const { keyword, parts, body } of clausesOf(raw, /^(try|except|else|finally)$/)) {
    const statements = readBody(reading, body);
    to = endOf(reading, statements, body ?? keyword);
    if (keyword.name === "except") {
      handlers.push(readHandler(reading, parts, { from: keyword.from, to }, statements));
    } else {
      bodies[keyword.name] = statements;
    }
  }
  const { try: body = [], else: otherwise = [], finally: last = [] } = bodies;
  if (handlers.length === 0 && last.length === 0) {
    note(reading, { from, to: from + 3 }, "try needs except or finally behind it");
  }
  return { kind: "Try", from, to, body, handlers, otherwise, finally: last };
}

function readHandler(
  reading: Reading,
  parts: readonly Raw[],
  { from, to }: Span,
  body: readonly Statement[],
): ExceptHandler {
  const values = parts.filter(({ name }) => name !== "*" && name !== errorName);
  const as = values.findIndex(({ name }) => name === "as");
  const types = as < 0 ? values : values.slice(0, as);
  const name = as < 0 ? undefined : values[as + 1];
  const type = types[0] && readItems(reading, types, types[0]);
  return { from, to, type, name: name && wordOf(reading, name), body };
}

function readMatch(reading: Reading, raw: Raw): Statement {
  const { from, children } = raw;
  const body = childOf(raw, "MatchBody");
  const cases = (body?.children ?? [])
    .filter(({ name }) => name === "MatchClause")
    .map((clause) => readCase(reading, clause));
  const to = cases.at(-1)?.to ?? body?.from ?? raw.to;
  const subjects = children.slice(1).filter(({ name }) => name !== "MatchBody");
  const subject = readItems(reading, subjects, { from: to, to });
  return { kind: "Match", from, to, subject, cases };
}

function readCase(reading: Reading, clause: Raw): MatchCase {
  const body = readBody(reading, childOf(clause, "Body"));
  const guard = childOf(clause, "Guard");
  const binds: Word[] = [];
  const waiting = clause.children.filter(({ name }) => name.endsWith("Pattern")).toReversed();
  for (let pattern = waiting.pop(); pattern; pattern = waiting.pop()) {
    const isCapture = pattern.name === "CapturePattern";
    for (const [index, child] of pattern.children.entries()) {
      const isAlias = pattern.name === "AsPattern" && pattern.children[index - 1]?.name === "as";
      if (isName(child) && (isCapture || isAlias) && textOf(reading, child) !== "_") {
        binds.push(wordOf(reading, child));
      }
    }
    waiting.push(
      ...pattern.children.filter(({ name }) => /Pattern|PatternArgList/.test(name)).toReversed(),
    );
  }
  return {
    from: clause.from,
    to: endOf(reading, body, clause),
    binds,
    guard: guard && readExpression(reading, guard.children[1], guard),
    body,
  };
}

interface Clause {
  readonly keyword: Raw;
  /** Between the keyword and the colon. */
  readonly parts: readonly Raw[];
  readonly body: Raw | undefined;
}

/** The parts of a statement by the words that begin them. */
function clausesOf({ children }: Raw, keywords: RegExp): readonly Clause[] {
  const clauses: { keyword: Raw; parts: Raw[]; body: Raw | undefined }[] = [];
  for (const child of children) {
    const last = clauses.at(-1);
    if (keywords.test(child.name)) {
      clauses.push({ keyword: child, parts: [], body: undefined });
    } else if (child.name === "Body" && last) {
      last.body = child;
    } else if (child.name !== errorName) {
      last?.parts.push(child);
    }
  }
  return clauses;
}

function readBody(reading: Reading, body: Raw | undefined): readonly Statement[] {
  return body ? readStatements(reading, body.children) : [];
}

function childOf({ children }: Raw, name: string): Raw | undefined {
  return children.find((child) => child.name === name);
}

/** Python ends a statement with its last part, a semicolon included; the parser may count the blanks behind. */
function endOf({ text }: Reading, body: readonly Statement[], raw: Raw): number {
  const end = body.at(-1)?.to ?? raw.to;
  let at = end;
  while (text[at] === " " || text[at] === "\t") {
    at++;
  }
  return text[at] === ";" ? at + 1 : end;
}
