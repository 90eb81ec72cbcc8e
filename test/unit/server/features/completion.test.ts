import assert from "node:assert/strict";
import test from "node:test";
import { completion } from "../../../../server/features/completion/completion.ts";
import type { CompletionItem } from "../../../../server/features/feature.ts";
import type { TableProfile } from "../../../../src/shared/model/previews.ts";
import type { Texts } from "../../../support/analysis.ts";
import { type MarkedOptions, markedProject } from "../../../support/markedProject.ts";

const imports = `from fivetran_connector_sdk import Connector, Logging as log, Operations as op
`;

const project = `${imports}
def schema(configuration: dict):
    return [
        {"table": "orders", "primary_key": ["id"], "columns": {"total": "DOUBLE"}},
        {"table": "users", "primary_key": ["user_id"]},
    ]

def update(configuration: dict, state: dict):
    op.upsert(table="events", data={"event_id": 1, "kind": "a"})
    cursor = state.get("cursor")
    $HERE
    op.checkpoint(state={"cursor": 1, "page": 2})

connector = Connector(update=update, schema=schema)
`;

/** A line of update() in a project with the tables orders, users and, undeclared, events. */
function inUpdate(line: string): string {
  return project.replace("$HERE", line);
}

const old: MarkedOptions["sdk"] = {
  from: { major: 2, minor: 0 },
  to: { major: 2, minor: 8 },
  known: "environment",
};

function itemsOf(marked: Texts | string, options?: MarkedOptions): readonly CompletionItem[] {
  const { analysis, file, offset } = markedProject(marked, options);
  return completion(analysis, file, offset).items;
}

function labelsOf(marked: Texts | string, options?: MarkedOptions): readonly string[] {
  return itemsOf(marked, options).map(({ label }) => label);
}

/** The text of the file once the item is taken; snippets as they are. */
function taken(marked: Texts | string, label: string, options?: MarkedOptions): string {
  const { analysis, file, offset, texts } = markedProject(marked, options);
  const { items } = completion(analysis, file, offset);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `no ${label} in ${items.map((each) => each.label).join(", ")}`);
  const { from, to, text } = item.edit;
  const before = texts[file] ?? "";
  assert.ok(from <= offset && offset <= to, "an editor wants the cursor within what is replaced");
  return before.slice(0, from) + text + before.slice(to);
}

/** The line that the cursor was in, once the item is taken. */
function takenLine(line: string, label: string, options?: MarkedOptions): string {
  const marked = inUpdate(line);
  const number = marked.slice(0, marked.indexOf("$0")).split("\n").length - 1;
  return (taken(marked, label, options).split("\n")[number] ?? "").trim();
}

const observedColumn = { declaredType: null, nulls: 0, sent: 5 };
const observed: readonly TableProfile[] = [
  {
    schema: null,
    table: "users",
    declared: true,
    primaryKey: ["user_id"],
    operations: 5,
    candidateKeys: [],
    cuts: [],
    columns: [
      {
        ...observedColumn,
        name: "user_id",
        type: "LONG",
        observed: [{ type: "LONG", count: 5, samples: [] }],
      },
      {
        ...observedColumn,
        name: "created_at",
        type: "UTC_DATETIME",
        observed: [{ type: "UTC_DATETIME", count: 5, samples: [] }],
        sentAs: [{ name: "createdAt", pythonTypes: ["str"] }],
      },
      { ...observedColumn, name: "_fivetran_synced", type: "UTC_DATETIME", observed: [] },
    ],
  },
  {
    schema: null,
    table: "invoices",
    declared: false,
    primaryKey: [],
    operations: 5,
    candidateKeys: [{ columns: ["number"], identifies: true, distinct: 5, nulls: 0 }],
    cuts: [],
    columns: [],
  },
];

test("operations after op., with their arguments", () => {
  assert.deepEqual(labelsOf(inUpdate("op.$0")), [
    "upsert",
    "update",
    "delete",
    "truncate",
    "checkpoint",
    "error",
    "warning",
  ]);
  assert.equal(takenLine("op.up$0", "upsert"), 'op.upsert(table="$1", data=${2:row})');
  assert.equal(takenLine("op.up$0(row)", "upsert"), "op.upsert(row)");
});

