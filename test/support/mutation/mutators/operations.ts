/** Mistakes in operations, checkpoints and the state. */
import { here, type Mutator, type Seed, type Seedable } from "../mutant.ts";
import type { Argument, Call } from "../../../../server/python/ast.ts";
import { inUpdate } from "./connector.ts";

export const operationMutators: readonly Mutator[] = [
  onCall("unknown-operation", "insert", "op.upsert", ({ callee }) => ({
    ...span(callee),
    text: `op.${here}insert`,
  })),
  onCall("unknown-operation", "checkPoint", "op.checkpoint", ({ callee }) => ({
    ...span(callee),
    text: `op.${here}checkPoint`,
  })),
  onCall("unknown-argument", "row=", "op.upsert", (call, text) =>
    renamed(call, "data", 1, "row", text),
  ),
  onCall("unknown-argument", "key=", "op.delete", (call, text) =>
    renamed(call, "keys", 1, "key", text),
  ),
  onCall("unknown-argument", "one too many", "op.checkpoint", ({ inside }) => ({
    from: inside.to,
    to: inside.to,
    text: `, ${here}True`,
  })),
  onCall("missing-argument", "no row", "op.upsert", (call, text) => {
    const table = argument(call, "table", 0);
    return table
      ? [
          { ...span(call.inside), text: text.slice(table.value.from, table.value.to) },
          { from: call.from, to: call.from, text: here },
        ]
      : undefined;
  }),
  onCall("missing-argument", "no state", "op.checkpoint", (call) => [
    { ...span(call.inside), text: "" },
    { from: call.from, to: call.from, text: here },
  ]),
  onCall("row-not-dict", "a list", "op.upsert", (call, text) =>
    replacedRow(call, (row) => `${here}[${text.slice(row.from, row.to)}]`),
  ),
  onCall("row-not-dict", "text", "op.upsert", (call) => replacedRow(call, () => `${here}"row"`)),
  onCall("table-name", "a number", "op.upsert", (call) => replacedTable(call, () => `${here}5`)),
  onCall("table-name", "nothing", "op.upsert", (call) => replacedTable(call, () => `${here}""`)),
  {
    code: "undeclared-table",
    what: "a typing mistake",
    seeds: (seedable) =>
      isPlain(seedable)
        ? (seedable.calls.get("op.upsert") ?? []).flatMap((call) => {
            const table = argument(call, "table", 0)?.value;
            return table?.kind === "Text" && (table.value ?? "").length > 4
              ? [
                  {
                    ...span(table),
                    text: `${here}"${(table.value ?? "").slice(0, -2)}${(table.value ?? "").at(-1) ?? ""}x"`,
                  },
                ]
              : [];
          })
        : [],
  },
  {
    code: "undeclared-table",
    what: "another table",
    seeds: (seedable) =>
      isPlain(seedable)
        ? inUpdate(seedable, () => `op.upsert(${here}"undeclared_things", {"id": 1})`)
        : [],
  },
  {
    code: "undeclared-column",
    what: "a typing mistake",
    seeds: (seedable) =>
      inUpdateWith(seedable, (table, { key, column }) =>
        column && key && column.length > 5
          ? `op.upsert(${table}, {${key}: "1", ${here}"${column.slice(0, -2)}${column.at(-1) ?? ""}x": None})`
          : undefined,
      ),
  },
  {
    code: "unused-table",
    what: "a table that nothing writes",
    seeds: ({ entries, text }) =>
      entries
        .slice(-1)
        .map(({ dict }) => ({
          from: dict.to,
          to: dict.to,
          text: `, {"table": ${here}"nobody_writes_this", "primary_key": ["id"]}`,
        }))
        .filter(() => /op\.\w+\(\s*(?:table=)?["']/.test(text)),
  },
  {
    code: "schema-argument",
    what: "a schema that is not declared",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) => key && `op.upsert(${table}, {${key}: "1"}, schema=${here}"sales")`,
      ),
  },
  {
    code: "missing-key-column",
    what: "an update of another column",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) => key && `op.update(${table}, ${here}{"something_else": 1})`,
      ),
  },
  {
    code: "missing-key-column",
    what: "a delete without keys",
    seeds: (seedable) =>
      inUpdateWith(seedable, (table, { key }) => key && `op.delete(${table}, ${here}{})`),
  },
  {
    code: "keyless-change",
    what: "a delete",
    seeds: ({ entries, ...rest }) => {
      const key = entries[0]?.items.get("primary_key");
      const [line] = inUpdate(
        { entries, ...rest },
        (table) => `${here}op.delete(${table}, {"id": 1})`,
      );
      return key && line ? [[line, { ...span(key.value), text: "[]" }]] : [];
    },
  },
  {
    code: "value-refused",
    what: "text in an INT",
    seeds: (seedable) => inColumn(seedable, "INT", `"many"`),
  },
  {
    code: "value-refused",
    what: "a float in a DECIMAL",
    seeds: (seedable) => inColumn(seedable, { precision: 10, scale: 2 }, "1.5"),
  },
  {
    code: "value-refused",
    what: "a date in a UTC_DATETIME",
    seeds: (seedable) => inColumn(seedable, "UTC_DATETIME", `"2024-01-01"`),
  },
  {
    code: "value-refused",
    what: "a large INT",
    seeds: (seedable) => inColumn(seedable, "INT", "3000000000"),
  },
  {
    code: "value-refused",
    what: "text in a BOOLEAN",
    seeds: (seedable) => inColumn(seedable, "BOOLEAN", `"true"`),
  },
  {
    code: "json-text",
    what: "json.dumps",
    seeds: (seedable) =>
      /^import json/m.test(seedable.text) ? inColumn(seedable, "JSON", `json.dumps({"a": 1})`) : [],
  },
  {
    code: "stringified-value",
    what: "a tuple",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) =>
          key && `op.upsert(${table}, {${key}: "1", "not_declared_here": ${here}(1, 2)})`,
      ),
  },
  onStatement("obsolete-yield", "yield", "op.upsert", (call) => [
    { from: call.from, to: call.from, text: `${here}yield ` },
  ]),
  onStatement("obsolete-yield", "yield", "op.checkpoint", (call) => [
    { from: call.from, to: call.from, text: `${here}yield ` },
  ]),
  {
    code: "operation-misplaced",
    what: "at import",
    seeds: ({ module }) => {
      const last = module.body.find(
        (each) => each.kind === "FunctionDefinition" && each.name.text === "update",
      );
      return last ? [{ from: last.to, to: last.to, text: `\n\n${here}op.checkpoint({})\n` }] : [];
    },
  },
  {
    code: "operation-misplaced",
    what: "in schema()",
    seeds: ({ functions, text }) => {
      const last = functions.get("schema")?.body.at(-1);
      if (last?.kind !== "Return") return [];
      const start = text.lastIndexOf("\n", last.from - 1) + 1;
      return [
        {
          from: start,
          to: start,
          text: `${text.slice(start, last.from)}${here}op.checkpoint({})\n`,
        },
      ];
    },
  },
  {
    code: "truncated-new-rows",
    what: "a truncate after an upsert",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) =>
          key && `op.upsert(${table}, {${key}: "1"})\n${here}op.truncate(${table})`,
      ),
  },
  {
    code: "no-checkpoint",
    what: "none at all",
    seeds: ({ calls, functions, texts }) => {
      const checkpoints = calls.get("op.checkpoint") ?? [];
      const update = functions.get("update");
      const others = Object.entries(texts).some(
        ([file, text]) =>
          file !== "connector.py" && file.endsWith(".py") && text.includes("checkpoint"),
      );
      return checkpoints.length > 0 && update && !others
        ? [
            [
              ...checkpoints.map((call) => ({ ...span(call), text: "len(())" })),
              { from: update.name.from, to: update.name.from, text: here },
            ],
          ]
        : [];
    },
  },
  {
    code: "late-checkpoint",
    what: "after all pages",
    seeds: (seedable) =>
      withoutCheckpoints(
        seedable,
        (table, key) =>
          `page = 1\nwhile page:\n    answer = requests.get("https://api.example.com/items", params={"page": page}, timeout=9).json()\n    for item in answer["items"]:\n        op.upsert(${table}, {${key}: item["id"]})\n    page = answer.get("next")\n${here}op.checkpoint({"page": page})`,
      ),
  },
  {
    code: "frequent-checkpoints",
    what: "for every row",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) =>
          key &&
          `for item in requests.get("https://api.example.com/items", timeout=9).json():\n    op.upsert(${table}, {${key}: item["id"]})\n    ${here}op.checkpoint({"last": item["id"]})`,
        /^import requests|^import requests as|^\s*import requests/m,
      ),
  },
  {
    code: "cursor-before-rows",
    what: "a checkpoint before the rows it covers",
    seeds: (seedable) =>
      inUpdateWith(
        seedable,
        (table, { key }) =>
          key &&
          `for page in range(1, 9):\n    answer = requests.get("https://api.example.com/items", params={"page": page}, timeout=9).json()\n    state["page"] = page\n    ${here}op.checkpoint(state)\n    for item in answer["items"]:\n        op.upsert(${table}, {${key}: item["id"]})`,
        /^\s*import requests/m,
      ),
  },
  onCall("state-not-object", "a list", "op.checkpoint", (call) =>
    replacedState(call, `${here}["a"]`),
  ),
  onCall("state-not-object", "text", "op.checkpoint", (call) =>
    replacedState(call, `${here}"2024-01-01"`),
  ),
  onCall("state-not-json", "a set", "op.checkpoint", (call) =>
    replacedState(call, `{"seen": ${here}{1, 2}}`),
  ),
  onCall("state-not-json", "bytes", "op.checkpoint", (call) =>
    replacedState(call, `{"seen": ${here}b"1"}`),
  ),
  {
    code: "state-not-json",
    what: "a datetime",
    seeds: ({ calls, text }) =>
      /^from datetime import .*\bdatetime\b/m.test(text)
        ? (calls.get("op.checkpoint") ?? []).flatMap(
            (call) => replacedState(call, `{"at": ${here}datetime.now()}`) ?? [],
          )
        : [],
  },
  onCall(
    "secret-in-state",
    "a key of the API",
    "op.checkpoint",
    (call) => replacedState(call, `{"api_key": ${here}configuration["api_key"]}`),
    (text) => /"api_key": "/.test(text),
  ),
  {
    code: "needs-newer-sdk",
    what: "schema= with SDK 2.9",
    sdk: { from: { major: 2, minor: 9 }, to: { major: 2, minor: 9 }, known: "setting" },
    seeds: ({ calls }) =>
      (calls.get("op.upsert") ?? [])
        .map(({ inside }) => ({ from: inside.to, to: inside.to, text: `, ${here}schema="sales"` }))
        .slice(0, 1),
  },
  {
    code: "file-path",
    what: "a folder",
    seeds: (seedable) => {
      const [line] = inUpdateWith(
        seedable,
        (table, { key }) =>
          key && `op.upsert(${table}, {${key}: "1"}, file=FileUpload(${here}"reports/", None))`,
      );
      const first = seedable.module.body.find(({ kind }) => kind === "ImportFrom");
      return line && first
        ? [
            [
              line,
              {
                from: first.from,
                to: first.from,
                text: "from fivetran_connector_sdk import FileUpload\n",
              },
            ],
          ]
        : [];
    },
  },
  {
    code: "uneven-columns",
    what: "a row without a declared column",
    seeds: (seedable) =>
      inUpdateWith(seedable, (table, { key, column }) =>
        key && column
          ? `if state:\n    op.upsert(${table}, {${key}: "1", "${column}": None})\nelse:\n    op.upsert(${table}, ${here}{${key}: "1"})`
          : undefined,
      ),
  },
];

