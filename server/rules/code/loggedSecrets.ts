/** Secrets in logs. */
import { isSecretName } from "../../../src/shared/model/secrets.ts";
import { alternativesOf, type Value } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Expression } from "../../python/ast.ts";
import { placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { logMethodOf } from "./logCalls.ts";

const writers =
  /^(?:builtins\.print|pprint\.pprint|logging\.(?:getLogger\(\)\.)?(?:debug|info|warn|warning|error|critical|exception|log))$/;

export function* checkLoggedSecrets(facts: ProjectFacts): Iterable<Problem> {
  const names = configurationNames(facts);
  for (const fact of facts.calls) {
    if (logMethodOf(fact) === undefined && !writers.test(fact.name)) continue;
    for (const { argument, value } of fact.arguments) {
      const found = shownIn(argument.value, names) ?? shownBy(value, argument.value);
      if (found === undefined) continue;
      yield problemAt(
        placeIn(fact.file, fact.call),
        "secret-logged",
        found === ""
          ? "This logs the whole configuration with its secrets; log the names of its keys at most."
          : `This logs "${found}", which is a secret of the configuration; leave it out.`,
      );
      break;
    }
  }
}

/** What the configuration is called where it is given to functions. */
function configurationNames({ update, schema }: ProjectFacts): ReadonlySet<string> {
  const given = [update, schema.function].map((each) => each?.definition.parameters[0]?.name.text);
  return new Set(["configuration", ...given.filter((name) => name !== undefined)]);
}

/** By values: through variables. The key that is shown; empty for all of them. */
function shownBy(value: Value, expression: Expression): string | undefined {
  const keys = alternativesOf(value).map((alternative) => {
    if (alternative.kind === "configuration") return "";
    const given =
      alternative.kind === "configurationText"
        ? [alternative.key ?? ""]
        : alternative.kind === "partialText" && showsSecret(expression)
          ? alternative.configurationKeys
          : [];
    return given.find(isSecretName);
  });
  return keys.includes(undefined) ? undefined : keys[0];
}

/** Whether it is text made in place with a variable for a secret in it, as a whole and not masked. */
function showsSecret(expression: Expression): boolean {
  if (expression.kind === "Binary") {
    return showsSecret(expression.left) || showsSecret(expression.right);
  }
  const shown =
    expression.kind === "FormattedText"
      ? expression.parts.flatMap((part) => (typeof part === "string" ? [] : [part.value]))
      : [expression];
  return shown.some((each) => {
    const name =
      each.kind === "Name" ? each.id : each.kind === "Attribute" ? each.attribute.text : "";
    return isSecretName(name) && !/mask|redact|hidden|short|hash/i.test(name);
  });
}

/** By how it is written: `f"… {configuration}"`. */
function shownIn(expression: Expression, names: ReadonlySet<string>): string | undefined {
  const first = (parts: readonly Expression[]): string | undefined =>
    parts.map((part) => shownIn(part, names)).find((found) => found !== undefined);
  switch (expression.kind) {
    case "Name":
      return names.has(expression.id) ? "" : undefined;
    case "FormattedText":
      return first(
        expression.parts.flatMap((part) => (typeof part === "string" ? [] : [part.value])),
      );
    case "Binary":
      return first([expression.left, expression.right]);
    case "Tuple":
      return first(expression.items);
    case "Subscript":
      return secretKey(expression.value, expression.index, names);
    case "Call": {
      const { callee, arguments: given } = expression;
      const [argument] = given;
      if (callee.kind === "Name") {
        return /^(?:str|repr|dict|list|pformat)$/.test(callee.id) && argument
          ? shownIn(argument.value, names)
          : undefined;
      }
      if (callee.kind !== "Attribute") return undefined;
      const method = callee.attribute.text;
      if (method === "get" && argument) return secretKey(callee.value, argument.value, names);
      if (/^(?:items|values|copy)$/.test(method)) return shownIn(callee.value, names);
      return /^(?:dumps|pformat|format)$/.test(method)
        ? first(given.map(({ value }) => value))
        : undefined;
    }
    default:
      return undefined;
  }
}

function secretKey(
  of: Expression,
  key: Expression,
  names: ReadonlySet<string>,
): string | undefined {
  const isConfiguration = of.kind === "Name" && names.has(of.id);
  const name = key.kind === "Text" ? key.value : undefined;
  return isConfiguration && name !== undefined && isSecretName(name) ? name : undefined;
}