test("only what the project's SDK has", () => {
  assert.deepEqual(labelsOf(inUpdate("op.$0"), { sdk: old }), [
    "upsert",
    "update",
    "delete",
    "checkpoint",
  ]);
  assert.deepEqual(labelsOf(inUpdate("log.$0"), { sdk: old }), [
    "info",
    "warning",
    "fine",
    "severe",
  ]);
  assert.ok(!labelsOf(inUpdate("op.upsert($0"), { sdk: old }).includes("schema="));
  const range = { ...old, to: { major: 3, minor: 1 } };
  const truncate = itemsOf(inUpdate("op.$0"), { sdk: range }).find(
    ({ label }) => label === "truncate",
  );
  assert.equal(truncate?.detail, "Since SDK 2.9; this project's SDK may be older");
});

test("log methods, the deprecated ones last", () => {
  const items = itemsOf(inUpdate("log.$0"));
  const fine = items.find(({ label }) => label === "fine");
  assert.ok(fine?.isDeprecated);
  assert.ok((fine.sortText ?? "") > "info");
});

test("names under another alias, through the package and of instances", () => {
  const text = "import fivetran_connector_sdk as sdk\nsdk.Operations.$0";
  assert.ok(labelsOf(text).includes("upsert"));
  assert.ok(
    labelsOf("import fivetran_connector_sdk\nfivetran_connector_sdk.$0").includes("Operations"),
  );
  assert.deepEqual(labelsOf(`${imports}c = 1\nconnector = Connector(update=u)\nconnector.$0`), [
    "debug",
  ]);
  assert.deepEqual(labelsOf("from other import op\nop.$0"), []);
  assert.deepEqual(labelsOf("op = 1\nop.$0"), []);
});

test("imports from the SDK", () => {
  const labels = labelsOf("from fivetran_connector_sdk import Connector, $0");
  assert.ok(labels.includes("Operations as op") && labels.includes("FileUpload"));
  assert.ok(!labels.includes("Connector"));
  assert.ok(
    labelsOf("from fivetran_connector_sdk import (\n    Connector,\n    $0\n)").includes(
      "Logging as log",
    ),
  );
  assert.deepEqual(labelsOf("from requests import $0"), []);
});

test("tables: declared ones first, then those that only the code or the last sync knows", () => {
  assert.deepEqual(labelsOf(inUpdate('op.upsert(table="$0", data=row)')), [
    "orders",
    "users",
    "events",
  ]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert(table="$0", data=row)'), { observed }), [
    "orders",
    "users",
    "events",
    "invoices",
  ]);
  const [orders] = itemsOf(inUpdate('op.delete("$0")'));
  assert.equal(orders?.detail, "table of schema(), primary key id, 1 typed column");
});

test("a table is put into the quotes that are there, or into new ones", () => {
  assert.equal(
    takenLine('op.upsert(table="or$0", data=row)', "orders"),
    'op.upsert(table="orders", data=row)',
  );
  assert.equal(
    takenLine("op.upsert(table='$0', data=row)", "orders"),
    "op.upsert(table='orders', data=row)",
  );
  assert.equal(
    takenLine("op.upsert(table=$0, data=row)", "orders"),
    'op.upsert(table="orders", data=row)',
  );
  assert.equal(takenLine("op.upsert($0", "orders"), 'op.upsert("orders"');
});

test("while quotes and brackets are open", () => {
  assert.equal(takenLine('op.upsert(table="or$0', "orders"), 'op.upsert(table="orders"');
  assert.equal(
    takenLine('op.upsert(table="or$0, data={"id": 1})', "orders"),
    'op.upsert(table="orders", data={"id": 1})',
  );
  assert.equal(takenLine('op.upsert(table="$0', "users"), 'op.upsert(table="users"');
  assert.ok(labelsOf(inUpdate('op.upsert(table="orders", data={"$0')).includes("id"));
  assert.ok(labelsOf(inUpdate('op.upsert(table="orders", data={$0')).includes("id"));
  assert.ok(labelsOf(inUpdate('if x:\n        op.upsert("orders", {"id": f(1, "$0')).length === 0);
});

test("columns of the table of the call, key columns first, without those that are there", () => {
  assert.deepEqual(labelsOf(inUpdate('op.upsert("orders", {"$0": 1})')).slice(0, 2), [
    "id",
    "total",
  ]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert("orders", {"id": 1, "$0"})')), ["total"]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert(data={"$0", "id": 1}, table="orders")')), [
    "total",
  ]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert(table="events", data={"event_id": 2, "$0": 1})')), [
    "kind",
  ]);
  assert.deepEqual(labelsOf(inUpdate('op.delete(table="orders", keys={"id": x, "$0": 1})')), [
    "total",
  ]);
});

