/** What is said about connector.py, the Connector object and the functions it is made of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { connectorRules } from "../../../server/rules/connector/connectorRules.ts";
import type { SdkRange } from "../../../server/sdk/versions.ts";
import { expectFix, expectProblems, problemsOf } from "../../support/analysis.ts";

const only = connectorRules;
const imports = "from fivetran_connector_sdk import Connector, Operations as op\n";
const functions = `
def schema(configuration: dict):
    return [{"table": "users", "primary_key": ["id"]}]


def update(configuration: dict, state: dict):
    op.checkpoint(state)

`;
const object = "connector = Connector(update=update, schema=schema)\n";
const main = `\nif __name__ == "__main__":\n    connector.debug()\n`;

function says(text: string, sdk?: SdkRange): void {
  expectProblems(text, sdk ? { only, sdk } : { only });
}

function fixed(text: string, code: string): string | undefined {
  return expectFix(text, code, { only })["connector.py"];
}

test("a connector as it should be is not spoken of", () => {
  says(imports + functions + object + main);
  says(`${imports}${functions}connector: Connector = Connector(update, schema)\n${main}`);
  says(
    `${imports}${functions}try:\n    connector = Connector(update=update)\nexcept ValueError:\n    connector = Connector(update=update, schema=schema)\n`,
  );
});

test("connector.py has that name", () => {
  expectProblems(
    { "Connector.py": imports + functions + object },
    { only, expected: { "Connector.py:1": ["connector-file-name"] } },
  );
});

test("there has to be an object", () => {
  const text = `${imports.trimEnd()} #! connector-missing\n${functions}${main}`;
  says(text);
  const after = fixed(text, "connector-missing") ?? "";
  assert.match(after, /\nconnector = Connector\(update=update, schema=schema\)\n\nif __name__/);
  const without = fixed(
    `import json\n${functions.replaceAll("op.checkpoint(state)", "json.dumps(state)")}`,
    "connector-missing",
  );
  assert.match(without ?? "", /^from fivetran_connector_sdk import Connector\nimport json/);
});

test("an object that comes from elsewhere is enough", () => {
  says(`from mine import connector\n`);
  says(`from mine import *\n`);
  says(`${imports}${functions}connector = make(update)\n`);
  says(
    `${imports}${functions}def make():\n    return Connector(update=update)\n\nconnector = make()\n`,
  );
});

test("a file that is still being typed may get its object yet", () => {
  says(`${imports}def update(configuration, state:\n`);
});

test("the object is called connector", () => {
  const text = `${imports}${functions}conn = Connector(update=update, schema=schema) #! connector-name\n\nif __name__ == "__main__":\n    conn.debug()\n`;
  says(text);
  assert.match(
    fixed(text, "connector-name") ?? "",
    /\nconnector = Connector.*\n\nif.*\n {4}connector\.debug\(\)\n$/,
  );
  const local = text.replace("op.checkpoint(state)", "conn = 1\n    op.checkpoint({'n': conn})");
  assert.match(
    fixed(local, "connector-name") ?? "",
    /conn = 1\n {4}op\.checkpoint\(\{'n': conn\}\)/,
  );
  const bare = `${imports}${functions}Connector(update=update, schema=schema) #! connector-name\n`;
  says(bare);
  assert.match(fixed(bare, "connector-name") ?? "", /\nconnector = Connector/);
});

test("the object is at the top level", () => {
  const text = `${imports}${functions}if __name__ == "__main__":\n    connector = Connector(update=update, schema=schema) #! connector-position\n    connector.debug()\n`;
  says(text);
  assert.match(
    fixed(text, "connector-position") ?? "",
    /\nconnector = Connector\(update=update, schema=schema\)\n\nif __name__ == "__main__":\n {4}connector\.debug\(\)\n$/,
  );
  const alone = `${imports}${functions}if __name__ == "__main__":\n    connector = Connector(\n        update=update,\n    )\n`;
  assert.match(
    fixed(alone, "connector-position") ?? "",
    /\nconnector = Connector\(\n {4}update=update,\n\)\n$/,
  );
  says(
    `${imports}${functions}def make():\n    connector = Connector(update=update) #! connector-position\n    connector.debug()\n`,
  );
  const made = `${imports}def make():\n    connector = Connector(update=update)\n    connector.debug()\n\n${functions}if __name__ == "__main__":\n    make()\n`;
  assert.match(
    fixed(made, "connector-position") ?? "",
    /def make\(\):\n {4}connector\.debug\(\)[^]*\nconnector = Connector\(update=update\)\n\nif __name__/,
  );
  says(
    `${imports}${functions}def make():\n    global connector\n    connector = Connector(update=update)\n\nmake()\n`,
  );
});

test("Connector() has the parameters it has", () => {
  const text = `${imports}${functions}connector = Connector(updates=update, schema=schema) #! connector-argument\n`;
  says(text);
  says(`${imports}${functions}connector = Connector(schema=schema) #! connector-argument\n`);
  says(
    `${imports}${functions}connector = Connector(update, schema, None, 1) #! connector-argument\n`,
  );
  says(
    `${imports}${functions}connector = Connector(update=update, name="x") #! connector-argument\n`,
  );
  says(`${imports}${functions}connector = Connector(**{"update": update})\n`);
  assert.match(
    fixed(`${imports}${functions}connector = Connector(schema=schema)\n`, "connector-argument") ??
      "",
    /Connector\(schema=schema, update=update\)/,
  );
  assert.match(
    fixed(
      `${imports}${functions}connector = Connector(update=update, schema_method=schema)\n`,
      "connector-argument",
    ) ?? "",
    /Connector\(update=update, schema=schema\)/,
  );
});

test("update= and schema= are functions", () => {
  const given = (value: string): string =>
    `${imports}${functions}connector = Connector(update=${value}, schema=schema) #! connector-function\n`;
  says(given("updat"));
  says(given(`"update"`));
  says(given("None"));
  assert.match(fixed(given("updat"), "connector-function") ?? "", /update=update,/);
  assert.match(fixed(given(`"update"`), "connector-function") ?? "", /update=update,/);
  const stub = `${imports}connector = Connector(update=read_all) #! connector-function\n`;
  says(stub);
  assert.match(
    fixed(stub, "connector-function") ?? "",
    /def read_all\(configuration: dict, state: dict\):\n {4}pass\n\n\nconnector/,
  );
  says(`${imports}from mine import *\nconnector = Connector(update=update, schema=None)\n`);
});

test("functions are given, not called", () => {
  const text = `${imports}${functions}connector = Connector(update=update(), schema=schema({})) #! function-called, function-called\n`;
  says(text);
  assert.match(
    fixed(
      text.replace("schema({})", "schema").replace(", function-called", ""),
      "function-called",
    ) ?? "",
    /Connector\(update=update, schema=schema\)/,
  );
  says(
    `${imports}def make(table):\n    def update(configuration: dict, state: dict):\n        pass\n    return update\n\nconnector = Connector(update=make("users"))\n`,
  );
});

function withUpdate(signature: string, body = "pass"): string {
  return `${imports}\ndef update(${signature}): #! function-parameters\n    ${body}\n\nconnector = Connector(update=update)\n`;
}

test("update() has the parameters that it is called with", () => {
  says(withUpdate("config, state"));
  says(withUpdate("configuration"));
  says(withUpdate(""));
  says(withUpdate("configuration, state, logger"));
  says(withUpdate("configuration, state, /"));
  says(withUpdate("configuration, state, logger=None").replace(" #! function-parameters", ""));
  says(withUpdate("**given").replace(" #! function-parameters", ""));
  says(withUpdate("state, configuration").replace(" #! function-parameters", ""));
  const renamed = fixed(
    withUpdate("conf: dict, st: dict", `print(f"{conf['a']}", st, [conf for _ in st])`),
    "function-parameters",
  );
  assert.match(
    renamed ?? "",
    /def update\(configuration: dict, state: dict\).*\n {4}print\(f"\{configuration\['a'\]\}", state, \[configuration for _ in state\]\)/,
  );
  assert.match(
    fixed(withUpdate("configuration: dict"), "function-parameters") ?? "",
    /update\(configuration: dict, state: dict\)/,
  );
  assert.match(
    fixed(withUpdate(""), "function-parameters") ?? "",
    /update\(configuration: dict, state: dict\)/,
  );
  assert.match(
    fixed(withUpdate("configuration, state, logger"), "function-parameters") ?? "",
    /update\(configuration, state\)/,
  );
});

test("a parameter is not renamed where its new name is taken", () => {
  const [problem] = problemsOf(withUpdate("config, state", "configuration = dict(config)"), {
    only,
  });
  assert.equal(problem?.code, "function-parameters");
  assert.deepEqual(problem.fixes, []);
});

test("schema() takes the configuration and nothing else", () => {
  const withSchema = (signature: string): string =>
    `${imports}${functions}def tables(${signature}): #! function-parameters\n    return []\n\nconnector = Connector(update=update, schema=tables)\n`;
  says(withSchema(""));
  says(withSchema("configuration, state"));
  says(withSchema("*, configuration"));
  says(withSchema("anything").replace(" #! function-parameters", ""));
  says(withSchema("*args").replace(" #! function-parameters", ""));
  says(withSchema("configuration, state=None").replace(" #! function-parameters", ""));
  assert.match(fixed(withSchema(""), "function-parameters") ?? "", /tables\(configuration: dict\)/);
  assert.match(
    fixed(withSchema("configuration, state"), "function-parameters") ?? "",
    /tables\(configuration\)/,
  );
});

test("a method is called without its self", () => {
  says(
    `${imports}class Source:\n    def update(self, configuration, state):\n        pass\n\nsource = Source()\nconnector = Connector(update=source.update)\n`,
  );
});

test("the SDK awaits nothing", () => {
  const text = `${imports}async def update(configuration, state): #! async-function\n    pass\n\nconnector = Connector(update=update)\n`;
  says(text);
  assert.match(fixed(text, "async-function") ?? "", /\ndef update/);
  const [awaiting] = problemsOf(text.replace("pass", "await read()"), { only });
  assert.deepEqual(awaiting?.fixes, []);
});

test("debug() does not run at import", () => {
  const text = `${imports}${functions}${object}connector.debug() #! debug-at-import\n`;
  says(text);
  assert.match(
    fixed(text, "debug-at-import") ?? "",
    /\nif __name__ == "__main__":\n {4}connector\.debug\(\)/,
  );
});

test("names that the SDK does not have are reported", () => {
  says(
    `${imports.replace("Operations", "Operation")}${functions}${object}`.replace(
      "\n",
      " #! unknown-sdk-name\n",
    ),
  );
  says(
    `${imports}from fivetran_connector_sdk import Logger as log #! unknown-sdk-name\n${functions}${object}`,
  );
  assert.match(
    fixed(
      `from fivetran_connector_sdk import Loging as log\n${imports}${functions}${object}`,
      "unknown-sdk-name",
    ) ?? "",
    /^from fivetran_connector_sdk import Logging as log/,
  );
  const hint = `${imports}${functions.replace("state: dict):", "state: dict) -> op.Operation: #! unknown-sdk-name")}${object}`;
  says(hint);
  assert.match(fixed(hint, "unknown-sdk-name") ?? "", /state: dict\): #/);
  says(
    `${imports}try:\n    from fivetran_connector_sdk import Fancy\nexcept ImportError:\n    Fancy = None\n${functions}${object}`,
  );
});

test("what the installed SDK does not have yet is reported", () => {
  const old: SdkRange = {
    from: { major: 2, minor: 8 },
    to: { major: 2, minor: 8 },
    known: "environment",
  };
  const text = `${imports}from fivetran_connector_sdk import ConfigurationForm #! needs-newer-sdk
${functions}def configuration_form():
    return ConfigurationForm()

connector = Connector(update=update, configuration_form=configuration_form) #! needs-newer-sdk
`;
  says(text, old);
  says(text.replaceAll(" #! needs-newer-sdk", ""));
  const [problem] = problemsOf(text, {
    only,
    sdk: { from: old.from, to: { major: 3, minor: 1 }, known: "setting" },
  });
  assert.equal(problem?.severity, "warning");
});
