/** Where mistakes in operations are put. */
import type { Argument, Call } from "../../../server/python/ast.ts";
import { here, type Mutator, type Seed, type Seedable } from "./mutant.ts";
import { inUpdate } from "./updateSeeds.ts";

export function span({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from, to };
}

export function argument(call: Call, name: string, position: number): Argument | undefined {
  return (
    call.arguments.find((each) => each.name?.text === name) ??
    (call.arguments[position]?.name === undefined && call.arguments[position]?.stars === 0
      ? call.arguments[position]
      : undefined)
  );
}

export function renamed(
  call: Call,
  name: string,
  position: number,
  to: string,
  text: string,
): Seed | undefined {
  const given = argument(call, name, position);
  const isLast = given && given === call.arguments.at(-1);
  return given && isLast
    ? { ...span(given), text: `${here}${to}=${text.slice(given.value.from, given.value.to)}` }
    : undefined;
}

export function replacedRow(
  call: Call,
  row: (value: { from: number; to: number }) => string,
): Seed | undefined {
  const given = argument(call, "data", 1);
  return given && { ...span(given.value), text: row(given.value) };
}

export function replacedTable(call: Call, table: () => string): Seed | undefined {
  const given = argument(call, "table", 0);
  return given && { ...span(given.value), text: table() };
}

export function replacedState(call: Call, state: string): Seed | undefined {
  const given = argument(call, "state", 0);
  return given && { ...span(given.value), text: state };
}

export function onCall(
  code: Mutator["code"],
  what: string,
  callee: string,
  seed: (call: Call, text: string) => Seed | readonly Seed[] | undefined,
  fits: (text: string) => boolean = () => true,
): Mutator {
  return {
    code,
    what: `${callee}: ${what}`,
    seeds: ({ calls, text, texts }) =>
      (calls.get(callee) ?? []).flatMap((call) => {
        const made = fits(text + (texts["configuration.json"] ?? ""))
          ? seed(call, text)
          : undefined;
        return made === undefined ? [] : [made];
      }),
  };
}

/** On calls that are statements of their own. */
export function onStatement(
  code: Mutator["code"],
  what: string,
  callee: string,
  seed: (call: Call, text: string) => readonly Seed[],
): Mutator {
  return onCall(code, what, callee, (call, text) => {
    const before = text.slice(text.lastIndexOf("\n", call.from - 1) + 1, call.from);
    return before.trim() === "" ? seed(call, text) : undefined;
  });
}

/** Whether schema() is a plain list, so that it is known which tables there are. */
export function isPlain({ functions, entries }: Seedable): boolean {
  const returned = functions.get("schema")?.body.at(-1);
  return (
    returned?.kind === "Return" &&
    returned.value?.kind === "List" &&
    returned.value.items.length === entries.length &&
    entries.every(({ items }) => items.get("table")?.value.kind === "Text")
  );
}

/** Lines at the beginning of update() about the first declared table with one key column; that and another column as they are written. */
export function inUpdateWith(
  seedable: Seedable,
  lines: (
    table: string,
    known: { key: string | undefined; column: string | undefined },
  ) => string | undefined,
  needs = /(?:)/,
): readonly Seed[] {
  if (!isPlain(seedable) || !needs.test(seedable.text)) return [];
  const { text } = seedable;
  for (const { items } of seedable.entries) {
    const keys = items.get("primary_key")?.value;
    const [key] = keys?.kind === "List" && keys.items.length === 1 ? keys.items : [];
    const columns = items.get("columns")?.value;
    const column = (columns?.kind === "Dict" ? columns.items : [])
      .map((item) => (item.key?.kind === "Text" ? item.key.value : undefined))
      .find((name) => name !== undefined && key && text.slice(key.from + 1, key.to - 1) !== name);
    const table = items.get("table")?.value;
    const shown = key && text.slice(key.from, key.to);
    const made = table && lines(text.slice(table.from, table.to), { key: shown, column });
    if (made !== undefined && made !== "") return inUpdate(seedable, () => made);
  }
  return [];
}

/** An upsert of a value into a new column of that type of the first table. */
export function inColumn(
  seedable: Seedable,
  type: string | { precision: number; scale: number },
  value: string,
): readonly (readonly Seed[])[] {
  const declared =
    typeof type === "string"
      ? `"${type}"`
      : `{"type": "DECIMAL", "precision": ${String(type.precision)}, "scale": ${String(type.scale)}}`;
  const { entries, text } = seedable;
  const entry = entries.find(
    ({ items }) =>
      items.get("table")?.value.kind === "Text" && items.get("primary_key")?.value.kind === "List",
  );
  const table = entry?.items.get("table")?.value;
  const keys = entry?.items.get("primary_key")?.value;
  if (!entry || !table || keys?.kind !== "List" || keys.items.length === 0) return [];
  const columns = entry.items.get("columns")?.value;
  const declaration: Seed =
    columns?.kind === "Dict" && columns.items[0]
      ? {
          from: columns.items[0].from,
          to: columns.items[0].from,
          text: `"seeded_column": ${declared}, `,
        }
      : { from: table.to, to: table.to, text: `, "columns": {"seeded_column": ${declared}}` };
  if (columns && columns.kind !== "Dict") return [];
  const row = keys.items.map((key) => `${text.slice(key.from, key.to)}: None or "1"`).join(", ");
  const line = inUpdate(
    seedable,
    () =>
      `op.upsert(${text.slice(table.from, table.to)}, {${row}, "seeded_column": ${here}${value}})`,
  );
  return line.length > 0 ? [[declaration, ...line]] : [];
}

/** The only checkpoint of a connector is put after a loop over pages at the beginning of update(). */
export function withoutCheckpoints(
  seedable: Seedable,
  lines: (table: string, key: string) => string,
): readonly (readonly Seed[])[] {
  const checkpoints = seedable.calls.get("op.checkpoint") ?? [];
  const added = inUpdateWith(
    seedable,
    (table, { key }) => key && lines(table, key),
    /^import requests *$/m,
  );
  const isAlone = Object.keys(seedable.texts).filter((file) => file.endsWith(".py")).length === 1;
  return added.length > 0 && isAlone
    ? [[...added, ...checkpoints.map((call) => ({ ...span(call), text: "len(())" }))]]
    : [];
}
