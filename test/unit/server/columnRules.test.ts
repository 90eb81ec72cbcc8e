/** What is said about declared columns and their types, and that its fixes make it go away. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../support/analysis.ts";
import { fixes, oneTable, oneTableOf, onlySchema, says } from "../../support/declaredTables.ts";

test("columns are a dictionary", () => {
  says(oneTable(`"primary_key": ["id"], "columns": ["id", "name"] #! columns-not-dict`));
  says(oneTable(`"primary_key": ["id"], "columns": None #! columns-not-dict`));
  says(oneTable(`"primary_key": ["id"], "columns": "id" #! columns-not-dict`));
  fixes(
    "columns-not-dict",
    oneTable(`"primary_key": ["id"], "columns": ["id", "name"]`),
    `["id", "name"]`,
    `{"id": "STRING", "name": "STRING"}`,
  );
  fixes(
    "columns-not-dict",
    oneTable(`"primary_key": ["id"], "columns": None`),
    `, "columns": None`,
    "",
  );
});

test("names of columns are texts", () => {
  says(oneTableOf(`5: "INT" #! column-name`));
  fixes("column-name", oneTableOf(`5: "INT"`), `5: "INT"`, `"5": "INT"`);
});

test("types are those of Fivetran", () => {
  says(oneTableOf(`"a": "VARCHAR" #! unknown-type`));
  says(oneTableOf(`"a": "STRNG" #! unknown-type`));
  says(oneTableOf(`"a": "qwertz" #! unknown-type`));
  says(oneTableOf(`"a": TYPE`).replace("\n\n", `\nTYPE = "TEXT" #! unknown-type\n\n`));
  for (const [written, type] of Object.entries({
    VARCHAR: "STRING",
    "varchar(255)": "STRING",
    TEXT: "STRING",
    INTEGER: "INT",
    BIGINT: "LONG",
    TIMESTAMP: "UTC_DATETIME",
    DATETIME: "UTC_DATETIME",
    DATE: "NAIVE_DATE",
    BOOL: "BOOLEAN",
    "double precision": "DOUBLE",
    NAIVEDATE: "NAIVE_DATE",
    STRNG: "STRING",
  })) {
    fixes("unknown-type", oneTableOf(`"a": "${written}"`), `"${written}"`, `"${type}"`);
  }
  fixes(
    "unknown-type",
    oneTableOf(`"a": "NUMERIC(10, 2)"`),
    `"NUMERIC(10, 2)"`,
    `{"type": "DECIMAL", "precision": 10, "scale": 2}`,
  );
});

test("types are written in upper case", () => {
  says(oneTableOf(`'a': 'string' #! type-case`));
  fixes("type-case", oneTableOf(`'a': 'string'`), `'string'`, `'STRING'`);
});

test("a DECIMAL is a dictionary with all it needs", () => {
  const whole = `{"type": "DECIMAL", "precision": 15, "scale": 2}`;
  says(oneTableOf(`"a": "DECIMAL" #! decimal-as-text`));
  says(oneTableOf(`"a": {"type": "DECIMAL", "precision": 10} #! decimal-incomplete`));
  says(oneTableOf(`"a": {"precision": 10, "scale": 2} #! decimal-incomplete`));
  says(oneTableOf(`"a": {"type": "STRING"} #! type-not-decimal`));
  fixes("decimal-as-text", oneTableOf(`"a": "DECIMAL"`), `"DECIMAL"`, whole);
  fixes(
    "decimal-as-text",
    oneTableOf(`"a": "decimal(8,3)"`),
    `"decimal(8,3)"`,
    `{"type": "DECIMAL", "precision": 8, "scale": 3}`,
  );
  fixes(
    "decimal-incomplete",
    oneTableOf(`"a": {"type": "DECIMAL", "precision": 10}`),
    `10}`,
    `10, "scale": 2}`,
  );
  fixes("decimal-incomplete", oneTableOf(`"a": {"type": "DECIMAL"}`), `{"type": "DECIMAL"}`, whole);
  fixes(
    "decimal-incomplete",
    oneTableOf(`"a": {"type": "DECIMAL", "precison": 10, "scale": 2}`),
    `"precison"`,
    `"precision"`,
  );
  fixes(
    "type-not-decimal",
    oneTableOf(`"a": {"type": "STRING"}`),
    `{"type": "STRING"}`,
    `"STRING"`,
  );
  fixes(
    "type-not-decimal",
    oneTableOf(`"a": {"type": "NUMERIC", "precision": 10, "scale": 2}`),
    `"NUMERIC"`,
    `"DECIMAL"`,
  );
});

test("precision and scale are within what there is", () => {
  const decimal = (precision: string, scale: string): string =>
    oneTableOf(
      `"a": {"type": "DECIMAL", "precision": ${precision}, "scale": ${scale}} #! decimal-range\n`,
    );
  for (const [precision, scale] of [
    [`"10"`, "2"],
    ["99", "2"],
    ["-1", "0"],
    ["10", "2.5"],
    ["10", "None"],
    ["5", "7"],
    ["38", "38"],
  ] as const) {
    says(decimal(precision, scale));
  }
  fixes("decimal-range", decimal(`"10"`, "2"), `"10"`, "10");
  fixes("decimal-range", decimal("5", "7"), `5, "scale": 7`, `7, "scale": 5`);
  fixes("decimal-range", decimal("99", "7"), `99`, `38`);
});

test("a type is text or a dictionary", () => {
  says(oneTableOf(`"a": 5 #! column-type`));
  says(oneTableOf(`"a": None #! column-type`));
  says(oneTableOf(`"a": ["STRING"] #! column-type`));
  says(oneTableOf(`"a": str #! column-type`));
  fixes("column-type", oneTableOf(`"a": str`), `str`, `"STRING"`);
  fixes("column-type", oneTableOf(`"a": ["STRING"]`), `["STRING"]`, `"STRING"`);
  fixes("column-type", oneTableOf(`"b": "INT", "a": None`), `, "a": None`, ``);
});

test("a key of a dictionary is there once", () => {
  says(oneTableOf(`"a": "INT", "a": "STRING" #! duplicate-entry`));
  says(oneTable(`"primary_key": ["id"], "table": "others" #! duplicate-entry`));
  fixes("duplicate-entry", oneTableOf(`"a": "INT", "b": "INT", "a": "STRING"`), `"a": "INT", `, "");
});

test("Fivetran's own columns are not declared", () => {
  says(oneTableOf(`"_fivetran_deleted": "BOOLEAN" #! reserved-name`));
  const [problem] = problemsOf(oneTable(`"primary_key": ["_fivetran_id"]`), { only: onlySchema });
  assert.equal(problem?.code, "reserved-name");
  assert.equal(problem.severity, "error");
  fixes(
    "reserved-name",
    oneTableOf(`"a": "INT", "_fivetran_deleted": "BOOLEAN"`),
    `, "_fivetran_deleted": "BOOLEAN"`,
    "",
  );
});

test("a table that leaves nothing to be inferred is hinted at", () => {
  const declared = `"a": "INT", "b": "STRING", "c": "STRING", "d": "LONG", "e": "JSON"`;
  const text = oneTable(
    `"primary_key": ["a"], "columns": {${declared}} #! all-columns-typed\n`,
  ).replace(
    "op.checkpoint(state)",
    `op.upsert("users", {"a": 1, "b": "", "c": "", "d": 2, "e": {}})`,
  );
  says(text);
  says(text.replace("#! all-columns-typed", "").replace(`"e": {}}`, `"e": {}, "f": 1}`));
  says(text.replace("#! all-columns-typed", "").replace(`"e": {}})`, `"e": {}} | state)`));
});
