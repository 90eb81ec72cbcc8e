// The public connectors run unchanged and give the tables that their own comments promise.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { filesBelow } from "../../scripts/files/filesBelow.ts";
import { ensureEnvironmentWith } from "../../scripts/python/requirementEnvironments.ts";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import type { Cell } from "../../src/shared/protocol/destination.ts";
import { cli, makeWorkplace, reportFrom, type Workplace } from "../support/cli.ts";
import { startPlayground, type Playground } from "../support/playground.ts";
import {
  allExamples,
  backoffExample,
  cursorExample,
  errorsExample,
  examplesFolder,
  formExample,
  plainExamples,
  playgroundExamples,
  simulatedErrors,
  type PublicExample,
} from "../support/publicExamples.ts";
import { pythonFor, sdkVersionFor } from "../support/pythonEnvironments.ts";

const lines = ["3", "2"] as const;
type Line = (typeof lines)[number];

let place: Workplace;

/** The Python that a deployment would have: the SDK and what requirements.txt asks for. */
async function interpreterFor(project: string, line: Line): Promise<string> {
  const file = path.join(project, "requirements.txt");
  if (!existsSync(file)) return pythonFor(line);
  const requirements = readFileSync(file, "utf8")
    .trim()
    .split(/\s*\n\s*/);
  return ensureEnvironmentWith([`fivetran-connector-sdk==${sdkVersionFor(line)}`], requirements);
}

async function run(example: PublicExample, line: Line): Promise<SyncReport> {
  const project = path.join(examplesFolder, example.path);
  const args = ["--python", await interpreterFor(project, line), "--storage", place.storage];
  if (example.configuration || !existsSync(path.join(project, "configuration.json"))) {
    // `fivetran debug` asks for a configuration too, and takes an empty one.
    const file = path.join(place.folder, "configuration.json");
    writeFileSync(file, JSON.stringify(example.configuration ?? {}));
    args.push("--configuration", file);
  }
  return reportFrom(await cli(["sync", project, ...args, "--json"]));
}

async function query(example: PublicExample, sql: string): Promise<readonly (readonly Cell[])[]> {
  const project = path.join(examplesFolder, example.path);
  const result = await cli(["query", project, sql, "--storage", place.storage, "--json"]);
  assert.equal(result.code, 0, result.stderr);
  return (JSON.parse(result.stdout) as { rows: Cell[][] }).rows;
}

