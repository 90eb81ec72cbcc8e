// Column rules, re-syncs, active rows and profiles through the command line, with the real SDKs.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { ActiveRows, ColumnRule, TableProfile } from "../../src/shared/model/previews.ts";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import type { QueryResult } from "../../src/shared/protocol/destination.ts";
import { cli, makeWorkplace, reportFrom, type CliResult, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

/** First sync: three people. Later ones: one is changed, one is new. A re-sync no longer finds the first. */
const connector = `
from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration: dict):
    return [{"table": "people", "primary_key": ["id"], "columns": {"id": "INT", "email": "STRING"}}]


def update(configuration: dict, state: dict):
    syncs = state.get("syncs", 0)
    first = 2 if configuration.get("later") == "true" else 1
    if syncs == 0:
        for number in range(first, 4):
            op.upsert("people", {"id": number, "email": f"{number}@x.org", "age": 30 + number, "note": None})
            op.upsert("visits", {"person": number, "email": f"{number}@x.org", "token": f"t{number}"})
        if configuration.get("fails") == "true":
            raise RuntimeError("the source is gone")
    else:
        op.update("people", {"id": 2, "age": 50})
        op.upsert("people", {"id": 3 + syncs, "email": "new@x.org", "age": "unknown"})
    op.checkpoint({"syncs": syncs + 1})


connector = Connector(update=update, schema=schema)
`;

function command(name: string, project: string, ...args: string[]): Promise<CliResult> {
  return cli([name, project, ...args, "--storage", place.storage]);
}

async function documentOf<T>(name: string, project: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await command(name, project, ...args, "--json");
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as T;
}

for (const line of ["3", "2"] as const) {
  describe(`previews on SDK ${line}`, { concurrency: false }, () => {
    const sync = async (project: string, ...args: string[]) =>
      reportFrom(await command("sync", project, "--python", pythonFor(line), "--json", ...args));
    const rowsOf = async (project: string, sql: string) =>
      (await documentOf<QueryResult>("query", project, sql)).rows;

    it("block and hash columns of runs that were and of runs to come", async () => {
      const project = place.project("hello", { "connector.py": connector });
      assert.equal((await sync(project)).status, "succeeded");
      const ids = await rowsOf(project, "SELECT _fivetran_id FROM visits ORDER BY 1");
      await command("columns", project, "hash", "people.email", "visits.email");
      await command("columns", project, "block", "visits.token");
      const rules = await documentOf<readonly ColumnRule[]>("columns", project);
      assert.deepEqual(
        rules.map(({ table, column, rule }) => `${table}.${column} ${rule}`),
        ["people.email hash", "visits.email hash", "visits.token block"],
      );

      const second = await sync(project);
      assert.equal(second.status, "succeeded");
      assert.deepEqual(
        second.tables
          .find(({ name }) => name === "visits")
          ?.columns.map(({ name }) => name)
          .toSorted(),
        ["email", "person"],
      );
      const file = readFileSync(path.join(place.storage, "columns.json"), "utf8");
      const { salt } = JSON.parse(file) as { salt: string };
      const hash = (text: string) => createHash("sha256").update(salt).update(text).digest("hex");
      assert.deepEqual(await rowsOf(project, "SELECT id, email FROM people ORDER BY id"), [
        ...[1, 2, 3].map((id) => [id, hash(`${String(id)}@x.org`)]),
        [4, hash("new@x.org")],
      ]);
      assert.deepEqual(
        await rowsOf(project, "SELECT count(*) FROM people JOIN visits USING (email)"),
        [[3]],
      );
      assert.deepEqual(await rowsOf(project, "SELECT _fivetran_id FROM visits ORDER BY 1"), ids);
    });

    it("refuse to block a key, also one that schema() declares later", async () => {
      const project = place.project("hello", { "connector.py": connector });
      assert.equal((await command("columns", project, "block", "people.id")).code, 0);
      const refused = await sync(project);
      assert.equal(refused.status, "failed");
      assert.match(
        refused.error?.message ?? "",
        /Primary-key columns cannot be blocked: id is part of the key of table people/,
      );
      assert.deepEqual(refused.tables, []);
      assert.equal((await command("columns", project, "clear")).code, 0);
      assert.equal((await sync(project)).status, "succeeded");
      const { code, stderr } = await command("columns", project, "block", "people.id");
      assert.equal(code, 2);
      assert.match(stderr, /Primary-key columns cannot be blocked/);
    });

    it("keep what a re-sync no longer finds, and count what it touches as free", async () => {
      const project = place.project("hello", { "connector.py": connector });
      await sync(project);
      await sync(project);
      const counted = async () => {
        const args = ["--every", "15d"];
        const { tables } = await documentOf<{ tables: ActiveRows[] }>(
          "active-rows",
          project,
          ...args,
        );
        const people = tables.find(({ table }) => table === "people");
        return [people?.free, people?.paid, people?.lastSync, people?.estimate];
      };
      // Paid: the row that was changed and the one that was new. Twice a month: 2 added, 1 to 2 touched.
      const paid = [2, 2, { added: 1, touched: 1 }, { low: 3, high: 4 }];
      assert.deepEqual(await counted(), paid);

      const resync = (settings: Readonly<Record<string, string>>) =>
        sync(project, "--resync", "--configuration", writeConfiguration(project, settings));
      const remains = ({ findings }: SyncReport) =>
        findings
          .filter(({ code }) => code === "resync-remains")
          .map(({ table, count }) => [table, count])
          .toSorted();
      const failed = await resync({ later: "true", fails: "true" });
      assert.equal(failed.status, "failed");
      assert.deepEqual(remains(failed), []);

      const again = await resync({ later: "true" });
      const { tables, state } = again;
      assert.deepEqual(remains(again), [
        ["people", 2],
        ["visits", 1],
      ]);
      assert.deepEqual(state, { syncs: 1 });
      assert.equal(tables.find(({ name }) => name === "people")?.rows, 4);
      assert.deepEqual(await rowsOf(project, "SELECT id, age FROM people ORDER BY id"), [
        [1, "31"],
        [2, "32"],
        [3, "33"],
        [4, "unknown"],
      ]);
      assert.deepEqual(await counted(), paid);
    });

    it("compare what was declared with what was sent", async () => {
      const project = place.project("hello", { "connector.py": connector });
      await sync(project);
      const [people] = await documentOf<TableProfile[]>("profile", project, "people");
      assert.deepEqual(
        people?.columns.map(({ name, declaredType, type, observed, nulls, sent }) => [
          name,
          declaredType,
          type,
          observed.map((kind) => `${String(kind.count)} ${kind.type} ${kind.samples.join(" ")}`),
          `${String(nulls)}/${String(sent)}`,
        ]),
        [
          ["id", "INT", "INT", ["3 LONG 1 2 3"], "0/3"],
          ["email", "STRING", "STRING", ["3 STRING 1@x.org 2@x.org 3@x.org"], "0/3"],
          ["age", null, "LONG", ["3 LONG 31 32 33"], "0/3"],
          ["note", null, null, [], "3/3"],
        ],
      );
      assert.deepEqual(
        people.candidateKeys.map(({ columns, identifies }) => [columns, identifies]),
        [
          [["id"], true],
          [["age"], true],
          [["email"], true],
        ],
      );
      const { code, stdout } = await command("profile", project);
      assert.equal(code, 0);
      assert.match(stdout, /^people \(declared, key id, 3 upserts and updates\)$/m);
      assert.match(stdout, /^visits \(not declared, no key, 3 upserts and updates\)$/m);
    });
  });
}

function writeConfiguration(project: string, settings: Readonly<Record<string, string>>): string {
  const file = path.join(project, "settings.json");
  writeFileSync(file, JSON.stringify(settings));
  return file;
}
