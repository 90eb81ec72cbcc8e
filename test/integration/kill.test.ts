// Killed at any moment, whichever process it is, nothing that was checkpointed is lost: it comes back from the sync log.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { Cell } from "../../src/shared/protocol/destination.ts";
import { cli, makeWorkplace, reportFrom, startCli, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

/** Kills in each direction; a random delay puts each at another point of the run. */
const rounds = 8;

interface Stored {
  readonly rows: number;
  readonly highest: number | null;
  readonly done: number;
}

function committed(project: string): number {
  const note = path.join(project, "committed");
  return existsSync(note) ? Number(readFileSync(note, "utf8")) : 0;
}

/** What a new process finds. */
async function stored(place: Workplace, project: string): Promise<Stored> {
  const storage = ["--storage", place.storage, "--json"];
  const state = JSON.parse((await cli(["state", project, "get", ...storage])).stdout) as {
    done?: number;
  };
  const { code, stdout } = await cli([
    "query",
    project,
    "SELECT count(*), max(id) FROM numbers",
    ...storage,
  ]);
  const [rows, highest] =
    code === 0 ? ((JSON.parse(stdout) as { rows: Cell[][] }).rows[0] ?? []) : [];
  return {
    rows: Number(rows ?? 0),
    highest: typeof highest === "number" ? highest : null,
    done: state.done ?? 0,
  };
}

for (const line of ["3", "2"] as const) {
  describe(`a sync that is killed, SDK ${line}`, () => {
    for (const victim of ["the connector's process", "the process with the destination"] as const) {
      it(`keeps its checkpoints, ${victim} killed at ${String(rounds)} moments`, async () => {
        using place = makeWorkplace();
        const project = place.project("counting");
        const python = pythonFor(line);
        const sync = ["sync", project, "--python", python, "--storage", place.storage, "--json"];
        let before: Stored = { rows: 0, highest: null, done: 0 };
        for (let round = 0; round < rounds && before.done < 2500; round++) {
          const running = startCli(sync);
          const pid = Number((await running.seen(/process (\d+)/))[1]);
          const seen = committed(project);
          while (committed(project) === seen && running.child.exitCode === null) await wait(5);
          await wait(Math.random() * 60);
          if (victim === "the connector's process") process.kill(pid, "SIGKILL");
          else running.child.kill("SIGKILL");
          const result = await running.result;
          await wait(50);
          const acknowledged = committed(project);
          const after = await stored(place, project);

          if (victim === "the connector's process") {
            const report = reportFrom(result);
            assert.equal(report.status, "failed");
            assert.match(report.error?.message ?? "", /SIGKILL/);
          }
          assert.ok(
            after.done >= acknowledged,
            `${String(acknowledged)} were committed, ${String(after.done)} are there`,
          );
          assert.ok(after.done > before.done, "nothing was synced before the kill");
          assert.deepEqual(
            { rows: after.rows, highest: after.highest },
            { rows: after.done, highest: after.done - 1 },
          );
          before = after;
        }
        const last = reportFrom(await cli(sync));
        assert.equal(last.status, "succeeded");
        assert.deepEqual(last.state, { done: 3000 });
        assert.equal(last.tables[0]?.rows, 3000);
      });
    }
  });
}
