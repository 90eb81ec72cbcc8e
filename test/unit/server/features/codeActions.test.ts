import assert from "node:assert/strict";
import test from "node:test";
import { codeActions } from "../../../../server/features/codeActions/codeActions.ts";
import type { CodeAction } from "../../../../server/features/feature.ts";
import type { TableProfile } from "../../../../src/shared/model/previews.ts";
import { applyFix, problemsOf, type Texts } from "../../../support/analysis.ts";
import { markedProject, type MarkedOptions } from "../../../support/markedProject.ts";

const head =
  "from fivetran_connector_sdk import Connector, Operations as op\nfrom source import fetch\n";

function connector(schema: string | undefined, update: string): string {
  return `${head}
${schema === undefined ? "" : `def schema(configuration):\n    return ${schema}\n`}
def update(configuration, state):
    ${update.replaceAll("\n", "\n    ")}

connector = Connector(update=update${schema === undefined ? "" : ", schema=schema"})
`;
}

function actionsAt(marked: Texts | string, options?: MarkedOptions): readonly CodeAction[] {
  const { analysis, file, offset } = markedProject(marked, options);
  return codeActions(analysis, file, { from: offset, to: offset });
}

function titlesAt(marked: Texts | string, options?: MarkedOptions): readonly string[] {
  return actionsAt(marked, options).map(({ title }) => title);
}

/** connector.py after one of the actions. */
function afterwards(marked: string, index: number): string {
  const { texts } = markedProject(marked);
  const action = actionsAt(marked)[index];
  assert.ok(action);
  return applyFix(texts, { ...action, isPreferred: true })["connector.py"] ?? "";
}

/** The lines that the action makes, without its indentation; it brings no problem. */
function done(marked: Texts | string, title: string, options?: MarkedOptions): readonly string[] {
  const { texts } = markedProject(marked);
  const action = actionsAt(marked, options).find((one) => one.title === title);
  assert.ok(action, `${title} is not among ${titlesAt(marked, options).join(", ")}`);
  const after = applyFix(texts, { ...action, isPreferred: true });
  const before = problemsOf(texts).map(({ code }) => code);
  const anew = problemsOf(after).filter(
    ({ code, severity }) => severity !== "info" && !before.includes(code),
  );
  assert.deepEqual(
    anew.map(({ code }) => code),
    [],
  );
  return Object.entries(after).flatMap(([file, text]) => {
    const lines = new Set((texts[file] ?? "").split("\n"));
    return text
      .split("\n")
      .filter((line) => !lines.has(line))
      .map((line) => line.trim());
  });
}

const orders = '[{"table": "orders", "primary_key": ["id"]}]';

test("declare a table", () => {
  const marked = connector(orders, 'op.upsert("it$0ems", {"id": 1, "name": "a"})');
  assert.deepEqual(done(marked, "Declare items in schema()"), [
    'return [{"table": "orders", "primary_key": ["id"]}, {"table": "items", "primary_key": ["id"]}]',
  ]);
  const none = connector(undefined, 'op.upsert("it$0ems", {"id": 1})');
  assert.deepEqual(done(none, "Declare items in schema()"), [
    "def schema(configuration: dict):",
    "return [",
    '{"table": "items", "primary_key": ["id"]},',
    "]",
    "connector = Connector(update=update, schema=schema)",
  ]);
  assert.deepEqual(titlesAt(connector(orders, 'op.upsert("or$0ders", {"id": 1})')), [
    "Make a checkpoint after this",
  ]);
  const computed = connector(
    '[{"table": name} for name in fetch()]',
    'op.upsert("it$0ems", {"id": 1})',
  );
  assert.ok(!titlesAt(computed).some((title) => title.startsWith("Declare")));
});

const observed: readonly TableProfile[] = [
  {
    schema: null,
    table: "orders",
    declared: true,
    primaryKey: ["id"],
    operations: 2,
    candidateKeys: [],
    cuts: [],
    columns: [
      {
        name: "zip",
        type: "LONG",
        declaredType: null,
        observed: [{ type: "LONG", count: 2, samples: ["12345"] }],
        nulls: 0,
        sent: 2,
        sentAs: [{ name: "zip", pythonTypes: ["str"] }],
      },
    ],
  },
];

test("declare a column, with the type that it was seen to need or that is written", () => {
  const row = (pair: string): string =>
    connector(orders, `op.upsert("orders", {"id": 1, ${pair}})`);
  assert.deepEqual(
    done(row('"zi$0p": fetch()'), "Declare zip of orders as STRING in schema()", { observed }),
    ['return [{"table": "orders", "primary_key": ["id"], "columns": {"zip": "STRING"}}]'],
  );
  const types = {
    "1": "LONG",
    "1.5": "DOUBLE",
    '"x"': "STRING",
    True: "BOOLEAN",
    '{"a": 1}': "JSON",
    "[1]": "JSON",
  };
  for (const [value, type] of Object.entries(types)) {
    done(row(`"x$0": ${value}`), `Declare x of orders as ${type} in schema()`);
  }
  assert.deepEqual(titlesAt(row('"x$0": fetch()')), ["Make a checkpoint after this"]);
  assert.deepEqual(titlesAt(row('"x$0": None')), ["Make a checkpoint after this"]);
});

