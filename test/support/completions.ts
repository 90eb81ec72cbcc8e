/** Completion at `$0`, in a project with the tables orders and users and, undeclared, events. */
import assert from "node:assert/strict";
import { completion } from "../../server/features/completion/completion.ts";
import type { CompletionItem } from "../../server/features/feature.ts";
import type { TableProfile } from "../../src/shared/model/previews.ts";
import type { SdkRange } from "../../server/sdk/versions.ts";
import type { Texts } from "./analysis.ts";
import { type MarkedOptions, markedProject } from "./markedProject.ts";

export const imports = `from fivetran_connector_sdk import Connector, Logging as log, Operations as op
`;

const project = `${imports}
def schema(configuration: dict):
    return [
        {"table": "orders", "primary_key": ["id"], "columns": {"total": "DOUBLE"}},
        {"table": "users", "primary_key": ["user_id"]},
    ]

def update(configuration: dict, state: dict):
    op.upsert(table="events", data={"event_id": 1, "kind": "a"})
    cursor = state.get("cursor")
    $HERE
    op.checkpoint(state={"cursor": 1, "page": 2})

connector = Connector(update=update, schema=schema)
`;

/** A line of update() in a project with the tables orders, users and, undeclared, events. */
export function inUpdate(line: string): string {
  return project.replace("$HERE", line);
}

/** Before operations such as truncate. */
export const old: SdkRange = {
  from: { major: 2, minor: 0 },
  to: { major: 2, minor: 8 },
  known: "environment",
};

export function itemsOf(
  marked: Texts | string,
  options?: MarkedOptions,
): readonly CompletionItem[] {
  const { analysis, file, offset } = markedProject(marked, options);
  return completion(analysis, file, offset).items;
}

export function labelsOf(marked: Texts | string, options?: MarkedOptions): readonly string[] {
  return itemsOf(marked, options).map(({ label }) => label);
}

/** The text of the file once the item is taken; snippets as they are. */
export function taken(marked: Texts | string, label: string, options?: MarkedOptions): string {
  const { analysis, file, offset, texts } = markedProject(marked, options);
  const { items } = completion(analysis, file, offset);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `no ${label} in ${items.map((each) => each.label).join(", ")}`);
  const { from, to, text } = item.edit;
  const before = texts[file] ?? "";
  assert.ok(from <= offset && offset <= to, "an editor wants the cursor within what is replaced");
  return before.slice(0, from) + text + before.slice(to);
}

/** The line that the cursor was in, once the item is taken. */
export function takenLine(line: string, label: string, options?: MarkedOptions): string {
  const marked = inUpdate(line);
  const number = marked.slice(0, marked.indexOf("$0")).split("\n").length - 1;
  return (taken(marked, label, options).split("\n")[number] ?? "").trim();
}

const observedColumn = { declaredType: null, nulls: 0, sent: 5 };
export const observed: readonly TableProfile[] = [
  {
    schema: null,
    table: "users",
    declared: true,
    primaryKey: ["user_id"],
    operations: 5,
    candidateKeys: [],
    cuts: [],
    columns: [
      {
        ...observedColumn,
        name: "user_id",
        type: "LONG",
        observed: [{ type: "LONG", count: 5, samples: [] }],
      },
      {
        ...observedColumn,
        name: "created_at",
        type: "UTC_DATETIME",
        observed: [{ type: "UTC_DATETIME", count: 5, samples: [] }],
        sentAs: [{ name: "createdAt", pythonTypes: ["str"] }],
      },
      { ...observedColumn, name: "_fivetran_synced", type: "UTC_DATETIME", observed: [] },
    ],
  },
  {
    schema: null,
    table: "invoices",
    declared: false,
    primaryKey: [],
    operations: 5,
    candidateKeys: [{ columns: ["number"], identifies: true, distinct: 5, nulls: 0 }],
    cuts: [],
    columns: [],
  },
];
