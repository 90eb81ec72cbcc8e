import assert from "node:assert/strict";
import { test } from "node:test";
import { readFacts } from "../../../../server/model/readFacts.ts";
import { newest, projectFiles } from "../../../support/analysis.ts";
import { hasPublicConnectors, realConnectors } from "../../../support/realConnectors.ts";

/** schema() asks the source what there is; only running tells. */
const readingTheSource: ReadonlySet<string> = new Set([
  "corpus/community_connectors__ehi__high_volume_ehi",
  "corpus/community_connectors__ehi__simple_ehi",
  "corpus/community_connectors__redshift__large_data_volume",
  "corpus/community_connectors__redshift__using_unload",
  "corpus/community_connectors__smartsheets",
  "corpus/community_connectors__veeva_vault__basic_auth",
]);

/** Why the others are not decided. */
const undecided: Readonly<Record<string, string>> = {
  "corpus/community_connectors__tidb":
    "columns of its tables are keys of JSON in the configuration, and code that catches all exceptions surrounds them",
};

void test("nearly every schema() is decided without running it", (t) => {
  const facts = realConnectors().map(({ name, texts }) => ({
    name,
    schema: readFacts(projectFiles(texts), newest).schema,
  }));
  const withSchema = facts.filter(({ schema }) => schema.decided !== "none");
  const open = withSchema.filter(
    ({ schema: { decided } }) => decided === "partial" || decided === "unknown",
  );
  for (const { name, schema } of open) {
    t.diagnostic(`${name} is ${schema.decided}: ${schema.reasons.join("; ")}`);
  }
  const share = 1 - open.length / withSchema.length;
  const others = withSchema.filter(({ name }) => !readingTheSource.has(name));
  const openOthers = open.filter(({ name }) => !readingTheSource.has(name));
  const shareOfOthers = 1 - openOthers.length / others.length;
  t.diagnostic(
    `${(100 * share).toFixed(1)} % of ${String(withSchema.length)} are decided, ` +
      `${(100 * shareOfOthers).toFixed(1)} % of those that do not read the source`,
  );
  if (!hasPublicConnectors()) return;
  assert.ok(share >= 0.91);
  assert.ok(shareOfOthers >= 0.95);
  assert.deepEqual(
    openOthers.map(({ name }) => name),
    Object.keys(undecided),
  );
});
