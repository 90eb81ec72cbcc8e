// Which rows a month costs: a row once, free where only initial syncs and re-syncs touched it.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { ActiveRows } from "../../../src/shared/model/previews.ts";
import { Rows, schemaFrame, truncateFrame } from "../../support/frames.ts";
import { makeHistory, type History } from "../../support/recordedRuns.ts";

let history: History;

beforeEach(() => {
  history = makeHistory();
});
afterEach(() => {
  history[Symbol.dispose]();
});

const rows = new Rows();
const table = schemaFrame([{ table: "t", primaryKey: ["id"], columns: { id: "INT", v: "INT" } }]);
const now = new Date();
/** Of this month; days before it are negative. */
const hour = (hours: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) + hours * 3_600_000);
const upsert = (...ids: number[]) =>
  rows.of(
    "upsert",
    "t",
    ids.map((id) => ({ id, v: 1 })),
  );

async function activeRows(syncs = 10): Promise<ActiveRows | undefined> {
  const destination = await history.open();
  return destination.activeRows(syncs)[0];
}

const counted = async () => {
  const { free, paid, lastSync } = (await activeRows()) ?? {};
  return { free, paid, lastSync };
};

describe("monthly active rows", () => {
  it("are free while there was only an initial sync, and nothing is estimated from it", async () => {
    history.record({ startedAt: hour(1), commits: [[table, ...upsert(1, 2, 3), ...upsert(1)]] });
    assert.deepEqual(await activeRows(), {
      schema: null,
      table: "t",
      free: 3,
      paid: 0,
      lastSync: null,
      estimate: null,
    });
  });

  it("are paid for what later syncs insert, update or delete, once each", async () => {
    const first = history.record({ startedAt: hour(1), commits: [[table, ...upsert(1, 2, 3, 4)]] });
    const second = history.record({
      startedAt: hour(2),
      base: first,
      state: { run: 1 },
      commits: [
        [
          table,
          ...upsert(5),
          ...rows.of("update", "t", [
            { id: 1, v: 2 },
            { id: 99, v: 2 },
          ]),
        ],
      ],
    });
    history.record({
      startedAt: hour(3),
      base: second,
      state: { run: 2 },
      commits: [
        [
          table,
          ...rows.of("update", "t", [{ id: 1, v: 3 }]),
          ...rows.of("delete", "t", [{ id: 2 }]),
        ],
      ],
    });
    assert.deepEqual(await counted(), { free: 2, paid: 3, lastSync: { added: 0, touched: 2 } });
  });

  it("count nothing that was last touched in another month", async () => {
    const first = history.record({ startedAt: hour(-48), commits: [[table, ...upsert(1, 2)]] });
    const second = history.record({
      startedAt: hour(-24),
      base: first,
      state: { run: 1 },
      commits: [[table, ...upsert(1, 3)]],
    });
    assert.deepEqual(await counted(), { free: 0, paid: 0, lastSync: { added: 1, touched: 1 } });
    history.record({
      startedAt: hour(24),
      base: second,
      state: { run: 2 },
      commits: [[table, ...upsert(1)]],
    });
    assert.deepEqual(await counted(), { free: 0, paid: 1, lastSync: { added: 0, touched: 1 } });
  });

  it("stay paid when a re-sync touches them again, and are free when it alone did", async () => {
    const first = history.record({ startedAt: hour(-48), commits: [[table, ...upsert(1, 2, 3)]] });
    const paidBefore = history.record({
      startedAt: hour(-24),
      base: first,
      state: { run: 1 },
      commits: [[table, ...upsert(1)]],
    });
    const paid = history.record({
      startedAt: hour(1),
      base: paidBefore,
      state: { run: 2 },
      commits: [[table, ...upsert(2, 4)]],
    });
    const again = history.record({
      startedAt: hour(2),
      base: paid,
      commits: [[table, ...upsert(1, 2, 3, 4, 5)]],
    });
    assert.deepEqual(await counted(), { free: 3, paid: 2, lastSync: { added: 1, touched: 1 } });
    const twice = history.record({
      startedAt: hour(3),
      base: again,
      commits: [[table, ...upsert(2)]],
    });
    assert.deepEqual(await counted(), { free: 3, paid: 2, lastSync: { added: 1, touched: 1 } });
    history.record({
      startedAt: hour(4),
      base: twice,
      state: { run: 5 },
      commits: [[table, ...upsert(2, 3)]],
    });
    assert.deepEqual(await counted(), { free: 2, paid: 3, lastSync: { added: 0, touched: 2 } });
  });

  it("are free while the first sync goes on after it was cut off", async () => {
    const first = history.record({
      startedAt: hour(1),
      commits: [[table, ...upsert(1)], upsert(2)],
      status: "failed",
    });
    const killed = history.record({
      startedAt: hour(2),
      base: first,
      state: { run: 1 },
      commits: [[table, ...upsert(3)]],
      status: null,
    });
    const last = history.record({
      startedAt: hour(3),
      base: killed,
      state: { run: 2 },
      commits: [[table, ...upsert(1, 4)]],
    });
    assert.deepEqual(await counted(), { free: 4, paid: 0, lastSync: null });
    history.record({ startedAt: hour(4), base: last, state: { run: 3 }, commits: [upsert(1)] });
    assert.deepEqual(await counted(), { free: 3, paid: 1, lastSync: { added: 0, touched: 1 } });
  });

  it("take every changed row of a table without a key for a new one", async () => {
    const first = history.record({
      startedAt: hour(1),
      commits: [rows.of("upsert", "t", [{ a: 1 }, { a: 2 }])],
    });
    history.record({
      startedAt: hour(2),
      base: first,
      state: { run: 1 },
      commits: [rows.of("upsert", "t", [{ a: 1 }, { a: 3 }])],
    });
    assert.deepEqual(await counted(), { free: 1, paid: 2, lastSync: { added: 1, touched: 1 } });
  });

  it("are the same when the column that changed is blocked", async () => {
    const first = history.record({
      startedAt: hour(1),
      commits: [rows.of("upsert", "t", [{ a: 1, b: 1 }])],
    });
    history.record({
      startedAt: hour(2),
      base: first,
      state: { run: 1 },
      commits: [rows.of("upsert", "t", [{ a: 1, b: 2 }])],
    });
    const before = await activeRows();
    (await history.open()).setColumnRules([
      { schema: null, table: "t", column: "b", rule: "block" },
    ]);
    assert.deepEqual(await activeRows(), before);
    assert.equal(before?.paid, 1);
  });

  it("leave out rows that only a truncate marked", async () => {
    const first = history.record({ startedAt: hour(-24), commits: [[table, ...upsert(1, 2)]] });
    history.record({
      startedAt: hour(1),
      base: first,
      state: { run: 1 },
      commits: [[table, truncateFrame("t"), ...upsert(2)]],
    });
    assert.deepEqual(await counted(), { free: 0, paid: 1, lastSync: { added: 0, touched: 1 } });
  });

  it("are estimated between the same rows and other rows each time", async () => {
    const first = history.record({ startedAt: hour(1), commits: [[table, ...upsert(1, 2, 3, 4)]] });
    history.record({
      startedAt: hour(2),
      base: first,
      state: { run: 1 },
      commits: [[table, ...upsert(1, 2, 5)]],
    });
    const estimate = async (syncs: number) => (await activeRows(syncs))?.estimate;
    // Added 1, touched 2, of 5 rows there are now.
    assert.deepEqual(await estimate(0), { low: 0, high: 0 });
    assert.deepEqual(await estimate(1), { low: 3, high: 3 });
    assert.deepEqual(await estimate(2), { low: 4, high: 6 });
    assert.deepEqual(await estimate(100), { low: 102, high: 105 });
  });
});