function span({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from, to };
}

function argument(call: Call, name: string, position: number): Argument | undefined {
  return (
    call.arguments.find((each) => each.name?.text === name) ??
    (call.arguments[position]?.name === undefined && call.arguments[position]?.stars === 0
      ? call.arguments[position]
      : undefined)
  );
}

function renamed(
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

function replacedRow(
  call: Call,
  row: (value: { from: number; to: number }) => string,
): Seed | undefined {
  const given = argument(call, "data", 1);
  return given && { ...span(given.value), text: row(given.value) };
}

function replacedTable(call: Call, table: () => string): Seed | undefined {
  const given = argument(call, "table", 0);
  return given && { ...span(given.value), text: table() };
}

function replacedState(call: Call, state: string): Seed | undefined {
  const given = argument(call, "state", 0);
  return given && { ...span(given.value), text: state };
}

function onCall(
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
function onStatement(
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
function isPlain({ functions, entries }: Seedable): boolean {
  const returned = functions.get("schema")?.body.at(-1);
  return (
    returned?.kind === "Return" &&
    returned.value?.kind === "List" &&
    returned.value.items.length === entries.length &&
    entries.every(({ items }) => items.get("table")?.value.kind === "Text")
  );
}

/** Lines at the beginning of update() about the first declared table with one key column; that and another column as they are written. */
function inUpdateWith(
  seedable: Seedable,
  lines: (
    table: string,
    known: { key: string | undefined; column: string | undefined },
  ) => string | undefined,
  needs: RegExp = /(?:)/,
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
function inColumn(
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
function withoutCheckpoints(
  seedable: Seedable,
  lines: (table: string, key: string) => string,
): readonly (readonly Seed[])[] {
  const checkpoints = seedable.calls.get("op.checkpoint") ?? [];
  const added = inUpdateWith(
    seedable,
    (table, { key }) => key && lines(table, key),
    /^\s*import requests/m,
  );
  const isAlone = Object.keys(seedable.texts).filter((file) => file.endsWith(".py")).length === 1;
  return added.length > 0 && isAlone
    ? [[...added, ...checkpoints.map((call) => ({ ...span(call), text: "len(())" }))]]
    : [];
}
