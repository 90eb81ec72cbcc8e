import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { operationRules } from "../../../../server/rules/operations/operationRules.ts";
import type { SdkRange } from "../../../../server/sdk/versions.ts";
import { applyFix, expectFix, expectProblems, problemsOf } from "../../../support/analysis.ts";
import { connectorText } from "../../../support/connectorText.ts";

const only = operationRules;

function sdk(major: number, minor: number): SdkRange {
  return { from: { major, minor }, to: { major, minor }, known: "environment" };
}

function expectLines(body: string, options: Parameters<typeof expectProblems>[1] = {}): void {
  expectProblems(connectorText(body), { only, ...options });
}

function fixedLine(body: string, code: string, title?: string): string {
  const texts = expectFix(connectorText(body), code, {
    only,
    ...(title !== undefined && { title }),
  });
  const text = texts["connector.py"] ?? "";
  const start = text.indexOf("def update");
  return text
    .slice(text.indexOf("\n", start) + 1, text.indexOf("\n\n\nconnector"))
    .replaceAll(/^ {4}/gm, "");
}

void describe("calls of operations", () => {
  void it("says nothing about right ones", () => {
    expectLines(`
op.upsert(table="order", data={"id": 1})
op.upsert("order", {"id": 1})
op.upsert("order", data={"id": 1}, file=FileUpload("a/b.csv", None))
op.update(table="order", modified={"id": 1, "a": 2})
op.delete("order", keys={"id": 1})
op.warning("slow")
op.checkpoint(state=state)
`);
    expectLines('op.truncate("order")\nop.truncate(table="order", deferred=True)');
    expectLines('op.error("broken", trace="here")');
  });

  void it("knows no other operation", () => {
    expectLines(`
op.insert("order", {"id": 1})  #! unknown-operation
op.upsrt("order", {"id": 1})  #! unknown-operation
op.frobnicate({"id": 1})  #! unknown-operation
`);
    assert.equal(
      fixedLine('op.insert("order", {"id": 1})', "unknown-operation"),
      'op.upsert("order", {"id": 1})',
    );
    assert.equal(fixedLine("op.checkPoint(state)", "unknown-operation"), "op.checkpoint(state)");
  });

  void it("finds arguments that there are none for", () => {
    expectLines(`
op.upsert(table="order", row={"id": 1})  #! unknown-argument
op.delete(table="order", key={"id": 1})  #! unknown-argument
op.update(
    table="order",
    data={"id": 1},  #! unknown-argument
)
op.checkpoint(state, True)  #! unknown-argument
op.upsert("order", {"id": 1}, "public")  #! unknown-argument
op.upsert("order", {"id": 1}, data={"id": 1})  #! unknown-argument
op.upsert("order", {"id": 1}, mode="merge")  #! unknown-argument
`);
  });

  void it("repairs them", () => {
    const cases: readonly (readonly [string, string])[] = [
      ['op.upsert(table="order", row={"id": 1})', 'op.upsert(table="order", data={"id": 1})'],
      ['op.delete("order", key={"id": 1})', 'op.delete("order", keys={"id": 1})'],
      ['op.update("order", data={"id": 1})', 'op.update("order", modified={"id": 1})'],
      ['op.upsert("order", {"id": 1}, mode="merge")', 'op.upsert("order", {"id": 1})'],
      ["op.checkpoint(state, True)", "op.checkpoint(state)"],
      ['op.upsert("order", {"id": 1}, data={"id": 1})', 'op.upsert("order", {"id": 1})'],
    ];
    for (const [before, after] of cases) assert.equal(fixedLine(before, "unknown-argument"), after);
  });

  void it("finds what is missing, and does not guess behind stars", () => {
    expectLines(`
row = {"id": 1}
op.upsert("order")  #! missing-argument
op.checkpoint()  #! missing-argument
op.truncate()  #! missing-argument
op.upsert(*configuration)
op.upsert(**configuration)
op.upsert("order", **configuration)
`);
    assert.equal(fixedLine("op.checkpoint()", "missing-argument"), "op.checkpoint(state)");
  });

  void it("follows the SDK's version", () => {
    expectLines('op.truncate("order")  #! needs-newer-sdk', { sdk: sdk(2, 8) });
    expectLines('op.truncate("order")', { sdk: sdk(2, 9) });
    expectLines('op.truncate("order", deferred=True)  #! needs-newer-sdk', { sdk: sdk(3, 0) });
    expectLines('op.error("no")  #! needs-newer-sdk', { sdk: sdk(2, 10) });
    expectLines('op.upsert("order", {"id": 1}, file=None)  #! needs-newer-sdk', {
      sdk: sdk(2, 10),
    });
    expectLines('op.upsert("order", {"id": 1}, schema=None)  #! needs-newer-sdk', {
      sdk: sdk(2, 12),
    });
    const range = {
      from: { major: 2, minor: 0 },
      to: { major: 3, minor: 1 },
      known: "setting",
    } as const;
    expectLines('op.truncate("order")  #! needs-newer-sdk', { sdk: range });
    const [problem] = problemsOf(connectorText('op.truncate("order")'), { only, sdk: range });
    assert.equal(problem?.severity, "warning");
  });
});

