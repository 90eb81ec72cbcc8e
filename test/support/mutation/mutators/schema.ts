/** Mistakes in what schema() returns. */
import { here, type Mutator, type SchemaEntry, type Seed, type Seedable } from "../mutant.ts";
import type { DictItem, Expression } from "../../../../server/python/ast.ts";

export const schemaMutators: readonly Mutator[] = [
  returned("schema-not-list", "one dictionary", (entry) => `${here}${entry}`),
  returned("schema-not-list", "None", () => `${here}None`),
  {
    code: "schema-entry",
    what: "a bare table name",
    seeds: ({ entries, text }) =>
      entries.flatMap(({ dict, items }) => {
        const name = items.get("table")?.value;
        return name ? [{ ...spanOf(dict), text: here + text.slice(name.from, name.to) }] : [];
      }),
  },
  onItem("table-missing", "another key", "table", ({ key }) => replaced(key, `"name"`), "entry"),
  onValue("table-name", "a number", "table", () => "5"),
  onValue("table-name", "nothing", "table", () => `""`),
  {
    code: "duplicate-table",
    what: "an entry twice",
    seeds: ({ entries, text }) =>
      entries.map(({ dict }) => {
        const copy = text.slice(dict.from, dict.to);
        const marked = copy.replace(/(["']table["']\s*:\s*)/, `$1${here}`);
        return { from: dict.to, to: dict.to, text: `, ${marked}` };
      }),
  },
  onItem("schema-key-ignored", "primary_keys", "primary_key", ({ key }) =>
    replaced(key, `${here}"primary_keys"`),
  ),
  onItem("schema-key-ignored", "column", "columns", ({ key }) => replaced(key, `${here}"column"`)),
  onValue("key-as-text", "text", "primary_key", (value, text) =>
    value.kind === "List" && value.items[0]
      ? text.slice(value.items[0].from, value.items[0].to)
      : undefined,
  ),
  onValue("primary-key-not-list", "None", "primary_key", () => "None"),
  onValue("primary-key-not-list", "a number", "primary_key", () => "7"),
  onValue("primary-key-column", "a number", "primary_key", () => `[5]`, "["),
  onValue("duplicate-key-column", "a column twice", "primary_key", (value, text) => {
    const last = value.kind === "List" ? value.items.at(-1) : undefined;
    return last && value.kind === "List" && value.items.length === 1
      ? `[${text.slice(last.from, last.to)}, ${here}${text.slice(last.from, last.to)}]`
      : undefined;
  }),
  onValue("surrogate-key", "an empty key", "primary_key", () => "[]"),
  onValue("columns-not-dict", "a list", "columns", () => `["id", "name"]`),
  onValue("columns-not-dict", "None", "columns", () => "None"),
  onColumn("column-name", "a number", ({ key }) => replaced(key, `${here}5`)),
  onColumn("unknown-type", "VARCHAR", ({ value }) => replaced(value, `${here}"VARCHAR"`)),
  onColumn("unknown-type", "a typing mistake", ({ value }) => replaced(value, `${here}"STRNG"`)),
  onColumn("decimal-as-text", "DECIMAL", ({ value }) => replaced(value, `${here}"DECIMAL"`)),
  onColumn("type-not-decimal", "a STRING", ({ value }) =>
    replaced(value, `{"type": ${here}"STRING"}`),
  ),
  onColumn("decimal-incomplete", "no scale", ({ value }) =>
    replaced(value, `${here}{"type": "DECIMAL", "precision": 10}`),
  ),
  onColumn("decimal-range", "more digits than there are", ({ value }) =>
    replaced(value, `{"type": "DECIMAL", "precision": ${here}99, "scale": 2}`),
  ),
  onColumn("decimal-range", "text", ({ value }) =>
    replaced(value, `{"type": "DECIMAL", "precision": ${here}"10", "scale": 2}`),
  ),
  onColumn("column-type", "a number", ({ value }) => replaced(value, `${here}5`)),
  onColumn("type-case", "lower case", ({ value }, text) =>
    value.kind === "Text"
      ? replaced(value, here + text.slice(value.from, value.to).toLowerCase())
      : undefined,
  ),
  onColumn(
    "duplicate-entry",
    "a column twice",
    ({ key, value }, text) =>
      key && {
        from: value.to,
        to: value.to,
        text: `, ${here}${text.slice(key.from, key.to)}: "STRING"`,
      },
  ),
  onColumn("merged-names", "a column in another spelling", ({ key, value }) =>
    key?.kind === "Text" && /^[a-z]+_[a-z]+$/.test(key.value ?? "")
      ? { from: value.to, to: value.to, text: `, ${here}"${camel(key.value ?? "")}": "STRING"` }
      : undefined,
  ),
  {
    code: "merged-names",
    what: "a table in another spelling",
    seeds: ({ entries }) =>
      entries.flatMap(({ dict, items }) => {
        const name = items.get("table")?.value;
        return name?.kind === "Text" && /^[a-z]+$/.test(name.value ?? "")
          ? [
              {
                from: dict.to,
                to: dict.to,
                text: `, {"table": ${here}"${(name.value ?? "").toUpperCase()}", "primary_key": ["id"]}`,
              },
            ]
          : [];
      }),
  },
  onColumn("reserved-name", "_fivetran_deleted", ({ value }) => ({
    from: value.to,
    to: value.to,
    text: `, ${here}"_fivetran_deleted": "BOOLEAN"`,
  })),
  onValue("reserved-name", "_fivetran_id as key", "primary_key", () => `["_fivetran_id"]`, "["),
  onValue(
    "schema-name",
    "nothing",
    "table",
    (_value, text) => `${text}, "schema": ${here}""`,
    "keep",
  ),
];

function spanOf({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from, to };
}

function replaced(node: Expression | undefined, text: string): Seed | undefined {
  return node && { ...spanOf(node), text };
}

function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function returned(
  code: Mutator["code"],
  what: string,
  replacement: (firstEntry: string) => string,
): Mutator {
  return {
    code,
    what,
    seeds: ({ functions, entries, text }) => {
      const last = functions.get("schema")?.body.at(-1);
      const [entry] = entries;
      if (last?.kind !== "Return" || last.value?.kind !== "List" || !entry) return [];
      return [
        { ...spanOf(last.value), text: replacement(text.slice(entry.dict.from, entry.dict.to)) },
      ];
    },
  };
}

/** In an item of an entry; with "entry", the problem belongs to the whole entry. */
function onItem(
  code: Mutator["code"],
  what: string,
  name: string,
  seed: (item: DictItem) => Seed | undefined,
  at?: "entry",
): Mutator {
  return {
    code,
    what,
    seeds: ({ entries }) =>
      entries.flatMap(({ dict, items }) => {
        const item = items.get(name);
        const made = item && seed(item);
        if (!made) return [];
        return at === "entry" ? [[made, { from: dict.from, to: dict.from, text: here }]] : [made];
      }),
  };
}

/** In place of the value of an item; `here` is put before the value, or after the bracket that it begins with. */
function onValue(
  code: Mutator["code"],
  what: string,
  name: string,
  replacement: (value: Expression, text: string) => string | undefined,
  style: "[" | "keep" | "" = "",
): Mutator {
  return {
    code,
    what,
    seeds: ({ entries, text }) =>
      entries.flatMap(({ items }) => {
        const value = items.get(name)?.value;
        if (!value) return [];
        const made = replacement(value, style === "keep" ? text.slice(value.from, value.to) : text);
        if (made === undefined) return [];
        const marked = made.includes(here)
          ? made
          : style === "["
            ? made.replace("[", `[${here}`)
            : here + made;
        return [{ ...spanOf(value), text: marked }];
      }),
  };
}

/** In the last declared column of an entry. */
function onColumn(
  code: Mutator["code"],
  what: string,
  seed: (column: DictItem, text: string) => Seed | undefined,
): Mutator {
  return {
    code,
    what,
    seeds: ({ entries, text }: Seedable) =>
      entries.flatMap((entry) => {
        const column = lastColumn(entry);
        const made = column && seed(column, text);
        return made ? [made] : [];
      }),
  };
}

function lastColumn({ items }: SchemaEntry): DictItem | undefined {
  const columns = items.get("columns")?.value;
  const last = columns?.kind === "Dict" ? columns.items.at(-1) : undefined;
  return last?.key ? last : undefined;
}