test("columns that the last sync saw, by the names they were sent as", () => {
  assert.deepEqual(labelsOf(inUpdate('op.upsert("users", {"$0"})'), { observed }).slice(0, 2), [
    "user_id",
    "createdAt",
  ]);
});

test("a key of a row comes with its colon, unless it has one", () => {
  assert.equal(
    takenLine('op.upsert("orders", {"t$0"})', "total"),
    'op.upsert("orders", {"total": $0})',
  );
  assert.equal(
    takenLine('op.upsert("orders", {"t$0": 1})', "total"),
    'op.upsert("orders", {"total": 1})',
  );
  assert.equal(
    takenLine('op.upsert("orders", {to$0})', "total"),
    'op.upsert("orders", {"total": $0})',
  );
  assert.equal(
    takenLine('op.upsert("orders", {"to$0', "total"),
    'op.upsert("orders", {"total": $0',
  );
});

test("the whole row of a new dictionary", () => {
  assert.equal(
    takenLine('op.upsert("orders", {$0})', "id, total"),
    'op.upsert("orders", {"id": ${1}, "total": ${2}})',
  );
});

test("rows that a variable holds", () => {
  const row = (line: string): string =>
    inUpdate(`${line}\n    op.upsert(table="orders", data=row)`);
  assert.deepEqual(labelsOf(row('row = {"id": 1, "$0": 2}')), ["total"]);
  assert.deepEqual(labelsOf(row('row = {}\n    row["$0"] = 1')), ["id", "total"]);
  assert.deepEqual(labelsOf(row('row = {"id": 1}\n    other = {"$0": 2}')), []);
});

test("a table that an expression names", () => {
  const text = `${imports}TABLE = "orders"
def schema(configuration):
    return [{"table": TABLE, "primary_key": ["id"]}]
def update(configuration, state):
    op.upsert(table=TABLE, data={"$0": 1})
connector = Connector(update=update, schema=schema)
`;
  assert.deepEqual(labelsOf(text), ["id"]);
});

test("arguments that are not given yet", () => {
  assert.deepEqual(labelsOf(inUpdate('op.upsert(table="orders", $0)')), [
    "data=",
    "schema=",
    "file=",
  ]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert("orders", $0)')), ["data=", "schema=", "file="]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert("orders", row, $0)')), ["schema=", "file="]);
  assert.deepEqual(labelsOf(inUpdate("op.upsert($0, data=row)")).slice(-3), [
    "table=",
    "schema=",
    "file=",
  ]);
  assert.deepEqual(labelsOf(inUpdate('op.upsert(table="orders", data=$0)')), []);
  assert.deepEqual(labelsOf(inUpdate("op.upsert(a + $0)")), []);
  assert.equal(takenLine("op.truncate(ta$0)", "table="), 'op.truncate(table="$1")');
});

test("arguments of Connector and of the log", () => {
  assert.deepEqual(labelsOf(`${imports}connector = Connector($0)`), [
    "update=",
    "schema=",
    "configuration_form=",
  ]);
  assert.deepEqual(labelsOf(inUpdate("log.info($0)")), ["message="]);
});

test("an entry of schema(): its keys", () => {
  const entry = (text: string): string =>
    `${imports}def schema(configuration):\n    return [${text}`;
  assert.deepEqual(labelsOf(entry("{$0}]")), ["table", "primary_key", "columns", "schema"]);
  assert.deepEqual(labelsOf(entry('{"$0')), ["table", "primary_key", "columns", "schema"]);
  assert.deepEqual(labelsOf(entry('{"table": "a", "$0"}]')), ["primary_key", "columns", "schema"]);
  assert.deepEqual(labelsOf(entry('{"table": "a", "$0"}]'), { sdk: old }), [
    "primary_key",
    "columns",
  ]);
  assert.match(
    taken(entry('{"table": "a", "p$0"}]'), "primary_key"),
    /"primary_key": \["\$1"\]\}\]$/,
  );
  assert.deepEqual(labelsOf(entry('{"table": "a", "columns": {"id": "INT"}, $0}]')), [
    "primary_key",
    "schema",
  ]);
});

test("a whole entry", () => {
  const text = inUpdate("pass").replace("    return [\n", "    return [\n        $0\n");
  assert.deepEqual(labelsOf(text), ["table", "table with columns", "events"]);
  assert.match(taken(text, "events"), /\{"table": "events", "primary_key": \["\$\{1:id\}"\]\}/);
  assert.match(
    taken(text, "invoices", { observed }),
    /\{"table": "invoices", "primary_key": \["number"\]\}/,
  );
});

