import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { operationRules } from "../../../../server/rules/operations/operationRules.ts";
import { expectFix, expectProblems, problemsOf } from "../../../support/analysis.ts";
import { connectorText, type ConnectorParts } from "../../../support/connectorText.ts";

const only = operationRules;
const tables = [
  '{"table": "order", "primary_key": ["id"]}',
  '{"table": "My Table", "primary_key": ["id"]}',
];
const everyTable = 'op.upsert("order", {"id": 1})\nop.upsert("My Table", {"id": 1})\n';

function expectLines(body: string, parts: ConnectorParts = { tables }): void {
  expectProblems(connectorText(everyTable + body.trim(), parts), { only });
}

function fixed(
  body: string,
  code: string,
  parts: ConnectorParts = { tables },
  title?: string,
): string {
  return (
    expectFix(connectorText(everyTable + body, parts), code, {
      only,
      ...(title !== undefined && { title }),
    })["connector.py"] ?? ""
  );
}

void describe("tables of operations", () => {
  void it("are those of schema()", () => {
    expectLines(`
op.upsert("ordr", {"id": 1})  #! undeclared-table
op.delete(table="something_else", keys={"id": 1})  #! undeclared-table
op.truncate("orders")  #! undeclared-table
op.upsert("my table", {"id": 1})  #! undeclared-table
op.upsert(configuration["table"], {"id": 1})
op.upsert(f"order_{state}", {"id": 1})
`);
  });

  void it("are only known when schema() is", () => {
    const text = connectorText('op.upsert("ordr", {"id": 1})', {
      tables: [
        '*[{"table": name} for name in requests.get("https://example.com", timeout=9).json()]',
      ],
    });
    assert.deepEqual(problemsOf(text, { only }), []);
    const without = text.replace(", schema=schema", "");
    assert.deepEqual(problemsOf(without, { only }), []);
  });

  void it("explain what becomes of two spellings", () => {
    const [problem] = problemsOf(
      connectorText(`${everyTable}op.upsert("my table", {"id": 1})`, { tables }),
      { only },
    );
    assert.match(problem?.message ?? "", /my_table/);
  });

  void it("are followed through constants and helpers", () => {
    expectLines(
      'op.upsert(NAME, {"id": 1})\nsave("oder", {"id": 1})  #! undeclared-table\nsave("order", {"id": 1})',
      {
        tables,
        top: `
NAME = "ordre"  #! undeclared-table

def save(table, row):
    op.upsert(table, row)
`,
      },
    );
  });

  void it("are renamed or declared by a fix", () => {
    assert.match(
      fixed('op.upsert("ordr", {"id": 2})', "undeclared-table"),
      /op\.upsert\("order", \{"id": 2\}\)/,
    );
    assert.match(
      fixed(
        'op.upsert("line", {"id": 2})',
        "undeclared-table",
        { tables },
        "Declare line in schema(), with the key id",
      ),
      /\n {8}\{"table": "line", "primary_key": \["id"\]\},\n {4}\]/,
    );
  });

  void it("are of the schema that schema() declares", () => {
    const parts = {
      tables: [...tables, '{"table": "deal", "schema": "sales", "primary_key": ["id"]}'],
    };
    expectLines(
      `
op.upsert("deal", {"id": 1}, schema="sales")
op.upsert("deal", {"id": 1})  #! schema-argument
op.upsert("deal", {"id": 1}, schema="sale")  #! schema-argument
op.upsert("order", {"id": 1}, schema="sales")  #! schema-argument
`,
      parts,
    );
    const rest = 'op.upsert("deal", {"id": 1}, schema="sales")\n';
    assert.match(
      fixed(`${rest}op.upsert("deal", {"id": 2})`, "schema-argument", parts),
      /\{"id": 2\}, schema="sales"\)/,
    );
    assert.match(
      fixed(`${rest}op.upsert("order", {"id": 2}, schema="x")`, "schema-argument", parts),
      /\("order", \{"id": 2\}\)/,
    );
  });

  void it("are all used", () => {
    const text = (body: string): string =>
      connectorText(body, {
        tables: [...tables, '{"table": "line", "primary_key": ["id"]},  #! unused-table'],
      });
    const codes = (body: string): readonly string[] =>
      problemsOf(text(body), { only }).map(({ code }) => code);
    assert.deepEqual(codes(everyTable), ["unused-table"]);
    assert.deepEqual(codes(`${everyTable}op.upsert(state["table"], {"id": 1})`), []);
    assert.deepEqual(codes(`${everyTable}save = op.upsert`), []);
  });
});

void describe("tables without a primary key", () => {
  const keyless = { tables: [...tables, '{"table": "event"}'] };
  void it("have no rows to update or delete", () => {
    expectLines(
      `
op.upsert("event", {"name": "a"})
op.update("event", {"name": "a"})  #! keyless-change
op.delete("event", {"name": "a"})  #! keyless-change
`,
      keyless,
    );
  });

  void it("get no key that a row lacks", () => {
    const [problem] = problemsOf(
      connectorText(
        `${everyTable}op.upsert("event", {"name": "a"})\nop.delete("event", {"id": 1})`,
        keyless,
      ),
      { only },
    );
    assert.deepEqual([problem?.code, problem?.fixes], ["keyless-change", []]);
  });

  void it("get the key by which a row is deleted", () => {
    assert.match(
      fixed('op.delete("event", {"name": "a"})', "keyless-change", keyless),
      /\{"table": "event", "primary_key": \["name"\]\}/,
    );
  });
});
