import assert from "node:assert/strict";
import test from "node:test";
import { prepareRename, rename } from "../../../../server/features/rename.ts";
import { applyFix, type Texts } from "../../../support/analysis.ts";
import { analysisOf, markedProject } from "../../../support/markedProject.ts";

const head = "from fivetran_connector_sdk import Connector, Logging as log, Operations as op\n";
const tail = "connector = Connector(update=update, schema=schema)\n";

function project(schema: string, update: string, before = ""): string {
  return `${head}${before}
def schema(configuration):
    return ${schema}

def update(configuration, state):
    ${update.replaceAll("\n", "\n    ")}

${tail}`;
}

/** The texts after renaming what is at `$0`, which renaming back makes as they were; or why not. */
function renamed(marked: Texts | string, newName: string): Texts | string {
  const { analysis, file, offset, texts } = markedProject(marked);
  const edits = rename(analysis, file, offset, newName);
  if ("refused" in edits) return edits.refused;
  const after = applyFix(texts, { title: "", edits, isPreferred: true });
  const range = prepareRename(analysis, file, offset);
  assert.ok(range && "placeholder" in range);
  const moved = edits.filter((edit) => edit.file === file && edit.to < range.from);
  const shift = moved.reduce((sum, { text, from, to }) => sum + text.length - (to - from), 0);
  const back = rename(analysisOf(after), file, range.from + shift, range.placeholder);
  assert.ok(!("refused" in back), "refused" in back ? back.refused : "");
  assert.deepEqual(applyFix(after, { title: "", edits: back, isPreferred: true }), texts);
  return after;
}

function refusal(answer: Texts | readonly string[] | string): string {
  return typeof answer === "string" ? answer : "";
}

/** The lines of connector.py that changed. */
function changed(marked: Texts | string, newName: string): readonly string[] | string {
  const after = renamed(marked, newName);
  if (typeof after === "string") return after;
  const { texts } = markedProject(marked);
  return Object.entries(after).flatMap(([file, text]) => {
    const before = (texts[file] ?? "").split("\n");
    return text
      .split("\n")
      .filter((line, index) => line !== before[index])
      .map((line) => line.trim());
  });
}

const orders = project(
  `[{"table": "orders", "primary_key": ["id"], "columns": {'id': "INT"}}, {"table": "items"}]`,
  `log.info("orders")
op.upsert(table='or$0ders', data={"id": 1, "total": 2})
op.delete("""orders""", keys={r"id": 3})
op.upsert("items", {"id": 2})`,
);

test("a table, in the quotes it is written with", () => {
  assert.deepEqual(changed(orders, "sales"), [
    `return [{"table": "sales", "primary_key": ["id"], "columns": {'id': "INT"}}, {"table": "items"}]`,
    `op.upsert(table='sales', data={"id": 1, "total": 2})`,
    `op.delete("""sales""", keys={r"id": 3})`,
  ]);
});

test("a column of one table", () => {
  assert.deepEqual(changed(orders.replace("$0", "").replace("'id'", "'i$0d'"), "key"), [
    `return [{"table": "orders", "primary_key": ["key"], "columns": {'key': "INT"}}, {"table": "items"}]`,
    `op.upsert(table='orders', data={"key": 1, "total": 2})`,
    `op.delete("""orders""", keys={r"key": 3})`,
  ]);
});

test("the range is the name without its quotes", () => {
  const { analysis, file, offset, texts } = markedProject(orders);
  const range = prepareRename(analysis, file, offset);
  assert.ok(range && "placeholder" in range);
  assert.equal(texts[file]?.slice(range.from, range.to), "orders");
  assert.equal(range.placeholder, "orders");
  const none = markedProject(`${head}x = "a$0"\n`);
  assert.equal(prepareRename(none.analysis, none.file, none.offset), undefined);
});

test("a name in a constant that is used for nothing else", () => {
  const constant = project(
    `[{"table": ORDERS, "primary_key": ["id"]}]`,
    `log.info(f"reading {ORDERS}")
op.upsert(ORDERS, {"id": 1})
if not ORDERS:
    raise ValueError("no table " + ORDERS)`,
    `ORDERS = "or$0ders"\n`,
  );
  assert.deepEqual(changed(constant, "sales"), [`ORDERS = "sales"`]);
});

