/** What a newcomer meets when the source is not there, refuses, stumbles, or a sync breaks off. */
import assert from "node:assert/strict";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { withPackages } from "../support/installedPackages.ts";
import { startPostgres } from "../support/postgres.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";
import { configure, liveRows, scaffolded, sync } from "../support/templateProjects.ts";
import { startTemplateSource } from "../support/templateSource.ts";

const python = () => pythonFor("3");

let place: Workplace;

beforeEach(() => {
  place = makeWorkplace();
});
afterEach(() => {
  place[Symbol.dispose]();
});

describe("http-api", () => {
  const customers = ["customers", "id, name, plan, updated_at"] as const;
  const orders = ["orders", "id, status, total, updated_at"] as const;

  it("says how to start the practice API when it is not running", async () => {
    const project = await scaffolded(place, "http-api");
    // Port 1 belongs to no program a person runs.
    configure(project, { base_url: "http://127.0.0.1:1" });
    const { status, error, state } = await sync(place, { project, start: "--fresh" });
    assert.equal(status, "failed");
    assert.match(
      error?.message ?? "",
      /No answer from http:\/\/127\.0\.0\.1:1\. .* in a second terminal with: python source\.py$/,
    );
    assert.equal(path.basename(error?.file ?? ""), "connector.py");
    assert.deepEqual(state, {});
  });

  it("passes on what the API says about a wrong key", async () => {
    const project = await scaffolded(place, "http-api");
    await using source = await startTemplateSource({ python: python(), folder: project });
    configure(project, { base_url: source.url, api_key: "wrong" });
    const { error } = await sync(place, { project, start: "--fresh" });
    assert.match(error?.message ?? "", /\/customers: HTTP 401 .*X-Api-Key: practice-key/);
  });

  for (const [key, value, message] of [
    ["base_url", "", "'base_url' is missing in the configuration"],
    ["page_size", "ten", "'page_size' in the configuration must be a whole number, such as 100"],
  ] as const) {
    it(`says that ${key} is wrong before it asks the API`, async () => {
      const project = await scaffolded(place, "http-api");
      configure(project, { [key]: value });
      const { error } = await sync(place, { project, start: "--fresh" });
      assert.ok(error?.message.endsWith(message), error?.message);
    });
  }

  it("comes through when every fifth answer is 503", async () => {
    const project = await scaffolded(place, "http-api");
    const options = { python: python(), folder: project, args: ["--flaky"] };
    await using source = await startTemplateSource(options);
    configure(project, { base_url: source.url });
    const { status, tables } = await sync(place, { project, start: "--fresh" });
    assert.equal(status, "succeeded");
    assert.deepEqual(
      tables.map(({ name, rows }) => [name, rows]),
      [
        ["customers", 250],
        ["orders", 1200],
      ],
    );
  });

  it("ends with the same rows whichever checkpoint it goes on from", async () => {
    const project = await scaffolded(place, "http-api");
    const options = { python: python(), folder: project, args: ["--day", "3"] };
    await using source = await startTemplateSource(options);
    configure(project, { base_url: source.url });
    const { checkpoints } = await sync(place, { project, start: "--fresh" });
    const expected = await Promise.all(
      [customers, orders].map(([table, columns]) => liveRows(place, project, table, columns)),
    );
    for (const index of [1, 4, checkpoints.length - 1]) {
      const { status } = await sync(place, { project, start: `--from=1:${String(index)}` });
      assert.equal(status, "succeeded");
      for (const [at, [table, columns]] of [customers, orders].entries()) {
        const rows = await liveRows(place, project, table, columns);
        assert.deepEqual(rows, expected[at], `${table} from checkpoint ${String(index)}`);
      }
    }
  });
});

describe("database", () => {
  it("says what is wrong with server, password and table, and goes on from any checkpoint", async () => {
    await using server = await startPostgres();
    const { host, port, database, user, password } = server;
    const answers = { host, port: String(port), database, user, password };
    const project = await scaffolded(place, "database", answers);
    const env = await withPackages(python(), path.join(project, "requirements.txt"));
    const fresh = () => sync(place, { project, start: "--fresh", env });

    configure(project, { port: "1" });
    assert.match((await fresh()).error?.message ?? "", /port 1 failed: Connection refused/);

    configure(project, { port: String(port), password: "wrong" });
    assert.match((await fresh()).error?.message ?? "", /password authentication failed for user/);

    configure(project, { password });
    assert.match((await fresh()).error?.message ?? "", /"shop\.products" does not exist/);

    await server.sqlFile(path.join(project, "source.sql"));
    const { run, checkpoints, state } = await fresh();
    assert.equal(checkpoints.length, 3);
    const rows = () => liveRows(place, project, "products", "id, name, price, updated_at");
    const expected = await rows();
    for (const index of [1, 2]) {
      const start = `--from=${String(run)}:${String(index)}` as const;
      const resumed = await sync(place, { project, start, env });
      assert.deepEqual(resumed.state, state);
      // The id in the cursor makes the next row the next one, even among rows of the same time.
      assert.equal(resumed.counts.upserts + resumed.counts.deletes, 2500 - index * 1000);
      assert.deepEqual(await rows(), expected, `from checkpoint ${String(index)}`);
    }
  });
});
