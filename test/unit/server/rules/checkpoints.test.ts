import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkpointRules } from "../../../../server/rules/checkpoints/checkpointRules.ts";
import { expectFix, expectProblems } from "../../../support/analysis.ts";
import { connectorText, type ConnectorParts } from "../../../support/connectorText.ts";

const only = checkpointRules;

function expectLines(body: string, parts: ConnectorParts = {}): void {
  expectProblems(connectorText(body, parts), { only });
}

function fixed(body: string, code: string, title?: string): string {
  const text =
    expectFix(connectorText(body), code, { only, ...(title !== undefined && { title }) })[
      "connector.py"
    ] ?? "";
  const start = text.indexOf("def update");
  return text
    .slice(text.indexOf("\n", start) + 1, text.indexOf("\n\n\nconnector"))
    .replaceAll(/^ {4}/gm, "");
}

const fetched = 'requests.get("https://example.com", params={"page": page}, timeout=9).json()';

void describe("a missing checkpoint", () => {
  void it("is told at update()", () => {
    const text = connectorText('op.upsert("order", {"id": 1})').replace(
      ": dict):\n    op",
      ": dict):  #! no-checkpoint\n    op",
    );
    expectProblems(text, { only });
    expectLines('op.upsert("order", {"id": 1})\nop.checkpoint(state)');
    expectLines("pass");
    expectLines('op.upsert("order", {"id": 1})\nsave = op.checkpoint\nsave(state)');
  });

  void it("is made", () => {
    assert.equal(
      fixed('op.upsert("order", {"id": 1})', "no-checkpoint"),
      'op.upsert("order", {"id": 1})\nop.checkpoint(state)',
    );
    assert.equal(
      fixed('op.upsert("order", {"id": 1})\nreturn None', "no-checkpoint"),
      'op.upsert("order", {"id": 1})\nop.checkpoint(state)\nreturn None',
    );
  });
});

void describe("a late checkpoint", () => {
  void it("comes after all pages", () => {
    expectLines(`
page = 1
while page:
    answer = ${fetched}
    for item in answer["items"]:
        op.upsert("order", item)
    page = answer.get("next")
op.checkpoint(state)  #! late-checkpoint
`);
    expectLines(`
for page in range(1, 100):
    for item in ${fetched}:
        op.upsert("order", item)
op.checkpoint(state)  #! late-checkpoint
`);
  });

  void it("is told where the loop ends, not where nothing was found", () => {
    expectLines(`
total = 0
while total < 100:
    page = requests.get("https://example.com", timeout=9).json()
    for item in page["items"]:
        item.update({"seen": 1})
        op.upsert("order", item)
        total += 1
if total == 0:
    op.checkpoint(state)
    return
op.checkpoint(state)  #! late-checkpoint
`);
    expectLines(
      `
for product in json.loads(state["products"]):
    lines(product)
orders(state)
`,
      {
        top: `
def lines(product):
    page = 1
    while page:
        for item in requests.get("https://example.com", timeout=9).json():
            op.upsert("order", item)
        page = None

def orders(state):
    for index, row in enumerate(json.loads(state["rows"])):
        op.upsert("order", row)
        if index % 100 == 0:
            op.checkpoint(state)
`,
      },
    );
  });

  void it("may come after each page, or now and then", () => {
    expectLines(`
page = 1
while page:
    answer = ${fetched}
    for item in answer["items"]:
        op.upsert("order", item)
    page = answer.get("next")
    op.checkpoint(state)
op.checkpoint(state)
`);
    expectLines(
      `
page = 1
while True:
    answer = ${fetched}
    for item in answer["items"]:
        op.upsert("order", item)
    page += 1
    if page % 10 == 0:
        save(state)
    if not answer:
        break
op.checkpoint(state)
`,
      { top: "def save(state):\n    op.checkpoint(state)" },
    );
  });

  void it("may come after each table", () => {
    expectLines(`
for table in state["tables"]:
    page = 1
    while page:
        answer = ${fetched}
        for item in answer["items"]:
            op.upsert(table, item)
        page = answer.get("next")
    op.checkpoint(state)
`);
  });

  void it("is none after attempts and plain loops", () => {
    expectLines(`
attempt = 0
while attempt < 3:
    try:
        for item in requests.get("https://example.com", timeout=9).json():
            op.upsert("order", item)
        break
    except ValueError:
        attempt += 1
op.checkpoint(state)
`);
    expectLines(`
for item in requests.get("https://example.com", timeout=9).json():
    op.upsert("order", item)
op.checkpoint(state)
`);
  });

  void it("gets another one in the loop", () => {
    const body = `page = 1
while page:
    answer = ${fetched}
    for item in answer["items"]:
        op.upsert("order", item)
    page = answer.get("next")
op.checkpoint(state)`;
    assert.match(
      fixed(body, "late-checkpoint"),
      /"next"\)\n {4}op\.checkpoint\(state\)\nop\.checkpoint\(state\)/,
    );
  });
});