test("names in lists, loops, parameters, defaults and attributes", () => {
  const loop = project(
    `[{"table": name, "primary_key": ["id"]} for name in TABLES]`,
    `for name in TABLES:
    sync(name)
sync("items")`,
    `TABLES = ["or$0ders", "items"]
def sync(table, key="id"):
    op.upsert(table=table, data={key: 1})
`,
  );
  assert.deepEqual(changed(loop, "sales"), [`TABLES = ["sales", "items"]`]);
  assert.deepEqual(changed(loop.replace("$0", "").replace('"items")', '"it$0ems")'), "parts"), [
    `TABLES = ["orders", "parts"]`,
    `sync("parts")`,
  ]);
  const attribute = project(
    `[{"table": "a", "primary_key": ["id"]}]`,
    `Source("a$0").sync()`,
    `class Source:
    def __init__(self, table):
        self.table = table
    def sync(self):
        op.upsert(self.table, {"id": 1})
`,
  );
  assert.deepEqual(changed(attribute, "b"), [
    `return [{"table": "b", "primary_key": ["id"]}]`,
    `Source("b").sync()`,
  ]);
});

test("a row that is built in steps and read again", () => {
  const built = project(
    `[{"table": "a", "primary_key": ["id"], "columns": {"at": "UTC_DATETIME"}}]`,
    `for item in fetch():
    row = {"id": item["at"], "at": item["at"]}
    row["at"] = row.get("at") or "2020"
    if "at" in row:
        state["cursor"] = max(state["cursor"], row["a$0t"])
    op.upsert("a", row)
op.checkpoint(state)`,
    "from source import fetch\n",
  );
  // What is read from the source and from the state keeps its name.
  assert.deepEqual(changed(built, "seen"), [
    `return [{"table": "a", "primary_key": ["id"], "columns": {"seen": "UTC_DATETIME"}}]`,
    `row = {"id": item["at"], "seen": item["at"]}`,
    `row["seen"] = row.get("seen") or "2020"`,
    `if "seen" in row:`,
    `state["cursor"] = max(state["cursor"], row["seen"])`,
  ]);
  const mixed = built
    .replace("$0", "")
    .replace('row = {"id": item["at"], "at"', 'row = item\n        row = {"id": 1, "a$0t"');
  assert.match(refusal(changed(mixed, "seen")), /what is read there may be of something else/);
  const made = project(
    `[{"table": "a", "primary_key": ["id"]}]`,
    `for item in fetch():
    row = made(item)
    state["cursor"] = row["at"]
    op.upsert("a", row)
op.checkpoint(state)`,
    `from source import fetch
def made(item):
    return {"id": item["id"], "a$0t": item["at"]}
`,
  );
  assert.deepEqual(changed(made, "seen"), [
    `return {"id": item["id"], "seen": item["at"]}`,
    `state["cursor"] = row["seen"]`,
  ]);
});

const configured = {
  "connector.py": `${head}
def update(configuration, state):
    key = configuration["api_key"]
    if "api_key" in configuration and configuration.get('api_$0key'):
        op.upsert("a", {"id": key})

connector = Connector(update=update)
`,
  "configuration.json": '{\n  "api_key": "api_key",\n  "url": "y"\n}\n',
};

test("a configuration key", () => {
  assert.deepEqual(changed(configured, "token"), [
    `key = configuration["token"]`,
    `if "token" in configuration and configuration.get('token'):`,
    `"token": "api_key",`,
  ]);
  const required = {
    ...configured,
    "connector.py": configured["connector.py"].replace("$0", "").replace(
      "    key =",
      `    for name in ["api_$0key", "url"]:
        if name not in configuration:
            raise ValueError(f"Missing {name}")
    key =`,
    ),
  };
  assert.deepEqual(changed(required, "token").at(0), `for name in ["token", "url"]:`);
});

test("no name that is another's, also after Fivetran's naming", () => {
  assert.match(
    refusal(renamed(orders, "items")),
    /There is the table items in the connector already/,
  );
  assert.match(refusal(renamed(orders, "Items")), /would be the same as the table items/);
  const column = orders.replace("$0", "").replace('"total"', '"to$0tal"');
  assert.match(refusal(renamed(column, "ID")), /would be the same as the column id of orders/);
  assert.match(refusal(renamed(configured, "url")), /There is the configuration key url/);
  assert.equal(typeof renamed(configured, "URL"), "object");
});

