// Connectors that do what nobody expects: the run ends with a place, and the project goes on.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import { cli, makeWorkplace, reportFrom } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

function connector(key: string, update: readonly string[]): string {
  return [
    "from fivetran_connector_sdk import Connector, Operations as op",
    `def schema(configuration): return [{"table": "t", "primary_key": ${key}}]`,
    "def update(configuration, state):",
    ...update.map((line) => `    ${line}`),
    "connector = Connector(update=update, schema=schema)",
    "",
  ].join("\n");
}

for (const line of ["3", "2"] as const) {
  describe(`a connector in trouble, SDK ${line}`, () => {
    async function runs(...sources: readonly string[]) {
      const place = makeWorkplace();
      const options = ["--python", pythonFor(line), "--storage", place.storage, "--json"];
      const reports: SyncReport[] = [];
      let project = "";
      for (const source of sources) {
        project = place.project("hello", { "connector.py": source });
        reports.push(reportFrom(await cli(["sync", project, ...options])));
      }
      return { project, options, reports, [Symbol.dispose]: place[Symbol.dispose] };
    }

    it("whose key changed fails before the first row, and can be started fresh", async () => {
      const one = connector('["id"]', ['op.upsert("t", {"id": 1, "b": 2})', "op.checkpoint({})"]);
      const two = connector('["id", "b"]', [
        'op.upsert("t", {"id": 1, "b": 2})',
        "op.checkpoint({})",
      ]);
      using ran = await runs(one, two);
      const { project, options, reports } = ran;
      assert.deepEqual(
        reports.map(({ status, tables }) => [status, tables[0]?.rows]),
        [
          ["succeeded", 1],
          ["failed", 1],
        ],
      );
      assert.match(
        reports[1]?.error?.message ?? "",
        /primary key of table t was \(id\) and schema\(\) now declares \(id, b\)/,
      );
      const storage = options.slice(2);
      const rows = await cli(["query", project, "SELECT id FROM t", ...storage]);
      assert.deepEqual((JSON.parse(rows.stdout) as { rows: unknown }).rows, [[1]]);
      assert.equal(
        reportFrom(await cli(["sync", project, "--fresh", ...options])).status,
        "succeeded",
      );
    });

    for (const [operation, call, message] of [
      [
        "upsert",
        'op.upsert("t", {"b": 1})',
        /upsert of row 3 of table t has no value for the key column "id"/,
      ],
      ["update", 'op.update("t", {"b": 1})', /update of row 3 of table t/],
      ["delete", 'op.delete("t", {"b": 1})', /delete of row 3 of table t/],
    ] as const) {
      it(`is told the line of the ${operation} that has no key, not of another row`, async () => {
        const source = connector('["id"]', [
          'op.upsert("t", {"id": 1, "b": 2})',
          'op.upsert("t", {"id": 2, "b": 2})',
          call,
        ]);
        using ran = await runs(source);
        const { project, reports } = ran;
        const error = reports[0]?.error;
        assert.match(error?.message ?? "", message);
        assert.deepEqual(
          [error?.file, error?.line, error?.row],
          [path.join(project, "connector.py"), 6, 3],
        );
      });
    }

    it("that changes the json module is none of ours", async () => {
      const source = connector('["id"]', [
        "import json",
        "json.dumps = lambda *args, **more: 'changed'",
        "json.loads = None",
        'op.upsert("t", {"id": 1, "b": 2})',
      ]);
      using ran = await runs(source);
      const { reports } = ran;
      assert.equal(reports[0]?.error, null);
      assert.equal(reports[0].tables[0]?.rows, 1);
    });
  });
}

it("a fresh run that fails before its first checkpoint leaves the tables and the state as they were", async () => {
  using place = makeWorkplace();
  const options = ["--python", pythonFor("3"), "--storage", place.storage, "--json"];
  const good = connector('["id"]', ['op.upsert("t", {"id": 1})', 'op.checkpoint({"page": 1})']);
  const project = place.project("hello", { "connector.py": good });
  await cli(["sync", project, ...options]);
  place.project("hello", {
    "connector.py": connector('["id"]', ['op.upsert("t", {"id": 2})', "raise ValueError"]),
  });
  const failed = reportFrom(await cli(["sync", project, "--fresh", ...options]));
  assert.equal(failed.status, "failed");
  assert.deepEqual([failed.tables[0]?.rows, failed.state], [1, { page: 1 }]);
  place.project("hello", { "connector.py": good });
  const next = reportFrom(await cli(["sync", project, ...options]));
  assert.deepEqual([next.status, next.run, next.tables[0]?.rows], ["succeeded", 3, 1]);
});