async function checkPromises(report: SyncReport, example: PublicExample): Promise<void> {
  assert.deepEqual([report.status, report.error], ["succeeded", null]);
  assert.deepEqual(
    report.tables
      .map(({ name, primaryKey, rows, deletedRows, columns }) => ({
        name,
        primaryKey,
        rows,
        deletedRows,
        columns: columns.map((column) => `${column.name} ${column.type}`).sort(),
      }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
    example.tables.map((table) => ({ deletedRows: 0, ...table })),
  );
  for (const [sql, rows] of Object.entries(example.values ?? {}))
    assert.deepEqual(await query(example, sql), rows, sql);
  checkFindings(report, example);
}

function checkFindings({ findings }: SyncReport, { faults }: PublicExample): void {
  const serious = findings.filter(({ severity }) => severity !== "info");
  assert.deepEqual(
    serious.map(({ code, table }) => `${code} ${table ?? ""}`).sort(),
    faults?.codes ?? [],
    serious.map(({ message }) => message).join("\n"),
  );
}

const areThere = existsSync(examplesFolder);

describe("the public examples", () => {
  it("are beside the repository, and all of them are run", () => {
    if (!areThere) {
      assert.notEqual(process.env["CI"], "true", `${examplesFolder} is missing`);
      console.log(`The public examples are not at ${examplesFolder}; none was run.`);
      return;
    }
    const found = filesBelow(examplesFolder, ".", "connector.py").map((file) =>
      path.posix.dirname(file.replaceAll("\\", "/")).replace(/^\.\//, ""),
    );
    assert.deepEqual(found.sort(), allExamples.map((example) => example.path).sort());
  });
});

if (areThere) {
  beforeEach(() => {
    place = makeWorkplace();
  });
  afterEach(() => {
    place[Symbol.dispose]();
  });

  for (const line of lines) {
    describe(`public examples, SDK ${line}`, () => {
      for (const example of plainExamples) {
        it(example.path, async () => {
          await checkPromises(await run(example, line), example);
        });
      }

      it(`${cursorExample.path}: a row a sync, then the exception it announces`, async () => {
        for (const cursor of [1, 2, 3])
          assert.deepEqual((await run(cursorExample, line)).state, { cursor });
        const report = await run(cursorExample, line);
        assert.equal(report.status, "failed");
        assert.match(report.error?.message ?? "", /Expected ‘list index out of range’ on 4th sync/);
        await checkPromises({ ...report, status: "succeeded", error: null }, cursorExample);
      });

      it(`${errorsExample.path}: as it is, and without a simulated error`, async () => {
        await checkPromises(await run(errorsExample, line), errorsExample);
        const without = { ...errorsExample, configuration: { error_simulation_type: "0" } };
        assert.equal((await run(without, line)).status, "succeeded");
      });

      for (const [kind, message] of Object.entries(simulatedErrors)) {
        it(`${errorsExample.path}: ends with simulated error ${kind}`, async () => {
          const configuration = { error_simulation_type: kind };
          const report = await run({ ...errorsExample, configuration }, line);
          assert.equal(report.status, "failed");
          assert.ok(report.error?.message.includes(message), report.error?.message);
          assert.equal(path.basename(report.error?.file ?? ""), "connector.py");
          assert.deepEqual(report.tables, []);
        });
      }
    });
  }

  describe("public examples with an API", { concurrency: false }, () => {
    let playground: Playground;
    before(async () => {
      playground = await startPlayground();
    });
    after(async () => {
      await playground.stop();
    });

    /** Every value of the API is in the table. */
    async function checkUsers(
      example: PublicExample,
      table: string,
      plain: (text: string) => string,
    ): Promise<void> {
      const pages = await Promise.all(
        [0, 50, 100, 150].map((offset) =>
          playground.get(`pagination/offset?limit=50&offset=${String(offset)}`),
        ),
      );
      const names = ["id", "name", "email", "address", "company", "job", "updatedAt", "createdAt"];
      const expected = pages
        .flat()
        .map((user) => names.map((name) => plain(String(user[name]))))
        .sort(([left = ""], [right = ""]) => (left < right ? -1 : 1));
      const columns = "id, name, email, address, company, job, updated_at, created_at";
      assert.deepEqual(
        await query(example, `SELECT ${columns} FROM ${table} ORDER BY id`),
        expected,
      );
    }

    for (const line of lines) {
      for (const example of playgroundExamples) {
        it(`${example.path}, SDK ${line}`, async () => {
          await checkPromises(await run(example, line), example);
          const [table] = example.tables;
          if (table?.rows !== 200) return;
          const isCsv = example.path.endsWith("csv");
          await checkUsers(example, table.name, (text) =>
            isCsv ? text.replaceAll(/[\n\r,]/g, "") : text,
          );
        });
      }
    }
  });

  describe("the public example of a slow API", { concurrency: false }, () => {
    let playground: Playground;
    before(async () => {
      playground = await startPlayground(1);
    });
    after(async () => {
      await playground.stop();
    });
    for (const line of lines) {
      it(`${backoffExample.path}, SDK ${line}`, async () => {
        await checkPromises(await run(backoffExample, line), backoffExample);
      });
    }
  });

  describe("the public example with a setup form", () => {
    const posts = Array.from({ length: 100 }, (_, index) => ({
      userId: Math.floor(index / 10) + 1,
      id: index + 1,
      title: `Post ${String(index + 1)}`,
      body: `Body of ${String(index + 1)}`,
    }));
    let server: Server;
    let url: string;
    before(async () => {
      server = createServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
        const first = Number(searchParams.get("_start"));
        const isKnown =
          pathname === "/v1/posts" && request.headers.authorization === "Bearer a key";
        response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
        const page = posts.slice(first, first + Number(searchParams.get("_limit")));
        response.end(JSON.stringify(page));
      });
      await new Promise<void>((resolve) => {
        server.listen(0, "127.0.0.1", resolve);
      });
      const address = server.address();
      assert.ok(typeof address === "object" && address);
      url = `http://127.0.0.1:${String(address.port)}/v1/`;
    });
    after(() => {
      server.close();
    });

    const values = { api_key: "a key", enable_metrics: "true", data_range: "all_time" };
    for (const line of lines) {
      for (const batch of ["10", "100"]) {
        it(`${formExample.path} in batches of ${batch}, SDK ${line}`, async () => {
          const configuration = { ...values, api_base_url: url, batch_size: batch };
          const report = await run({ ...formExample, configuration }, line);
          await checkPromises(report, formExample);
          assert.deepEqual(report.state, { cursor: 100 });
        });
      }
      it(`${formExample.path} reads as much as its form promises, SDK ${line}`, async () => {
        const configuration = { ...values, api_base_url: url, data_range: "last_7_days" };
        const report = await run({ ...formExample, configuration }, line);
        assert.equal(report.tables[0]?.rows, 7);
      });
    }
  });
}
