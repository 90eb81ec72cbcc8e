import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeFindings } from "../../../src/host/diagnostics/placedFindings.ts";
import {
  fixesFor,
  primaryKeyFix,
  type FixSurroundings,
} from "../../../src/host/diagnostics/fixes.ts";
import type { Finding } from "../../../src/shared/model/findings.ts";
import { plainError } from "../../../src/shared/model/sync.ts";
import { applyEdits } from "../../support/sourceEdits.ts";

const connector = `from fivetran_connector_sdk import Connector, Operations as op

def schema(configuration):
    return [{"table": "Customers", "columns": {"n": "INT"}}, {"table": "orders", "primary_keys": ["id"]}]

def update(configuration, state):
    op.upsert(table="custmers", data={"id": 1})

connector = Connector(update=update, schema=schema)
`;
const line = 7;

function finding(part: Partial<Finding>): Finding {
  return {
    code: "undeclared-table",
    severity: "warning",
    message: "a message",
    table: null,
    column: null,
    row: null,
    file: null,
    line: null,
    count: null,
    ...part,
  };
}

function placesOf(findings: readonly Finding[], text: string | undefined = connector) {
  const run = { run: 1, findings, error: null };
  return placeFindings(run, { folder: "/project", naming: "FIVETRAN", read: () => text });
}

describe("the place of a finding", () => {
  it("is the text of its line, without its indentation", () => {
    const [placed] = placesOf([finding({ file: "/project/connector.py", line })]);
    assert.equal(placed?.file, "/project/connector.py");
    assert.deepEqual(placed.at, { line: 6, start: 4, end: 47 });
  });

  it("without a line is the function that it is about", () => {
    const places = placesOf([
      finding({ code: "unused-table" }),
      finding({ code: "no-checkpoint" }),
    ]);
    assert.deepEqual(
      places.map(({ at }) => at.line),
      [2, 5],
    );
  });

  it("about checkpoints is the only call that makes one, else update()", () => {
    const checkpoint = "    op.checkpoint(state)";
    const withCalls = (calls: string) =>
      connector.replace("\n\nconnector", `\n${calls}\n\nconnector`);
    const lineIn = (text: string) =>
      placesOf([finding({ code: "null-in-state" })], text)[0]?.at.line;
    assert.equal(lineIn(withCalls(checkpoint)), 7);
    assert.equal(lineIn(withCalls(`    # op.checkpoint(x)\n${checkpoint}`)), 8);
    assert.equal(lineIn(withCalls("    yield op.checkpoint(state=state)")), 7);
    assert.equal(lineIn(withCalls(`${checkpoint}\n${checkpoint}`)), 5, "which one is not known");
    assert.equal(lineIn(connector), 5, "it is in another module");
  });

  it("is in the file it names, and its last line when the file is shorter", () => {
    const read = (file: string) => (file === "/project/shop.py" ? "a\n  b" : undefined);
    const run = {
      run: 1,
      findings: [finding({ file: "shop.py", line: 9 }), finding({ file: "gone.py", line: 1 })],
      error: { ...plainError("no"), file: "/project/shop.py", line: 1 },
    };
    const places = placeFindings(run, { folder: "/project", naming: "FIVETRAN", read });
    assert.deepEqual(
      places.map(({ file, at }) => [file, at.line, at.start, at.end]),
      [
        ["/project/shop.py", 0, 0, 1],
        ["/project/shop.py", 1, 2, 3],
      ],
    );
  });

  it("comes with where its table is declared, unless that is the same line", () => {
    const places = placesOf([
      finding({ code: "null-column", table: "customers", file: "connector.py", line }),
      finding({ code: "unused-table", table: "customers", file: "connector.py", line: 4 }),
      finding({ table: "custmers", file: "connector.py", line }),
    ]);
    assert.deepEqual(
      places.map(({ declaredAt }) => declaredAt?.at.line),
      [3, undefined, undefined],
    );
  });

  it("without functions or with a syntax error is the first line", () => {
    assert.equal(placesOf([finding({})], "import x\n(")[0]?.at.line, 0);
  });
});

describe("quick fixes", () => {
  const surroundings: FixSurroundings = {
    folder: "/project",
    naming: "FIVETRAN",
    read: () => connector,
    typeOf: (_table, column) => (column === "amount" ? "DECIMAL(12,2)" : "DOUBLE"),
  };

  function results(part: Partial<Finding>): readonly string[] {
    const [placed] = placesOf([finding({ file: "/project/connector.py", line, ...part })]);
    assert.ok(placed);
    return fixesFor(placed, surroundings).map(({ edits }) => changedLines(edits));
  }

  function changedLines(edits: Parameters<typeof applyEdits>[1]): string {
    const before = connector.split("\n");
    const after = applyEdits(connector, edits).split("\n");
    return after
      .filter((text) => !before.includes(text))
      .join("\n")
      .trim();
  }

  it("use the declared name that was meant, or declare the new one", () => {
    const [use = "", declare = ""] = results({ table: "custmers" });
    assert.equal(use, `op.upsert(table="Customers", data={"id": 1})`);
    assert.match(declare, /"primary_keys": \["id"\]\}, \{"table": "custmers"\}\]$/);
    assert.equal(results({ table: "wholly_different" }).length, 1);
  });

  it("declare the type a column should have", () => {
    const added = (code: Finding["code"], column: string): string =>
      results({ code, table: "customers", column })[0] ?? "";
    assert.match(
      added("float-money", "price"),
      /"n": "INT", "price": \{"type": "DECIMAL", "precision": 18, "scale": 4\}\}/,
    );
    assert.match(added("typed-text", "zip"), /"zip": "STRING"\}/);
    assert.match(added("widened-column", "size"), /"size": "DOUBLE"\}/);
    assert.match(
      added("widened-column", "amount"),
      /"amount": \{"type": "DECIMAL", "precision": 12, "scale": 2\}/,
    );
    assert.equal(added("widened-column", "n"), "", "it is declared already");
    assert.equal(added("null-column", "x"), "", "nobody but the author knows its type");
  });

  it("put the key right and append a checkpoint", () => {
    assert.match(
      results({ code: "schema-key-ignored", table: "orders" })[0] ?? "",
      /"primary_key": \["id"\]/,
    );
    assert.equal(results({ code: "no-checkpoint" })[0], "op.checkpoint(state)");
    assert.match(
      changedLines(primaryKeyFix("customers", ["id", "n"], surroundings)),
      /"primary_key": \["id", "n"\]\}/,
    );
    assert.deepEqual(primaryKeyFix("orders", ["id"], surroundings), []);
  });

  it("take a larger type for a whole number that is too large for INT", () => {
    const about = (value: string) => ({
      file: "/project/connector.py",
      at: { line: 6, start: 4, end: 47 },
      declaredAt: undefined,
      about: { error: { ...plainError("out of range"), table: "Customers", column: "n", value } },
    });
    const [long] = fixesFor(about("3000000000"), surroundings);
    assert.match(changedLines(long?.edits ?? []), /"n": "LONG"/);
    assert.deepEqual(fixesFor(about("12"), surroundings), []);
    assert.deepEqual(fixesFor(about("9223372036854775808"), surroundings), []);
    assert.deepEqual(fixesFor(about("many"), surroundings), []);
  });
});
