import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { bundledCli, cli, makeWorkplace, reportFrom, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

function create(...args: readonly string[]) {
  return cli(["new", ...args], { cwd: place.folder });
}

describe("new", { concurrency: false }, () => {
  it("lists the templates", async () => {
    const { code, stdout } = await create("--list");
    assert.equal(code, 0);
    assert.match(stdout, /^TEMPLATE +WHAT IT IS\nhello +The smallest/);
    const document = JSON.parse((await create("--list", "--json")).stdout) as { id: string }[];
    assert.deepEqual(
      document.map(({ id }) => id),
      ["hello", "http-api", "database"],
    );
  });

  it("makes a project whose first sync succeeds", async () => {
    const { code, stdout } = await create("hello", "first");
    assert.equal(code, 0);
    assert.match(stdout, /^Made first:$/m);
    assert.match(stdout, /^ {2}connector-workbench sync first$/m);
    const python = ["--python", pythonFor("3"), "--storage", place.storage];
    const sync = await cli(["sync", "first", ...python, "--json"], { cwd: place.folder });
    assert.equal(sync.code, 0, sync.stderr);
    assert.equal(reportFrom(sync).tables.length, 1);
  });

  it("says how to start the source that a template brings along", async () => {
    const { stdout } = await create("http-api", "shop");
    assert.match(stdout, /^ {2}python3 shop\/source\.py {3}\(/m);
  });

  it("writes answers into configuration.json", async () => {
    const { code, stderr } = await create("database", "db", "--answers", '{"host": "db.test"}');
    assert.equal(code, 0, stderr);
    const file = path.join(place.folder, "db", "configuration.json");
    const configuration = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    assert.equal(configuration["host"], "db.test");
    assert.equal(configuration["port"], "5432");
  });

  it("overwrites nothing", async () => {
    const folder = path.join(place.folder, "mine");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "connector.py"), "mine");
    const { code, stderr } = await create("hello", "mine");
    assert.equal(code, 1);
    assert.match(stderr, /^Error: .* already has connector\.py\. Nothing was written\./);
    assert.deepEqual(readdirSync(folder), ["connector.py"]);
  });

  it("has status 2 for a template that does not exist and arguments that are missing", async () => {
    const typo = await create("helo", "x");
    assert.deepEqual([typo.code, typo.stdout], [2, ""]);
    assert.match(typo.stderr, /There is no template "helo"\. Did you mean hello\?/);
    assert.match((await create()).stderr, /Which template\? There are hello, http-api, database\./);
    assert.match((await create("hello")).stderr, /takes a template and one folder/);
    assert.match((await create("hello", "x", "--answers", "[]")).stderr, /must be a JSON object/);
    const unknown = await create("database", "x", "--answers", '{"hots": "x"}');
    assert.equal(unknown.code, 2);
  });

  it("finds its templates beside the bundle too", async () => {
    const { code, stdout } = await cli(["new", "--list"], { program: bundledCli });
    assert.equal(code, 0);
    assert.match(stdout, /^hello /m);
  });
});
