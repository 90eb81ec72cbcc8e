import assert from "node:assert/strict";
import test from "node:test";
import { inlayHints } from "../../../../server/features/inlayHints/inlayHints.ts";
import type { ColumnProfile, TableProfile } from "../../../../src/shared/model/previews.ts";
import { analysisOf } from "../../../support/markedProject.ts";

function column(name: string, type: string): ColumnProfile {
  return {
    name,
    type,
    declaredType: null,
    nulls: 0,
    sent: 1,
    observed: [{ type, count: 1, samples: [] }],
  };
}

const observed: readonly TableProfile[] = [
  {
    schema: null,
    table: "orders",
    declared: true,
    primaryKey: ["id"],
    operations: 1,
    candidateKeys: [],
    cuts: [],
    columns: [column("id", "LONG"), column("total", "DOUBLE"), column("placed_at", "STRING")],
  },
];

/** The source with hints in `⟨⟩`. */
function hinted(source: string, showsObservedTypes = true): string {
  const analysis = analysisOf(source, { observed });
  const range = { from: 0, to: source.length };
  let text = source;
  const hints = inlayHints(analysis, "connector.py", range, { showsObservedTypes });
  for (const { offset, label } of [...hints].reverse())
    text = `${text.slice(0, offset)}⟨${label}⟩${text.slice(offset)}`;
  return text;
}

const source = `from fivetran_connector_sdk import Operations as op
TABLE = "orders"
def schema(configuration):
    return [{"table": "orders", "primary_key": ["id"], "columns": {"total": "FLOAT"}}]
def update(configuration, state):
    op.upsert(table=TABLE, data={"id": 1, "total": 2, "placedAt": x, "more": 1})
    op.upsert(table="orders", data={"id": 2})
`;

test("types of undeclared columns, and tables behind expressions", () => {
  const text = hinted(source);
  assert.match(text, /"primary_key": \["id"⟨LONG⟩\], "columns": \{"total": "FLOAT"\}/);
  assert.match(
    text,
    /table=TABLE⟨"orders"⟩, data=\{"id"⟨LONG⟩: 1, "total": 2, "placedAt"⟨STRING⟩: x, "more": 1\}/,
  );
  assert.match(text, /table="orders", data=\{"id"⟨LONG⟩: 2\}/);
});

test("nothing while the setting is off, or outside of the range", () => {
  assert.equal(hinted(source, false), source);
  const analysis = analysisOf(source, { observed });
  const from = source.lastIndexOf("op.upsert");
  const hints = inlayHints(
    analysis,
    "connector.py",
    { from, to: source.length },
    { showsObservedTypes: true },
  );
  assert.deepEqual(
    hints.map(({ label }) => label),
    ["LONG"],
  );
});
