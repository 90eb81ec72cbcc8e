// Every way a connector can end a sync badly: what is said, where it points, how soon, and what stays.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import { cli, makeWorkplace, reportFrom, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

interface Ending {
  readonly name: string;
  readonly connector: string;
  readonly message: RegExp;
  /** Default: the line of connector.py marked `# fails here`; null: the cause has no place. */
  readonly place?: { readonly file: string; readonly line: number } | null;
  readonly hasTraceback?: boolean;
  readonly files?: Readonly<Record<string, string>>;
  readonly prepare?: (project: string) => void;
  readonly skip?: boolean;
}

const isWindows = process.platform === "win32";
const kept = { kept: 1 };

const head = `\
import ctypes, os, resource, signal, sys, threading, time
from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration):
    return [{"table": "rows", "primary_key": ["id"]}]


def begin():
    op.upsert("rows", {"id": 1})
    op.checkpoint(${JSON.stringify(kept)})
    op.upsert("rows", {"id": 2})
    print(f"failing at {time.time()}")


`;
const foot = "\n\nconnector = Connector(update=update, schema=schema)\n";

/** A connector whose update() checkpoints one row, emits another and goes on with \`body\`. */
function updating(body: string, before = ""): string {
  const indented = body
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  return `${head}${before}def update(configuration, state):\n    begin()\n${indented}\n${foot}`;
}

