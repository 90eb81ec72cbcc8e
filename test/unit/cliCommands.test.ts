import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { UserError } from "../../src/shared/base/userError.ts";
import type { Engine } from "../../src/engine/index.ts";
import { plainError } from "../../src/shared/model/sync.ts";
import type { DestinationApi, SyncRequest } from "../../src/shared/protocol/destination.ts";
import {
  fakeDestination,
  reportOf,
  runCli,
  type CliRun,
  type CliWorld,
} from "../support/cliContext.ts";

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "cli-"));
  mkdirSync(path.join(cwd, "shop"));
  writeFileSync(path.join(cwd, "shop", "connector.py"), "");
  mkdirSync(path.join(cwd, "empty"));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function run(args: readonly string[], world: Partial<CliWorld> = {}): Promise<CliRun> {
  return runCli(args, { cwd, ...world });
}

async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args);
  assert.equal(code, 2, stderr);
  assert.equal(stdout, "");
  return stderr;
}

/** What every finding has. */
const nothing = {
  severity: "warning",
  table: "t",
  column: null,
  row: null,
  file: null,
  line: null,
  count: null,
} as const;

function engineWith(
  api: Partial<DestinationApi>,
  runSync: Engine["runSync"] = async () => reportOf(),
): Partial<Engine> {
  return {
    findInterpreter: async () => ({
      path: "/venv/bin/python",
      origin: "project environment",
      version: "3.12.1",
      sdkVersion: "3.0.0",
      debugpy: false,
    }),
    openDestination: async () => fakeDestination(api),
    runSync,
  };
}

describe("wrong use ends with status 2, one line and the name that was meant", () => {
  it("an unknown command", async () => {
    assert.equal(await refusal("snyc"), 'Error: There is no command "snyc". Did you mean sync?\n');
    assert.match(await refusal("run"), /There is no command "run"\. See: /);
    assert.match(await refusal("bake"), /There is no command "bake"\. See: .* --help\n$/);
  });

  it("no command at all shows the help", async () => {
    assert.match(await refusal(), /^connector-workbench <command>\n/);
  });

  it("a folder that is missing, no folder or no connector project", async () => {
    assert.match(await refusal("sync"), /Which project\? Give the folder that holds connector\.py/);
    assert.equal(await refusal("sync", "nowhere"), "Error: There is no folder nowhere.\n");
    assert.match(await refusal("sync", "shop/connector.py"), /is not a folder/);
    assert.match(await refusal("query", "empty", "select 1"), /empty is not a connector project/);
    assert.match(await refusal("sync", "shop", "empty"), /"empty" is one too many/);
  });

  it("options that exclude each other or make no sense", async () => {
    assert.match(await refusal("sync", "shop", "--fresh", "--from", "1:1"), /only one of/);
    assert.match(
      await refusal("sync", "shop", "--from", "3"),
      /takes <run>:<checkpoint>, such as 3:2/,
    );
    assert.match(
      await refusal("sync", "shop", "--naming", "MINE"),
      /FIVETRAN or SOURCE, not "MINE"/,
    );
    assert.match(await refusal("sync", "shop", "--limit-rows", "0"), /a number above 0/);
    assert.match(await refusal("sync", "shop", "--limit-rows", "1.5"), /a whole number/);
    assert.match(
      await refusal("sync", "shop", "--limit-seconds", "soon"),
      /a number above 0, not "soon"/,
    );
    assert.match(
      await refusal("sync", "shop", "--export", "out.csv"),
      /ends in \.sqlite or \.json/,
    );
    assert.match(
      await refusal("sync", "shop", "--export", "no/out.json"),
      /there is no folder no\./,
    );
    assert.match(
      await refusal("sync", "shop", "--configuration", "c.json"),
      /there is no file c\.json/,
    );
    assert.match(await refusal("sync", "shop", "--state", "s.json"), /s\.json cannot be read/);
    assert.match(
      await refusal("sync", "shop", "--fresh", "--resync"),
      /only one of --fresh, --continue, --resync and --from/,
    );
    assert.match(await refusal("sync", "shop", "--memory", "0"), /--memory takes a number above 0/);
  });

  it("a finding that does not exist", async () => {
    assert.equal(
      await refusal("sync", "shop", "--ignore", "typed-text,null-colum"),
      'Error: --ignore: there is no finding "null-colum". Did you mean null-column?\n',
    );
    assert.match(await refusal("sync", "shop", "--ignore", "everything"), /There are undeclared-/);
  });

  it("a state that is no object", async () => {
    assert.match(await refusal("state", "shop", "set", "[1]"), /the state must be a JSON object/);
    assert.match(await refusal("state", "shop", "set", "{"), /the state is not JSON: /);
    assert.match(await refusal("state", "shop", "set"), /set to what\?/);
    assert.match(await refusal("state", "shop", "rest"), /Did you mean reset\?/);
    assert.match(await refusal("state", "shop", "get", "x"), /takes no "x"/);
  });
});

