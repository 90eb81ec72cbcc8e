import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readFacts } from "../../../../server/model/readFacts.ts";
import { factsOf, newest, projectFiles, type Texts } from "../../../support/analysis.ts";
import { randomNumbers } from "../../../support/randomNumbers.ts";
import { realConnectors } from "../../../support/realConnectors.ts";
import { shown } from "../../../support/shownValues.ts";

const head = "from fivetran_connector_sdk import Connector, Logging as log, Operations as op\n";

function connector(update: string, top = "", rest = ""): string {
  const body = update
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  return `${head}${top}
def update(configuration, state):
${body}

connector = Connector(update=update${rest})
`;
}

/** Each operation with what its arguments are and where it is called from. */
function operationsOf(project: Texts | string): readonly string[] {
  return factsOf(project).operations.map(({ name, arguments: given, calledFrom }) => {
    const values = [...given].map(([key, { value }]) => `${key}=${shown(value)}`);
    return `${name}(${values.join(", ")}) ${calledFrom.join(" ")}`;
  });
}

void describe("operations", () => {
  void it("are found under every name", () => {
    for (const [imported, call] of [
      ["from fivetran_connector_sdk import Connector, Operations as op", "op.upsert"],
      [
        "import fivetran_connector_sdk as fv\nfrom fivetran_connector_sdk import Connector",
        "fv.Operations.upsert",
      ],
      [
        "from fivetran_connector_sdk import Connector\nfrom fivetran_connector_sdk.operations import Operations",
        "Operations.upsert",
      ],
      ["from fivetran_connector_sdk import Connector, Operations\nop = Operations", "op.upsert"],
      [
        "from fivetran_connector_sdk import Connector, Operations as op\nupsert = op.upsert",
        "upsert",
      ],
    ]) {
      const text = `${imported ?? ""}\ndef update(configuration, state):\n    ${call ?? ""}("a", {"id": 1})\nconnector = Connector(update=update)\n`;
      assert.deepEqual(operationsOf(text), ["upsert(table='a', data={'id': 1}) update"], text);
    }
  });

  void it("have the values of every call that leads to them", () => {
    const helper = "def send(table, row):\n    op.upsert(table=table, data=row)\n";
    assert.deepEqual(operationsOf(connector('send("a", {})\nsend("b", {})', helper)), [
      "upsert(table='a' | 'b', data={} | {}) update",
    ]);
    const passed = "def send(operations, table):\n    operations.upsert(table, {})\n";
    assert.deepEqual(operationsOf(connector('send(op, "a")', passed)), [
      "upsert(table='a', data={}) update",
    ]);
    const loop = 'for table in ["a", "b"]:\n    op.upsert(table, {"t": table})';
    const [upsert] = factsOf(connector(loop)).operations;
    assert.deepEqual(
      upsert?.evaluations.map(({ values }) => shown(values.get("table"))),
      ["'a'", "'b'"],
    );
    assert.equal(upsert.loops.length, 1);
  });

  void it("are found where nothing is known to call them", () => {
    const rest =
      'def thread(table):\n    op.upsert("a", {"x": table})\nif False:\n    op.delete("b", {"id": 1})\n';
    assert.deepEqual(operationsOf(connector("pass", rest)), [
      "upsert(table='a', data={'x': unknown}) update",
      "delete(table='b', keys={'id': 1}) import",
    ]);
    const pool =
      "from concurrent.futures import ThreadPoolExecutor\ndef work(table):\n    op.upsert(table, {})\n";
    assert.deepEqual(
      operationsOf(
        connector('with ThreadPoolExecutor() as pool:\n    pool.submit(work, "a")', pool),
      ),
      ["upsert(table='a', data={}) update"],
    );
    const thread = "import threading\ndef work(table):\n    op.upsert(table, {})\n";
    assert.deepEqual(
      operationsOf(connector('threading.Thread(target=work, args=("a",)).start()', thread)),
      ["upsert(table='a', data={}) update"],
    );
  });

  void it("tell what state they commit", () => {
    const [checkpoint] = factsOf(
      connector('state["cursor"] = "x"\nop.checkpoint(state)'),
    ).operations;
    const value = checkpoint?.arguments.get("state")?.value;
    assert.ok(value?.kind === "state" && value.isWhole);
    assert.deepEqual(
      value.entries.map(({ key }) => shown(key)),
      ["'cursor'"],
    );
  });

  void it("do not know what later changes make of a row", () => {
    const [first, second] = factsOf(
      connector('row = {"a": 1}\nop.upsert("t", row)\nrow["b"] = 2\nop.upsert("t", row)'),
    ).operations;
    assert.equal(shown(first?.arguments.get("data")?.value), "{'a': 1}");
    assert.equal(shown(second?.arguments.get("data")?.value), "{'a': 1, 'b': 2}");
  });
});

void describe("calls", () => {
  const names = (text: string): readonly string[] =>
    factsOf(text).calls.map(({ name, calledFrom }) => `${name} ${calledFrom.join(" ")}`);

  void it("have full names", () => {
    const top = "import requests\nimport json as j\nfrom os import path\n";
    const body =
      "session = requests.Session()\nsession.get('x').json()\nlog.info(j.dumps({}))\npath.join('a')\nprint(1)";
    assert.deepEqual(
      names(connector(body, top)).map((name) => name.replace(" update", "")),
      [
        "requests.Session",
        "requests.Session().get().json",
        "requests.Session().get",
        "fivetran_connector_sdk.Logging.info",
        "json.dumps",
        "os.path.join",
        "builtins.print",
        "fivetran_connector_sdk.Connector import",
      ],
    );
  });

  void it("of the main block are made on the author's machine", () => {
    const text = `${connector("pass")}if __name__ == "__main__":\n    connector.debug()\n`;
    assert.deepEqual(names(text).at(-1), "fivetran_connector_sdk.Connector().debug main");
  });
});