test("entries that are appended, assigned or module-level", () => {
  const inSchema = (text: string): string => `${imports}def schema(configuration):\n    ${text}`;
  assert.ok(
    labelsOf(inSchema('tables = []\n    tables.append({"$0"})\n    return tables')).includes(
      "table",
    ),
  );
  assert.ok(labelsOf(inSchema('entry = {"$0"}\n    return [entry]')).includes("table"));
  const constant = `${imports}TABLES = [{"table": "a", "primary_key": ["id"]}, {"$0"}]
def schema(configuration):
    return TABLES
connector = Connector(update=print, schema=schema)
`;
  assert.ok(labelsOf(constant).includes("primary_key"));
  assert.deepEqual(labelsOf(`${imports}headers = {"$0"}`), []);
  assert.deepEqual(labelsOf(inUpdate('x = {"$0"}')), []);
});

test("tables without an entry, for a new one", () => {
  const text = inUpdate("pass").replace(
    "    return [\n",
    '    return [\n        {"table": "$0"},\n',
  );
  assert.deepEqual(labelsOf(text), ["events"]);
});

test("key columns from columns, from rows and from the last sync", () => {
  const text = inUpdate('op.upsert("orders", {"id": 1, "region": "x"})').replace(
    '["id"]',
    '["id", "$0"]',
  );
  assert.deepEqual(labelsOf(text), ["total", "region"]);
  const users = inUpdate("pass").replace('["user_id"]', '["$0"]');
  assert.deepEqual(labelsOf(users, { observed }), ["user_id", "createdAt"]);
});

test("columns with the type that the last sync saw", () => {
  const text = inUpdate("pass").replace('["user_id"]}', '["user_id"], "columns": {"$0"}}');
  assert.deepEqual(labelsOf(text, { observed }), ["user_id", "createdAt"]);
  assert.match(
    taken(text, "createdAt", { observed }),
    /"columns": \{"createdAt": "\$\{1:UTC_DATETIME\}"\}/,
  );
});

