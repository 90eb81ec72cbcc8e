/** Mistakes in operations. */
import { here, type Mutator } from "../mutant.ts";
import {
  argument,
  inColumn,
  inUpdateWith,
  isPlain,
  onCall,
  onStatement,
  renamed,
  replacedRow,
  replacedTable,
  span,
} from "../operationSeeds.ts";
import { inUpdate } from "../updateSeeds.ts";

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
    text: `, ${here}extra=True`,
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
          ? `op.upsert(${table}, {${key}: "1", ${here}"${column.slice(0, -2)}${column.at(-1) ?? ""}": None})`
          : undefined,
      ),
  },
  {
    code: "unused-table",
    what: "a table that nothing writes",
    seeds: ({ entries, calls }) =>
      (calls.get("op.upsert") ?? []).every(
        (call) => argument(call, "table", 0)?.value.kind === "Text",
      )
        ? entries.slice(-1).map(({ dict }) => ({
            from: dict.to,
            to: dict.to,
            text: `, {"table": ${here}"nobody_writes_this", "primary_key": ["id"]}`,
          }))
        : [],
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
    code: "operation-message",
    what: "an empty warning",
    seeds: (seedable) => inUpdateWith(seedable, () => `op.warning(${here}"")`),
  },
  {
    code: "operation-message",
    what: "a number",
    seeds: (seedable) => inUpdateWith(seedable, () => `op.warning(${here}404)`),
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
