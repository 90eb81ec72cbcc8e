import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codeRules } from "../../../../server/rules/code/codeRules.ts";
import type { SdkRange } from "../../../../server/sdk/versions.ts";
import { expectFix, expectProblems } from "../../../support/analysis.ts";

const only = codeRules;
const head = "from fivetran_connector_sdk import Connector, Logging as log, Operations as op\n";
const sdk2x8: SdkRange = {
  from: { major: 2, minor: 8 },
  to: { major: 2, minor: 8 },
  known: "setting",
};

/** `body` are the lines of update(); `top` stands before it. */
function connector(body: string, top = ""): string {
  const lines = body.split("\n").map((line) => `    ${line}\n`);
  return `${head}${top}\n\ndef update(configuration, state):\n${lines.join("")}\n\nconnector = Connector(update=update)\n`;
}

function expectLines(body: string, top = "", sdk?: SdkRange): void {
  expectProblems(connector(body, top), { only, ...(sdk && { sdk }) });
}

/** The lines of update() after the fix. */
function fixed(body: string, code: string, top = "", sdk?: SdkRange): string {
  const after = expectFix(connector(body, top), code, { only, ...(sdk && { sdk }) });
  const text = after["connector.py"] ?? "";
  const start = text.indexOf("state):\n") + "state):\n".length;
  return text.slice(start, text.indexOf("\n\n\nconnector")).replaceAll(/^ {4}/gm, "");
}

void describe("calls that end the process", () => {
  void it("are told where Fivetran runs them", () => {
    expectLines("exit(1)  #! exit-call");
    expectLines("sys.exit()  #! exit-call", "import sys");
    expectLines("os._exit(1)  #! exit-call", "import os");
    expectLines("quit()  #! exit-call");
    expectProblems(
      `import sys\n${connector("pass")}\nif __name__ == "__main__":\n    sys.exit(1)\n`,
      { only },
    );
  });

  void it("become exceptions", () => {
    assert.equal(
      fixed('sys.exit("no key")', "exit-call", "import sys"),
      'raise RuntimeError("no key")',
    );
    assert.equal(fixed("exit(1)", "exit-call"), 'raise RuntimeError("The sync cannot go on")');
    assert.equal(fixed("exit(0)", "exit-call"), "return");
    assert.equal(
      fixed("try:\n    read()\nexcept ValueError:\n    exit(1)", "exit-call", "def read(): pass"),
      "try:\n    read()\nexcept ValueError:\n    raise",
    );
  });
});

void describe("what nobody sees in production", () => {
  void it("is print", () => {
    expectLines('print("x")  #! print-call');
    expectProblems(`${connector("pass")}\nif __name__ == "__main__":\n    print("x")\n`, { only });
    assert.equal(fixed('print("x")', "print-call"), 'log.info("x")');
    assert.equal(fixed("count = 1\nprint(count)", "print-call"), "count = 1\nlog.info(str(count))");
    assert.equal(
      fixed('count = 1\nprint("found", count, flush=True)', "print-call"),
      'count = 1\nlog.info(f"found {count}")',
    );
  });

  void it("imports the log where it is not there", () => {
    const text =
      "from fivetran_connector_sdk import Connector\n\n\ndef update(configuration, state):\n    print('x')\n\n\nconnector = Connector(update=update)\n";
    assert.match(
      expectFix(text, "print-call", { only })["connector.py"] ?? "",
      /^from fivetran_connector_sdk import Connector\nfrom fivetran_connector_sdk import Logging as log\n[^]*log\.info\('x'\)/,
    );
  });

  void it("is Python's logging, unless it only quiets others", () => {
    expectLines("pass", "import logging  #! logging-module");
    expectLines('logging.info("x")', "import logging  #! logging-module");
    expectLines("pass", 'import logging\nlogging.getLogger("urllib3").setLevel(logging.ERROR)');
  });
});

