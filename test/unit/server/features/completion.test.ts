import assert from "node:assert/strict";
import test from "node:test";
import {
  imports,
  inUpdate,
  itemsOf,
  labelsOf,
  observed,
  old,
  taken,
  takenLine,
} from "../../../support/completions.ts";

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
  assert.deepEqual(labelsOf(inUpdate('op.delete(table="orders", keys={"$0": 1})')), ["id"]);
});

test("a name that is empty yet is none", () => {
  const text = inUpdate('op.upsert("orders", {"": 1})\n    op.upsert("orders", {"$0"})');
  assert.deepEqual(labelsOf(text).slice(0, 2), ["id", "total"]);
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

test("in files with Windows line ends", () => {
  const windows = (line: string): string => inUpdate(line).replaceAll("\n", "\r\n");
  assert.deepEqual(labelsOf(windows('op.upsert("orders", {"$0": 1})')), ["id", "total"]);
  assert.match(taken(windows('op.upsert(table="or$0'), "orders"), /op\.upsert\(table="orders"\r\n/);
  assert.match(taken(windows('op.upsert("orders", {"$0'), "id"), /\{"id": \$0\r\n/);
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

test("arguments of Connector, and none of the log", () => {
  assert.deepEqual(labelsOf(`${imports}connector = Connector($0)`), [
    "update=",
    "schema=",
    "configuration_form=",
  ]);
  assert.deepEqual(labelsOf(inUpdate("log.info($0)")), []);
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