test("a checkpoint after the rows, not after each of them", () => {
  const loop = connector(
    orders,
    `for page in fetch():
    for row in page:
        op.up$0sert("orders", row)  # each
    state["page"] = page
op.checkpoint(state)`,
  );
  assert.deepEqual(titlesAt(loop), ["Make a checkpoint after the loop"]);
  assert.match(
    afterwards(loop, 0),
    /row\) {2}# each\n {8}op\.checkpoint\(state\)\n {8}state\["page"\]/,
  );
  const pages = connector(
    orders,
    `while fetch():
    op.up$0sert("orders", fetch())
    state["page"] = 1
op.checkpoint(state)`,
  );
  assert.deepEqual(titlesAt(pages), [
    "Make a checkpoint after the loop",
    "Make a checkpoint at the end of each round",
  ]);
  assert.match(
    afterwards(pages, 1),
    /\["page"\] = 1\n {8}op\.checkpoint\(state\)\n {4}op\.checkpoint/,
  );
});

test("a checkpoint under the name that the state has, where there is one", () => {
  const helper = (parameters: string, given: string): string =>
    `${head}
def sync(${parameters}):
    op.up$0sert("orders", {"id": 1})

def update(configuration, state):
    sync(${given})

connector = Connector(update=update)
`;
  assert.deepEqual(done(helper("cursor", "state"), "Make a checkpoint after this"), [
    "op.checkpoint(cursor)",
  ]);
  assert.ok(!titlesAt(helper("cursor", "{}")).includes("Make a checkpoint after this"));
  const yields = connector(orders, 'yield op.up$0sert("orders", {"id": 1})');
  const { texts } = markedProject(yields);
  const [action] = actionsAt(yields).filter(({ title }) => title.startsWith("Make"));
  assert.ok(action);
  assert.match(
    applyFix(texts, { ...action, isPreferred: true })["connector.py"] ?? "",
    /\n {4}yield op\.checkpoint\(state\)\n/,
  );
});

test("text of a value, where the column is text", () => {
  const column = (value: string, type = "STRING"): string =>
    connector(
      `[{"table": "orders", "primary_key": ["id"], "columns": {"x": "${type}"}}]`,
      `op.upsert("orders", {"id": 1, "x": ${value}})`,
    ).replace("from source", "from datetime import datetime\nfrom source");
  assert.deepEqual(done(column("$012"), "Convert to text with str()"), [
    'op.upsert("orders", {"id": 1, "x": str(12)})',
  ]);
  assert.deepEqual(done(column('$0{"a": 1}'), "Convert to text with json.dumps()"), [
    "import json",
    'op.upsert("orders", {"id": 1, "x": json.dumps({"a": 1})})',
  ]);
  assert.deepEqual(done(column("$0datetime.now()"), "Convert to text with .isoformat()"), [
    'op.upsert("orders", {"id": 1, "x": datetime.now().isoformat()})',
  ]);
  for (const [value, type] of [
    ["$012", "INT"],
    ['$0{"a": 1}', "JSON"],
    ['"$0a"', "STRING"],
    ["$0fetch()", "STRING"],
  ] as const) {
    assert.ok(!titlesAt(column(value, type)).some((title) => title.startsWith("Convert")), value);
  }
});

const reading = connector(
  orders,
  'url = configuration.get("base_$0url", "https://x.example")\nop.upsert("orders", {"id": url})',
);

test("a key that configuration.json lacks", () => {
  const title = "Add base_url to configuration.json";
  assert.deepEqual(
    done({ "connector.py": reading, "configuration.json": '{\n  "a": "b"\n}\n' }, title),
    ['"a": "b",', '"base_url": "https://x.example"'],
  );
  assert.deepEqual(done(reading, title), ["{", '"base_url": "https://x.example"', "}"]);
  const there = { "connector.py": reading, "configuration.json": '{"base_url": ""}' };
  assert.ok(!titlesAt(there).includes(title));
  const broken = { "connector.py": reading, "configuration.json": '{"a"' };
  assert.ok(!titlesAt(broken).includes(title));
});

test("a secret, to secret storage", () => {
  const json = (text: string): Texts => ({
    "connector.py": reading.replace("$0", ""),
    "configuration.json": text,
  });
  const [action] = actionsAt(json('{"api_key": "ab$0c"}'));
  assert.equal(action?.title, "Move api_key to secret storage");
  const rest = ["api_key", { from: 12, to: 17 }];
  assert.deepEqual(action.command, { id: "connectorWorkbench.moveSecret", arguments: rest });
  const [back] = actionsAt(json('{"api_key": "<SECRET:api_$0key>"}'));
  assert.equal(back?.title, "Put the value of api_key back");
  assert.equal(back.command?.id, "connectorWorkbench.restoreSecret");
  for (const text of [
    '{"ho$0st": "x"}',
    '{"api_k$0ey": ""}',
    '{"api_key": "<YOUR_$0KEY>"}',
    '{"api_key": "fivetran_encrypted:$0abc"}',
    '{"api_key$0',
  ])
    assert.deepEqual(titlesAt(json(text)), [], text);
});

test("schema() from the last sync, where there was one", () => {
  const marked = connector(orders, 'op.upsert("orders", {"id": 1})').replace(
    "def sch",
    "def sc$0h",
  );
  assert.deepEqual(titlesAt(marked), []);
  assert.deepEqual(titlesAt(marked, { observed }), ["Update schema() from the last sync…"]);
  const none = connector(undefined, 'op.upsert("orders", {"id": 1})').replace(
    "Connector(update",
    "Connector($0update",
  );
  assert.deepEqual(titlesAt(none, { observed }), ["Generate schema() from the last sync…"]);
});

test("nothing in broken code, and at nothing", () => {
  assert.deepEqual(titlesAt(connector(orders, 'op.upsert("it$0ems", {"id": 1')), []);
  assert.deepEqual(titlesAt(connector(orders, "pa$0ss")), []);
});
