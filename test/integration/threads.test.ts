// Several threads of a connector emitting at once.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import type { Cell } from "../../src/shared/protocol/destination.ts";
import { cli, makeWorkplace, reportFrom } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const threads = [0, 1, 2, 3];
const last = 499;

for (const line of ["3", "2"] as const) {
  describe(`threads that emit at once, SDK ${line}`, () => {
    async function start(fail: boolean) {
      const place = makeWorkplace();
      const project = place.project("threads", {
        "configuration.json": JSON.stringify({ fail: String(fail) }),
      });
      const storage = ["--storage", place.storage, "--json"];
      const report = reportFrom(
        await cli(["sync", project, "--python", pythonFor(line), ...storage]),
      );
      const select = async (sql: string) => {
        const { stdout } = await cli(["query", project, sql, ...storage]);
        return (JSON.parse(stdout) as { rows: Cell[][] }).rows;
      };
      return { project, report, select, [Symbol.dispose]: place[Symbol.dispose] };
    }

    it("keep each thread's order", async () => {
      using sync = await start(false);
      const { report, select } = sync;
      assert.equal(report.status, "succeeded", report.error?.message);
      assert.deepEqual(
        await select("SELECT thread, number FROM newest ORDER BY thread"),
        threads.map((thread) => [thread, last]),
      );
      // Row numbers are given in the order of arrival.
      const disorder =
        "SELECT count(*) FROM numbers a JOIN numbers b ON a.thread = b.thread AND a.number < b.number AND a.rowid > b.rowid";
      assert.deepEqual(await select(disorder), [[0]]);
    });

    it("have what each emitted before its checkpoint committed with it", async () => {
      using sync = await start(true);
      const { project, report, select } = sync;
      assert.equal(report.status, "failed");
      const committed = JSON.parse(
        readFileSync(path.join(project, "committed.json"), "utf8"),
      ) as Record<string, number>;
      const rows = await select(
        "SELECT thread, count(*), max(number) FROM numbers GROUP BY thread ORDER BY thread",
      );
      assert.equal(rows.length, threads.length);
      for (const [thread, count, highest] of rows) {
        assert.ok(
          Number(highest) >= (committed[String(thread)] ?? Infinity),
          `thread ${String(thread)} lost rows`,
        );
        assert.equal(count, Number(highest) + 1);
      }
    });
  });
}
