/** The variables that hold the configuration or the state: by what the project reads from them, and by their usual names. */
import type { ProjectFacts } from "../../model/facts.ts";
import type { Bracket } from "./brackets.ts";
import type { Cursor } from "./cursor.ts";

/** Whose key is typed: `configuration["…"]`, `state.get("…")`, `"…" in configuration`. */
export function keyedValue(
  facts: ProjectFacts,
  file: string,
  cursor: Cursor,
): "configuration" | "state" | undefined {
  const { string, brackets, text } = cursor;
  const [bracket] = brackets;
  if (string) {
    const after = /^["']?[ \t]*(?:not[ \t]+)?in[ \t]+(\w+)\b/.exec(
      text.slice(string.to, string.to + 80),
    )?.[1];
    const of = after === undefined ? undefined : holderOf(facts, file, after);
    if (of) return of;
    if (bracket && isListOfKeys(facts, file, cursor, bracket)) return "configuration";
  }
  if (bracket?.active !== 0 || bracket.head === "") return undefined;
  const start = string ? string.from - string.quote.length : cursor.word.from;
  if (text.slice(bracket.from + 1, start).trim() !== "") return undefined;
  const method = bracket.open === "(" ? /^(\w+)\.(?:get|pop|setdefault)$/.exec(bracket.head) : null;
  return holderOf(facts, file, bracket.open === "[" ? bracket.head : (method?.[1] ?? ""));
}

/** `required = ["host", "…"]`: keys that a loop reads. */
function isListOfKeys(
  { configuration }: ProjectFacts,
  file: string,
  { offset, text }: Cursor,
  { items, head, active }: Bracket,
): boolean {
  if (head !== "" || items[active]?.namePlace) return false;
  return configuration.reads.some(
    ({ place }) =>
      place.file === file &&
      (offset < place.from || place.to < offset) &&
      items.some(
        ({ from, to }) =>
          text.slice(from, to).trim() === text.slice(place.from, place.to) &&
          from <= place.from &&
          place.to <= to,
      ),
  );
}

function holderOf(
  facts: ProjectFacts,
  file: string,
  variable: string,
): "configuration" | "state" | undefined {
  if (variable === "") return undefined;
  if (configurationVariables(facts, file).has(variable)) return "configuration";
  return stateVariables(facts).has(variable) ? "state" : undefined;
}

function configurationVariables(facts: ProjectFacts, file: string): ReadonlySet<string> {
  const text = facts.modules.get(file)?.text ?? "";
  const names = new Set(["configuration"]);
  for (const { place } of facts.configuration.reads) {
    if (place.file !== file) continue;
    const before = text.slice(Math.max(0, place.from - 60), place.from);
    const name = /\b([A-Za-z_]\w*)(?:\.get\(|\[)\s*$/.exec(before)?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** Variables that hold what checkpoints are given. */
export function stateVariables(facts: ProjectFacts): ReadonlySet<string> {
  const names = new Set(["state"]);
  for (const { name, arguments: given } of facts.operations) {
    const value = name === "checkpoint" ? given.get("state")?.argument.value : undefined;
    if (value?.kind === "Name") names.add(value.id);
  }
  return names;
}
