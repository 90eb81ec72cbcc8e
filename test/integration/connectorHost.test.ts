// What a connector finds around it, and what of it reaches the log.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { describe, it } from "node:test";
import type { LogLine } from "../../src/shared/model/sync.ts";
import { createEngine, sourceFiles } from "../../src/engine/index.ts";
import { makeWorkplace, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const engine = createEngine(sourceFiles(path.resolve(import.meta.dirname, "../..")));

interface Outcome {
  /** `repr` of what the connector noted, by name. */
  readonly notes: Readonly<Record<string, string>>;
  readonly log: readonly LogLine[];
  readonly status: string;
}

/** Runs update() with `note(name, value)` at hand. */
async function run(
  place: Workplace,
  python: string,
  update: string,
  options: {
    readonly files?: Readonly<Record<string, string>>;
    readonly env?: NodeJS.ProcessEnv;
  } = {},
): Promise<Outcome> {
  const connector = [
    "import logging, os, subprocess, sys",
    "from fivetran_connector_sdk import Connector, Logging as log, Operations as op",
    "def note(name, value):",
    '    op.upsert("notes", {"name": name, "value": repr(value)})',
    "def schema(configuration):",
    '    return [{"table": "notes", "primary_key": ["name"], "columns": {"name": "STRING", "value": "STRING"}}]',
    "def update(configuration, state):",
    ...update
      .trim()
      .split("\n")
      .map((line) => `    ${line}`),
    "    op.checkpoint({})",
    "connector = Connector(update=update, schema=schema)",
    "",
  ].join("\n");
  const project = place.project("hello", { "connector.py": connector, ...options.files });
  const log: LogLine[] = [];
  const destination = await engine.openDestination({
    storage: place.storage,
    events: { log: (line) => log.push(line) },
  });
  try {
    const report = await engine.runSync({
      destination,
      interpreter: python,
      request: {
        project,
        configuration: null,
        start: { kind: "fresh" },
        naming: "FIVETRAN",
        limits: {},
        echo: false,
      },
      env: { ...process.env, ...options.env },
      onLog: (line) => log.push(line),
    });
    assert.equal(report.error, null, report.error?.message);
    const { rows } = await destination.remote.query("SELECT name, value FROM notes", 100);
    const notes = Object.fromEntries(rows.map(([name, value]) => [String(name), String(value)]));
    return { notes, log, status: report.status };
  } finally {
    await destination.close();
  }
}

for (const line of ["3", "2", "oldest2"] as const) {
  describe(`a connector in the host, SDK ${line}`, () => {
    it("finds what fivetran debug gives it, and nothing of ours", async () => {
      using place = makeWorkplace();
      const { notes } = await run(
        place,
        pythonFor(line),
        `
names = ["FIVETRAN_CONNECTION_ID", "FIVETRAN_DEPLOYMENT_MODEL", "FIVETRAN_GROUP_ID", "FIVETRAN_CONNECTION_NAME"]
for name in names:
    note(name, os.environ.get(name))
note("ours", [name for name in os.environ if "WORKBENCH_CHANNEL" in name])
note("path", [entry for entry in sys.path if "bridge" in entry])
note("modules", "channel" in sys.modules or "sink" in sys.modules)
note("folder", os.path.basename(os.getcwd()))
note("name", __name__)
note("configuration", configuration)`,
        { files: { "configuration.json": '{"key": "value"}' } },
      );
      assert.deepEqual(notes, {
        FIVETRAN_CONNECTION_ID: "'test_connection_id'",
        FIVETRAN_DEPLOYMENT_MODEL: "'local_debug'",
        FIVETRAN_GROUP_ID: "'test_group_id'",
        FIVETRAN_CONNECTION_NAME: "'test_connection_name'",
        ours: "[]",
        path: "[]",
        modules: "False",
        folder: "'hello'",
        name: "'connector'",
        configuration: "{'key': 'value'}",
      });
    });

    it("has its output in the log, with level and origin", async () => {
      using place = makeWorkplace();
      const { log } = await run(
        place,
        pythonFor(line),
        `
log.info("an information")
log.warning("a warning\\nof two lines")
print("printed\\nin two lines")
print("in", end=" ")
print("parts")
sys.stderr.write("to standard error\\n")
logging.getLogger("shop").warning("by logging")
subprocess.run([sys.executable, "-c", "print('by a child')"])
`,
      );
      const seen = log.map(({ level, origin, message }) => `${level} ${origin} ${message}`);
      for (const expected of [
        "INFO connector an information",
        "WARNING connector a warning\nof two lines",
        "INFO print printed\nin two lines",
        "INFO print in parts",
        "INFO stderr to standard error",
        "INFO stderr by logging",
        "INFO print by a child",
      ]) {
        assert.ok(seen.includes(expected), `${expected} is not among\n${seen.join("\n")}`);
      }
      assert.ok(log.some(({ origin }) => origin === "sdk"));
    });

    it("may have modules that are called like ours", async () => {
      using place = makeWorkplace();
      const { notes } = await run(
        place,
        pythonFor(line),
        'import sink, channel\nnote("sink", (sink.NAME, channel.NAME))',
        {
          files: { "sink.py": 'NAME = "my sink"\n', "channel.py": 'NAME = "my channel"\n' },
        },
      );
      assert.equal(notes["sink"], "('my sink', 'my channel')");
    });
  });
}

for (const line of ["3", "2"] as const) {
  it(`a configuration that the SDK encrypted is decrypted, SDK ${line}`, async () => {
    using place = makeWorkplace();
    const python = pythonFor(line);
    const home = place.folder;
    const encrypt = [
      "try:",
      "    from fivetran_connector_sdk_cli import configuration_decryption as c",
      "except ImportError:",
      "    from fivetran_connector_sdk_common import configuration_decryption as c",
      "import base64, os",
      "from cryptography.hazmat.primitives.ciphers.aead import AESGCM",
      "key, nonce = bytes(range(32)), bytes(12)",
      "path = c._key_file_path()",
      "os.makedirs(os.path.dirname(path), exist_ok=True)",
      "open(path, 'w').write(base64.b64encode(key).decode())",
      "sealed = nonce + AESGCM(key).encrypt(nonce, 'süßes geheimnis'.encode(), b'password')",
      "print('fivetran_encrypted:' + base64.b64encode(sealed).decode(), end='')",
    ].join("\n");
    const env = { HOME: home, USERPROFILE: home };
    const sealed = execFileSync(python, ["-c", encrypt], {
      env: { ...process.env, ...env },
      encoding: "utf8",
    });
    const files = { "configuration.json": JSON.stringify({ user: "ada", password: sealed }) };
    const { notes } = await run(place, python, 'note("configuration", configuration)', {
      files,
      env,
    });
    assert.equal(notes["configuration"], "{'user': 'ada', 'password': 'süßes geheimnis'}");
  });
}
