import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codeRules } from "../../../../server/rules/code/codeRules.ts";
import { expectFix, problemsOf, expectProblems } from "../../../support/analysis.ts";

const only = codeRules;
const head =
  "from fivetran_connector_sdk import Connector, Logging as log, Operations as op\nimport requests\n";
function connector(body: string, top: string): string {
  const lines = body.split("\n").map((line) => `    ${line}\n`);
  return `${head}${top}\n\ndef update(configuration, state):\n${lines.join("")}\n\nconnector = Connector(update=update)\n`;
}

/** Whoever retries is not asked to; `request-without-retry` has a test of its own. */
function expectLines(body: string, top = ""): void {
  expectProblems(connector(body, `RETRIES = 3\n${top}`), { only });
}

function fixed(body: string, code: string, top = ""): string {
  const after = expectFix(connector(body, `RETRIES = 3\n${top}`), code, { only });
  const text = after["connector.py"] ?? "";
  const start = text.indexOf("state):\n") + "state):\n".length;
  return text.slice(start, text.indexOf("\n\n\nconnector")).replaceAll(/^ {4}/gm, "");
}

const checked = "\nr.raise_for_status()";

void describe("requests", () => {
  void it("have a timeout", () => {
    expectLines(`r = requests.get("https://a")  #! request-without-timeout${checked}`);
    expectLines(`r = requests.post("https://a", json={})  #! request-without-timeout${checked}`);
    expectLines(`r = requests.Session().get("https://a")  #! request-without-timeout${checked}`);
    expectLines(
      `s = requests.Session()\nr = s.request("GET", "https://a")  #! request-without-timeout${checked}`,
    );
    expectLines(`r = requests.get("https://a", timeout=9)${checked}`);
    expectLines(`options = dict(state)\nr = requests.get("https://a", **options)${checked}`);
    assert.equal(
      fixed(`r = requests.get("https://a", headers={})${checked}`, "request-without-timeout"),
      `r = requests.get("https://a", headers={}, timeout=30)${checked}`,
    );
    assert.equal(
      fixed(`r = requests.get(\n    "https://a",\n)${checked}`, "request-without-timeout"),
      `r = requests.get(\n    "https://a",\n    timeout=30,\n)${checked}`,
    );
  });

  void it("of a session may have one by its adapter", () => {
    const top =
      "from requests.adapters import HTTPAdapter\nclass Patient(HTTPAdapter):\n    def send(self, *args, **given):\n        given['timeout'] = 9\n        return super().send(*args, **given)";
    expectLines(
      `s = requests.Session()\ns.mount("https://", Patient())\nr = s.get("https://a")${checked}`,
      top,
    );
  });

  void it("are looked at before they are read", () => {
    expectLines('rows = requests.get("https://a", timeout=9).json()  #! response-unchecked');
    expectLines('r = requests.get("https://a", timeout=9)  #! response-unchecked\nrows = r.json()');
    for (const look of [
      "r.raise_for_status()",
      "log.info(str(r.status_code))",
      "assert r.ok",
      "check(r)",
    ]) {
      expectLines(
        `r = requests.get("https://a", timeout=9)\n${look}\nrows = r.json()`,
        "def check(r): pass",
      );
    }
    assert.equal(
      fixed(
        'r = requests.get("https://a", timeout=9)  # page\nrows = r.json()',
        "response-unchecked",
      ),
      'r = requests.get("https://a", timeout=9)  # page\nr.raise_for_status()\nrows = r.json()',
    );
  });

  void it("are tried again, told once", () => {
    const body = `r = requests.get("https://a", timeout=9)${checked}\nr = requests.get("https://b", timeout=9)${checked}`;
    const codes = problemsOf(connector(body, ""), { only }).map(({ code }) => code);
    assert.deepEqual(codes, ["request-without-retry"]);
    assert.deepEqual(problemsOf(connector(body, "from tenacity import wait_fixed"), { only }), []);
  });
});

