import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { operationRules } from "../../../../server/rules/operations/operationRules.ts";
import { newestSdk, type SdkRange } from "../../../../server/sdk/versions.ts";
import { expectFix, expectProblems, problemsOf } from "../../../support/analysis.ts";
import { connectorText } from "../../../support/connectorText.ts";

const only = operationRules;

function typed(type: string): readonly string[] {
  return [`{"table": "t", "primary_key": ["id"], "columns": {"id": "LONG", "v": ${type}}}`];
}

/** What is said of a value in a column of that type. */
function codesOf(type: string, value: string, sdk?: SdkRange): readonly string[] {
  const text = connectorText(`op.upsert("t", {"id": 1, "v": ${value}})`, { tables: typed(type) });
  return problemsOf(text, { only, ...(sdk && { sdk }) }).map(({ code }) => code);
}

const decimal = '{"type": "DECIMAL", "precision": 10, "scale": 2}';

/** Values by type: those that the SDK takes, and those that it refuses. */
const values: Readonly<
  Record<string, readonly [accepted: readonly string[], refused: readonly string[]]>
> = {
  '"BOOLEAN"': [
    ["True", "1", "0.5", '"1"', '"0"', "None", "state['x']"],
    ['"true"', '"false"', '"yes"', "[1]", "{}", "datetime.now()"],
  ],
  '"INT"': [
    ["1", "True", "2.0", '"12"', '" 12 "', '"1_000"', "-2147483648", "Decimal('1.5')", "None"],
    ["1.5", "3000000000", '"3.0"', '"abc"', '""', "[1]", "datetime.now()", '"3000000000"'],
  ],
  '"LONG"': [
    ["3000000000", '"9223372036854775807"', "int(state['x'])"],
    ["9223372036854775808", "0.1", '"x"', "float(state['x']) if False else 0.5"],
  ],
  '"DOUBLE"': [
    ["1", "1.5", '"1e5"', '"nan"', "True", "Decimal('1')"],
    ['"1,5"', '""', "[1.0]", "date.today()"],
  ],
  [decimal]: [
    ["1", '"1.50"', "str(state['x'])"],
    ["1.5", "True", "Decimal('1.5')", "float(state['x'])", '"n/a"', "[1]"],
  ],
  '"XML"': [
    ['"<a/>"', "f'<a>{state}</a>'"],
    ["1", "{}", "b'<a/>'"],
  ],
  '"JSON"': [
    ["{}", "[1]", '"text"', "1", "(1, 2)"],
    ["{1, 2}", "b'1'", "datetime.now()", '{"at": datetime.now()}', "[Decimal('1')]"],
  ],
  '"BINARY"': [
    ["b'1'", "bytearray(b'1')", "state['x']"],
    ['"AAEC"', "1", "f'{state}'"],
  ],
  '"UTC_DATETIME"': [
    [
      '"2024-01-31T12:00:00Z"',
      '"2024-01-31 12:00:00.123456+00:00"',
      '"2024-01-31T12:00:00+0100"',
      "datetime.now()",
      "date.today()",
      "datetime.now(timezone.utc).isoformat()",
    ],
    [
      '"2024-01-31"',
      '"2024-01-31T12:00:00"',
      '"2024-13-31T12:00:00Z"',
      "1700000000",
      "datetime.utcnow().isoformat()",
      '"2024-01-31T12:00:00.1234567Z"',
    ],
  ],
  '"NAIVE_DATETIME"': [
    ['"2024-01-31T12:00:00"', '"2024-01-31 12:00:00.5"', "datetime.utcnow().isoformat()"],
    [
      '"2024-01-31T12:00:00Z"',
      '"2024-01-31"',
      '"2024-01-31T12:00:00+00:00"',
      "datetime.now(timezone.utc).isoformat()",
    ],
  ],
  '"NAIVE_DATE"': [
    ['"2024-01-31"', '"2024-1-31"', "date.today()", "datetime.now()", "date.today().isoformat()"],
    ['"2024-01-31T00:00:00"', '" 2024-01-31"', "20240131", '"31.01.2024"'],
  ],
  '"STRING"': [["1", "{}", "[1]", "b'1'", "datetime.now()", "Decimal('1')"], []],
};

