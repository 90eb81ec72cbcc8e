import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { cli, makeWorkplace, reportFrom, type CliOptions, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

function run(
  command: string,
  project: string,
  args: readonly string[] = [],
  options: CliOptions = {},
) {
  return cli([command, project, ...args, "--storage", place.storage], options);
}

function sync(project: string) {
  return run("sync", project, ["--python", pythonFor("3"), "--json"]);
}

async function state(project: string): Promise<unknown> {
  const { stdout } = await run("state", project, ["get"]);
  return JSON.parse(stdout);
}

describe("state", { concurrency: false }, () => {
  it("is empty before the first sync and the last checkpoint's after it", async () => {
    const project = place.project("hello");
    assert.deepEqual(await state(project), {});
    assert.equal((await run("state", project, ["list"])).stdout, "No run yet.\n");
    await sync(project);
    assert.deepEqual(await state(project), { syncs: 1 });
  });

  it("is set from a file, standard input or the command line, and given to the next sync", async () => {
    const project = place.project("hello");
    await sync(project);
    const file = path.join(place.folder, "next.json");
    writeFileSync(file, '{"syncs": 10}');
    await run("state", project, ["set", file]);
    assert.deepEqual(await state(project), { syncs: 10 });
    await run("state", project, ["set", "-"], { stdin: '{"syncs": 20}' });
    assert.deepEqual(await state(project), { syncs: 20 });
    await run("state", project, ["set", '{"syncs": 30}']);
    const { state: after, tables } = reportFrom(await sync(project));
    assert.deepEqual(after, { syncs: 31 });
    assert.equal(tables[0]?.rows, 2);
  });

  it("is reset without touching the tables", async () => {
    const project = place.project("hello");
    await sync(project);
    const { code } = await run("state", project, ["reset"]);
    assert.equal(code, 0);
    assert.deepEqual(await state(project), {});
    const rows = await run("query", project, ["select count(*) as n from greetings", "--json"]);
    assert.deepEqual((JSON.parse(rows.stdout) as { rows: unknown }).rows, [[1]]);
  });

  it("keeps every entry of its history, listed with what --from and --at take", async () => {
    const project = place.project("hello");
    await sync(project);
    await run("state", project, ["set", '{"syncs": 7}']);
    await sync(project);
    const { stdout } = await run("state", project, ["list"]);
    assert.match(stdout, /^1:0 .* succeeded$/m);
    assert.match(stdout, /^1:1 .*\{"syncs":1\}$/m);
    assert.match(stdout, /^2:0 .* state edited$/m);
    assert.match(stdout, /^3:1 .*\{"syncs":8\}$/m);
    const json = await run("state", project, ["list", "--json"]);
    assert.deepEqual(
      (JSON.parse(json.stdout) as { run: number; kind: string }[]).map((entry) => [
        entry.run,
        entry.kind,
      ]),
      [
        [1, "sync"],
        [2, "edit"],
        [3, "sync"],
      ],
    );
  });
});

describe("query", { concurrency: false }, () => {
  async function query(project: string, sql: string, ...args: string[]) {
    const { code, stdout, stderr } = await run("query", project, [sql, "--json", ...args]);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as { columns: { name: string; type: string }[]; rows: unknown[][] };
  }

  it("answers with Fivetran's types and exact values", async () => {
    const project = place.project("tables");
    await sync(project);
    const { columns, rows } = await query(
      project,
      "select id, amount, placed_at, is_paid from orders order by id desc limit 1",
    );
    assert.deepEqual(columns, [
      { name: "id", type: "LONG" },
      { name: "amount", type: "DECIMAL(10,2)" },
      { name: "placed_at", type: "UTC_DATETIME" },
      { name: "is_paid", type: "BOOLEAN" },
    ]);
    assert.deepEqual(rows, [["9000000000000000020", "20.50", "2024-01-20T00:00:00Z", true]]);
  });

  it("shows the tables as they were at any checkpoint", async () => {
    const project = place.project("tables");
    await sync(project);
    const deleted = "select count(*) as n from orders where _fivetran_deleted";
    const notes = "select count(*) as n from sqlite_master where name = 'notes'";
    assert.deepEqual((await query(project, deleted)).rows, [[1]]);
    assert.deepEqual((await query(project, deleted, "--at", "1:1")).rows, [[0]]);
    assert.deepEqual((await query(project, deleted, "--at", "1:2")).rows, [[1]]);
    assert.deepEqual((await query(project, notes, "--at", "1:2")).rows, [[0]]);
  });

  it("prints a table for people", async () => {
    const project = place.project("hello");
    await sync(project);
    const { stdout } = await run("query", project, ["select id, text from greetings"]);
    assert.equal(stdout, "id  text\n 1  hello 1\n(1 row)\n");
  });

  it("explains SQL that cannot be run, and never changes anything", async () => {
    const project = place.project("hello");
    await sync(project);
    const typo = await run("query", project, ["selct 1"]);
    assert.equal(typo.code, 1);
    assert.match(typo.stderr, /^Error: .*syntax error/);
    assert.equal(typo.stderr.trimEnd().split("\n").length, 1);
    const change = await run("query", project, ["delete from greetings"]);
    assert.equal(change.code, 1);
    assert.deepEqual((await query(project, "select count(*) from greetings")).rows, [[1]]);
  });

  it("counts a checkpoint that does not exist as wrong use", async () => {
    const project = place.project("hello");
    await sync(project);
    for (const moment of ["9:1", "1:9"]) {
      const { code, stderr } = await run("query", project, ["select 1", "--at", moment]);
      assert.equal(code, 2, stderr);
    }
  });
});
