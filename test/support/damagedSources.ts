/** Connectors as they look while somebody types: one damage each, in and around `schema()` or anywhere. */
import type { Dict, FunctionDefinition, PythonModule, Span } from "../../server/python/ast.ts";
import { parsePython } from "../../server/python/parse.ts";
import { walk } from "../../server/python/walk.ts";
import { randomNumbers } from "./randomNumbers.ts";

export interface Damaged {
  readonly kind: string;
  readonly text: string;
  /** The table that was hit, of which nothing is expected. */
  readonly table: string | undefined;
}

/** What a tree says that a language server needs. */
export interface Landmarks {
  readonly tables: readonly string[];
  readonly functions: readonly string[];
  readonly hasUpdate: boolean;
  readonly hasConnector: boolean;
}

export function landmarksOf(module: PythonModule): Landmarks {
  const functions = module.body.flatMap((statement) =>
    statement.kind === "FunctionDefinition" ? [statement.name.text] : [],
  );
  return {
    tables: tablesOf(module).map(({ name }) => name),
    functions,
    hasUpdate: functions.includes("update"),
    hasConnector: module.body.some(
      (statement) =>
        statement.kind === "Assignment" &&
        statement.targets.some((target) => target.kind === "Name" && target.id === "connector"),
    ),
  };
}

interface Table {
  readonly name: string;
  readonly dict: Dict;
}

function tablesOf({ body }: PythonModule): readonly Table[] {
  const tables: Table[] = [];
  walk(body, (node) => {
    for (const { key, value } of node.kind === "Dict" ? node.items : []) {
      if (
        key?.kind === "Text" &&
        key.value === "table" &&
        value.kind === "Text" &&
        value.value !== undefined
      ) {
        tables.push({ name: value.value, dict: node as Dict });
      }
    }
    return true;
  });
  return tables;
}

/** One damaged text for each kind that the connector offers a place for; none for a connector without two literal tables. */
export function damagedSchemas(text: string): readonly Damaged[] {
  const module = parsePython(text);
  const schema = module.body.find(
    (statement): statement is FunctionDefinition =>
      statement.kind === "FunctionDefinition" && statement.name.text === "schema",
  );
  const inSchema = ({ from, to }: Span): boolean =>
    schema !== undefined && from > schema.from && to < schema.to;
  const tables = tablesOf(module).filter(({ dict }) => inSchema(dict));
  const list = schema?.body.find((statement) => statement.kind === "Return")?.value;
  const table = tables[Math.floor((tables.length - 1) / 2)];
  if (!schema || list?.kind !== "List" || !table || tables.length < 2) {
    return [];
  }
  const { dict, name } = table;
  const entry = (key: string): Dict["items"][number] | undefined =>
    dict.items.find((item) => item.key?.kind === "Text" && item.key.value === key);
  const keys = entry("primary_key")?.value;
  const named = entry("table");
  const lineStart = text.lastIndexOf("\n", list.from) + 1;
  const comma = text.indexOf(",", dict.to);
  const damaged: Damaged[] = [];
  const add = (kind: string, from: number, to: number, by: string, hit?: string): void => {
    damaged.push({ kind, text: text.slice(0, from) + by + text.slice(to), table: hit });
  };
  const cut = (kind: string, at: number, hit?: string): void => {
    add(kind, at, at + 1, "", hit);
  };
  const line = (kind: string, content: string): void => {
    add(kind, lineStart, lineStart, `${content}\n`);
  };
  if (keys?.kind === "List") {
    cut("no ] of the primary key", keys.to - 1, name);
    cut("no [ of the primary key", keys.from, name);
    add("half a primary key", keys.from + 1, keys.to, "", name);
  }
  if (named) {
    cut("no quote behind the table's name", named.value.to - 1, name);
    cut("no quote before the table's name", named.value.from, name);
    add("no table's name", named.value.from, named.value.to, "", name);
    cut("no colon behind a key", text.indexOf(":", named.key?.to), name);
  }
  cut("no } of a table", dict.to - 1, name);
  cut("no { of a table", dict.from, name);
  add("half a table", dict.from, dict.to, `{"table": "${name}", "prim`, name);
  add("half a key", dict.from + 1, dict.from + 1, `"prim\n            `, name);
  add("a second }", dict.to, dict.to, "}", name);
  if (comma > 0 && /^\s*$/.test(text.slice(dict.to, comma))) {
    cut("no comma between tables", comma, name);
    add("a new entry begun", comma + 1, comma + 1, "\n        {");
    add(
      "a new entry half written",
      comma + 1,
      comma + 1,
      '\n        {"table": "new", "primary_key": [',
    );
  }
  cut("no ] of the list", list.to - 1);
  cut("no [ of the list", list.from);
  cut("no colon behind def", text.indexOf(":", text.indexOf(")", schema.inside.to)));
  cut("no ) behind the parameters", schema.inside.to);
  line("a call left open", "    names = list(");
  line("a subscript left open", '    name = configuration["');
  line("stray triple quotes", '    """');
  line("half an if", "    if configuration");
  line("half a for", "    for name in ");
  line("half an assignment", "    names = ");
  line("half an attribute", "    configuration.");
  add("half a function", schema.from, schema.from, "def fetch(\n\n\n");
  add("half a decorator", schema.from, schema.from, "@\n");
  return damaged;
}

/** `count` damages anywhere: a sign taken away or put in, a line cut or taken away. */
export function damagedAnywhere(text: string, count: number, seed: number): readonly Damaged[] {
  const pick = randomNumbers(seed);
  const signs = [...text.matchAll(/[()[\]{}:,."'=]/g)].map(({ index }) => index);
  const lines = [...text.matchAll(/[^\n]+/g)];
  return Array.from({ length: count }, (_, index): Damaged => {
    const kind = ["sign deleted", "sign inserted", "line cut", "line deleted"][index % 4] ?? "";
    const at = signs[pick(signs.length)] ?? 0;
    const line = lines[pick(lines.length)];
    const from = line?.index ?? 0;
    const length = line?.[0].length ?? 0;
    const change =
      kind === "sign deleted"
        ? { from: at, to: at + 1, by: "" }
        : kind === "sign inserted"
          ? { from: at, to: at, by: "()[]{}:,.\"'="[pick(12)] ?? "" }
          : kind === "line cut"
            ? { from: from + pick(length), to: from + length, by: "" }
            : { from, to: from + length + 1, by: "" };
    return {
      kind,
      text: text.slice(0, change.from) + change.by + text.slice(change.to),
      table: undefined,
    };
  });
}