void describe("values for declared types", () => {
  for (const [type, [accepted, refused]] of Object.entries(values))
    void it(`knows what ${type} takes`, () => {
      for (const value of accepted)
        assert.deepEqual(codesOf(type, value), [], `${type} takes ${value}`);
      for (const value of refused)
        assert.deepEqual(codesOf(type, value), ["value-refused"], `${type} refuses ${value}`);
    });

  void it("is stricter with SDK 2", () => {
    const sdk2 = { major: 2, minor: 13 };
    const range: SdkRange = { from: sdk2, to: sdk2, known: "environment" };
    assert.deepEqual(codesOf(decimal, "1", range), ["value-refused"]);
    assert.deepEqual(codesOf('"INT"', '"12"', range), ["value-refused"]);
    assert.deepEqual(codesOf('"INT"', "12", range), []);
    assert.deepEqual(codesOf('"INT"', '"12"', { from: sdk2, to: newestSdk, known: "setting" }), [
      "value-refused",
    ]);
  });

  void it("reads lower case, constants and helpers", () => {
    assert.deepEqual(codesOf('"int"', '"abc"'), ["value-refused"]);
    expectProblems(
      connectorText('op.upsert("t", row_of(1))', {
        tables: typed('"BOOLEAN"'),
        top: `
def row_of(number):
    return {
        "id": number,
        "v": "true",  #! value-refused
    }
`,
      }),
      { only },
    );
  });

  void it("says nothing of what may be something else", () => {
    expectProblems(
      connectorText(
        `
row = {"id": 1, "v": "true"}
row.update(state)
op.upsert("t", row)
op.upsert("t", {"v": "true", **state})
op.upsert("t", {**state, "v": "true"})  #! value-refused
op.upsert("t", {"id": 1, "v": "true" if state else state["v"]})  #! value-refused
op.upsert("t", {"id": 1, "v": json.loads("1")})
op.upsert("other", {"id": 1, "v": "true"})
op.upsert("t", {"id": 1, "w": "true"})
`,
        { tables: [...typed('"BOOLEAN"'), '{"table": "other", "primary_key": ["id"]}'] },
      ),
      { only },
    );
  });

  const fixes: readonly (readonly [type: string, value: string, after: string, title?: string])[] =
    [
      [decimal, "1.50", '"1.50"'],
      [decimal, "Decimal('1.5')", "str(Decimal('1.5'))"],
      ['"BOOLEAN"', '"true"', "True"],
      ['"BOOLEAN"', '"No"', "False"],
      ['"UTC_DATETIME"', '"2024-01-31T12:00:00"', '"2024-01-31T12:00:00Z"'],
      ['"UTC_DATETIME"', '"2024-01-31"', '"2024-01-31T00:00:00Z"'],
      ['"UTC_DATETIME"', "datetime.utcnow().isoformat()", "datetime.utcnow()"],
      ['"BINARY"', '"AAEC"', '"AAEC".encode()'],
      ['"JSON"', "{1, 2}", "list({1, 2})"],
      ['"JSON"', '{"at": datetime.now()}', '{"at": datetime.now().isoformat()}'],
    ];
  for (const [type, value, after, title] of fixes)
    void it(`repairs ${value} for ${type}`, () => {
      const text = connectorText(`op.upsert("t", {"id": 1, "v": ${value}})`, {
        tables: typed(type),
      });
      const options = { only, ...(title !== undefined && { title }) };
      const fixed = expectFix(text, "value-refused", options)["connector.py"] ?? "";
      assert.ok(fixed.includes(`"v": ${after}})`), fixed);
    });

  void it("offers another type", () => {
    const fixed = (type: string, value: string, title: string): string =>
      expectFix(
        connectorText(`op.upsert("t", {"id": 1, "v": ${value}})`, { tables: typed(type) }),
        "value-refused",
        { only, title },
      )["connector.py"] ?? "";
    assert.match(fixed('"INT"', "3000000000", "Declare the column as LONG"), /"v": "LONG"/);
    assert.match(
      fixed('"UTC_DATETIME"', '"2024-01-31"', "Declare the column as NAIVE_DATE"),
      /"v": "NAIVE_DATE"/,
    );
  });

  void it("sends JSON as it is", () => {
    assert.deepEqual(codesOf('"JSON"', 'json.dumps({"a": 1})'), ["json-text"]);
    assert.deepEqual(codesOf('"JSON"', `'{"a": 1}'`), ["json-text"]);
    assert.deepEqual(codesOf('"JSON"', '"[draft"'), []);
    const text = connectorText('op.upsert("t", {"id": 1, "v": json.dumps(state["x"])})', {
      tables: typed('"JSON"'),
    });
    assert.match(
      expectFix(text, "json-text", { only })["connector.py"] ?? "",
      /"v": state\["x"\]\}/,
    );
  });
});

