import assert from "node:assert/strict";
import test from "node:test";
import { generateSchema } from "../../../../server/features/generateSchema/generateSchema.ts";
import type { ColumnProfile, TableProfile } from "../../../../src/shared/model/previews.ts";
import type { Naming } from "../../../../src/shared/model/sync.ts";
import { problemsOf } from "../../../support/analysis.ts";
import { analysisOf } from "../../../support/markedProject.ts";

/** `"str LONG 15"`: Python types, inferred types, a sample; `"null"` for a column that was only NULL. */
function column(name: string, shape: string, sentAs = name): ColumnProfile {
  const [python = "", types = "", sample = ""] = shape.split(" ");
  const isNull = shape === "null";
  return {
    name,
    declaredType: null,
    type: isNull ? null : (types.split("+").at(-1) ?? null),
    observed: isNull
      ? []
      : types
          .split("+")
          .map((type) => ({ type, count: 5, samples: sample === "" ? [] : [sample] })),
    nulls: isNull ? 5 : 0,
    sent: 5,
    sentAs: [{ name: sentAs, pythonTypes: isNull || python === "" ? [] : python.split("+") }],
  };
}

function table(
  name: string,
  columns: Readonly<Record<string, string>>,
  more: Partial<TableProfile> & { readonly keys?: readonly string[] } = {},
): TableProfile {
  const { keys = [], ...rest } = more;
  return {
    schema: null,
    table: name,
    declared: false,
    sentAs: [name],
    primaryKey: [],
    operations: 5,
    columns: Object.entries(columns).map(([each, shape]) => column(each, shape)),
    candidateKeys: keys.map((key) => ({
      columns: key.split("+"),
      identifies: true,
      distinct: 5,
      nulls: 0,
    })),
    cuts: [],
    ...rest,
  };
}

function connector(schema: string | undefined, update = 'op.upsert("orders", fetch())'): string {
  const declared =
    schema === undefined ? "" : `def schema(configuration: dict):\n    return ${schema}\n\n\n`;
  return `from fivetran_connector_sdk import Connector, Operations as op
from source import fetch


${declared}def update(configuration: dict, state: dict):
    ${update}
    op.checkpoint(state)


connector = Connector(update=update${schema === undefined ? "" : ", schema=schema"})
`;
}

interface Generated {
  readonly text: string;
  /** `the line  # reason` */
  readonly notes: readonly string[];
}

function generated(
  source: string,
  observed: readonly TableProfile[] | undefined,
  naming: Naming = "FIVETRAN",
): Generated | string {
  const made = generateSchema(analysisOf(source, { observed, naming }));
  if ("refused" in made) return made.refused;
  assert.equal(made.files.length, 1);
  const [{ text, notes } = { text: "", notes: [] }] = made.files;
  const before = problemsOf(source).map(({ code }) => code);
  const anew = problemsOf(text)
    .map(({ code }) => code)
    .filter((code) => !before.includes(code) && !/^(?:surrogate-key|unused-table)$/.test(code));
  assert.deepEqual(anew, [], text);
  const lines = text.split("\n");
  return { text, notes: notes.map((note) => `${lines[note.line]?.trim() ?? ""}  # ${note.text}`) };
}

function refusal(answer: Generated | string): string {
  return typeof answer === "string" ? answer : answer.text;
}

function schemaOf(answer: Generated | string): string {
  if (typeof answer === "string") assert.fail(answer);
  return /def schema[^]*?(?=\n\n\n)/.exec(answer.text)?.[0] ?? "";
}

function reasonsOf(answer: Generated | string): readonly string[] {
  if (typeof answer === "string") assert.fail(answer);
  return answer.notes;
}

test("a connector without schema() gets one, and Connector() gets it", () => {
  const answer = generated(connector(undefined), [
    table("orders", { id: "int LONG", note: "null", name: "str STRING" }, { keys: ["id"] }),
    table("events", { at: "str STRING" }),
  ]);
  assert.equal(
    schemaOf(answer),
    `def schema(configuration: dict):
    return [
        {
            "table": "orders",
            "primary_key": ["id"],
            "columns": {
                "note": "STRING",
            },
        },
        {"table": "events"},
    ]`,
  );
  assert.match(
    (answer as Generated).text,
    /\nconnector = Connector\(update=update, schema=schema\)/,
  );
  assert.match((answer as Generated).text, /\]\n\n\ndef update\(/);
  assert.deepEqual(reasonsOf(answer), [
    '"primary_key": ["id"],  # orders: Unique and never NULL in 5 rows of the last sync.',
    '"note": "STRING",  # orders: NULL in all 5 rows: a column without a type is only made for a value. STRING takes any.',
  ]);
});

