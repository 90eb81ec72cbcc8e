/** Connectors that declare tables, and what the rules about schema() say of them. */
import assert from "node:assert/strict";
import { schemaRule } from "../../server/rules/schema/schemaRule.ts";
import type { SdkRange } from "../../server/sdk/versions.ts";
import { expectFix, expectProblems } from "./analysis.ts";

export const onlySchema = [schemaRule];

/** A connector with that body of schema(), and more before it. */
export function declaring(body: string, before = ""): string {
  return `from fivetran_connector_sdk import Connector, Operations as op
${before}
def schema(configuration: dict):
${body.replaceAll(/^(?=.)/gm, "    ")}

def update(configuration: dict, state: dict):
    op.checkpoint(state)

connector = Connector(update=update, schema=schema)
`;
}

export function returning(list: string): string {
  return declaring(`return ${list}`);
}

/** One table with these items. */
export function oneTable(items: string): string {
  return returning(`[{"table": "users", ${items}\n}]`);
}

export function oneTableOf(columns: string): string {
  return oneTable(`"primary_key": ["id"], "columns": {${columns}\n}`);
}

/** Holds that the lines are spoken of as their comments tell. */
export function says(text: string, sdk?: SdkRange): void {
  expectProblems(text, { only: onlySchema, ...(sdk ? { sdk } : {}) });
}

/** Holds that the code's first fix replaces a part of the text, and that the problem is gone then. */
export function fixes(code: string, before: string, part: string, becomes: string): void {
  const after = expectFix(before, code, { only: onlySchema })["connector.py"];
  assert.equal(
    after,
    before.replace(part, () => becomes),
  );
}
