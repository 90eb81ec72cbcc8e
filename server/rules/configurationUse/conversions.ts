/** Values of the configuration, which are text, used as numbers or booleans. */
import { membersOf, parseJson } from "../../data/json.ts";
import type { ConfigurationMisuse, ConfigurationRead, ProjectFacts } from "../../model/facts.ts";
import type { Expression } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { stepsTo } from "../operations/ways.ts";
import { choice, once, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { quoted, wrapped } from "../sourceEdits.ts";

export function conversions(facts: ProjectFacts): Iterable<Problem> {
  return once([...misuses(facts)].map(misuseProblem));
}

type Misuse = Omit<ConfigurationMisuse, "expression">;

/** Of what evaluation saw, only what is read on the spot or from a variable of its own: elsewhere it may have been converted. */
function* misuses(facts: ProjectFacts): Iterable<Misuse> {
  for (const misuse of facts.configuration.misuses) {
    const read = readOf(misuse.expression, misuse.file, facts);
    if (
      read &&
      (misuse.as === "number" || read.default?.kind === "boolean" || isCompared(misuse, facts))
    )
      yield misuse;
  }
  const isMeantAsBoolean = booleanKeys(facts);
  for (const read of facts.configuration.reads) {
    if ((read.how !== "index" && read.how !== "get") || !isMeantAsBoolean(read.key)) continue;
    const tested = testedRead(read, facts);
    if (tested) yield { ...placeIn(read.place.file, tested), key: read.key, as: "boolean" };
  }
}

function readOf(
  expression: Expression,
  file: string,
  facts: ProjectFacts,
): ConfigurationRead | undefined {
  if (expression.kind !== "Name") {
    const key = keyOf(expression);
    return (
      key &&
      facts.configuration.reads.find(
        ({ place }) => place.file === file && place.from === key.from && place.to === key.to,
      )
    );
  }
  const module = facts.modules.get(file);
  const scope = stepsTo(module, expression).findLast(
    ({ statement }) => statement.kind === "FunctionDefinition",
  )?.statement;
  const given: (Expression | undefined)[] = [];
  walk(scope ? [scope] : (module?.body ?? []), (node) => {
    const targets =
      node.kind === "Assignment" ? node.targets : "target" in node ? [node.target] : [];
    if (targets.some((target) => target.kind === "Name" && target.id === expression.id))
      given.push(node.kind === "Assignment" ? node.value : undefined);
    return true;
  });
  const [only, ...others] = given;
  return only && only.kind !== "Name" && others.length === 0
    ? readOf(only, file, facts)
    : undefined;
}

/** The key in `configuration["key"]` and `configuration.get("key")`. */
function keyOf(expression: Expression): Expression | undefined {
  if (expression.kind === "Subscript") return expression.index;
  return expression.kind === "Call" ? expression.arguments[0]?.value : undefined;
}

/** Whether it is compared with True or False, which no text is. */
function isCompared({ file, expression }: ConfigurationMisuse, { modules }: ProjectFacts): boolean {
  let isFound = false;
  walk(modules.get(file)?.body ?? [], (node) => {
    if (node.from > expression.from || node.to < expression.to) return false;
    isFound ||=
      node.kind === "Comparison" &&
      [node.left, ...node.rest.map(({ value }) => value)].includes(expression);
    return true;
  });
  return isFound;
}

function misuseProblem(misuse: Misuse): Problem {
  const { key, as } = misuse;
  return problemAt(
    misuse,
    "configuration-not-converted",
    as === "number"
      ? `The value of ${quoted(key)} is text, as all of the configuration; convert it with int() or float().`
      : `The value of ${quoted(key)} is text, and the text "false" counts as true; compare it with "true".`,
    {
      fixes: [
        as === "number"
          ? choice("Convert it with int()", wrapped(misuse, "int(", ")"))
          : choice('Compare it with "true"', wrapped(misuse, "(", ' == "true")')),
      ],
    },
  );
}

/** Any text may be tested for being there. That a boolean is meant is told by a toggle, the value or the name. */
function booleanKeys({ form, files }: ProjectFacts): (key: string) => boolean {
  const known = new Set([
    ...(form?.fields ?? []).flatMap(({ kind, name }) =>
      kind === "ToggleField" ? (name ?? []) : [],
    ),
    ...membersOf(parseJson(files.text("configuration.json") ?? "")).flatMap(({ key, value }) =>
      value?.kind === "text" && /^(?:true|false)$/i.test(value.value) ? key : [],
    ),
  ]);
  return (key) => known.has(key) || /^(?:is|has|should|enable|disable)_|_enabled$/i.test(key);
}

/** The read when its truth alone decides an `if` or `while`. */
function testedRead(
  { place }: ConfigurationRead,
  { modules }: ProjectFacts,
): Expression | undefined {
  const statement = stepsTo(modules.get(place.file), place).at(-1)?.statement;
  if (statement?.kind !== "If" && statement?.kind !== "While") return undefined;
  let test: Expression | undefined = statement.test;
  for (;;) {
    if (test?.kind === "Unary" && test.operator === "not") test = test.operand;
    else if (test?.kind === "BooleanOperation")
      test = test.values.find(({ from, to }) => from <= place.from && to >= place.to);
    else break;
  }
  const key = test && keyOf(test);
  return key?.from === place.from && key.to === place.to ? test : undefined;
}
