// Secrets of the configuration are not shown where a failure is told, and are not kept in a run's log.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { cli, makeWorkplace, reportFrom } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const configuration = {
  api_token: "tok-abc/123",
  clientSecret: 'with "quotes" and\nlines',
  "db-password": "süßes geheimnis",
  key: "it's",
  authorEmail: "ada@example.org",
  token_url: "https://example.org/token",
  private_key: "<YOUR_KEY>",
  pin_key: "abc",
};

const secrets = [
  configuration.api_token,
  configuration.clientSecret,
  configuration["db-password"],
  configuration.key,
];

const head = `\
import json, urllib.parse
from fivetran_connector_sdk import Connector, Operations as op


def schema(configuration):
    return [{"table": "t", "primary_key": ["id"], "columns": {"id": "STRING", "v": "INT"}}]


def update(configuration, state):
    c = configuration
    everything = [*c.values(), json.dumps(c), json.dumps(c, ensure_ascii=False), repr(c), urllib.parse.quote(c["api_token"], safe="")]
`;
const foot = "\n\nconnector = Connector(update=update, schema=schema)\n";

const failures: readonly (readonly [string, string])[] = [
  ["an error of the connector", "raise ValueError(' | '.join(everything))"],
  ["a value that the SDK refuses", 'op.upsert("t", {"id": "1", "v": " | ".join(everything)})'],
  ["a state that JSON cannot hold", 'op.checkpoint({"at": {" | ".join(everything)}})'],
  [
    "an error in a thread",
    'import threading\n    def work():\n        raise ValueError(" | ".join(everything))\n    thread = threading.Thread(target=work)\n    thread.start()\n    thread.join()',
  ],
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function formsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

for (const line of ["3", "2", "oldest2"] as const) {
  describe(`secrets, SDK ${line}`, () => {
    for (const [name, body] of failures) {
      it(`are masked in ${name}`, async () => {
        using place = makeWorkplace();
        const project = place.project("hello", {
          "connector.py": `${head}    ${body}\n${foot}`,
          "configuration.json": JSON.stringify(configuration),
        });
        const result = await cli([
          ...["sync", project, "--json", "--python", pythonFor(line), "--storage", place.storage],
        ]);
        const report = reportFrom(result);
        assert.equal(report.status, "failed");
        const message = report.error?.message ?? "";
        const whole = [message, report.error?.value, report.error?.traceback].join("\n");
        assert.match(whole, /\*{4}/);
        const kept = filesIn(place.storage).map((file) => readFileSync(file, "utf8"));
        for (const form of secrets.flatMap(formsOf)) {
          assert.ok(!whole.includes(form), `${form} is in ${whole}`);
          for (const text of kept) assert.ok(!text.includes(form), `${form} is in a log`);
        }
        if (body.startsWith("raise")) {
          // Not secrets, whatever their keys look like.
          for (const shown of ["ada@example.org", "https://example.org/token", "<YOUR_KEY>", "abc"])
            assert.ok(message.includes(shown), `${shown} is not in ${message}`);
        }
      });
    }
  });
}