void describe("exceptions", () => {
  const tried = (handler: string): string => `try:\n    op.upsert("t", {"id": 1})\n${handler}`;

  void it("are not swallowed around rows", () => {
    expectLines(tried("except:  #! swallowed-exception\n    pass"));
    expectLines(tried("except Exception:  #! swallowed-exception\n    pass"));
    expectLines(
      tried('except Exception as e:  #! swallowed-exception\n    log.warning(f"bad: {e}")'),
    );
    expectLines(
      `for id in "ab":\n    try:\n        send(id)\n    except Exception:  #! swallowed-exception\n        continue`,
      'def send(id):\n    op.upsert("t", {"id": id})',
    );
    assert.equal(
      fixed(tried("except Exception:\n    pass"), "swallowed-exception"),
      tried("except Exception:\n    raise"),
    );
    assert.equal(
      fixed(tried('except Exception:\n    log.error("bad")'), "swallowed-exception"),
      tried('except Exception:\n    log.error("bad")\n    raise'),
    );
  });

  void it("may be handled, expected, tried again or about other things", () => {
    expectLines(tried("except:\n    raise"));
    expectLines(tried('except Exception as e:\n    raise RuntimeError("x") from e'));
    expectLines(tried("except KeyError:\n    pass"));
    expectLines(tried("except Exception:\n    state['failed'] = True"));
    expectLines("try:\n    int('x')\nexcept Exception:\n    pass");
    expectLines(
      `for n in range(3):\n    try:\n        op.upsert("t", {"id": 1})\n        break\n    except Exception:\n        continue`,
    );
  });
});

void describe("whole results in memory", () => {
  const cursor = "import sqlite3\nconnection = sqlite3.connect('x')";

  void it("are those of a query without a bound", () => {
    expectLines(
      'c = connection.cursor()\nc.execute("SELECT * FROM orders")\nrows = c.fetchall()  #! whole-source-in-memory',
      cursor,
    );
    expectLines(
      'rows = connection.execute(f"SELECT a FROM {1}").fetchall()  #! whole-source-in-memory',
      cursor,
    );
  });

  void it("are none of a few rows, a page, or a query that is not known", () => {
    for (const query of [
      '"SELECT * FROM orders LIMIT 100"',
      '"SELECT count(*) FROM orders"',
      '"SELECT * FROM orders WHERE id = ?"',
      '"SELECT name FROM information_schema.tables"',
      '"SHOW TABLES"',
      "state['query']",
    ]) {
      expectLines(`c = connection.cursor()\nc.execute(${query})\nrows = c.fetchall()`, cursor);
    }
    expectLines(
      'c = connection.cursor()\nc.execute("SELECT * FROM orders")\nrows = c.fetchmany(9)',
      cursor,
    );
  });

  void it("are files that pandas reads at once", () => {
    expectLines('df = pd.read_csv("x.csv")  #! whole-source-in-memory', "import pandas as pd");
    expectLines(
      'df = pd.read_sql("SELECT * FROM t", None)  #! whole-source-in-memory',
      "import pandas as pd",
    );
    expectLines(
      'df = pd.read_csv("x.csv", chunksize=9)\ndf = pd.read_csv("x.csv", nrows=9)',
      "import pandas as pd",
    );
    expectLines('df = pd.read_sql("SELECT * FROM t LIMIT 9", None)', "import pandas as pd");
  });

  void it("are pages that are collected first and sent later", () => {
    const loop = (inside: string): string => `rows = []
page = 1
while page < 9:
    page += 1
    rows.extend(pages(page))${inside}
for row in rows:
    op.upsert("t", row)`;
    expectLines(loop("  #! whole-source-in-memory"), "def pages(page): return []");
    expectLines(
      loop("\n    for row in rows: op.upsert('t', row)\n    rows = []"),
      "def pages(page): return []",
    );
  });
});
