/** Where single lines are put. */
import type { Seed, Seedable } from "./mutant.ts";

/** One more statement at the beginning of update(), given a declared table as it is written. */
export function inUpdate(
  { functions, text, entries }: Seedable,
  line: (table: string) => string,
): readonly Seed[] {
  const update = functions.get("update");
  const made = line("table");
  if (made.includes("op.") && !text.includes("Operations as op")) return [];
  const first = update?.body.find(({ kind }) => kind !== "ExpressionStatement") ?? update?.body[0];
  if (!first) return [];
  const start = text.lastIndexOf("\n", first.from - 1) + 1;
  const indentation = text.slice(start, first.from);
  if (indentation.trim() !== "") return [];
  const name = entries[0]?.items.get("table")?.value;
  const table = name ? text.slice(name.from, name.to) : `"users"`;
  const lines = line(table)
    .split("\n")
    .map((each) => `${indentation}${each}\n`);
  return [{ from: start, to: start, text: lines.join("") }];
}

export function atEnd(text: string, line: string): Seed {
  return { from: text.length, to: text.length, text: `\n${line}\n` };
}
