// Values that were stored as something else than was meant.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rows, upsert, users } from "../../support/destination.ts";
import { found, notFound } from "../../support/findings.ts";
import { schemaFrame, withPythonTypes, type TestCell } from "../../support/frames.ts";

const column = (...values: TestCell[]) => upsert("users", ...values.map((v, id) => ({ id, v })));
const declared = (type: string) =>
  schemaFrame([{ table: "users", primaryKey: ["id"], columns: { id: "INT", v: type } }]);

describe("a column that changed its type", () => {
  it("is found with from, to, row, line and value", async () => {
    const finding = await found("widened-column", [
      users,
      rows.of("upsert", "users", [{ id: 1, v: 1 }], 3),
      rows.of("upsert", "users", [{ id: 2, v: "abc" }], 4),
    ]);
    assert.deepEqual([finding.severity, finding.row, finding.line], ["warning", 2, 4]);
    assert.match(finding.message, /LONG → STRING at row 2, connector\.py:4, for the value "abc"/);
  });

  it("tells every step once", async () => {
    const { message, count } = await found("widened-column", [users, column(1, 2.5, "abc")]);
    assert.match(message, /LONG → DOUBLE → STRING/);
    assert.equal(count, 2);
  });

  it("is only told where it is still a number, or was text all along", async () => {
    assert.equal((await found("widened-column", [users, column(1, 2.5)])).severity, "info");
    const text = withPythonTypes(column("12", "A7"), ["int", "str"]);
    assert.equal((await found("widened-column", [users, text])).severity, "info");
  });

  it("is not found for more digits, NULL or one type", async () => {
    await notFound("widened-column", [users, column("1.5", "10.25"), column(null)]);
    await notFound("widened-column", [users, column("a", "1")]);
  });
});

describe("text that was typed by its shape", () => {
  it("is found for numbers, dates and booleans", async () => {
    for (const value of ["15", "1.50", "2026-01-01", "true"]) {
      const row = withPythonTypes(column(value), ["int", "str"]);
      assert.equal((await found("typed-text", [users, row])).column, "v");
    }
  });

  it("is not found for other text, declared columns, numbers, or while the Python type is unknown", async () => {
    await notFound("typed-text", [users, withPythonTypes(column("abc"), ["int", "str"])]);
    await notFound("typed-text", [declared("LONG"), withPythonTypes(column("15"), ["int", "str"])]);
    await notFound("typed-text", [users, withPythonTypes(column(15), ["int", "int"])]);
    await notFound("typed-text", [users, column("15")]);
  });
});

describe("money in a float", () => {
  it("is found by the column's name", async () => {
    for (const name of ["price", "totalAmount", "unit_cost"])
      await found("float-money", [users, upsert("users", { id: 1, [name]: 1.5 })]);
  });

  it("is not found for other names and types", async () => {
    for (const name of ["height", "tax_rate", "priceless"])
      await notFound("float-money", [users, upsert("users", { id: 1, [name]: 1.5 })]);
    await notFound("float-money", [users, upsert("users", { id: 1, price: 3 })]);
  });
});

describe("JSON as text", () => {
  it("is found where all of a column's values are JSON", async () => {
    const { severity, count } = await found("json-text", [users, column('{"a": 1}', "[1]", null)]);
    assert.deepEqual([severity, count], ["info", 2]);
  });

  it("is a warning where it was encoded twice", async () => {
    const twice = { json: '{"a": 1}' };
    const { severity } = await found("json-text", [declared("JSON"), column(twice)]);
    assert.equal(severity, "warning");
  });

  it("is not found for other brackets, texts and for JSON itself", async () => {
    await notFound("json-text", [users, column("[link](x)", "{name}")]);
    await notFound("json-text", [users, column("[1]", "[link](x)")]);
    await notFound("json-text", [users, column({ json: { a: 1 } })]);
    await notFound("json-text", [declared("JSON"), column({ json: "text" }, { json: "{name}" })]);
  });
});

describe("NaN", () => {
  it("is found, as are infinities", async () => {
    const nan = column({ float: "1.5" }, { float: "NaN" }, { float: "-Infinity" });
    const { count, row } = await found("not-a-number", [users, nan]);
    assert.deepEqual([count, row], [2, 2]);
  });

  it("is not found for numbers and NULL", async () => {
    await notFound("not-a-number", [users, column(1.5, null)]);
  });
});

describe("a rounded DECIMAL", () => {
  it("is found where digits are lost", async () => {
    const values = column("1.25", "1.255", "1e-3", "-0.001");
    const { count, row, message } = await found("rounded-decimal", [
      declared("DECIMAL(10,2)"),
      values,
    ]);
    assert.deepEqual([count, row], [3, 2]);
    assert.match(message, /DECIMAL\(10,2\) keeps, the first 1\.255/);
  });

  it("is not found for zeros and for numbers that fit", async () => {
    const values = column("1.2500", "100", "1e3", "125e-2", "0.000", true);
    await notFound("rounded-decimal", [declared("DECIMAL(10,2)"), values]);
  });
});
