import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkDestinationFile } from "../../../../server/rules/data/destinationFile.ts";
import { checkOptionsFile } from "../../../../server/rules/data/optionsFile.ts";
import { expectFix, expectProblems } from "../../../support/analysis.ts";

const only = [checkOptionsFile, checkDestinationFile];

/** options.toml has comments, so problems are expected in place. */
function expectOptions(text: string): void {
  expectProblems({ "options.toml": text }, { only });
}

function fixedOption(line: string, code = "options-profile"): string {
  const texts = { "options.toml": `["default"]\n${line}\n` };
  return (expectFix(texts, code, { only })["options.toml"] ?? "").replace('["default"]\n', "");
}

function expectDestination(text: string, ...codes: readonly string[]): void {
  expectProblems({ "destination.json": text }, { only, expected: { "destination.json:1": codes } });
}

void describe("options.toml", () => {
  void it("holds profiles of known options", () => {
    expectOptions(`# why
["default"]
destination = "Warehouse"
connection = "my_connection"
python_version = "3.13"
naming = "fivetran"
[team.staging]
connection = ""
hybrid_deployment_agent_id = "a"
proxy_id = "b"
proxy_host_config_key = "host"
package_id = "c"
`);
  });

  void it("is TOML", () => {
    expectOptions('["default"]\ndestination = #! options-not-toml\n');
    expectOptions('["default"]\n["default"] #! options-not-toml\n');
  });

  void it("has nothing else", () => {
    expectOptions('destination = "x" #! options-profile\n');
    expectOptions('["default"]\ndestinaton = "x" #! options-profile\n');
    expectOptions('["default"]\ncolour = "x" #! options-profile\n');
    expectOptions('[["default"]] #! options-profile\n');
    expectOptions(
      '["default"]\ndestination = { name = "x" } #! options-profile, options-profile\n',
    );
    expectOptions('["a.b"]\nnaming = "SOURCE"\n[a.b] #! options-profile\nnaming = "SOURCE"\n');
  });

  void it("has values that fivetran takes", () => {
    expectOptions('["default"]\npython_version = 3.13 #! options-profile\n');
    expectOptions('["default"]\nconnection = "My Connection" #! options-profile\n');
    expectOptions('["default"]\nconnection = "1st" #! options-profile\n');
    expectOptions('["default"]\nnaming = "NONE" #! options-profile\n');
    expectOptions('["default"]\nproxy_id = " " #! options-profile\n');
    expectOptions('["default"]\ndestination = ["x"] #! options-profile\n');
    expectOptions('["default"]\ndestination = "x\\ny" #! options-profile\n');
    expectOptions('["default"]\npython_version = "3.9" #! python-version\n');
  });

  void it("has no API key", () => {
    expectOptions('["default"]\napi_key = "abc" #! options-secret\n');
    assert.equal(
      fixedOption('api_key = "abc"\nnaming = "SOURCE"', "options-secret"),
      'naming = "SOURCE"\n',
    );
  });

  void it("is put right", () => {
    assert.equal(fixedOption('destinaton = "x"'), 'destination = "x"\n');
    assert.equal(fixedOption("python_version = 3.13"), 'python_version = "3.13"\n');
    assert.equal(fixedOption('connection = "My Connection"'), 'connection = "my_connection"\n');
    assert.equal(fixedOption('naming = "SORCE"'), 'naming = "SOURCE"\n');
  });
});

void describe("destination.json", () => {
  void it("is an object", () => {
    expectDestination('{"token": "${TOKEN}", "warehouse": "x"}');
    expectDestination("[]", "destination-not-json");
    expectDestination('{"a": "b",}', "destination-not-json");
  });

  void it("reads secrets from the environment", () => {
    expectDestination('{"token": "dapi0123"}', "destination-secret");
    expectDestination(
      '{"s3.secret-access-key": "wJalr", "client_secret": ""}',
      "destination-secret",
    );
    expectDestination('{"token": "<YOUR_TOKEN>"}');
    const ignored = {
      "destination.json": '{"token": "dapi0123"}',
      ".gitignore": "destination.json\n",
    };
    expectProblems(ignored, { only });
    const texts = { "destination.json": '{"s3.session-token": "abc"}' };
    const fixed = expectFix(texts, "destination-secret", { only });
    assert.equal(fixed["destination.json"], '{"s3.session-token": "${S3_SESSION_TOKEN}"}');
  });
});
