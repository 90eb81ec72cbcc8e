// A deferred truncate: rows synced before the call become deleted when the run ends well, and only then.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { destination, update, upsert, users } from "../../support/destination.ts";
import { truncateFrame } from "../../support/frames.ts";

const state = "SELECT id, _fivetran_deleted FROM users ORDER BY id";

describe("a deferred truncate", () => {
  const earlier = [users, upsert("users", { id: 1 }, { id: 2 }, { id: 3 })];

  it("marks what came before the call and not again after it, in the order of operations", async () => {
    const { projection, apply, begin, select } = await destination(...earlier);
    projection.finishWell();
    begin();
    apply(users, upsert("users", { id: 4 }), truncateFrame("users", true));
    apply(
      upsert("users", { id: 1 }),
      update("users", { id: 2, name: "x" }),
      upsert("users", { id: 5 }),
    );
    projection.checkpoint({ state: "{}", file: null, line: null }, 1);
    assert.deepEqual(select(state.replace(" ORDER", " WHERE _fivetran_deleted ORDER")), []);
    projection.finishWell();
    assert.deepEqual(select(state), [
      [1, false],
      [2, false],
      [3, true],
      [4, true],
      [5, false],
    ]);
  });

  it("marks nothing when the run fails or is cut off", async () => {
    const failed = await destination(...earlier, truncateFrame("users", true));
    failed.projection.checkpoint({ state: "{}", file: null, line: null }, 1);
    failed.projection.rollback();
    assert.deepEqual(failed.select(state).flat(), [1, false, 2, false, 3, false]);
    const cut = await destination(...earlier, truncateFrame("users", true));
    cut.projection.commit();
    assert.deepEqual(cut.select(state).flat(), [1, false, 2, false, 3, false]);
  });
});
