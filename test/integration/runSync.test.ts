import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createEngine, sourceFiles, type OpenDestination } from "../../src/engine/index.ts";
import { UserError } from "../../src/shared/base/userError.ts";
import type { LogLine } from "../../src/shared/model/sync.ts";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const files = sourceFiles(path.resolve(import.meta.dirname, "../.."));

const posixOnly = { skip: process.platform === "win32" };

describe("runSync", { concurrency: false }, () => {
  let place: Workplace;
  let destination: OpenDestination | undefined;
  let lines: LogLine[];

  beforeEach(() => {
    place = makeWorkplace();
    lines = [];
  });
  afterEach(async () => {
    await destination?.close();
    destination = undefined;
    place[Symbol.dispose]();
  });

  interface Changes {
    readonly worker?: string;
    readonly interpreter?: string;
    readonly signal?: AbortSignal;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly onLine?: () => void;
  }

  async function run(project: string, changes: Changes = {}) {
    const engine = createEngine({ ...files, worker: changes.worker ?? files.worker });
    const onLog = (line: LogLine) => {
      lines.push(line);
      changes.onLine?.();
    };
    destination ??= await engine.openDestination({
      storage: place.storage,
      events: { log: onLog },
    });
    return engine.runSync({
      destination,
      interpreter: changes.interpreter ?? pythonFor("3"),
      request: {
        project,
        configuration: null,
        start: { kind: "continue" },
        naming: "FIVETRAN",
        limits: {},
        echo: false,
        secrets: changes.secrets,
      },
      signal: changes.signal,
      onLog,
    });
  }

  /** A program that stands in for Python; on Windows a script with a shebang does not start. */
  function fakePython(script: string): string {
    const file = path.join(place.folder, "python");
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  function textsFrom(origin: LogLine["origin"]): readonly string[] {
    return lines.filter((line) => line.origin === origin).map(({ message }) => message);
  }

  it("runs twice in one destination, as the editor does", async () => {
    const project = place.project("hello");
    const { run: first } = await run(project);
    assert.equal(first, 1);
    assert.equal(await destination?.remote.state(), '{"syncs": 1}');
    const second = await run(project);
    assert.deepEqual([second.run, second.state], [2, { syncs: 2 }]);
  });

  const keyed = {
    "connector.py": `from fivetran_connector_sdk import Connector, Operations as op


def update(configuration, state):
    op.upsert("t", {"id": configuration["id"]})
    raise ValueError("not " + configuration["id"])


connector = Connector(update=update)
`,
    "configuration.json": '{\n  "id": "<SECRET:other name>"\n}\n',
  };

  it("gives the connector what the configuration only refers to, and shows it nowhere", async () => {
    const project = place.project("hello", keyed);
    const { error } = await run(project, { secrets: { "other name": "s3cr3t value", more: "x" } });
    assert.match(error?.message ?? "", /ValueError: not \*{4}$/);
    for (const file of readdirSync(place.folder, { recursive: true, encoding: "utf8" })) {
      const full = path.join(place.folder, file);
      if (statSync(full).isFile()) assert.ok(!readFileSync(full).includes("s3cr3t"), full);
    }
    assert.ok(!JSON.stringify(lines).includes("s3cr3t"));
  });

  it("says which secret is missing, and where", async () => {
    const project = place.project("hello", keyed);
    const missing = await run(project, { secrets: { id: "x" } });
    assert.match(
      missing.error?.message ?? "",
      /^configuration\.json: the value of "id" is to be in VS Code's secret storage, and is not there/,
    );
    assert.deepEqual(
      [path.basename(missing.error?.file ?? ""), missing.error?.line],
      ["configuration.json", 2],
    );
    const elsewhere = await run(project);
    assert.match(
      elsewhere.error?.message ?? "",
      /which nothing else can read\. Run the sync in VS Code/,
    );
  });

  it("names an interpreter that cannot be started, and records the run as failed", async () => {
    const interpreter = path.join(place.folder, "python");
    await assert.rejects(run(place.project("hello"), { interpreter }), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /python could not be started: .*ENOENT/);
      return true;
    });
    const runs = await destination?.remote.runs();
    assert.deepEqual(
      runs?.map(({ run: number, status }) => [number, status]),
      [[1, "failed"]],
    );
  });

  it("rejects and ends the connector when the destination's worker dies", posixOnly, async () => {
    // It would go on for a minute.
    const interpreter = fakePython("echo $$ > started.new; mv started.new started; exec sleep 60");
    const project = place.project("hello");
    const worker = path.resolve(import.meta.dirname, "../support/dyingWorker.ts");
    await assert.rejects(
      run(project, { worker, interpreter }),
      /The destination worker ended \(out of memory\)/,
    );
    const pid = readFileSync(path.join(project, "started"), "utf8").trim();
    assert.throws(() => execFileSync("ps", ["-o", "stat=", "-p", pid]), "it still runs");
  });

  it("does not begin when it is cancelled already", async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(run(place.project("hello"), { signal }), /cancelled before it began/);
    assert.deepEqual(await destination?.remote.runs(), []);
  });

  it("can be cancelled before Python has connected", posixOnly, async () => {
    const controller = new AbortController();
    const interpreter = fakePython("echo started; exec sleep 60");
    const project = place.project("hello");
    const { status } = await run(project, {
      interpreter,
      signal: controller.signal,
      onLine: () => {
        controller.abort();
      },
    });
    assert.equal(status, "cancelled");
  });

  it(
    "explains a Python that ends before it has connected, with what it wrote",
    posixOnly,
    async () => {
      const interpreter = fakePython("echo no such library >&2; exit 4");
      const { status, error } = await run(place.project("hello"), { interpreter });
      assert.equal(status, "failed");
      assert.match(error?.message ?? "", /ended with exit code 4/);
      assert.match(error?.traceback ?? "", /no such library/);
    },
  );

  it("shows what reaches the process's output past Python's own", async () => {
    const connector = `
import os, subprocess, sys
from fivetran_connector_sdk import Connector, Operations as op

def update(configuration, state):
    os.write(1, b"straight to 1\\n")
    os.write(2, "gr\\u00fc\\u00dfe an 2\\n".encode())
    subprocess.run([sys.executable, "-c", "print('from a child'); print('x' * 200000, end='')"])

connector = Connector(update=update)
`;
    const { status } = await run(place.project("hello", { "connector.py": connector }));
    assert.equal(status, "succeeded");
    const printed = textsFrom("print");
    assert.ok(printed.includes("straight to 1"));
    assert.ok(printed.includes("from a child"));
    assert.equal(printed.filter((text) => text.startsWith("x")).join("").length, 200_000);
    assert.deepEqual(textsFrom("stderr"), ["grüße an 2"]);
  });
});
