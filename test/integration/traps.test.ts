// Mistakes that the SDK lets pass, or explains badly: each is shown with its table, column, row and line.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Finding } from "../../src/shared/model/findings.ts";
import type { SyncError, SyncReport } from "../../src/shared/model/sync.ts";
import { cli, makeWorkplace, reportFrom, type CliOptions, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

/** The line that a report must name ends with this. */
const marker = "  # here";

interface Trap {
  /** The body of schema(); without it there is none. */
  readonly schema?: string;
  /** The body of update(). */
  readonly update?: string;
  /** The text of configuration.json; null for no file. */
  readonly configuration?: string | null;
}

const users = `return [{"table": "users", "primary_key": ["id"], "columns": {"id": "INT"}}]`;
const oneRow = `op.upsert("users", {"id": 1, "name": "Ada"})\nop.checkpoint({"page": 1})`;

function connector({ schema = users, update = oneRow }: Trap): string {
  const body = (text: string) => text.replaceAll(/^(?=.)/gm, "    ");
  return `from datetime import datetime
from fivetran_connector_sdk import Connector, Operations as op

def schema(configuration):
${body(schema)}

def update(configuration, state):
${body(update)}

connector = Connector(update=update, schema=schema)
`;
}

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

for (const sdk of ["3", "2"] as const) {
  describe(`traps, SDK ${sdk}`, () => {
    /** Runs it; also gives the line with the marker. */
    async function run(
      trap: Trap,
      options: CliOptions = {},
    ): Promise<{ report: SyncReport; line: number }> {
      const text = connector(trap);
      const { configuration = "{}" } = trap;
      const project = place.project("hello", {
        "connector.py": text,
        "configuration.json": configuration ?? "",
      });
      if (configuration === null) rmSync(path.join(project, "configuration.json"));
      const storage = path.join(place.folder, "storage");
      const args = ["--python", pythonFor(sdk), "--storage", storage, "--json", "--fresh"];
      const report = reportFrom(await cli(["sync", project, ...args], options));
      const shown = configuration?.includes(marker) === true ? configuration : text;
      return { report, line: shown.split("\n").findIndex((line) => line.endsWith(marker)) + 1 };
    }

    /** The trap ends well but for this finding. */
    async function finding(
      trap: Trap,
      expected: Partial<Finding> & Pick<Finding, "code" | "severity">,
      message: RegExp,
    ): Promise<SyncReport> {
      const { report, line } = await run(trap);
      checkFinding(report, line, expected, message);
      assert.deepEqual([report.status, report.error], ["succeeded", null]);
      return report;
    }

    function checkFinding(
      report: SyncReport,
      line: number,
      expected: Partial<Finding> & Pick<Finding, "code" | "severity">,
      message: RegExp,
    ): void {
      const found = report.findings.find(({ code }) => code === expected.code);
      assert.ok(found, `no ${expected.code} among ${JSON.stringify(report.findings)}`);
      for (const [field, value] of Object.entries(expected))
        assert.equal(found[field as keyof Finding], value, `${field}: ${found.message}`);
      assert.match(found.message, message);
      if (line > 0) assert.deepEqual([baseName(found), found.line], ["connector.py", line]);
    }

    /** The trap fails with this error. */
    async function failure(
      trap: Trap,
      expected: Partial<SyncError>,
      message: RegExp,
      file = "connector.py",
    ): Promise<void> {
      const { report, line } = await run(trap);
      assert.equal(report.status, "failed");
      assert.ok(report.error);
      assert.match(report.error.message, message);
      for (const [field, value] of Object.entries(expected))
        assert.equal(report.error[field as keyof SyncError], value, report.error.message);
      if (line > 0) assert.deepEqual([baseName(report.error), report.error.line], [file, line]);
    }

    it("T1: primary_key is text", async () => {
      const trap = { schema: `return [\n    {"table": "users", "primary_key": "id"},${marker}\n]` };
      const { report, line } = await run(trap);
      const expected = { code: "key-as-text", severity: "error", table: "users" } as const;
      checkFinding(report, line, expected, /every character.*: i, d\. Write \["id"\]/);
      assert.equal(report.status, "failed");
      assert.match(report.error?.message ?? "", /\busers\b/);
      assert.deepEqual([report.error?.table, report.error?.row], ["users", 1]);
    });

    it("T2: a misspelt primary_key makes two rows of one", async () => {
      const report = await finding(
        {
          schema: `return [\n    {"table": "users", "primary_keys": ["id"]},${marker}\n]`,
          update: `op.upsert("users", {"id": 1, "name": "a"})\nop.upsert("users", {"id": 1, "name": "b"})\nop.checkpoint({})`,
        },
        { code: "schema-key-ignored", severity: "error", table: "users" },
        /"primary_keys", which the SDK ignores\. Did you mean "primary_key"\?/,
      );
      assert.equal(report.tables[0]?.rows, 2);
    });

    it("T3: a table that is not declared", async () => {
      await finding(
        {
          update: `op.upsert("users", {"id": 1})\nop.upsert("user", {"id": 1})${marker}\nop.checkpoint({})`,
        },
        { code: "undeclared-table", severity: "warning", table: "user", row: 1 },
        /not declared.*Did you mean "users"\?/,
      );
    });

    it("T4: a table's name in another spelling", async () => {
      await finding(
        {
          schema: `return [{"table": "My Table", "primary_key": ["id"]}]`,
          update: `op.upsert("my table", {"id": 1})${marker}\nop.checkpoint({})`,
        },
        { code: "merged-names", severity: "warning", table: "my_table", row: 1 },
        /"My Table".*"my table"/,
      );
    });

    it("T5: a column that changes its type", async () => {
      await finding(
        {
          update: `op.upsert("users", {"id": 1, "v": 1})\nop.upsert("users", {"id": 2, "v": "abc"})${marker}\nop.checkpoint({})`,
        },
        { code: "widened-column", severity: "warning", table: "users", column: "v", row: 2 },
        /LONG → STRING at row 2, connector\.py:\d+.*abc/,
      );
    });

    it("T6: a column that is never filled", async () => {
      await finding(
        {
          update: `op.upsert("users", {"id": 1, "v": None})${marker}\nop.upsert("users", {"id": 2, "v": None})\nop.checkpoint({})`,
        },
        { code: "null-column", severity: "warning", table: "users", column: "v", row: 1, count: 2 },
        /only ever NULL, so it was not created/,
      );
    });

    it("T7: two keys of a row that become one column", async () => {
      await finding(
        {
          schema: `return [{"table": "users", "primary_key": ["id"]}]`,
          update: `op.upsert("users", {"ID": 1, "id": 2})${marker}\nop.checkpoint({})`,
        },
        { code: "merged-names", severity: "warning", table: "users", column: "id", row: 1 },
        /"id" and "ID" all become column id/,
      );
    });

    it("T8: a type that there is not", async () => {
      await failure(
        {
          schema: `return [{\n    "table": "users",\n    "primary_key": ["id"],\n    "columns": {\n        "id": "INTEGER",${marker}\n    },\n}]`,
        },
        { table: "users", column: "id", value: "'INTEGER'" },
        /users.*id.*INTEGER.*INT/s,
      );
    });

    it("T9: DECIMAL without its digits", async () => {
      await failure(
        {
          schema: `return [{\n    "table": "users",\n    "primary_key": ["id"],\n    "columns": {\n        "v": "DECIMAL",${marker}\n    },\n}]`,
        },
        { table: "users", column: "v", value: "'DECIMAL'" },
        /users.*\bv\b.*"type": "DECIMAL", "precision": \d+, "scale": \d+/s,
      );
    });

    it("T10: a number too large for its column", async () => {
      await failure(
        {
          update: `op.upsert("users", {"id": 1})\nop.upsert("users", {"id": 3000000000})${marker}`,
        },
        { table: "users", column: "id", value: "3000000000", row: 2 },
        /row 2 of table users, column id .*3000000000.*LONG/s,
      );
    });

    it("T11: a date in place of a time", async () => {
      await failure(
        {
          schema: `return [{"table": "users", "primary_key": ["id"], "columns": {"at": "UTC_DATETIME"}}]`,
          update: `op.upsert("users", {"id": 1, "at": "2025-01-01"})${marker}`,
        },
        { table: "users", column: "at", row: 1 },
        /row 1 of table users, column at .*2025-01-01.*2025-01-01T00:00:00Z/s,
      );
    });

    it("T12: a state that JSON cannot hold", async () => {
      await failure(
        { update: `op.checkpoint({"d": datetime(2025, 1, 1)})${marker}` },
        {},
        /\$\.d .*datetime.*\.isoformat\(\)/s,
      );
    });

    it("T13: configuration.json with something other than text", async () => {
      for (const [value, kind] of [
        ["7", "number"],
        ['{"a": 1}', "object"],
      ] as const) {
        const { report } = await run({ configuration: `{\n  "key": "x",\n  "size": ${value}\n}` });
        assert.equal(report.status, "failed");
        assert.match(report.error?.message ?? "", /configuration\.json.*"size".*must be text/s);
        assert.ok(report.error?.message.includes(kind));
        assert.equal(path.basename(report.error?.file ?? ""), "configuration.json");
        assert.equal(report.error?.line, 3);
      }
    });

    it("T14: no configuration.json", async () => {
      await failure({ configuration: null }, {}, /configuration\.json is missing.*\{\}/s);
    });

    it("T15: no checkpoint", async () => {
      await finding(
        { update: `for id in range(3):\n    op.upsert("users", {"id": id})` },
        { code: "no-checkpoint", severity: "warning", count: 3 },
        /no checkpoint/,
      );
    });

    describe("T16: no network", () => {
      let server: Server;
      let port = 0;
      let connections = 0;
      before(async () => {
        // A proxy that never answers: who asks it waits.
        server = createServer(() => {
          connections++;
        });
        await new Promise<void>((resolve) => {
          server.listen(0, "127.0.0.1", resolve);
        });
        const address = server.address();
        assert.ok(typeof address === "object" && address);
        port = address.port;
      });
      after(() => {
        server.close();
      });

      it("nothing is asked of it, and no time is lost", async () => {
        const proxy = `http://127.0.0.1:${String(port)}`;
        const names = ["http_proxy", "https_proxy", "all_proxy"];
        const env: NodeJS.ProcessEnv = Object.fromEntries<string>([
          ...names.flatMap((name): [string, string][] => [
            [name, proxy],
            [name.toUpperCase(), proxy],
          ]),
          ["no_proxy", ""],
          ["NO_PROXY", ""],
          // The SDK remembers below the home folder when it last looked for a newer version.
          ["HOME", place.folder],
          ["USERPROFILE", place.folder],
        ]);
        const { report } = await run({}, { env });
        assert.equal(report.status, "succeeded");
        assert.equal(connections, 0);
        const { report: free } = await run({});
        assert.ok(
          report.seconds < free.seconds + 2,
          `${String(report.seconds)} s without a network, ${String(free.seconds)} s with it`,
        );
      });
    });

    it("T17: more memory than production gives", async () => {
      const update = `
block = bytearray(750 * 1000 * 1000)
for at in range(0, len(block), 4096):
    block[at] = 1
del block
${oneRow}`;
      const report = await finding(
        { update },
        { code: "high-memory", severity: "warning" },
        /used \d+ MB of memory at its peak; production gives it 1 GB/,
      );
      const peak = report.memory.connectorPeakBytes ?? 0;
      assert.ok(peak > 750e6 && peak < 1200e6, `a peak of ${String(peak)} bytes`);
      const { report: small } = await run({});
      assert.deepEqual(small.findings, []);
      assert.ok((small.memory.connectorPeakBytes ?? 0) < 300e6);
    });

    it("none of them where there is no mistake", async () => {
      const { report } = await run({});
      assert.deepEqual([report.status, report.error, report.findings], ["succeeded", null, []]);
    });
  });
}

function baseName({ file }: { readonly file: string | null }): string {
  return path.basename(file ?? "");
}