void describe("values without a declared type", () => {
  const codes = (value: string): readonly string[] =>
    problemsOf(
      connectorText(`op.upsert("order", {"id": 1, "v": ${value}})`, {
        tables: ['{"table": "order", "primary_key": ["id"]}'],
      }),
      { only },
    ).map(({ code }) => code);

  void it("may become text", () => {
    for (const value of [
      "datetime.now()",
      "date.today()",
      "Decimal('1')",
      "(1, 2)",
      "uuid.uuid4()",
      "{1}",
    ])
      assert.deepEqual(codes(value), ["stringified-value"], value);
    for (const value of [
      "1",
      "'a'",
      "[1]",
      "{}",
      "b'1'",
      "None",
      "state['x']",
      "datetime.now().isoformat()",
      "str(uuid.uuid4())",
    ])
      assert.deepEqual(codes(value), [], value);
  });

  void it("are sent as JSON when they are dictionaries and lists", () => {
    assert.deepEqual(codes('{"at": datetime.now()}'), ["value-refused"]);
    assert.deepEqual(codes("[{1, 2}]"), ["value-refused"]);
  });

  void it("are converted by a fix", () => {
    const fixed = (value: string): string =>
      expectFix(
        connectorText(`op.upsert("order", {"id": 1, "v": ${value}})`),
        "stringified-value",
        { only },
      )["connector.py"] ?? "";
    assert.match(fixed("(1, 2)"), /"v": list\(\(1, 2\)\)\}/);
    assert.match(fixed("datetime.now()"), /"v": datetime\.now\(\)\.isoformat\(\)\}/);
    assert.match(fixed("uuid.uuid4()"), /"v": str\(uuid\.uuid4\(\)\)\}/);
  });
});

void describe("columns of rows", () => {
  const tables = [
    '{"table": "t", "primary_key": ["id", "day"], "columns": {"created_at": "UTC_DATETIME", "userId": "LONG"}}',
  ];

  void it("hold the whole key", () => {
    expectProblems(
      connectorText(
        `
op.upsert("t", {"id": 1})  #! missing-key-column
op.update("t", {"day": "a"})  #! missing-key-column
op.delete("t", {})  #! missing-key-column
op.delete("t", {"id": 1, "day": "a"})
op.upsert("t", {**state, "id": 1})
op.upsert("t", {"ID": 1, "Day": "a"})
op.upsert("t", {"id": 1, state["day"]: "a"})
row = {"id": 1}
if state:
    row["day"] = "a"
op.upsert("t", row)
`,
        { tables: ['{"table": "t", "primary_key": ["id", "day"]}'] },
      ),
      { only: only.filter(({ name }) => name !== "unevenColumns") },
    );
  });

  void it("get a misspelt key back", () => {
    const text = connectorText('op.upsert("t", {"id": 1, "dya": "a"})', { tables });
    assert.match(
      expectFix(text, "missing-key-column", { only })["connector.py"] ?? "",
      /"day": "a"/,
    );
  });

  void it("are those that are declared, but for slips", () => {
    expectProblems(
      connectorText(
        `
op.upsert("t", {"id": 1, "day": "a", "created_att": None})  #! undeclared-column
op.upsert("t", {"id": 1, "day": "a", "user_id": 1})  #! undeclared-column
op.upsert("t", {"id": 1, "day": "a", "created_at": None, "created_by": None, "updated_at": None, "userId": 1, "userIds": 1})
op.upsert("t", {"id": 1, "day": "a", "other": 1})
`,
        { tables },
      ),
      { only: only.filter(({ name }) => name !== "unevenColumns") },
    );
    const text = connectorText('op.upsert("t", {"id": 1, "day": "a", "creatde_at": None})', {
      tables,
    });
    assert.match(
      expectFix(text, "undeclared-column", { only })["connector.py"] ?? "",
      /"created_at": None/,
    );
  });

  void it("are the same in every row", () => {
    expectProblems(
      connectorText(
        `
if state:
    op.upsert("order", {"id": 1, "note": None, "amount": 1})
else:
    op.upsert("order", {"id": 1, "note": None})  #! uneven-columns
op.upsert("order", {"id": 1, "other": None})
op.update("order", {"id": 1})
op.upsert("order", {"id": 1, **state})
`,
      ),
      { only },
    );
  });
});