void describe("kinds of arguments", () => {
  void it("takes one dictionary as a row", () => {
    expectLines(`
rows = [{"id": 1}]
row = {"id": 1}
op.upsert("order", rows)  #! row-not-dict
op.upsert("order", [row])  #! row-not-dict
op.upsert("order", "row")  #! row-not-dict
op.upsert("order", json.dumps(row))  #! row-not-dict
op.upsert("order", None)  #! row-not-dict
op.update("order", 5)  #! row-not-dict
op.delete("order", ("id", 1))  #! row-not-dict
op.upsert("order", row)
op.upsert("order", requests.get("https://example.com", timeout=9).json())
op.upsert("order", dict(row))
op.upsert("order", {"id": 1} if state else None)
`);
  });

  void it("repairs rows", () => {
    assert.equal(
      fixedLine('op.upsert("order", [{"id": 1}])', "row-not-dict"),
      'op.upsert("order", {"id": 1})',
    );
    assert.equal(
      fixedLine('op.upsert("order", json.dumps({"id": 1}))', "row-not-dict"),
      'op.upsert("order", {"id": 1})',
    );
    assert.equal(
      fixedLine('rows = [{"id": 1}]\nop.upsert("order", rows)', "row-not-dict"),
      'rows = [{"id": 1}]\nfor row in rows:\n    op.upsert("order", row)',
    );
  });

  void it("takes text as a name", () => {
    expectLines(`
op.upsert(5, {"id": 1})  #! table-name
op.upsert("", {"id": 1})  #! table-name
op.upsert(None, {"id": 1})  #! table-name
op.upsert("order", {"id": 1}, schema=" ")  #! schema-name
op.upsert("order", {"id": 1}, schema=None)
op.upsert(configuration["table"], {"id": 1})
op.error("")  #! operation-message
`);
    expectLines("op.warning(404)  #! operation-message");
    assert.equal(fixedLine("op.warning(404)", "operation-message"), 'op.warning("404")');
    expectLines('op.warning(f"{state}")\nop.warning(str(state))');
  });
});

void describe("places of operations", () => {
  void it("only works in update()", () => {
    expectProblems(
      connectorText("helper()", {
        top: `
op.checkpoint({})  #! operation-misplaced

def helper():
    op.upsert("order", {"id": 1})
`,
      }),
      { only },
    );
    expectProblems(
      `from fivetran_connector_sdk import Connector, Operations as op

def rows():
    op.upsert("order", {"id": 1})  #! operation-misplaced

def schema(configuration):
    rows()
    return [{"table": "order", "primary_key": ["id"]}]

def update(configuration, state):
    op.upsert("order", {"id": 2})

connector = Connector(update=update, schema=schema)

if __name__ == "__main__":
    op.checkpoint({})
`,
      { only },
    );
  });

  void it("moves one into update()", () => {
    const texts = expectFix(
      connectorText('op.upsert("order", {"id": 1})', { top: "op.checkpoint({})" }),
      "operation-misplaced",
      { only },
    );
    assert.match(
      texts["connector.py"] ?? "",
      / {4}op\.upsert\("order", \{"id": 1\}\)\n {4}op\.checkpoint\(\{\}\)\n/,
    );
  });
});

