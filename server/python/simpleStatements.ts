import type { ImportedName, Span, Statement, Word } from "./ast.ts";
import { checkTarget, note } from "./checks.ts";
import { readExpression, readItems, readYield, wordOf } from "./expressions.ts";
import { splitByComma, textOf, type Raw, type Reading } from "./raw.ts";

/** A statement that fits on one line. */
export function readSimple(reading: Reading, { name, from, to, children }: Raw): Statement {
  const rest = children.slice(1);
  const end = { from: to, to };
  switch (name) {
    case "ExpressionStatement":
      return { kind: "ExpressionStatement", from, to, value: readItems(reading, children, end) };
    case "YieldStatement": {
      const value = readYield(reading, { name, from, to, children });
      return { kind: "ExpressionStatement", from, to: value.to, value };
    }
    case "PrintStatement":
      reading.problems.push({ from, to, message: "print needs parentheses: print(…)" });
      return { kind: "ExpressionStatement", from, to, value: readItems(reading, rest, end) };
    case "AssignStatement":
      return readAssignment(reading, children, { from, to });
    case "UpdateStatement": {
      const at = children.findIndex((child) => child.name === "UpdateOp");
      const operator = children[at];
      const target = readItems(reading, children.slice(0, at), { from, to: from });
      checkTarget(reading, target, true);
      return {
        kind: "AugmentedAssignment",
        from,
        to,
        target,
        operator: (operator ? textOf(reading, operator).slice(0, -1) : "+") as "+",
        value: readItems(reading, children.slice(at + 1), end),
      };
    }
    case "DeleteStatement": {
      const targets = splitByComma(rest).map(([target]) => readExpression(reading, target));
      for (const target of targets) {
        checkTarget(reading, target);
      }
      return { kind: "Delete", from, to, targets };
    }
    case "PassStatement":
      return { kind: "Pass", from, to };
    case "BreakStatement":
      return { kind: "Break", from, to };
    case "ContinueStatement":
      return { kind: "Continue", from, to };
    case "ReturnStatement":
      return {
        kind: "Return",
        from,
        to,
        value: rest.length > 0 ? readItems(reading, rest, end) : undefined,
      };
    case "RaiseStatement": {
      const at = rest.findIndex((child) => child.name === "from");
      checkNoComma(reading, rest);
      return {
        kind: "Raise",
        from,
        to,
        value: rest[0] && readExpression(reading, rest[0]),
        cause: at < 0 ? undefined : readExpression(reading, rest[at + 1], end),
      };
    }
    case "AssertStatement": {
      const [test, message, ...more] = splitByComma(rest);
      if (more.length > 0 || rest.at(-1)?.name === ",") {
        note(reading, rest.at(-1) ?? end, "assert takes a condition and a message");
      }
      return {
        kind: "Assert",
        from,
        to,
        test: readExpression(reading, test?.[0], end),
        message: message && readExpression(reading, message[0]),
      };
    }
    case "ImportStatement":
      return readImport(reading, { name, from, to, children });
    case "ScopeStatement":
      return {
        kind: "ScopeDeclaration",
        from,
        to,
        scope: readScope(reading, children),
        names: rest.filter(isName).map((child) => wordOf(reading, child)),
      };
    case "TypeDefinition": {
      const [named] = rest;
      return {
        kind: "TypeAlias",
        from,
        to,
        name: named ? wordOf(reading, named) : { ...end, text: "" },
        value: readExpression(reading, rest.at(-1), end),
      };
    }
    default:
      return { kind: "Unreadable", from, to };
  }
}

/** As Python 2 had it. */
function checkNoComma(reading: Reading, children: readonly Raw[]): void {
  const comma = children.find(({ name }) => name === ",");
  if (comma) {
    note(reading, comma, "Python does not expect , here");
  }
}

function readScope(reading: Reading, [word, ...names]: readonly Raw[]): "global" | "nonlocal" {
  if (names.at(-1)?.name === ",") {
    checkNoComma(reading, names.slice(-1));
  }
  return word?.name === "nonlocal" ? "nonlocal" : "global";
}

export function isName({ name }: Raw): boolean {
  return name === "VariableName";
}

function readAssignment(reading: Reading, children: readonly Raw[], { from, to }: Span): Statement {
  const sides: Raw[][] = [[]];
  let annotation: Raw | undefined;
  for (const child of children) {
    if (child.name === "AssignOp") {
      sides.push([]);
    } else if (child.name === "TypeDef") {
      annotation = child;
    } else {
      sides.at(-1)?.push(child);
    }
  }
  const expressions = sides.map((side) => readItems(reading, side, { from: to, to }));
  const [target, ...others] = expressions;
  const value = others.pop();
  if (target && annotation) {
    checkTarget(reading, target, true);
    if (others.length > 0) {
      note(reading, annotation, "Only one name can be set together with its type");
    }
    return {
      kind: "AnnotatedAssignment",
      from,
      to,
      target,
      annotation: readExpression(reading, annotation.children[1], { from: to, to }),
      value,
    };
  }
  for (const each of target && value ? [target, ...others] : []) {
    checkTarget(reading, each);
  }
  return target && value
    ? { kind: "Assignment", from, to, targets: [target, ...others], value }
    : { kind: "Unreadable", from, to };
}

function readImport(reading: Reading, { from, to, children }: Raw): Statement {
  const at = children.findIndex(({ name }) => name === "import");
  const after = children.slice(at + 1);
  const listed = after.filter(({ name }) => name !== "(" && name !== ")");
  if (after.at(-1)?.name === ",") {
    note(
      reading,
      after.at(-1) ?? { from, to },
      "A comma at the end needs parentheses around the names",
    );
  }
  const names = splitByComma(listed).map((part) => importedName(reading, part));
  if (children[0]?.name !== "from") {
    return { kind: "Import", from, to, names };
  }
  const head = children.slice(1, Math.max(at, 1));
  const firstName = head.findIndex(isName);
  const dots = firstName < 0 ? head : head.slice(0, firstName);
  return {
    kind: "ImportFrom",
    from,
    to,
    module: firstName < 0 ? undefined : dotted(reading, head.slice(firstName)),
    level: dots.reduce(
      (sum, dot) => sum + (dot.name === "." ? 1 : dot.name === "Ellipsis" ? 3 : 0),
      0,
    ),
    names,
  };
}

function importedName(reading: Reading, part: readonly Raw[]): ImportedName {
  const as = part.findIndex(({ name }) => name === "as");
  const name = dotted(reading, as < 0 ? part : part.slice(0, as));
  const alias = as < 0 ? undefined : part[as + 1];
  return {
    from: name.from,
    to: alias?.to ?? name.to,
    name,
    alias: alias && wordOf(reading, alias),
  };
}

/** `a.b.c`, where blanks may be around the dots. */
function dotted(reading: Reading, parts: readonly Raw[]): Word {
  const from = parts[0]?.from ?? 0;
  const to = parts.at(-1)?.to ?? from;
  return { from, to, text: parts.map((part) => wordOf(reading, part).text).join("") };
}