test("no name that cannot be one", () => {
  for (const name of ["", " ", "a\\b", "a\nb", " a"])
    assert.match(refusal(renamed(orders, name)), /^A name can/, JSON.stringify(name));
  assert.match(refusal(renamed(orders, "it's")), /quotes/);
  const column = orders.replace("$0", "").replace('"total"', '"to$0tal"');
  assert.match(refusal(renamed(column, "_fivetran_synced")), /Fivetran's own/);
});

const uncertain: Readonly<Record<string, readonly [marked: string, reason: RegExp]>> = {
  "put together": [
    project(
      `[{"table": "or$0ders", "primary_key": ["id"]}]`,
      `for kind in kinds():\n    op.upsert(f"{kind}ers", {"id": 1})`,
      "from x import kinds\n",
    ),
    /the table of op.upsert\(\) is only known when it runs \(connector\.py, line 9\)/,
  ],
  "from the configuration": [
    project(
      `[{"table": "or$0ders", "primary_key": ["id"]}]`,
      `op.upsert(configuration["table"], {"id": 1})`,
    ),
    /only known when it runs/,
  ],
  "rows of the source": [
    project(
      `[{"table": "a", "primary_key": ["i$0d"]}]`,
      `for row in rows():\n    op.upsert("a", row)`,
      "from x import rows\n",
    ),
    /columns of the row of op.upsert\(\) are only known when it runs/,
  ],
  "an address": [
    project(
      `[{"table": ORDERS, "primary_key": ["id"]}]`,
      `get(f"https://x.example/{ORDERS}")\nop.upsert(ORDERS, {"id": 1})`,
      `from x import get\nORDERS = "or$0ders"\n`,
    ),
    /used for something else there \(connector\.py, line 9\)/,
  ],
  "a comparison": [
    project(
      `[{"table": "orders", "primary_key": ["id"]}]`,
      `for table in ["or$0ders", "items"]:\n    if table == "orders":\n        op.upsert(table, {"id": 1})`,
    ),
    /used for something else there/,
  ],
  "a key of the state": [
    project(
      `[{"table": "orders", "primary_key": ["id"]}]`,
      `for table in ["or$0ders", "items"]:\n    state[table] = 1\n    op.upsert(table, {"id": 1})`,
    ),
    /used for something else there/,
  ],
  "a table and a column": [
    project(
      `[{"table": NAME, "primary_key": [NAME]}]`,
      `op.upsert(NAME, {NAME: 1})`,
      `NAME = "or$0der"\n`,
    ),
    /This text names the table order and the column order of order/,
  ],
  "columns of several tables": [
    project(
      `[{"table": "a", "primary_key": KEY}, {"table": "b", "primary_key": KEY}]`,
      `op.upsert("a", {"id": 1})`,
      `KEY = ["i$0d"]\n`,
    ),
    /This text names the column id of a and the column id of b/,
  ],
  "a row of several tables": [
    project(
      `[{"table": "a", "primary_key": ["id"]}]`,
      `row = {"i$0d": 1}\nop.upsert("a", row)\nop.upsert("b", row)`,
    ),
    /This text names the column id of a and the column id of b/,
  ],
  escapes: [
    project(
      `[{"table": "or$0ders", "primary_key": ["id"]}]`,
      String.raw`op.upsert("\x6frders", {"id": 1})`,
    ),
    /put together or written with escapes/,
  ],
  "two literals": [
    project(`[{"table": "or$0ders", "primary_key": ["id"]}]`, `op.upsert("ord" "ers", {"id": 1})`),
    /put together/,
  ],
  concatenation: [
    project(
      `[{"table": "or$0ders", "primary_key": ["id"]}]`,
      `op.upsert("ord" + "ers", {"id": 1})`,
    ),
    /put together/,
  ],
};

for (const [what, [marked, reason]] of Object.entries(uncertain)) {
  test(`not what is not certain: ${what}`, () => {
    const answer = renamed(marked, "renamed");
    assert.match(typeof answer === "string" ? answer : (answer["connector.py"] ?? ""), reason);
    const { analysis, file, offset } = markedProject(marked);
    assert.ok("refused" in (prepareRename(analysis, file, offset) ?? {}));
  });
}

test("configuration keys that are read by unknown names are not renamed", () => {
  const loose = {
    ...configured,
    "connector.py": configured["connector.py"].replace(
      "    key =",
      "    for name in names():\n        configuration[name]\n    key =",
    ),
  };
  assert.match(refusal(renamed(loose, "token")), /only known when it runs/);
});