describe("help and version", () => {
  it("are printed to standard output with status 0", async () => {
    for (const args of [
      ["--help"],
      ["-h"],
      ["sync", "--help"],
      ["state", "shop", "-h"],
      ["new", "--help"],
    ]) {
      const { code, stdout, stderr } = await run(args);
      assert.equal(code, 0);
      assert.match(stdout, /^connector-workbench /);
      assert.equal(stderr, "");
    }
    assert.match((await run(["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("name every option of the command", async () => {
    const { stdout } = await run(["sync", "--help"]);
    for (const option of [
      "fresh",
      "continue",
      "from",
      "state",
      "configuration",
      "python",
      "naming",
    ]) {
      assert.ok(stdout.includes(`--${option}`), option);
    }
    assert.ok(stdout.split("\n").every((line) => line.length <= 110));
  });
});

describe("sync", () => {
  it("asks for what the options say", async () => {
    writeFileSync(path.join(cwd, "state.json"), '{"cursor": 5}');
    writeFileSync(path.join(cwd, "c.json"), "{}");
    const asked: SyncRequest[] = [];
    const engine = engineWith({}, async ({ request, interpreter }) => {
      assert.equal(interpreter, "/venv/bin/python");
      asked.push(request);
      return reportOf();
    });
    const options = ["--from", "3:0", "--state", "state.json", "--configuration", "c.json"];
    const limits = ["--naming", "source", "--limit-rows", "10", "--limit-seconds", "2.5"];
    const { code } = await run(["sync", "shop", ...options, ...limits, "--storage", "kept"], {
      engine,
    });
    assert.equal(code, 0);
    assert.deepEqual(asked, [
      {
        project: path.join(cwd, "shop"),
        configuration: path.join(cwd, "c.json"),
        start: { kind: "from", run: 3, checkpoint: 0 },
        state: '{"cursor": 5}',
        naming: "SOURCE",
        limits: { rows: 10, seconds: 2.5, databaseBytes: undefined },
        echo: false,
      },
    ]);
  });

  it("asks for a re-sync and a memory budget", async () => {
    const asked: SyncRequest[] = [];
    const engine = engineWith({}, async ({ request }) => {
      asked.push(request);
      return reportOf();
    });
    const args = ["sync", "shop", "--resync", "--memory", "1.5", "--storage", "s"];
    assert.equal((await run(args, { engine })).code, 0);
    assert.deepEqual(
      asked.map(({ start, limits }) => [start, limits.databaseBytes]),
      [[{ kind: "resync" }, 1_572_864]],
    );
  });

  it("leaves out the findings that are ignored, for people and for programs", async () => {
    const finding = { ...nothing, code: "null-column", message: "only NULL" } as const;
    const findings = [finding, { ...finding, code: "typed-text", message: "typed" }] as const;
    const engine = engineWith({}, async () => reportOf({ findings }));
    const sync = (...more: string[]) =>
      run(["sync", "shop", "--storage", "s", ...more], { engine });
    assert.match((await sync()).stdout, /only NULL[^]*typed/);
    const { stdout } = await sync("--ignore", "null-column, rows-lost");
    assert.match(stdout, /typed/);
    assert.doesNotMatch(stdout, /only NULL/);
    const document = JSON.parse((await sync("--json", "--ignore", "typed-text")).stdout) as object;
    assert.deepEqual("findings" in document && document.findings, [finding]);
  });

  it("counts a checkpoint that does not exist as wrong use", async () => {
    const engine = engineWith({}, async () => {
      throw new UserError("runs.unknownCheckpoint", "Run 4 has no checkpoint 2.", {
        action: "List them.",
      });
    });
    const args = ["sync", "shop", "--from", "4:2", "--storage", "s"];
    const { code, stderr } = await run(args, { engine });
    assert.equal(code, 2);
    assert.match(stderr, /^Error: Run 4 has no checkpoint 2\. List them\.$/m);
  });

  it("has status 1 when the connector failed or was cancelled, 0 when it was limited", async () => {
    for (const [status, expected] of [
      ["failed", 1],
      ["cancelled", 1],
      ["limited", 0],
    ] as const) {
      const error = status === "failed" ? plainError("no") : null;
      const engine = engineWith({}, async () => reportOf({ status, error }));
      const { code } = await run(["sync", "shop", "--storage", "s"], { engine });
      assert.equal(code, expected, status);
    }
  });

  it("exports only when there is data", async () => {
    const exported: string[] = [];
    const table = {
      schema: null,
      name: "t",
      declared: true,
      primaryKey: [],
      rows: 0,
      deletedRows: 0,
      columns: [],
    };
    const engine = (tables: (typeof table)[]) =>
      engineWith(
        {
          exportTo: (file) => {
            exported.push(file);
          },
        },
        async () => reportOf({ tables }),
      );
    const args = ["sync", "shop", "--storage", "s", "--export", "out.sqlite"];
    assert.match((await run(args, { engine: engine([]) })).stderr, /out\.sqlite was not written/);
    assert.deepEqual(exported, []);
    assert.match((await run(args, { engine: engine([table]) })).stderr, /Wrote out\.sqlite/);
    assert.deepEqual(exported, [path.join(cwd, "out.sqlite")]);
  });

  it("ends cleanly at the first Ctrl-C and at once at the second", async () => {
    let interrupt: () => void = () => undefined;
    const engine = engineWith({}, async ({ signal }) => {
      interrupt();
      assert.equal(signal?.aborted, true);
      interrupt();
      return reportOf({ status: "cancelled" });
    });
    const onReady = (press: () => void) => {
      interrupt = press;
    };
    const { code, stderr, exitedNow } = await run(["sync", "shop", "--storage", "s"], {
      engine,
      onReady,
    });
    assert.equal(code, 1);
    assert.match(stderr, /Stopping\. What was checkpointed is kept/);
    assert.deepEqual(exitedNow, [1]);
  });

  it("says what is missing in one line and with --json in one document of the usual form", async () => {
    const findInterpreter = async () => {
      throw new UserError("pythonNotFound", "No Python interpreter was found.", {
        action: "Set the setting.",
      });
    };
    const { code, stdout, stderr } = await run(["sync", "shop", "--json", "--storage", "s"], {
      engine: { ...engineWith({}), findInterpreter },
    });
    assert.equal(code, 1);
    assert.match(stderr, /^Error: No Python interpreter was found\. .*give --python\.\n$/);
    const document = JSON.parse(stdout) as { status: string; error: { message: string } };
    assert.equal(document.status, "failed");
    assert.match(document.error.message, /^No Python interpreter was found/);
  });
});

describe("a defect of ours", () => {
  it("has status 3, its stack and where to report it", async () => {
    const openDestination = () => Promise.reject(new TypeError("x is undefined"));
    const { code, stderr } = await run(["query", "shop", "select 1", "--storage", "s"], {
      engine: { openDestination },
    });
    assert.equal(code, 3);
    assert.match(stderr, /^Internal error: TypeError: x is undefined\n\s+at /);
    assert.match(stderr, /Please report this at https:/);
  });
});

describe("query and state", () => {
  it("print JSON for programs", async () => {
    const engine = engineWith({
      query: (sql, limit) => {
        assert.equal(sql, "select 1 as n");
        assert.equal(limit, Number.MAX_SAFE_INTEGER);
        return { columns: [{ name: "n", type: "LONG" }], rows: [[1]], truncated: false };
      },
    });
    const { code, stdout } = await run(
      ["query", "shop", "select 1 as n", "--json", "--storage", "s"],
      { engine },
    );
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), { columns: [{ name: "n", type: "LONG" }], rows: [[1]] });
  });

  it("sets a state from a file, standard input or the command line", async () => {
    writeFileSync(path.join(cwd, "state.json"), '{"from": "file"}');
    const states: unknown[] = [];
    const engine = engineWith({
      setState: (state) => {
        states.push(state);
      },
    });
    const set = (value: string) =>
      run(["state", "shop", "set", value, "--storage", "s"], {
        engine,
        stdin: '{"from": "stdin"}',
      });
    await set("state.json");
    await set("-");
    await set('{"from": "line"}');
    await run(["state", "shop", "reset", "--storage", "s"], { engine });
    assert.deepEqual(
      states.map((state) => JSON.parse(String(state)) as unknown),
      [{ from: "file" }, { from: "stdin" }, { from: "line" }, {}],
    );
  });

  it("prints the state", async () => {
    const engine = engineWith({ state: () => '{"cursor": "2024"}' });
    const { stdout } = await run(["state", "shop", "get", "--storage", "s"], { engine });
    assert.equal(stdout, '{\n  "cursor": "2024"\n}\n');
  });
});