void describe("frequent checkpoints", () => {
  const perRow = `for item in json.loads(state["rows"]):
    op.upsert("order", item)
    op.checkpoint(state)`;

  void it("are made for every row", () => {
    expectLines(`${perRow}  #! frequent-checkpoints`);
  });

  void it("are not those of pages, of steps and of every thousandth row", () => {
    expectLines(`
for page in range(1, 100):
    for item in ${fetched}:
        op.upsert("order", item)
    op.checkpoint(state)
`);
    expectLines(`
for page in range(1, 100):
    op.upsert("order", ${fetched})
    op.checkpoint(state)
`);
    expectLines(`
for item in json.loads(state["rows"]):
    op.upsert("order", state["client"].read(item))
    op.checkpoint(state)
`);
    expectLines(`
for name in ["a", "b"]:
    op.upsert("order", {"id": name})
    op.checkpoint(state)
`);
    expectLines(`
for index, item in enumerate(json.loads(state["rows"])):
    op.upsert("order", item)
    if index % 1000 == 0:
        op.checkpoint(state)
`);
  });

  void it("become one after the loop", () => {
    assert.equal(
      fixed(perRow, "frequent-checkpoints"),
      `for item in json.loads(state["rows"]):
    op.upsert("order", item)
op.checkpoint(state)`,
    );
    assert.equal(
      fixed(`${perRow}\n    print(item)`, "frequent-checkpoints"),
      `for item in json.loads(state["rows"]):
    op.upsert("order", item)
    print(item)
op.checkpoint(state)`,
    );
  });
});

void describe("a cursor before its rows", () => {
  const early = `for page in range(1, 9):
    rows = ${fetched}
    state["last"] = rows[-1]["id"]
    op.checkpoint(state)
    for row in rows:
        op.upsert("order", row)`;

  void it("is saved before they are emitted", () => {
    expectLines(early.replace("(state)", "(state)  #! cursor-before-rows"));
    expectLines(`
for row in json.loads(state["rows"]):
    state["last"] = row["id"]
    op.checkpoint(state)  #! cursor-before-rows
    op.upsert("order", row)
    print(requests.get("https://example.com", timeout=9))
`);
    expectLines(`
answer = requests.get("https://example.com", timeout=9).json()
items = answer.get("items", [])
cursor = answer["next"]
op.checkpoint({"cursor": cursor})  #! cursor-before-rows
for item in items:
    op.upsert("order", {"id": item["id"]})
`);
  });

  void it("is saved when the page is counted on", () => {
    expectLines(`
for page in range(1, 9):
    answer = ${fetched}
    state["page"] = page + 1
    op.checkpoint(state)  #! cursor-before-rows
    for row in answer["items"]:
        op.upsert("order", row)
`);
    expectLines(`
page = state.get("page", 1)
while page < 9:
    rows = ${fetched}
    page += 1
    op.checkpoint({"page": page})  #! cursor-before-rows
    for row in rows:
        op.upsert("order", row)
`);
    expectLines(`
page = state.get("page", 1)
while page < 9:
    op.checkpoint({"page": page})
    for row in ${fetched}:
        op.upsert("order", row)
    page += 1
    op.checkpoint({"page": page})
`);
    expectLines(`
for table in json.loads(state["tables"]):
    op.checkpoint({"current_table": table["name"]})
    for row in table["rows"]:
        op.upsert("order", row)
`);
  });

  void it("is right after them", () => {
    expectLines(`
for page in range(1, 9):
    rows = ${fetched}
    for row in rows:
        op.upsert("order", row)
    state["last"] = rows[-1]["id"]
    op.checkpoint(state)
`);
  });

  void it("is right where it says which page is next to read", () => {
    expectLines(`
for page in range(1, 9):
    state["page"] = page
    op.checkpoint(state)
    for row in ${fetched}:
        op.upsert("order", row)
`);
    expectLines(`
for page in range(1, 9):
    rows = ${fetched}
    for row in rows:
        op.upsert("order", row)
    state["last"] = rows[-1]["id"]
    op.checkpoint(state)
    rows = requests.get("https://example.com", timeout=9).json()
    for row in rows:
        op.upsert("line", row)
    op.checkpoint(state)
`);
  });

  void it("goes after them", () => {
    assert.match(
      fixed(early, "cursor-before-rows"),
      /op\.upsert\("order", row\)\n {4}op\.checkpoint\(state\)$/,
    );
  });
});