const inUpdate: readonly Ending[] = [
  {
    name: "raise in update",
    connector: updating('raise ValueError("the source is closed")  # fails here'),
    message: /^ValueError: the source is closed$/,
    hasTraceback: true,
  },
  {
    name: "raise in a generator",
    connector: updating('yield None\nraise ValueError("the source is closed")  # fails here'),
    message: /^ValueError: the source is closed$/,
    hasTraceback: true,
  },
  {
    name: "raise in a module of the connector",
    connector: updating("import source\nsource.read()"),
    files: { "source.py": 'def read():\n    {}["token"]\n' },
    message: /^KeyError: 'token'$/,
    place: { file: "source.py", line: 2 },
    hasTraceback: true,
  },
  {
    name: "raise in a library",
    connector: updating('import json\njson.loads("nothing")  # fails here'),
    message: /^json\.decoder\.JSONDecodeError: Expecting value/,
    hasTraceback: true,
  },
  {
    name: "raise with a cause",
    connector: updating(`
try:
    int("x")
except ValueError as error:
    raise RuntimeError("the page cannot be read") from error  # fails here`),
    message: /^RuntimeError: the page cannot be read$/,
    hasTraceback: true,
  },
  {
    name: "an error that cannot be printed",
    connector: updating(
      "raise Unprintable()  # fails here",
      'class Unprintable(Exception):\n    def __str__(self):\n        raise KeyError("no text")\n\n\n',
    ),
    message: /Unprintable/,
  },
  {
    name: "raise in a thread that is waited for",
    connector: updating(
      "thread = threading.Thread(target=work)\nthread.start()\nthread.join()",
      'def work():\n    raise ValueError("in the thread")  # fails here\n\n\n',
    ),
    message: /^ValueError: in the thread \(in thread /,
    hasTraceback: true,
  },
  {
    name: "raise in a thread while update() goes on",
    connector: updating(
      "threading.Thread(target=work).start()\ntime.sleep(60)",
      'def work():\n    raise ValueError("in the thread")  # fails here\n\n\n',
    ),
    message: /^ValueError: in the thread \(in thread /,
    hasTraceback: true,
  },
  {
    name: "raise while a thread never ends",
    connector: updating(`
threading.Thread(target=time.sleep, args=(60,)).start()
raise ValueError("but the thread lives")  # fails here`),
    message: /^ValueError: but the thread lives$/,
  },
  {
    name: "sys.exit",
    connector: updating("sys.exit(3)  # fails here"),
    message: /called sys\.exit\(3\)/,
  },
  {
    name: "sys.exit with success",
    connector: updating("sys.exit(0)  # fails here"),
    message: /called sys\.exit\(0\)/,
  },
  {
    name: "os._exit",
    connector: updating("os._exit(3)  # fails here"),
    message: /called os\._exit\(3\)/,
  },
  {
    name: "KeyboardInterrupt",
    connector: updating("raise KeyboardInterrupt  # fails here"),
    // SDK 2 runs update() in a thread.
    message: /^KeyboardInterrupt$/,
  },
  {
    name: "killed",
    connector: updating("os.kill(os.getpid(), signal.SIGKILL)"),
    message: /was killed \(SIGKILL\)/,
    place: null,
    skip: isWindows,
  },
  {
    name: "a crash in native code",
    connector: updating("ctypes.string_at(0)  # fails here"),
    message: /crash in native code \(SIGSEGV\)/,
    skip: isWindows,
  },
  {
    name: "out of memory",
    connector: updating(`
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
limit = used + (256 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
pages = []
while True:
    pages.append(bytearray(8 << 20))  # fails here`),
    message: /^MemoryError/,
    skip: isWindows || process.platform === "darwin",
  },
  {
    name: "endless recursion",
    connector: updating(
      "update(configuration, state) if False else deeper(0)",
      "def deeper(n):\n    return deeper(n + 1)  # fails here\n\n\n",
    ),
    message: /^RecursionError: maximum recursion depth exceeded/,
  },
  {
    name: "op.error",
    connector: updating('op.error("the token has expired")  # fails here'),
    message: /the token has expired/,
  },
  {
    name: "a row without its key",
    connector: updating(
      'op.upsert("rows", {"name": "nobody"})  # fails here\nop.checkpoint({"kept": 2})',
    ),
    message: /\brows\b.*\bid\b/s,
  },
  {
    name: "a state that is no JSON",
    connector: updating('op.checkpoint({"at": {1, 2}})  # fails here'),
    message:
      /^TypeError: Object of type set is not JSON serializable \(the state of op\.checkpoint at \$\.at is /,
  },
];

const before: readonly Ending[] = [
  {
    name: "raise in schema",
    connector:
      head.replace(
        '    return [{"table"',
        '    print(f"failing at {time.time()}")\n    raise ValueError("no schema")  # fails here\n    return [{"table"',
      ) + `def update(configuration, state):\n    begin()\n${foot}`,
    message: /^ValueError: no schema$/,
    hasTraceback: true,
  },
  {
    name: "a schema the SDK refuses",
    connector: updating("pass").replace('"primary_key": ["id"]', '"columns": {"id": "NUMBER"}'),
    message: /^schema\(\), table rows, column id: "NUMBER" is no type of the SDK/,
    place: { file: "connector.py", line: lineOf(head, '"table": "rows"') },
  },
  {
    name: "an import that fails",
    connector: "import no_such_module  # fails here\n",
    message: /^ModuleNotFoundError: No module named 'no_such_module'$/,
    hasTraceback: true,
  },
  {
    name: "raise at import",
    connector: 'settings = {}\nsettings["token"]  # fails here\n',
    message: /^KeyError: 'token'$/,
    hasTraceback: true,
  },
  {
    name: "a syntax error",
    connector: "import os\n\ndef update(configuration, state)  # fails here\n    pass\n",
    message: /^SyntaxError: expected ':'$/,
  },
  {
    name: "sys.exit at import",
    connector: "import sys\nsys.exit(1)  # fails here\n",
    message: /called sys\.exit\(1\)/,
  },
  {
    name: "a connector under another name",
    connector: updating("pass").replace("connector = Connector(", "my_connector = Connector("),
    message: /must be named 'connector', but is named 'my_connector'/,
    place: { file: "connector.py", line: lineOf(updating("pass"), "connector =") },
  },
  {
    name: "no connector",
    connector: "from fivetran_connector_sdk import Connector\n",
    message: /defines no Connector object/,
    place: { file: "connector.py", line: 1 },
  },
  {
    name: "no configuration.json",
    connector: updating("pass"),
    prepare: (project) => {
      rmSync(path.join(project, "configuration.json"));
    },
    message: /configuration\.json/,
    place: null,
  },
  {
    name: "a number in configuration.json",
    connector: updating("pass"),
    files: { "configuration.json": '{\n  "token": "x",\n  "port": 5432\n}\n' },
    message: /port/,
    place: { file: "configuration.json", line: 3 },
  },
  {
    name: "a configuration.json that is no JSON",
    connector: updating("pass"),
    files: { "configuration.json": '{\n  "token": "x",\n}\n' },
    message: /configuration\.json/,
    place: { file: "configuration.json", line: 3 },
  },
];

/** From the failure to the end of the CLI's process; a run takes far less, a busy machine more. */
const secondsToEnd = 3;

function sync(place: Workplace, project: string, python: string) {
  return cli(["sync", project, "--json", "--python", python, "--storage", place.storage]);
}

function makeProject(place: Workplace, { connector, files, prepare }: Ending): string {
  const project = place.project("hello", { "connector.py": connector, ...files });
  prepare?.(project);
  return project;
}

function lineOf(text: string, part: string): number {
  return text.split("\n").findIndex((line) => line.includes(part)) + 1;
}

function assertPlace({ place, connector }: Ending, { error }: SyncReport): void {
  if (place === null) {
    return;
  }
  const { file, line } = place ?? { file: "connector.py", line: lineOf(connector, "# fails here") };
  assert.equal(error?.file && path.basename(error.file), file);
  assert.equal(error?.line, line);
}

function assertSoon(stderr: string): void {
  const failed = /failing at (\d+\.\d+)/.exec(stderr)?.[1];
  assert.ok(failed !== undefined, stderr);
  const seconds = Date.now() / 1000 - Number(failed);
  assert.ok(seconds < secondsToEnd, `ended ${seconds.toFixed(1)} s after the failure`);
}

for (const line of ["3", "2"] as const) {
  describe(`a connector on SDK ${line} that ends badly`, { concurrency: 2 }, () => {
    for (const ending of [...inUpdate, ...before]) {
      it(ending.name, { skip: ending.skip ?? false }, async () => {
        using place = makeWorkplace();
        const project = makeProject(place, ending);
        const result = await sync(place, project, pythonFor(line));
        if (inUpdate.includes(ending)) {
          assertSoon(result.stderr);
        }
        assert.equal(result.code, 1, result.stderr);
        const report = reportFrom(result);
        assert.equal(report.status, "failed");
        assert.match(report.error?.message ?? "", ending.message);
        assertPlace(ending, report);
        if (ending.hasTraceback) {
          assert.match(report.error?.traceback ?? "", /^Traceback \(most recent call last\):\n/m);
          assert.doesNotMatch(report.error?.traceback ?? "", /connector_workbench_host/);
        }
        const isKept = inUpdate.includes(ending);
        assert.deepEqual(report.state, isKept ? kept : {});
        assert.equal(report.tables[0]?.rows ?? 0, isKept ? 1 : 0);
        if (isKept) {
          const state = await cli(["state", project, "get", "--storage", place.storage]);
          assert.deepEqual(JSON.parse(state.stdout), kept);
        }
      });
    }
  });
}

describe("a Python without the SDK", () => {
  it("is named, with the command that installs it", async () => {
    using place = makeWorkplace();
    const environment = path.join(place.folder, "bare");
    execFileSync(pythonFor("3"), ["-m", "venv", "--without-pip", environment]);
    const python = path.join(environment, isWindows ? "Scripts/python.exe" : "bin/python");
    const result = await sync(place, place.project("hello"), python);
    assert.equal(result.code, 1);
    const { status, error, sdkVersion } = reportFrom(result);
    assert.equal(status, "failed");
    assert.equal(sdkVersion, null);
    assert.match(
      error?.message ?? "",
      /^fivetran-connector-sdk is not installed in .*bare.* -m pip install/,
    );
  });
});