void describe("the connector object", () => {
  void it("is known with where it stands", () => {
    const at = (text: string) =>
      factsOf(head + text).connectors.map(({ name, position, arguments: given }) => [
        name,
        position,
        [...given.keys()],
      ]);
    assert.deepEqual(at("connector = Connector(update=None)"), [
      ["connector", "module", ["update"]],
    ]);
    assert.deepEqual(at("c = Connector(None, None)"), [["c", "module", ["update", "schema"]]]);
    assert.deepEqual(at("if __name__ == '__main__':\n    connector = Connector(update=None)"), [
      ["connector", "main", ["update"]],
    ]);
    assert.deepEqual(at("def f():\n    return Connector(update=None)"), [
      [undefined, "function", ["update"]],
    ]);
  });
});

void describe("the configuration", () => {
  const reads = (body: string, top = "") =>
    factsOf(connector(body, top)).configuration.reads.map(
      ({ key, how, isGuarded }) => `${how} ${key}${isGuarded ? " guarded" : ""}`,
    );

  void it("is read in every way", () => {
    assert.deepEqual(
      reads(
        'configuration["a"]\nconfiguration.get("b", "x")\n"c" in configuration\nconfiguration["d"] = "e"',
      ),
      ["index a", "get b", "test c", "write d"],
    );
    assert.deepEqual(reads('for key in ["a", "b"]:\n    configuration[key]'), [
      "index a",
      "index b",
    ]);
    assert.deepEqual(
      reads(
        "Client(configuration).run()",
        'class Client:\n    def __init__(self, c):\n        self.c = c\n    def run(self):\n        return self.c["a"]\n',
      ),
      ["index a"],
    );
    assert.deepEqual(reads('if "a" in configuration:\n    configuration["a"]'), [
      "test a",
      "index a guarded",
    ]);
    assert.deepEqual(reads("pass", 'def never(configuration):\n    return configuration["a"]\n'), [
      "index a",
    ]);
  });

  void it("escapes to code that is not followed", () => {
    const escapes = (body: string): boolean => factsOf(connector(body)).configuration.escapes;
    assert.equal(escapes('configuration["a"]\nlog.info(configuration.get("b"))'), false);
    assert.equal(escapes("unknown(configuration)"), true);
    assert.equal(escapes("for key in configuration:\n    print(key)"), true);
    assert.equal(escapes("other = {**configuration}"), true);
  });

  void it("is text", () => {
    const misuses = (body: string) =>
      factsOf(connector(body)).configuration.misuses.map(({ key, as }) => `${key} ${as}`);
    assert.deepEqual(
      misuses('configuration["a"] + 1\nconfiguration["b"] > 5\nconfiguration["c"] == True'),
      ["a number", "b number", "c boolean"],
    );
    assert.deepEqual(misuses('if configuration.get("a", False):\n    pass'), ["a boolean"]);
    assert.deepEqual(
      misuses('int(configuration["a"]) + 1\nif configuration.get("b"):\n    pass'),
      [],
    );
  });
});

void describe("the schema", () => {
  const schema = (body: string) =>
    factsOf(
      connector(
        "pass",
        `def schema(configuration):\n    ${body.replaceAll("\n", "\n    ")}\n`,
        ", schema=schema",
      ),
    ).schema;

  void it("is decided as far as it is known", () => {
    assert.equal(schema('return [{"table": "a"}]').decided, "exact");
    assert.equal(
      schema('if not configuration.get("k"):\n    return []\nreturn [{"table": "a"}]').decided,
      "exact",
    );
    assert.equal(
      schema(
        'a = [{"table": "a"}]\nif configuration.get("k"):\n    a.append({"table": "b"})\nreturn a',
      ).decided,
      "alternatives",
    );
    assert.equal(schema('return [{"table": configuration["t"]}]').decided, "configuration");
    assert.equal(schema('return [{"table": input()}]').decided, "partial");
    assert.equal(schema("return input()").decided, "partial");
    assert.equal(factsOf(connector("pass")).schema.decided, "none");
  });

  void it("has tables with the places of their literals", () => {
    const { tables } = schema(
      'KEYS = ["id"]\nreturn [{"table": t, "primary_key": KEYS, "columns": {"id": "INT"}} for t in ("a", "b")]',
    );
    assert.deepEqual(
      tables.map(({ name }) => name),
      ["a", "b"],
    );
    const [table] = tables;
    assert.deepEqual(
      table?.primaryKey?.map(({ name }) => name),
      ["id"],
    );
    assert.deepEqual(
      table.columns?.map(({ name, type }) => `${name} ${shown(type)}`),
      ["id 'INT'"],
    );
    assert.ok(table.namePlace && table.primaryKey[0]?.place && table.columns[0]?.typePlace);
  });
});

void describe("reading", () => {
  void it("never fails, whatever the files hold", () => {
    const below = randomNumbers(1);
    const pieces = [
      "(",
      ")",
      "[",
      "]",
      "{",
      '"',
      "'''",
      ":",
      "\n",
      "    ",
      "def x(",
      "return ",
      "for x in ",
      "=",
      "\\",
    ];
    for (const { texts } of realConnectors()) {
      const text = texts["connector.py"] ?? "";
      const at = below(text.length);
      const damaged = [
        text.slice(0, at),
        text.slice(0, at) + text.slice(at + 1 + below(20)),
        text.slice(0, at) + (pieces[below(pieces.length)] ?? "") + text.slice(at),
      ];
      for (const each of damaged)
        readFacts(projectFiles({ ...texts, "connector.py": each }), newest);
    }
  });
});
