/** What a checkpoint saves: an object of JSON, and no secrets. */
import { isSecretName } from "../../../src/shared/model/secrets.ts";
import {
  alternativesOf,
  isAlways,
  type DictValue,
  type StateValue,
  type Place,
  type Value,
} from "../../evaluation/values.ts";
import type { ArgumentFact, OperationFact, ProjectFacts } from "../../model/facts.ts";
import { calledAt } from "../operations/calledAt.ts";
import { describe } from "../operations/describe.ts";
import { notJson } from "../operations/notJson.ts";
import { resultKind } from "../operations/resultKinds.ts";
import { isKept, keyText } from "../operations/uses.ts";
import { choice, fix, once, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { quoted, replaced, wrapped } from "../sourceEdits.ts";
import { isInside } from "../wrongValues.ts";

export function stateValues(facts: ProjectFacts): Iterable<Problem> {
  return once(checkpointStates(facts));
}

function* checkpointStates(facts: ProjectFacts): Iterable<Problem> {
  for (const operation of facts.operations) {
    const state = operation.name === "checkpoint" ? operation.arguments.get("state") : undefined;
    if (!state) continue;
    const place = placeIn(operation.file, state.argument.value);
    if (isAlways(state.value, isNoObject)) {
      yield problemAt(
        place,
        "state-not-object",
        `The state must be a dictionary, not ${describe(state.value)}: update() gets it back as one.`,
        { fixes: objectFixes(state, place, facts) },
      );
      continue;
    }
    for (const each of alternativesOf(state.value)) {
      if (each.kind === "dict" || each.kind === "state") yield* contents(each, operation, facts);
    }
  }
}

function isNoObject(value: Value): boolean {
  return (
    [
      "text",
      "partialText",
      "number",
      "boolean",
      "none",
      "bytes",
      "sequence",
      "function",
      "class",
      "module",
    ].includes(value.kind) ||
    (value.kind === "result" && resultKind(value.of) !== undefined)
  );
}

function objectFixes(
  { argument, value }: ArgumentFact,
  place: Place,
  facts: ProjectFacts,
): readonly Fix[] {
  const text = facts.files.text(place.file) ?? "";
  if (calledAt(value, facts) === "json.dumps" && argument.value.kind === "Call") {
    const [only, ...others] = argument.value.arguments;
    if (only && others.length === 0)
      return [fix("Pass the dictionary itself", [replaced(place, text.slice(only.from, only.to))])];
  }
  if (value.kind === "none") return [choice("Save an empty state", [replaced(place, "{}")])];
  return value.kind === "text" ||
    value.kind === "number" ||
    value.kind === "partialText" ||
    value.kind === "sequence"
    ? [choice("Put it into a dictionary", wrapped(place, '{"cursor": ', "}"))]
    : [];
}

function* contents(
  state: DictValue | StateValue,
  operation: OperationFact,
  facts: ProjectFacts,
): Iterable<Problem> {
  const call = placeIn(operation.file, operation.call);
  const related = [{ place: operation.namePlace, message: "Saved by this checkpoint." }];
  const wrong = notJson(state, (entry, dict) => isKept(entry, dict, operation, facts));
  if (wrong) {
    const place = wrong.value.place ?? call;
    yield problemAt(
      place,
      "state-not-json",
      `The state is saved as JSON, which has no ${wrong.what}: $${wrong.path}. The checkpoint fails.`,
      { fixes: wrong.fixes, ...(!isInside(place, call) && { related }) },
    );
  }
  for (const entry of state.entries) {
    const secret = secretOf(entry.value);
    const key = keyText(entry) ?? "";
    if (secret === undefined && !(isSecretKey(key) && mayBeText(entry.value))) continue;
    const place = entry.keyPlace ?? entry.value.place ?? call;
    yield problemAt(
      place,
      "secret-in-state",
      `${quoted(secret ?? key)} is put into the state, which is not encrypted. Read it from the configuration in each sync.`,
      !isInside(place, call) ? { related } : {},
    );
  }
}

/** The key of the configuration that a value is made from, when it is a secret. */
function secretOf(value: Value): string | undefined {
  const keys =
    value.kind === "configurationText"
      ? [value.key ?? ""]
      : value.kind === "partialText"
        ? value.configurationKeys
        : [];
  return keys.find(isSecretName);
}

/** Tokens of pages are no secrets, nor is when one expires. */
function isSecretKey(key: string): boolean {
  return (
    isSecretName(key) &&
    /(?:passw\w*|secret|(?:api|access|private)_?key|(?:access|refresh|auth|bearer)_?token|credentials?)$/i.test(
      key,
    )
  );
}

function mayBeText({ kind }: Value): boolean {
  return ["text", "partialText", "configurationText", "result", "unknown"].includes(kind);
}