test("what is declared stays, and what is missing is added the way the rest is written", () => {
  const source = connector(`[
        # Money comes from here.
        {'table': 'orders', 'primary_key': ['id'], 'columns': {'total': 'DOUBLE'}},  # kept
        {
            'table': 'items',
            'columns': {
                'price': 'STRING',  # of one
            },
        },
    ]`);
  const answer = generated(source, [
    table(
      "orders",
      { id: "int LONG", zip: "str LONG 01234" },
      { primaryKey: ["id"], keys: ["id"] },
    ),
    table(
      "items",
      { sku: "str STRING", note: "null", price: "str DECIMAL(5,2)" },
      { keys: ["sku"] },
    ),
    table("shops", { id: "int LONG" }, { keys: ["id"] }),
  ]);
  assert.equal(
    schemaOf(answer),
    `def schema(configuration: dict):
    return [
        # Money comes from here.
        {
            'table': 'orders',
            'primary_key': ['id'],
            'columns': {
                'total': 'DOUBLE',
                'zip': 'STRING',
            },
        },  # kept
        {
            'table': 'items',
            'primary_key': ['sku'],
            'columns': {
                'price': 'STRING',  # of one
                'note': 'STRING',
            },
        },
        {'table': 'shops', 'primary_key': ['id']},
    ]`,
  );
});

const forced: Readonly<Record<string, readonly [shape: string, type: string | undefined]>> = {
  "only NULL": ["null", "STRING"],
  "plain text": ["str STRING", undefined],
  integers: ["int LONG", undefined],
  fractions: ["float FLOAT", undefined],
  "text that looks like a number": ["str LONG 15", "STRING"],
  "text that sometimes looks like a number": ["str STRING+LONG 15", "STRING"],
  "text that looks like a truth value": ["str BOOLEAN true", "STRING"],
  "text that is a fraction": [
    "str DECIMAL(4,2) 12.50",
    '{"type": "DECIMAL", "precision": 18, "scale": 2}',
  ],
  "text of many digits": [
    "str DECIMAL(30,10) 1.5",
    '{"type": "DECIMAL", "precision": 34, "scale": 10}',
  ],
  "text that is a date": ["str NAIVE_DATE 2024-01-01", "NAIVE_DATE"],
  "text that is a time": ["str UTC_DATETIME 2024-01-01T00:00:00Z", "UTC_DATETIME"],
  "text that is now a date and now a time": ["str NAIVE_DATE+UTC_DATETIME", "STRING"],
  "Python's times": ["datetime UTC_DATETIME", "UTC_DATETIME"],
  "Python's Decimal, which DECIMAL refuses": ["Decimal DECIMAL(4,2)", undefined],
  "integers and fractions": ["int LONG+FLOAT 1.5", "DOUBLE"],
  "integers beyond 64 bits": ["int LONG+FLOAT 1.18e+21", "STRING"],
  "text and numbers": ["int STRING+LONG", "STRING"],
  "fractions of two sizes": ["float FLOAT+DOUBLE", undefined],
  objects: ["dict JSON", undefined],
  "unknown Python types": [" LONG", undefined],
};

