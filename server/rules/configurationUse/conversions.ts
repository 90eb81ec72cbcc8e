/** Values of the configuration, which are text, used as numbers or booleans. */
import { membersOf, parseJson } from "../../data/json.ts";
import type { ConfigurationMisuse, ProjectFacts } from "../../model/facts.ts";
import { choice, once, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { quoted, wrapped } from "../sourceEdits.ts";

export function conversions(facts: ProjectFacts): Iterable<Problem> {
  return once(misuses(facts));
}

function* misuses(facts: ProjectFacts): Iterable<Problem> {
  for (const misuse of facts.configuration.misuses) {
    if (misuse.as === "boolean" && !isMeantAsBoolean(misuse, facts)) continue;
    const { key, as } = misuse;
    yield problemAt(
      misuse,
      "configuration-not-converted",
      as === "number"
        ? `The value of ${quoted(key)} is text, as all of the configuration; convert it with int() or float().`
        : `The value of ${quoted(key)} is text, and the text "false" counts as true; compare it with "true".`,
      { fixes: fixesOf(misuse) },
    );
  }
}

function fixesOf(misuse: ConfigurationMisuse): readonly Fix[] {
  return misuse.as === "number"
    ? [choice("Convert it with int()", wrapped(misuse, "int(", ")"))]
    : [choice('Compare it with "true"', wrapped(misuse, "(", ' == "true")'))];
}

/** Any text may be tested for being there; a boolean is known by its default, its toggle, its value or its name. */
function isMeantAsBoolean(
  { key, file, from, to }: ConfigurationMisuse,
  { configuration, form, files }: ProjectFacts,
): boolean {
  const hasDefault = configuration.reads.some(
    (read) =>
      read.key === key &&
      read.default?.kind === "boolean" &&
      read.place.file === file &&
      read.place.from >= from &&
      read.place.to <= to,
  );
  const isToggle = form?.fields.some((field) => field.kind === "ToggleField" && field.name === key);
  const value = membersOf(parseJson(files.text("configuration.json") ?? "")).findLast(
    (member) => member.key === key,
  )?.value;
  return (
    hasDefault ||
    isToggle === true ||
    (value?.kind === "text" && /^(?:true|false)$/i.test(value.value)) ||
    /^(?:is|has|should|enable|disable)_|_enabled$/i.test(key)
  );
}