void describe("log methods", () => {
  void it("have newer names since SDK 2.9", () => {
    expectLines('log.fine("x")  #! deprecated-log\nlog.severe("x")  #! deprecated-log');
    expectLines('log.fine("x")\nlog.severe("x")', "", sdk2x8);
    assert.equal(fixed('log.fine("x")', "deprecated-log"), 'log.debug("x")');
    assert.equal(fixed('log.severe("x")', "deprecated-log"), 'log.error("x")');
  });

  void it("are those that there are", () => {
    expectLines('log.warn("x")  #! unknown-log-method\nlog.exception("x")  #! unknown-log-method');
    expectLines(
      'log.debug("x")  #! unknown-log-method\nlog.error("x")  #! unknown-log-method',
      "",
      sdk2x8,
    );
    expectLines(
      'log.debug("x")\nlog.info("x")\nlog.warning("x")\nlog.error("x")\nlog.critical("x")',
    );
    assert.equal(fixed('log.warn("x")', "unknown-log-method"), 'log.warning("x")');
    assert.equal(fixed('log.inof("x")', "unknown-log-method"), 'log.info("x")');
    assert.equal(fixed('log.error("x")', "unknown-log-method", "", sdk2x8), 'log.severe("x")');
  });

  void it("take one message", () => {
    expectLines('log.info("found %s", 5)  #! log-arguments\nlog.info()  #! log-arguments');
    expectLines(
      'log.info("x", extra={})  #! log-arguments\nlog.error("x %s", "y")  #! log-arguments',
    );
    expectLines(
      'try:\n    pass\nexcept ValueError as e:\n    log.error("x", e)\n    log.critical("x", exception=e)',
    );
    expectLines("args = ['x']\nlog.info(*args)\nlog.info(message='100 %')");
    expectLines('log.severe("x", ValueError())  #! log-arguments', "", sdk2x8);
  });

  void it("get f-strings", () => {
    const top = "name, count, e = 'a', 1, 2";
    assert.equal(
      fixed(
        'log.info("%s: %d of {x} (%.2f, %r, 5%%)", name, count, count, name)',
        "log-arguments",
        top,
      ),
      'log.info(f"{name}: {count} of {{x}} ({count:.2f}, {name!r}, 5%)")',
    );
    assert.equal(
      fixed(
        'try:\n    pass\nexcept ValueError as e:\n    log.error("bad", exc_info=True)',
        "log-arguments",
      ),
      'try:\n    pass\nexcept ValueError as e:\n    log.error(f"bad: {e}")',
    );
  });
});

void describe("messages for every row", () => {
  const loop = (before: string, log: string): string =>
    `${before}\n    op.upsert("t", row)\n    ${log}`;

  void it("are told", () => {
    expectLines(
      loop("for row in rows():", 'log.info("x")  #! log-per-row'),
      "def rows(): return []",
    );
    assert.equal(
      fixed(loop("for row in rows():", 'log.info("x")'), "log-per-row", "def rows(): return []"),
      loop("for row in rows():", 'log.debug("x")'),
    );
  });

  void it("are none under a condition, at debug level, in small loops or around requests", () => {
    const top = "import requests\nRETRIES = 3\ndef rows(): return []";
    expectLines(loop("for row in rows():", "if len(row) > 9: log.info('x')"), top);
    expectLines(loop("for row in rows():", "log.debug('x')"), top);
    expectLines(loop("for row in [{}, {}]:", "log.info('x')"), top);
    expectLines(loop("for row in configuration['tables'].split(','):", "log.info('x')"), top);
    expectLines(
      `for page in rows():\n    for row in page:\n        op.upsert("t", row)\n    log.info("x")`,
      top,
    );
    expectLines(
      `for row in rows():\n    r = requests.get("https://a", timeout=9)\n    r.raise_for_status()\n    op.upsert("t", row)\n    log.info("x")`,
      top,
    );
  });
});

void describe("files of the machine", () => {
  void it("are not kept", () => {
    expectLines('with open("cache.json", "w") as file:  #! file-write\n    file.write("x")');
    expectLines('open("log.txt", mode="a").close()  #! file-write');
    expectLines('pd.DataFrame().to_csv("out.csv")  #! file-write', "import pandas as pd");
    expectLines('Path("out.txt").write_text("x")  #! file-write', "from pathlib import Path");
  });

  void it("may be read, temporary, deleted again or uploaded", () => {
    expectLines('open("schema.json").read()\nopen("x", "rb").read()');
    expectLines(
      'open("/tmp/x", "w").close()\nopen(path_of(state), "w").close()',
      "def path_of(state): return state['x']",
    );
    expectLines('open(os.path.join(tempfile.mkdtemp(), "x"), "w").close()', "import os, tempfile");
    expectLines('open("x.csv", "w").close()\nos.remove("x.csv")', "import os");
    expectLines('open("key.pem", "w").close()');
    expectProblems(
      `${connector("pass")}\nif __name__ == "__main__":\n    open("x", "w").close()\n`,
      { only },
    );
  });

  void it("are no environment", () => {
    expectLines("load_dotenv()  #! env-file", "from dotenv import load_dotenv");
    expectLines('open(".env").read()  #! env-file');
    expectProblems(
      `from dotenv import load_dotenv\n${connector("pass")}\nif __name__ == "__main__":\n    load_dotenv()\n`,
      { only },
    );
  });
});

