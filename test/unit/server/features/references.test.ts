import assert from "node:assert/strict";
import test from "node:test";
import { definition } from "../../../../server/features/definition.ts";
import { references } from "../../../../server/features/references.ts";
import type { Place } from "../../../../server/evaluation/values.ts";
import { lineOf, type Texts } from "../../../support/analysis.ts";
import { markedProject } from "../../../support/markedProject.ts";

const head = "from fivetran_connector_sdk import Connector, Operations as op\n";
const tail = "connector = Connector(update=update, schema=schema)\n";

function project(schema: string, update: string, before = ""): string {
  return `${head}${before}
def schema(configuration):
${schema}

def update(configuration, state):
${update}

${tail}`;
}

/** `file:line text`, of connector.py without the file; declarations with a `*`. */
function shown(texts: Texts, places: readonly (Place & { readonly isDeclaration?: boolean })[]) {
  return places.map(({ file, from, to, isDeclaration }) => {
    const text = texts[file] ?? "";
    const name = file === "connector.py" ? "" : `${file}:`;
    return `${name}${String(lineOf(text, from))} ${text.slice(from, to)}${isDeclaration ? "*" : ""}`;
  });
}

function referencesOf(marked: Texts | string): readonly string[] {
  const { analysis, file, offset, texts } = markedProject(marked);
  return shown(texts, references(analysis, file, offset));
}

function definitionOf(marked: Texts | string): readonly string[] {
  const { analysis, file, offset, texts } = markedProject(marked);
  return shown(
    texts,
    definition(analysis, file, offset).map(({ place }) => place),
  );
}

const orders = project(
  `    return [
        {"table": "orders", "primary_key": ["id"], "columns": {"id": "INT", "total": "FLOAT"}},
        {"table": "items", "primary_key": ["id"]},
    ]`,
  `    op.upsert(table="or$0ders", data={"id": 1, "total": 2})
    op.upsert("items", {"id": 2, "order": 1})
    op.delete(table="orders", keys={"id": 3})
    print("orders")`,
);

test("a table: its declaration and the operations on it", () => {
  assert.deepEqual(referencesOf(orders), ["5 orders*", "10 orders", "12 orders"]);
  assert.deepEqual(definitionOf(orders), ["5 orders"]);
});

test("a column of one table and not of another", () => {
  const marked = orders.replace("$0", "").replace('{"id": 1', '{"i$0d": 1');
  assert.deepEqual(referencesOf(marked), ["5 id*", "5 id*", "10 id", "12 id"]);
  assert.deepEqual(definitionOf(marked), ["5 id"]);
  const other = orders.replace("$0", "").replace('{"id": 2', '{"i$0d": 2');
  assert.deepEqual(referencesOf(other), ["6 id*", "11 id"]);
});

test("a column that nothing declares goes to where it is first written", () => {
  const marked = orders.replace("$0", "").replace('"order"', '"or$0der"');
  assert.deepEqual(definitionOf(marked), ["11 order"]);
});

test("a constant: the text and the names that stand for it", () => {
  const marked = project(
    `    return [{"table": ORDERS, "primary_key": [KEY]}]`,
    `    op.upsert(ORDERS, {KEY: 1})`,
    `ORDERS = "or$0ders"\nKEY = "id"\n`,
  );
  assert.deepEqual(referencesOf(marked), ["2 orders*", "6 ORDERS*", "9 ORDERS"]);
  assert.deepEqual(referencesOf(marked.replace("$0", "").replace('"id"', '"i$0d"')), [
    "3 id*",
    "9 KEY",
  ]);
  // A variable is Python's.
  assert.deepEqual(
    referencesOf(marked.replace("$0", "").replace("op.upsert(O", "op.upsert(O$0")),
    [],
  );
});

test("a row that is built, and read again", () => {
  const marked = project(
    `    return [{"table": "a", "primary_key": ["id"]}]`,
    `    row = {"id": 1}
    row["na$0me"] = "x"
    op.upsert("a", row)
    print(row["name"], row.get("other"))`,
  );
  assert.deepEqual(referencesOf(marked), ["8 name", "10 name"]);
  const read = marked.replace("$0", "").replace('(row["name"', '(row["na$0me"');
  assert.deepEqual(referencesOf(read), ["8 name", "10 name"]);
  assert.deepEqual(definitionOf(read), ["8 name"]);
});

const configured = {
  "connector.py": `${head}
def update(configuration, state):
    key = configuration["api_$0key"]
    url = configuration.get("url", "x")
    if "api_key" in configuration:
        op.upsert("a", {"id": 1})

connector = Connector(update=update)
`,
  "configuration.json": '{\n  "api_key": "x",\n  "url": "y"\n}\n',
};

test("a configuration key: in configuration.json and in the code", () => {
  assert.deepEqual(referencesOf(configured), [
    "configuration.json:2 api_key*",
    "4 api_key",
    "6 api_key",
  ]);
  assert.deepEqual(definitionOf(configured), ["configuration.json:2 api_key"]);
  const json = {
    "connector.py": configured["connector.py"].replace("$0", ""),
    "configuration.json": configured["configuration.json"].replace("url", "u$0rl"),
  };
  assert.deepEqual(referencesOf(json), ["configuration.json:3 url*", "5 url"]);
});

test("keys of the setup form", () => {
  const form = {
    "connector.py": `from fivetran_connector_sdk import Connector, ConfigurationForm, form_field
def configuration_form():
    form = ConfigurationForm()
    form.add_field(form_field.TextField(name="api_$0key", label="Key"))
    return form
def update(configuration, state):
    configuration["api_key"]
connector = Connector(update=update, configuration_form=configuration_form)
`,
    "configuration.json": '{"api_key": "x"}',
  };
  assert.deepEqual(referencesOf(form), [
    "configuration.json:1 api_key*",
    "4 api_key*",
    "7 api_key",
  ]);
});

test("keys of the state", () => {
  const marked = project(
    `    return [{"table": "a", "primary_key": ["id"]}]`,
    `    cursor = state.get("cur$0sor", "2020")
    page = state["page"]
    op.checkpoint({"cursor": cursor, "page": page})
    sync(state)

def sync(progress):
    progress["cursor"] = 1`,
  );
  assert.deepEqual(referencesOf(marked), ["7 cursor", "9 cursor*", "13 cursor"]);
});

test("nothing at other texts", () => {
  assert.deepEqual(referencesOf(orders.replace("$0", "").replace('print("', 'print("$0')), []);
  assert.deepEqual(definitionOf("x = 1$0"), []);
});

test("modules of the project", () => {
  const several = {
    "connector.py": `${head}from names import ORDERS
import shop
def schema(configuration):
    return [{"table": ORDERS, "primary_key": ["id"]}]
def update(configuration, state):
    shop.sync()
${tail}`,
    "names.py": 'ORDERS = "orders"\n',
    "shop.py": `from fivetran_connector_sdk import Operations
def sync():
    Operations.upsert("or$0ders", {"id": 1})
`,
  };
  assert.deepEqual(referencesOf(several), ["5 ORDERS*", "names.py:1 orders*", "shop.py:3 orders"]);
  assert.deepEqual(definitionOf(several), ["names.py:1 orders"]);
});