test("column types", () => {
  const type = (text: string): string => inUpdate("pass").replace('"DOUBLE"', text);
  assert.equal(labelsOf(type('"$0"')).length, 14);
  assert.match(taken(type('"ST$0"'), "STRING"), /\{"total": "STRING"\}/);
  assert.match(taken(type("$0"), "STRING"), /\{"total": "STRING"\}/);
  const decimal = /\{"total": \{"type": "DECIMAL", "precision": \$\{1:15\}, "scale": \$\{2:2\}\}\}/;
  assert.match(taken(type('"DE$0"'), "DECIMAL"), decimal);
  assert.match(taken(type("$0"), "DECIMAL"), decimal);
  assert.match(taken(type('"$0'), "INT"), /\{"total": "INT"/);
  assert.deepEqual(labelsOf(type('{"type": "DECIMAL", "$0"}')), ["precision", "scale"]);
  assert.deepEqual(labelsOf(type('{"type": "$0"}')), ["DECIMAL"]);
  const users = inUpdate("pass").replace(
    '["user_id"]}',
    '["user_id"], "columns": {"createdAt": "$0"}}',
  );
  assert.deepEqual(
    itemsOf(users, { observed })
      .filter(({ isPreselected }) => isPreselected === true)
      .map(({ label }) => label),
    ["UTC_DATETIME"],
  );
});

const files = {
  "connector.py": `${imports}
def update(configuration, state):
    key = configuration["api_key"]
    url = configuration.get("base_url", "https://example.com")
    $HERE
connector = Connector(update=update)
`,
  "configuration.json": '{"api_key": "secret-value", "unused": "1"}',
};

function withFiles(line: string): Texts {
  return { ...files, "connector.py": files["connector.py"].replace("$HERE", line) };
}

test("configuration keys, their values masked", () => {
  assert.deepEqual(labelsOf(withFiles('configuration["$0"]')), ["api_key", "unused", "base_url"]);
  assert.deepEqual(labelsOf(withFiles('configuration.get("$0")')), [
    "api_key",
    "unused",
    "base_url",
  ]);
  assert.deepEqual(labelsOf(withFiles("configuration.get($0")), ["api_key", "unused", "base_url"]);
  assert.deepEqual(labelsOf(withFiles('if "$0" in configuration:')), [
    "api_key",
    "unused",
    "base_url",
  ]);
  assert.deepEqual(labelsOf(withFiles('other["$0"]')), []);
  assert.deepEqual(labelsOf(withFiles('configuration.get("api_key", "$0")')), []);
  assert.equal(
    itemsOf(withFiles('configuration["$0"]'))
      .map(({ detail }) => detail)
      .join(" "),
    "•••• 1 not in configuration.json",
  );
  assert.doesNotMatch(JSON.stringify(itemsOf(withFiles('configuration["$0"]'))), /secret-value/);
});

test("keys of the state", () => {
  assert.deepEqual(labelsOf(inUpdate('state["$0"]')), ["cursor", "page"]);
  assert.deepEqual(labelsOf(inUpdate('state.get("$0", 1)')), ["cursor", "page"]);
  assert.deepEqual(
    labelsOf(inUpdate('op.checkpoint({"page": 1, "$0": 2})')).includes("cursor"),
    true,
  );
});

test("configuration.json: what the code reads and the file lacks", () => {
  const json = (text: string): Texts => ({ ...withFiles("pass"), "configuration.json": text });
  assert.deepEqual(labelsOf(json('{"api_key": "x", "$0"}')), ["base_url"]);
  assert.deepEqual(labelsOf(json('{"api_key": "x", $0}')), ["base_url"]);
  assert.deepEqual(labelsOf(json('{"$0')), ["api_key", "base_url"]);
  assert.equal(
    taken(json('{"api_key": "x", "b$0"}'), "base_url"),
    '{"api_key": "x", "base_url": "${1:https://example.com}"}',
  );
  assert.deepEqual(labelsOf(json('{"base_url": "$0"}')), ["https://example.com"]);
  assert.deepEqual(labelsOf(json("$0")), []);
  assert.deepEqual(labelsOf(json('{"a": {"$0"}}')), []);
});

test("the setup form", () => {
  const form = (line: string): string => `${imports}
from fivetran_connector_sdk import ConfigurationForm, Test, form_field
def configuration_form():
    form = ConfigurationForm()
    form.add_field(form_field.DropdownField(name="mode", label="Mode", fields=[
        form_field.DropdownFieldParam(value="full"), form_field.DropdownFieldParam(value="delta")]))
    ${line}
    return form
def update(configuration, state):
    configuration["host"]
connector = Connector(update=update, configuration_form=configuration_form)
`;
  assert.deepEqual(labelsOf(form("form.$0")), ["add_field", "add_test"]);
  assert.deepEqual(labelsOf(form("form_field.$0")), [
    "TextField",
    "DropdownField",
    "DropdownFieldParam",
    "ToggleField",
  ]);
  assert.deepEqual(labelsOf(form("Test().$0")), ["success", "failure"]);
  assert.deepEqual(labelsOf(form('form_field.TextField(name="$0"')), ["mode", "host"]);
  assert.deepEqual(labelsOf(form("form_field.TextField(field_type=$0)")), [
    "form_field.TextField.plain_text",
    "form_field.TextField.password",
  ]);
  assert.deepEqual(
    labelsOf({ "connector.py": form("pass"), "configuration.json": '{"mode": "$0"}' }),
    ["full", "delta"],
  );
  assert.deepEqual(labelsOf(form("form_field.$0"), { sdk: old }), []);
});

test("options.toml", () => {
  const toml = (text: string): Texts => ({ ...withFiles("pass"), "options.toml": text });
  assert.ok(labelsOf(toml('["default"]\ndestination = "a"\n$0')).includes("connection"));
  assert.ok(!labelsOf(toml('["default"]\ndestination = "a"\n$0')).includes("destination"));
  assert.deepEqual(labelsOf(toml('["default"]\nnaming = "$0"')), ["FIVETRAN", "SOURCE"]);
  assert.equal(
    taken(toml('["default"]\npython_version = "3.1$0"'), "3.13"),
    '["default"]\npython_version = "3.13"',
  );
  assert.equal(taken(toml("[$0]"), "default"), '["default"]');
  assert.deepEqual(labelsOf(toml("$0")), []);
});

test("nothing where nothing of ours belongs", () => {
  for (const line of [
    "$0",
    "x = $0",
    "# op.$0",
    '"""op.$0"""',
    'log.info("$0")',
    'log.info(f"{$0}")',
    'x = "$0"',
    "requests.get($0)",
    'requests.get("$0")',
    'x = {"a": "$0"}',
    "self.op.$0",
    'f(op, "$0")',
    'op.upsert(table="orders", data=f("$0"))',
  ]) {
    assert.deepEqual(labelsOf(inUpdate(line)), [], line);
  }
});
