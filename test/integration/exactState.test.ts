// A connector gets back the state it checkpointed, to the last digit.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cli, makeWorkplace, reportFrom } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const connector = `\
from fivetran_connector_sdk import Connector, Operations as op

STATE = {"id": 9007199254740993, "share": 1.0, "tiny": 1e-7, "text": "9007199254740993", "none": None}


def update(configuration, state):
    op.upsert("seen", {"state": repr(state)})
    op.checkpoint(STATE if configuration["nan"] == "false" else {"nan": float("nan")})


connector = Connector(update=update)
`;

for (const line of ["3", "2"] as const) {
  describe(`a state with numbers that JavaScript would change, SDK ${line}`, () => {
    async function syncTwice(nan: boolean) {
      using place = makeWorkplace();
      const project = place.project("hello", {
        "connector.py": connector,
        "configuration.json": JSON.stringify({ nan: String(nan) }),
      });
      const storage = ["--storage", place.storage, "--json"];
      const sync = ["sync", project, "--python", pythonFor(line), ...storage];
      const first = await cli(sync);
      assert.equal(reportFrom(first).status, "succeeded", first.stderr);
      const { stdout: state } = await cli(["state", project, "get", ...storage]);
      await cli(sync);
      const { stdout } = await cli(["query", project, "SELECT state FROM seen", ...storage]);
      const seen = (JSON.parse(stdout) as { rows: string[][] }).rows.flat();
      return { printed: first.stdout, state, seen };
    }

    it("comes back exactly, and is printed exactly", async () => {
      const { printed, state, seen } = await syncTwice(false);
      assert.deepEqual(seen, [
        "{}",
        "{'id': 9007199254740993, 'share': 1.0, 'tiny': 1e-07, 'text': '9007199254740993', 'none': None}",
      ]);
      assert.match(printed, /"id": 9007199254740993,/);
      assert.match(state, /"id": 9007199254740993,/);
    });

    it("may hold NaN, which is printed as null", async () => {
      const { state, seen } = await syncTwice(true);
      assert.deepEqual(seen, ["{}", "{'nan': nan}"]);
      assert.deepEqual(JSON.parse(state), { nan: null });
    });
  });
}