void describe("yielded operations", () => {
  const yielding = `
yield op.upsert("order", {"id": 1})  #! obsolete-yield
yield op.checkpoint(state)  #! obsolete-yield
`;
  void it("are obsolete since SDK 2.0", () => {
    expectLines(yielding);
    expectProblems(connectorText(yielding.replaceAll(/ {2}#!.*/g, "")), { only, sdk: sdk(1, 8) });
    assert.equal(
      fixedLine('yield op.upsert("order", {"id": 1})', "obsolete-yield"),
      'op.upsert("order", {"id": 1})',
    );
  });

  void it("go with the yield from before their functions", () => {
    const text = connectorText("yield from orders(state)", {
      top: `
def orders(state):
    yield from lines()
    yield op.upsert("order", {"id": 1})
    yield op.checkpoint(state)

def lines():
    yield op.upsert("order", {"id": 2})
`,
    });
    const [fix] = problemsOf(text, { only })[0]?.fixes ?? [];
    assert.ok(fix);
    const texts = applyFix({ "connector.py": text }, fix);
    assert.doesNotMatch(texts["connector.py"] ?? "", /yield/);
    assert.deepEqual(problemsOf(texts, { only }), []);
  });

  void it("stay where something iterates over them", () => {
    const text = connectorText("for each in orders():\n    yield each", {
      top: 'def orders():\n    yield op.upsert("order", {"id": 1})',
    });
    assert.deepEqual(
      problemsOf(text, { only }).map(({ code, fixes }) => [code, fixes?.length]),
      [["obsolete-yield", 0]],
    );
  });
});

void describe("the order of truncate and upsert", () => {
  void it("truncates first", () => {
    expectLines(`
op.truncate("order")
for each in requests.get("https://example.com", timeout=9).json():
    op.upsert("order", each)
`);
    expectLines(`
for each in requests.get("https://example.com", timeout=9).json():
    op.upsert("order", each)
op.truncate("order")  #! truncated-new-rows
`);
    expectLines('op.upsert("order", {"id": 1})\nop.truncate("order", deferred=True)');
  });

  void it("is put right by a fix", () => {
    assert.equal(
      fixedLine('op.upsert("order", {"id": 1})\nop.truncate("order")', "truncated-new-rows"),
      'op.truncate("order")\nop.upsert("order", {"id": 1})',
    );
  });

  void it("says nothing of other ways and other tables", () => {
    expectLines(`
if state:
    op.upsert("order", {"id": 1})
else:
    op.truncate("order")
    op.upsert("order", {"id": 1})
`);
    expectLines(`
if state:
    op.upsert("order", {"id": 1})
    return
op.truncate("order")
`);
    expectProblems(
      connectorText(
        `
for table in ["order", "line"]:
    op.truncate(table)
    op.upsert(table, {"id": 1})
`,
        {
          tables: [
            '{"table": "order", "primary_key": ["id"]}',
            '{"table": "line", "primary_key": ["id"]}',
          ],
        },
      ),
      { only },
    );
  });

  void it("follows helpers", () => {
    expectProblems(
      connectorText("rows()\nclear()", {
        top: `
def rows():
    op.upsert("order", {"id": 1})

def clear():
    op.truncate("order")  #! truncated-new-rows
`,
      }),
      { only },
    );
  });
});

void describe("paths of uploaded files", () => {
  void it("name a file", () => {
    expectLines(`
FileUpload("", None)  #! file-path
FileUpload("reports/", None)  #! file-path
FileUpload(path="reports//a.csv", stream=None)  #! file-path
FileUpload(5, None)  #! file-path
FileUpload("reports/a.csv", None)
FileUpload(state["path"], None)
`);
    assert.equal(
      fixedLine("FileUpload('a//b.csv/', None)", "file-path"),
      "FileUpload('a/b.csv', None)",
    );
  });
});
