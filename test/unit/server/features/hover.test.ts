import assert from "node:assert/strict";
import test from "node:test";
import { hover } from "../../../../server/features/hover/hover.ts";
import type { TableProfile } from "../../../../src/shared/model/previews.ts";
import type { Texts } from "../../../support/analysis.ts";
import { type MarkedOptions, markedProject } from "../../../support/markedProject.ts";

const source = `from fivetran_connector_sdk import Connector, Logging as log, Operations as op

def schema(configuration: dict):
    return [
        {"table": "orderItems", "primary_key": ["id"], "columns": {
            "total": {"type": "DECIMAL", "precision": 10, "scale": 2}, "placedAt": "utc_datetime"}},
    ]

def update(configuration: dict, state: dict):
    key = configuration["api_key"]
    url = configuration.get("base_url", "https://example.com")
    op.upsert(table="orderItems", data={"id": 1, "note": "a"})
    op.upsert("other", {"x": 1})
    log.fine("x")

connector = Connector(update=update, schema=schema)
`;

const observed: readonly TableProfile[] = [
  {
    schema: null,
    table: "order_items",
    declared: true,
    primaryKey: ["id"],
    operations: 1200,
    candidateKeys: [],
    cuts: [],
    columns: [
      {
        name: "id",
        declaredType: null,
        type: "STRING",
        observed: [
          { type: "LONG", count: 1000, samples: ["1"] },
          { type: "STRING", count: 200, samples: ["a|b"] },
        ],
        nulls: 0,
        sent: 1200,
      },
    ],
  },
];

/** Puts the cursor before the given part of the source. */
function at(part: string, options?: MarkedOptions): string {
  return shown(source.replace(part, `$0${part}`), options);
}

function shown(marked: Texts | string, options?: MarkedOptions): string {
  const { analysis, file, offset } = markedProject(marked, options);
  return hover(analysis, file, offset)?.markdown ?? "";
}

test("names of the SDK: signature, text, since when, link", () => {
  const text = at("upsert(table");
  assert.match(
    text,
    /Operations\.upsert\(table: str, data: dict, \*, schema: str = None, file: FileUpload = None\)/,
  );
  assert.match(text, /replaces the row that has the same primary key/);
  assert.match(text, /\[Documentation\]\(https:\/\/fivetran\.com\/docs/);
  assert.match(at('op.upsert("other"'), /class Operations/);
  assert.match(at("Connector(update"), /Connector\(update: function/);
  assert.match(at("Logging as log"), /class Logging/);
  assert.match(at('fine("x")'), /Deprecated since SDK 2\.9: use debug\./);
});

test("what the project's SDK lacks is left out of signatures", () => {
  const sdk = {
    from: { major: 2, minor: 0 },
    to: { major: 2, minor: 8 },
    known: "setting",
  } as const;
  assert.match(at("upsert(table", { sdk }), /upsert\(table: str, data: dict\)/);
  assert.doesNotMatch(at('fine("x")', { sdk }), /Deprecated/);
});

test("arguments of the SDK's calls", () => {
  assert.match(at('data={"id"'), /data: dict[^]*The row: column to value/);
  assert.match(at("update=update"), /update: function/);
});

test("a table: declared, observed, and its destination names", () => {
  const text = at('orderItems", data', { observed });
  assert.match(text, /table of schema\(\), primary key id, 2 typed columns/);
  assert.match(text, /\| `id` \(key\) \| inferred \| LONG 1000×, STRING 200×; stored as STRING \|/);
  assert.match(text, /\| `total` \| `DECIMAL\(10,2\)` \| not sent \|/);
  assert.match(text, /\| `placedAt` \| `UTC_DATETIME` \|/);
  assert.match(text, /\| `note` \| – \|/);
  assert.match(text, /1,200 upserts and updates/);
  assert.match(text, /`order_items` under Fivetran naming, `orderItems` under source naming/);
  assert.doesNotMatch(at('orderItems", data'), /Last sync/);
  assert.match(at('other", {'), /schema\(\) does not declare/);
  assert.match(at('orderItems", "primary_key'), /primary key id/);
});

test("a column: type, key, and its destination names", () => {
  assert.match(at('id": 1', { observed }), /column of `orderItems`, part of the primary key/);
  assert.match(at('note": "a"'), /not declared, inferred/);
  assert.match(at('placedAt": '), /`placed_at` under Fivetran naming/);
  assert.match(at('placedAt": '), /Type: `UTC_DATETIME`/);
});

test("column types: what they take and refuse", () => {
  assert.match(at('utc_datetime"'), /\*\*UTC_DATETIME\*\*[^]*Refuses: Text without a zone/);
  assert.match(at('DECIMAL"'), /Refuses: float, bool and Decimal/);
  const sdk = {
    from: { major: 2, minor: 0 },
    to: { major: 2, minor: 8 },
    known: "setting",
  } as const;
  assert.match(at('DECIMAL"', { sdk }), /SDK 2 takes text only/);
});

test("keys of entries and of a DECIMAL", () => {
  assert.match(at('primary_key"'), /columns that identify a row/);
  assert.match(at('columns": {'), /types of columns/);
  assert.match(at('precision"'), /How many digits/);
});

test("configuration keys: where they are read and what they hold, secrets masked", () => {
  const texts = (marked: string): Texts => ({
    "connector.py": marked,
    "configuration.json": '{"api_key": "hush-hush", "base_url": "fivetran_encrypted:abc"}',
  });
  const key = shown(texts(source.replace('api_key"', '$0api_key"')));
  assert.match(key, /In configuration\.json: `••••`/);
  assert.match(key, /Read in connector\.py, line 10/);
  assert.doesNotMatch(key, /hush/);
  const url = shown(texts(source.replace('base_url"', '$0base_url"')));
  assert.match(url, /`••••`/);
  assert.match(url, /Default: `https:\/\/example\.com`/);
  const coded = 'configuration.get("$0db_password", "hush-hush")';
  const password = shown(`def update(configuration, state):\n    ${coded}\n${source}`);
  assert.match(password, /Default: `••••`/);
  assert.doesNotMatch(password, /hush/);
  assert.match(at('api_key"'), /Not in configuration\.json/);
  const json = { "connector.py": source, "configuration.json": '{"$0base_url": "x", "more": "1"}' };
  assert.match(shown(json), /In configuration\.json: `x`/);
  assert.match(
    shown({ ...json, "configuration.json": '{"base_url": "x", "$0more": "1"}' }),
    /The code does not read it/,
  );
});

test("schema() and update()", () => {
  assert.match(at("schema(configuration"), /1 table, read from the code/);
  assert.match(
    shown(source.replace("schema=schema", "schema=$0schema")),
    /1 table, read from the code/,
  );
  assert.match(at("update(configuration"), /what the last checkpoint saved/);
});

test("options.toml", () => {
  assert.match(
    shown({ "connector.py": source, "options.toml": '["default"]\n$0naming = "SOURCE"\n' }),
    /Values: `FIVETRAN`, `SOURCE`/,
  );
});

test("nothing to say", () => {
  for (const part of ["return", "1, ", "= configuration", '"https', "key = ", "def update"])
    assert.equal(at(part), "", part);
  assert.equal(shown("# $0op.upsert"), "");
});

test("names that hold anything are still one line of code", () => {
  const text = shown(`from fivetran_connector_sdk import Operations as op
def update(configuration, state):
    op.upsert(table="$0a|b", data={"c\`d": 1})
`);
  assert.match(text, /`a\\\|b`/);
  assert.match(text, /`` c`d ``/);
});
