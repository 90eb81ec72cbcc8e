// The most that a run's database may hold.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DatabaseBudget } from "../../../src/engine/destination/databaseBudget.ts";
import { UserError } from "../../../src/shared/base/userError.ts";
import { destination, upsert, users } from "../../support/destination.ts";

const mebibyte = 2 ** 20;

function holding(bytes: number, rows = 1000) {
  return { databaseBytes: () => bytes, rows: () => rows };
}

describe("the database's budget", () => {
  it("is reached once the database holds more", () => {
    const limit = 10 * mebibyte;
    assert.equal(new DatabaseBudget(holding(limit), limit).isReached(), false);
    assert.equal(new DatabaseBudget(holding(limit + 1), limit).isReached(), true);
  });

  it("is 1 GiB where nothing is said", () => {
    assert.equal(new DatabaseBudget(holding(2 ** 30)).isReached(), false);
    assert.equal(new DatabaseBudget(holding(2 ** 30 + 1)).isReached(), true);
  });

  it("says what the database holds, in how many rows of which size", () => {
    assert.equal(
      new DatabaseBudget(holding(12 * mebibyte), 10 * mebibyte).sentence(),
      "the run ended at a checkpoint because the database holds 12 MiB in 1,000 rows (12,583 bytes a row), more than its budget of 10 MiB",
    );
  });

  for (const [budget, most] of [
    [1024, 1280],
    [10, 74],
  ] as const) {
    it(`of ${String(budget)} MiB stops a run without checkpoints beyond ${String(most)} MiB`, () => {
      new DatabaseBudget(holding(most * mebibyte), budget * mebibyte).check();
      assert.throws(
        () => {
          new DatabaseBudget(holding((most + 0.1) * mebibyte), budget * mebibyte).check();
        },
        (error) => {
          assert.ok(error instanceof UserError);
          assert.match(error.message, /its budget of .* MiB, and no checkpoint came.*are dropped/);
          return true;
        },
      );
    });
  }

  it("counts what is in the tables", async () => {
    const { projection } = await destination(users, upsert("users", { id: 1 }, { id: 2 }));
    assert.equal(projection.rows(), 2);
    assert.equal(new DatabaseBudget(projection, 4096).isReached(), true);
    assert.equal(new DatabaseBudget(projection, mebibyte).isReached(), false);
  });
});
