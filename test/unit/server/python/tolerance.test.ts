/** How much of a connector is still read while it is being typed: the share of tables and functions that the damage did not hit. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePython } from "../../../../server/python/parse.ts";
import {
  damagedAnywhere,
  damagedSchemas,
  landmarksOf,
  type Damaged,
} from "../../../support/damagedSources.ts";
import { realConnectors } from "../../../support/realConnectors.ts";

const texts = realConnectors().map((connector) => connector.texts["connector.py"] ?? "");

type Measure = "tables" | "all tables" | "functions" | "update" | "connector";

/** The share of each that is found, in percent. */
function measure(damages: (text: string, index: number) => readonly Damaged[]): {
  shares: Readonly<Record<Measure, number>>;
  count: number;
} {
  const sums: Partial<Record<Measure, { found: number; wanted: number }>> = {};
  let count = 0;
  const add = (name: Measure, found: number, wanted: number): void => {
    const sum = (sums[name] ??= { found: 0, wanted: 0 });
    sum.found += found;
    sum.wanted += wanted;
  };
  texts.forEach((text, index) => {
    const wanted = landmarksOf(parsePython(text));
    for (const damaged of damages(text, index)) {
      count++;
      const found = landmarksOf(parsePython(damaged.text));
      const tables = without(wanted.tables, damaged.table);
      const there = common(tables, found.tables);
      add("tables", there, tables.length);
      add("all tables", there === tables.length ? 1 : 0, 1);
      add("functions", common(wanted.functions, found.functions), wanted.functions.length);
      add("update", wanted.hasUpdate && found.hasUpdate ? 1 : 0, wanted.hasUpdate ? 1 : 0);
      const hasConnector = wanted.hasConnector && found.hasConnector;
      add("connector", hasConnector ? 1 : 0, wanted.hasConnector ? 1 : 0);
    }
  });
  const shares = Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, (100 * sum.found) / sum.wanted]),
  );
  return { shares: shares as Record<Measure, number>, count };
}

function without(names: readonly string[], one: string | undefined): readonly string[] {
  const index = one === undefined ? -1 : names.indexOf(one);
  return names.filter((_, at) => at !== index);
}

function common(wanted: readonly string[], found: readonly string[]): number {
  const left = [...found];
  return wanted.filter((name) => {
    const index = left.indexOf(name);
    return index >= 0 && left.splice(index, 1).length > 0;
  }).length;
}

void describe("of a connector that is being typed is still read", () => {
  void it("all but the table that was hit, when schema() is damaged", (t) => {
    const { shares, count } = measure((text, index) =>
      damagedSchemas(text).filter((_, at) => at % 3 === index % 3),
    );
    t.diagnostic(`${String(count)} files: ${JSON.stringify(shares)}`);
    assert.ok(count > 10);
    assert.ok(
      Object.values(shares).every((share) => share >= 99),
      JSON.stringify(shares),
    );
  });

  void it("nearly all, when a sign or a line anywhere is damaged", (t) => {
    const { shares, count } = measure((text, index) => damagedAnywhere(text, 3, index));
    t.diagnostic(`${String(count)} files: ${JSON.stringify(shares)}`);
    assert.ok(
      Object.values(shares).every((share) => share >= 97.5),
      JSON.stringify(shares),
    );
  });
});
