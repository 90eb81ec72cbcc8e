import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configurationUseRules } from "../../../../server/rules/configurationUse/configurationUseRules.ts";
import { expectFix, expectProblems, type Texts } from "../../../support/analysis.ts";
import { connectorText } from "../../../support/connectorText.ts";

const only = configurationUseRules;

function project(body: string, configuration: string | undefined, top = ""): Texts {
  return {
    "connector.py": connectorText(body, { top }),
    ...(configuration !== undefined && { "configuration.json": configuration }),
  };
}

function expectLines(
  body: string,
  configuration: string | undefined,
  ...expected: readonly string[]
): void {
  expectProblems(project(body, configuration), {
    only,
    expected: { "configuration.json:1": expected },
  });
}

void describe("keys of the configuration", () => {
  void it("are in configuration.json when the code fails without them", () => {
    expectLines(
      `
key = configuration["api_key"]
secret = configuration["api_secret"]  #! configuration-key-missing
again = configuration["api_secret"]
size = configuration.get("page_size", "100")
other = configuration.get("other")
if "region" in configuration:
    region = configuration["region"]
try:
    zone = configuration["zone"]
except KeyError:
    zone = None
configuration["made"] = "x"
made = configuration["made"]
`,
      '{"api_key": ""}',
    );
    expectLines('secret = configuration["api_secret"]', undefined);
    expectLines('secret = configuration["api_secret"]', "{ broken");
  });

  void it("are demanded by what raises without them", () => {
    expectLines(
      `
for key in ["api_key", "region"]:  #! configuration-key-missing
    if key not in configuration:
        raise ValueError(key)
required = [
    "zone",  #! configuration-key-missing
]
missing = [key for key in required if not configuration.get(key)]
if missing:
    raise ValueError(missing)
if not configuration.get("host", "").strip():  #! configuration-key-missing
    raise ValueError("host")
if "port" not in configuration or not configuration["port"]:  #! configuration-key-missing
    raise ValueError("port")
for key in ["optional"]:
    if key not in configuration:
        print(key)
if not configuration.get("user") and not configuration.get("token"):
    raise ValueError("user or token")
names = ["user", "token"]
if not any(configuration.get(name) for name in names):
    raise ValueError("user or token")
`,
      '{"api_key": "x"}',
    );
  });

  void it("are added or corrected by a fix", () => {
    assert.equal(
      expectFix(
        project('a = configuration["a"]\nb = configuration["host_name"]', '{\n  "a": "x"\n}\n'),
        "configuration-key-missing",
        { only },
      )["configuration.json"],
      '{\n  "a": "x",\n  "host_name": ""\n}\n',
    );
    assert.equal(
      expectFix(project('b = configuration["b"]', "{}"), "configuration-key-missing", { only })[
        "configuration.json"
      ],
      '{\n  "b": ""\n}',
    );
    assert.match(
      expectFix(
        project("a = configuration['api_kye']", '{"api_key": "x"}'),
        "configuration-key-missing",
        { only },
      )["connector.py"] ?? "",
      /configuration\['api_key'\]/,
    );
  });

  void it("are read by something", () => {
    expectLines(
      'key = configuration["api_key"]',
      '{"api_key": "", "old": ""}',
      "configuration-key-unused",
    );
    expectLines(
      "import vendor\nclient = vendor.Client(configuration)",
      '{"api_key": "", "old": ""}',
    );
    expectLines(
      'requests.post("https://example.com", json=configuration, timeout=9)',
      '{"api_key": "", "old": ""}',
    );
    expectLines('key = configuration["api_key"]\nkeys = ["old"]', '{"api_key": "", "old": ""}');
    expectLines("key = configuration[state['key']]", '{"api_key": "", "old": ""}');
    assert.equal(
      expectFix(
        project('a = configuration["a"]', '{\n  "a": "x",\n  "b": ""\n}\n'),
        "configuration-key-unused",
        { only },
      )["configuration.json"],
      '{\n  "a": "x"\n}\n',
    );
  });
});

void describe("values of the configuration", () => {
  void it("are text", () => {
    expectLines(
      `
if configuration["size"] > 100:  #! configuration-not-converted
    pass
if configuration["port"] == 5432:  #! configuration-not-converted
    pass
if configuration.get("flag", False):  #! configuration-not-converted
    pass
if configuration.get("is_live"):  #! configuration-not-converted
    pass
if configuration.get("api_key"):
    pass
if int(configuration["size"]) > 100 or configuration["port"] == "5432":
    pass
`,
      undefined,
    );
  });

  void it("may have been converted by a function", () => {
    expectProblems(
      project(
        'flag = as_boolean(configuration.get("flag"), default=True)\nif flag:\n    pass',
        undefined,
        `
def as_boolean(value, default=False):
    if value is None:
        return default
    if isinstance(value, bool):
        return value
    return str(value).lower() == "true"
`,
      ),
      { only },
    );
  });

  void it("are converted by a fix", () => {
    assert.match(
      expectFix(
        project('if configuration["size"] > 100:\n    pass', undefined),
        "configuration-not-converted",
        { only },
      )["connector.py"] ?? "",
      /if int\(configuration\["size"\]\) > 100:/,
    );
    assert.match(
      expectFix(
        project('if configuration.get("is_live"):\n    pass', undefined),
        "configuration-not-converted",
        { only },
      )["connector.py"] ?? "",
      /if \(configuration\.get\("is_live"\) == "true"\):/,
    );
  });
});

void describe("configuration.json", () => {
  void it("is not there in production", () => {
    expectProblems(
      {
        "connector.py": `import json
import os
from pathlib import Path
from fivetran_connector_sdk import Connector

def update(configuration, state):
    with open("configuration.json") as file:  #! configuration-file-read
        json.load(file)
    with open(os.path.join(os.getcwd(), "configuration.json")) as file:  #! configuration-file-read
        json.load(file)
    Path("configuration.json").read_text()  #! configuration-file-read
    open("other.json")

connector = Connector(update=update)

if __name__ == "main":
    with open("configuration.json", "r") as f:
        configuration = json.load(f)

if __name__ == "__main__":
    with open("configuration.json", "r") as f:
        configuration = json.load(f)
    connector.debug(configuration=configuration)
`,
      },
      { only },
    );
  });
});

void describe("the setup form", () => {
  const text = (
    fields: string,
    body: string,
  ): string => `from fivetran_connector_sdk import Connector, ConfigurationForm, form_field

def configuration_form():
    form = ConfigurationForm()
${fields
  .trim()
  .split("\n")
  .map((line) => `    ${line}\n`)
  .join("")}    return form

def update(configuration, state):
${body
  .trim()
  .split("\n")
  .map((line) => `    ${line}\n`)
  .join("")}
connector = Connector(update=update, configuration_form=configuration_form)
`;

  void it("has a field for each key, and none besides", () => {
    expectProblems(
      text(
        `
form.add_field(form_field.TextField(name="api_key", label="Key"))
form.add_field(form_field.TextField(name="regoin", label="Region"))  #! form-key
`,
        `
key = configuration["api_key"]
region = configuration["region"]  #! form-key
zone = configuration.get("zone", "")
`,
      ),
      { only },
    );
  });

  void it("repairs a slip", () => {
    const fixed = expectFix(
      text(
        'form.add_field(form_field.TextField(name="region", label="Region"))',
        'region = configuration["regio"]',
      ),
      "form-key",
      { only },
    );
    assert.match(fixed["connector.py"] ?? "", /name="regio"/);
  });
});
