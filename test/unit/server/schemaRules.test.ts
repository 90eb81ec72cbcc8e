/** What is said about the entries of schema(), their names and their keys, and that its fixes make it go away. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SdkRange } from "../../../server/sdk/versions.ts";
import { expectFix, expectProblems, problemsOf } from "../../support/analysis.ts";
import {
  declaring,
  fixes,
  oneTable,
  oneTableOf,
  onlySchema,
  returning,
  says,
} from "../../support/declaredTables.ts";

test("a schema as it should be is not spoken of", () => {
  says(
    returning(`[
    {"table": "users", "primary_key": ["id"], "columns": {"id": "STRING", "paid": {"type": "DECIMAL", "precision": 10, "scale": 2}}},
    {"table": "orders", "primary_key": ("user", "no")},
    {"schema": "eu", "table": "users", "primary_key": ["id"]},
]`),
  );
  says(returning("[]"));
});

test("what only running can tell is not spoken of", () => {
  says(declaring(`return [{"table": configuration["t"], "primary_key": [configuration["k"]]}]`));
  says(
    declaring(
      `tables = load()\nreturn [{"table": t, "primary_key": t.key, "columns": t.columns} for t in tables]`,
      "from other import load",
    ),
  );
  says(declaring(`if not configuration.get("key"):\n    return []\nreturn [dict(configuration)]`));
});

test("schema() has to return a list", () => {
  says(returning(`{"table": "users", "primary_key": ["id"]} #! schema-not-list`));
  says(returning(`None #! schema-not-list`));
  says(returning(`"users" #! schema-not-list`));
  says(returning(`{} #! schema-not-list`));
  fixes(
    "schema-not-list",
    returning(`{"table": "users", "primary_key": ["id"]}`),
    `{"table": "users", "primary_key": ["id"]}`,
    `[{"table": "users", "primary_key": ["id"]}]`,
  );
});

test("a schema() that returns nothing is reported at its name", () => {
  const text = declaring(`[{"table": "users", "primary_key": ["id"]}]`);
  expectProblems(text, { only: onlySchema, expected: { "connector.py:3": ["schema-not-list"] } });
  fixes("schema-not-list", text, `    [{"table"`, `    return [{"table"`);
  const variable = declaring(`tables = [{"table": "users", "primary_key": ["id"]}]`);
  fixes("schema-not-list", variable, `["id"]}]\n`, `["id"]}]\n    return tables\n`);
});

test("an entry has to be a dictionary", () => {
  says(
    returning(`[
    "users", #! schema-entry
    ("orders", ["id"]), #! schema-entry
    None, #! schema-entry
    {"table": "ok", "primary_key": ["id"]},
]`),
  );
  fixes(
    "schema-entry",
    returning(`[[{"table": "users", "primary_key": ["id"]}]]`),
    `[[{"table": "users", "primary_key": ["id"]}]]`,
    `[{"table": "users", "primary_key": ["id"]}]`,
  );
});

test("an entry has to name a table", () => {
  says(returning(`[{"primary_key": ["id"]}] #! table-missing`));
  says(
    returning(`[{"name": "users", "primary_key": ["id"]}] #! table-missing, schema-key-ignored`),
  );
  says(returning(`[{"table": "", "primary_key": ["id"]}] #! table-name`));
  says(returning(`[{"table": 5, "primary_key": ["id"]}] #! table-name`));
  says(returning(`[{"table": None, "primary_key": ["id"]}] #! table-name`));
  fixes(
    "table-missing",
    returning(`[{'tabel': 'users', 'primary_key': ['id']}]`),
    `'tabel'`,
    `'table'`,
  );
  const number = returning(`[{"table": 5, "primary_key": ["id"]}]`).replace(
    "op.checkpoint(state)",
    `op.upsert("5", {"id": 1})`,
  );
  fixes("table-name", number, `: 5`, `: "5"`);
});

test("a schema's name has to be text", () => {
  says(oneTable(`"primary_key": ["id"], "schema": "" #! schema-name`));
  says(oneTable(`"primary_key": ["id"], "schema": 7 #! schema-name`));
  says(oneTable(`"primary_key": ["id"], "schema": None`));
});

test("the schema key is new", () => {
  const old: SdkRange = {
    from: { major: 2, minor: 9 },
    to: { major: 2, minor: 9 },
    known: "environment",
  };
  says(oneTable(`"primary_key": ["id"], "schema": "eu" #! needs-newer-sdk`), old);
});

test("a table is declared once", () => {
  const twice = returning(`[
    {"table": "users", "primary_key": ["id"]},
    {"table": "orders", "primary_key": ["id"]},
    {"table": "users", "primary_key": ["id"]}, #! duplicate-table
]`);
  says(twice);
  const after = expectFix(twice, "duplicate-table", { only: onlySchema })["connector.py"] ?? "";
  assert.doesNotMatch(after, /users.*users/s);
  says(
    returning(`[{"table": n, "primary_key": ["id"]} for n in (
    "users",
    "users", #! duplicate-table
)]`),
  );
  says(
    declaring(`tables = [{"table": "users", "primary_key": ["id"]}]
if configuration.get("more"):
    tables.append({"table": "more", "primary_key": ["id"]})
else:
    tables.append({"table": "more", "primary_key": ["no"]})
return tables`),
  );
});

test("a table is declared once, whatever its name comes from", () => {
  const twice = (name: string): string =>
    returning(`[
    {"table": ${name}, "primary_key": ["id"]},
    {"table": ${name}, "primary_key": ["id"]}, #! duplicate-table
]`);
  says(`USERS = "users"\n${twice("USERS")}`);
  says(twice(`configuration["table"]`));
  says(
    returning(`[
    {"table": configuration["a"], "primary_key": ["id"]},
    {"table": configuration["b"], "primary_key": ["id"]},
]`),
  );
});

test("an entry that is a constant is reported where it is an entry", () => {
  says(`USERS = "users"\n${returning(`[USERS] #! schema-entry`)}`);
});

test("the SDK ignores keys that it does not know", () => {
  says(oneTable(`"primary_keys": ["id"] #! schema-key-ignored`));
  says(oneTable(`"primary_key": ["id"], "comment": "x" #! schema-key-ignored`));
  fixes(
    "schema-key-ignored",
    oneTable(`"primary_keys": ["id"]`),
    `"primary_keys"`,
    `"primary_key"`,
  );
  fixes("schema-key-ignored", oneTable(`'pk': ["id"]`), `'pk'`, `'primary_key'`);
  fixes(
    "schema-key-ignored",
    oneTable(`"primary_key": ["id"], "column": {"id": "INT"}`),
    `"column"`,
    `"columns"`,
  );
  const [comment] = problemsOf(oneTable(`"primary_key": ["id"], "comment": "x"`), {
    only: onlySchema,
  });
  assert.equal(comment?.severity, "hint");
});

test("a primary key is a list", () => {
  says(oneTable(`"primary_key": "id" #! key-as-text`));
  says(oneTable(`"primary_key": None #! primary-key-not-list`));
  says(oneTable(`"primary_key": 7 #! primary-key-not-list`));
  fixes("key-as-text", oneTable(`"primary_key": "id"`), `"id"`, `["id"]`);
});

test("a key as text is reported and fixed where it came from, but a constant where it is used", () => {
  const constant = declaring(
    `return [{"table": "users", "primary_key": KEY}] #! key-as-text`,
    `KEY = "id"\n`,
  );
  says(constant);
  fixes("key-as-text", constant, "KEY}", "[KEY]}");
  says(
    declaring(
      `return [entry("users", KEY), entry("orders", ["no"])]`,
      `KEY = "id" #! key-as-text\n\ndef entry(table, key):\n    return {"table": table, "primary_key": key}\n`,
    ),
  );
  const data = declaring(
    `return [{"table": t, "primary_key": k} for t, k in TABLES]`,
    `TABLES = [\n    ("users", "id"), #! key-as-text\n    ("orders", ["no"]),\n]\n`,
  );
  says(data);
  fixes("key-as-text", data, `"id"`, `["id"]`);
});

test("what comes from the configuration is text", () => {
  const text = oneTable(`"primary_key": configuration["key"] #! key-as-text`);
  says(text);
  fixes("key-as-text", text, `configuration["key"]`, `[configuration["key"]]`);
  says(oneTable(`"primary_key": configuration["keys"].split(",")`));
  says(returning(`[configuration["table"]] #! schema-entry`));
});

test("the columns of a primary key are texts, each there once", () => {
  says(oneTable(`"primary_key": [5] #! primary-key-column`));
  says(oneTable(`"primary_key": ["id", None] #! primary-key-column`));
  says(oneTable(`"primary_key": ["id", "no", "id"] #! duplicate-key-column`));
  fixes(
    "primary-key-column",
    oneTable(`"primary_key": [5], "columns": {"5": "INT"}`),
    `[5`,
    `["5"`,
  );
  fixes("duplicate-key-column", oneTable(`"primary_key": ["id", "id"]`), `, "id"`, "");
});

test("a table without a primary key is spoken of", () => {
  says(returning(`[{"table": "users"}] #! surrogate-key`));
  says(oneTable(`"primary_key": [] #! surrogate-key`));
  says(
    declaring(`entry = {"table": "users"}
if configuration.get("keyed"):
    entry["primary_key"] = ["id"]
return [entry]`),
  );
});

test("a table whose rows have an id gets it as its primary key", () => {
  const withRow = (text: string): string =>
    text.replace("op.checkpoint(state)", `op.upsert("users", {"id": 1, "name": ""})`);
  fixes(
    "surrogate-key",
    withRow(returning(`[{"table": "users"}]`)),
    `{"table": "users"}`,
    `{"table": "users", "primary_key": ["id"]}`,
  );
  fixes(
    "surrogate-key",
    oneTable(`"primary_key": [], "columns": {"id": "INT"}`),
    `[], `,
    `["id"], `,
  );
  fixes(
    "schema-entry",
    withRow(returning(`['users']`)),
    `['users']`,
    `[{'table': 'users', 'primary_key': ['id']}]`,
  );
  const [problem] = problemsOf(returning(`[{"table": "users"}]`), { only: onlySchema });
  assert.deepEqual(problem?.fixes, []);
});

test("names that become one are reported", () => {
  says(
    returning(`[
    {"table": "userData", "primary_key": ["id"]},
    {"table": "user_data", "primary_key": ["id"]}, #! merged-names
]`),
  );
  says(oneTableOf(`"userId": "INT", "user_id": "INT" #! merged-names`));
  says(oneTableOf(`"ID": "INT" #! merged-names`));
  says(
    returning(`[
    {"schema": "a", "table": "userData", "primary_key": ["id"]},
    {"schema": "b", "table": "user_data", "primary_key": ["id"]},
]`),
  );
});

test("what another file declares is reported there", () => {
  expectProblems(
    {
      "connector.py": declaring(`return TABLES`, "from tables import TABLES\n"),
      "tables.py": `TABLES = [\n    {"table": "users", "primary_key": "id"}, #! key-as-text\n]\n`,
    },
    { only: onlySchema },
  );
});