void describe("secrets", () => {
  void it("are not logged", () => {
    expectLines("log.info(configuration)  #! secret-logged");
    expectLines('log.info(f"using {configuration}")  #! secret-logged');
    expectLines('log.info("using " + str(configuration))  #! secret-logged');
    expectLines("log.info(json.dumps(configuration))  #! secret-logged", "import json");
    expectLines("log.info(f\"key {configuration['api_key']}\")  #! secret-logged");
    expectLines('log.info(configuration.get("password"))  #! secret-logged');
    expectLines(
      'api_key = configuration["api_key"]\nlog.info(f"with {api_key}")  #! secret-logged',
    );
    expectLines('token = configuration["token"]\nlog.info(token)  #! secret-logged');
  });

  void it("are not what else is logged", () => {
    expectLines(
      "log.info(f\"{configuration['base_url']} {len(configuration)} {list(configuration.keys())}\")",
    );
    expectLines('key = configuration["api_key"]\nlog.info(f"with {key[:4]}***")');
    expectLines("log.info(f\"{'api_key' in configuration} {bool(configuration['api_key'])}\")");
    expectLines(
      'key = configuration["api_key"]\nmasked = key[:2] + "***" if len(key) > 2 else key\nlog.info(masked)',
    );
  });

  void it("are not written in the code", () => {
    const lines = [
      'API_KEY = "sk-3f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"  #! secret-in-code',
      'DATABASE = "postgresql://admin:hG7-kk2Lq@db.acme.io/prod"  #! secret-in-code',
      'AWS = "AKIAIOSFODNN7QWERTYU"  #! secret-in-code',
      'HEADERS = {"Authorization": "Bearer 8f3b2c1d9e7a6f5b4c3d2e1f"}  #! secret-in-code',
      'password = "hunter2!x"  #! secret-in-code',
    ];
    expectLines("pass", lines.join("\n"));
    expectLines(
      'login(client_secret="9aF3-kLm2QpX7vT1zR8w")  #! secret-in-code',
      "def login(client_secret): pass",
    );
    expectLines("pass", 'def login(api_key="9aF3kLm2QpX7vT1zR8w"): pass  #! secret-in-code');
  });

  void it("are not names, placeholders, examples and addresses", () => {
    const lines = [
      'API_KEY = "<YOUR_API_KEY>"',
      'API_KEY = "your-api-key-1234567890"',
      'API_KEY = ""',
      'password = "password"',
      'TOKEN_URL = "https://auth.acme.io/oauth2/token"',
      'token_key = "next_page_token_2"',
      'PRIMARY_KEY = "created_at"',
      'GRANT = {"grant_type": "client_credentials", "token": "access_token"}',
      'SORT_KEY = "2024-01-01T00:00:00Z"',
      'HEADERS = {"Authorization": "Bearer {token}"}',
      'URL = "postgresql://user:password@localhost/db"',
      'API_KEY_ENV = "MY_SERVICE_API_KEY_2"',
      '"""postgresql://admin:hG7-kk2Lq@db.acme.io/prod"""',
    ];
    expectLines("pass", lines.join("\n"));
  });
});

void describe("loops", () => {
  void it("end", () => {
    expectLines('while True:  #! endless-loop\n    state["x"] = 1');
    expectLines("more = True\nwhile more:  #! endless-loop\n    state['x'] = 1");
    expectLines("page = 1\nwhile page < 9:  #! endless-loop\n    state['x'] = page");
  });

  void it("end by themselves or by others", () => {
    const ways = [
      "break",
      "return",
      "raise ValueError()",
      "if state: break",
      "check()",
      "next(it)",
      "yield 1",
    ];
    for (const way of ways) {
      expectLines(`while True:\n    ${way}`, "it = iter([])\ndef check():\n    raise ValueError()");
    }
    expectLines("while True:  #! endless-loop\n    for x in 'ab':\n        break");
    expectLines("page = 1\nwhile page < 9:\n    page += 1");
    expectLines("more = [1]\npop = more.pop\nwhile more:\n    pop()");
    expectLines("more = [1]\nwhile more:\n    more.pop()");
    expectLines("try:\n    while True:\n        state['x'] = 1\nexcept StopIteration:\n    pass");
    expectLines("while state.get('x'):\n    state['y'] = 1");
  });
});
