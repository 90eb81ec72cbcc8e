import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Linter } from "eslint";
import { zoneRules } from "../../../scripts/lint/zones.mjs";

describe("the zones", () => {
  const forbidden = [
    ["src/shared/model/table.ts", "node:fs"],
    ["src/shared/model/table.ts", "../../engine/index.ts"],
    ["src/engine/sync/runSync.ts", "vscode"],
    ["src/engine/sync/runSync.ts", "sql.js"],
    ["src/engine/sync/runSync.ts", "../../host/platform/log.ts"],
    ["src/engine/sync/runSync.ts", "../../../server/service/index.ts"],
    ["src/cli/sync.ts", "vscode"],
    ["src/cli/check.ts", "../../server/main.ts"],
    ["src/host/debug/session.ts", "../../cli/sync.ts"],
    ["src/extension.ts", "./cli/main.ts"],
    ["src/host/diagnostics/fixes.ts", "../../../server/service/index.ts"],
    ["server/edits/schemaEdits.ts", "node:fs"],
    ["server/python/parse.ts", "../../src/engine/index.ts"],
    ["src/engine/sync/runSync.ts", "../../../server/python/parse.ts"],
    ["server/main.ts", "../src/engine/index.ts"],
    ["server/service/index.ts", "vscode"],
    ["media/tables/main.ts", "node:path"],
    ["media/tables/main.ts", "../../src/engine/index.ts"],
  ] as const;

  for (const [file, imported] of forbidden) {
    it(`keep ${file} from importing ${imported}`, () => {
      assert.equal(problems(file, imported).length, 1);
    });
  }

  const allowed = [
    ["src/shared/model/table.ts", "../base/assertNever.ts"],
    ["src/engine/destination/store/sqlite.ts", "sql.js"],
    ["src/engine/destination/worker.ts", "node:worker_threads"],
    ["src/engine/destination/client.ts", "./server.ts"],
    ["src/host/tables/panel.ts", "vscode"],
    ["src/host/tables/panel.ts", "../../engine/index.ts"],
    ["src/host/diagnostics/fixes.ts", "../../../server/edits/schemaEdits.ts"],
    ["server/python/parse.ts", "@lezer/python"],
    ["src/extension.ts", "./host/commands/register.ts"],
    ["src/cli/check.ts", "../../server/service/index.ts"],
    ["media/tables/main.ts", "../../src/shared/rpc/rpc.ts"],
    ["media/tables/main.ts", "./tables.css"],
  ] as const;

  for (const [file, imported] of allowed) {
    it(`let ${file} import ${imported}`, () => {
      assert.deepEqual(problems(file, imported), []);
    });
  }
});

function problems(file: string, imported: string): readonly string[] {
  const found = new Linter().verify(`import "${imported}";`, zoneRules(), { filename: file });
  return found.map(({ message }) => message);
}
