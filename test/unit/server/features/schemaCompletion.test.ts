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
} from "../../../support/completions.ts";

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
  const copied = `${imports}def base():
    return [{"table": "a", "primary_key": ["id"], "more": 1}, {"$0"}]
def schema(configuration):
    return [{key: entry[key] for key in entry if key != "more"} for entry in base()]
connector = Connector(update=print, schema=schema)
`;
  assert.ok(labelsOf(copied).includes("primary_key"));
  assert.deepEqual(labelsOf(inSchema('names = ["a", $0]\n    return []')), []);
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