for (const [what, [shape, type]] of Object.entries(forced)) {
  test(`a type is given only where it must be: ${what}`, () => {
    const source = connector('[{"table": "orders", "primary_key": ["id"]}]');
    const answer = generated(source, [
      table("orders", { id: "int LONG", x: shape }, { primaryKey: ["id"], keys: ["id"] }),
    ]);
    if (type === undefined) assert.equal(answer, "schema() says all that the last sync asks for.");
    else {
      const shown = type.startsWith("{") ? type : `"${type}"`;
      assert.match(schemaOf(answer).replaceAll(/\s+/g, " "), /"columns": \{ ?"x": /);
      assert.ok(schemaOf(answer).includes(`"x": ${shown}`), schemaOf(answer));
      assert.equal(reasonsOf(answer).length, 1);
    }
  });
}

const keys: Readonly<
  Record<
    string,
    readonly [keys: readonly string[], columns: Readonly<Record<string, string>>, chosen: string]
  >
> = {
  "an id before a name": [["name", "id"], { name: "str STRING", id: "int LONG" }, '["id"]'],
  "the table's own id": [
    ["code", "order_id"],
    { code: "str STRING", order_id: "str STRING" },
    '["order_id"]',
  ],
  "no time while there is something else": [
    ["at", "email"],
    { at: "datetime UTC_DATETIME", email: "str STRING" },
    '["email"]',
  ],
  "the fewest columns": [
    ["a+b", "email"],
    { a: "int LONG", b: "int LONG", email: "str STRING" },
    '["email"]',
  ],
  "several columns": [["a+b"], { a: "int LONG", b: "int LONG" }, '["a", "b"]'],
};

for (const [what, [candidates, columns, chosen]] of Object.entries(keys)) {
  test(`a key: ${what}`, () => {
    const answer = generated(connector('[{"table": "orders"}]'), [
      table("orders", columns, { keys: candidates }),
    ]);
    assert.ok(schemaOf(answer).includes(`"primary_key": ${chosen}`), schemaOf(answer));
  });
}

test("no key of fractions, of one row, or where one is declared", () => {
  const nothing = "schema() says all that the last sync asks for.";
  const plain = connector('[{"table": "orders"}]');
  assert.equal(
    generated(plain, [table("orders", { a: "float DOUBLE" }, { keys: ["a"] })]),
    nothing,
  );
  const one = table("orders", { id: "int LONG" }, {});
  const candidateKeys = [{ columns: ["id"], identifies: true, distinct: 1, nulls: 0 }];
  assert.equal(generated(plain, [{ ...one, candidateKeys }]), nothing);
  const shared = [{ columns: ["id"], identifies: false, distinct: 4, nulls: 1 }];
  assert.equal(generated(plain, [{ ...one, candidateKeys: shared }]), nothing);
  const declared = connector('[{"table": "orders", "primary_key": keys(configuration)}]');
  assert.equal(
    generated(declared, [table("orders", { id: "int LONG" }, { keys: ["id"] })]),
    nothing,
  );
});

test("names are the connector's own, not the destination's", () => {
  const camel: TableProfile = {
    ...table("order_items", {}, { keys: ["order_id"], sentAs: ["orderItems"] }),
    columns: [
      column("order_id", "int LONG", "orderId"),
      column("zip_code", "str LONG 1", "zipCode"),
    ],
  };
  const answer = generated(connector("[]", 'op.upsert("orderItems", fetch())'), [camel]);
  assert.ok(schemaOf(answer).includes('"table": "orderItems"'), schemaOf(answer));
  assert.ok(schemaOf(answer).includes('"primary_key": ["orderId"]'));
  assert.ok(schemaOf(answer).includes('"zipCode": "STRING"'));
});

test("computed parts stay as they are", () => {
  const computed = connector(
    `[{"table": name, "primary_key": ["id"]} for name in ("orders", "items")]`,
  );
  const observed = [table("orders", { id: "int LONG", x: "null" }, { primaryKey: ["id"] })];
  assert.match(refusal(generated(computed, observed)), /are computed/);
  const variable = connector(
    `[{"table": "orders", "primary_key": ["id"], "columns": TYPES}]`,
  ).replace("\n\n\ndef schema", '\n\nTYPES = {"y": "INT"}\n\n\ndef schema');
  assert.match(refusal(generated(variable, observed)), /are computed/);
});

test("why there is nothing to propose", () => {
  assert.match(refusal(generated(connector("[]"), undefined)), /Run a sync first/);
  const unknown = connector("fetch()");
  assert.match(
    refusal(generated(unknown, [table("orders", { id: "int LONG" })])),
    /Nothing can be added/,
  );
  const unused = `${connector(undefined)}\n\ndef schema(configuration):\n    return []\n`;
  assert.match(
    refusal(generated(unused, [table("orders", { id: "int LONG" })])),
    /that Connector\(\) is not given/,
  );
});
