import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Rule } from "../../../../server/rules/rule.ts";
import {
  createLanguageService,
  type LanguageService,
} from "../../../../server/service/languageService.ts";
import {
  defaultSettings,
  type Ports,
  type ProjectSettings,
} from "../../../../server/service/ports.ts";
import { lineOf, type Texts } from "../../../support/analysis.ts";

const connector = `from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op


def schema(configuration: dict):
    return [{"table": "orders", "primary_key": "id"}]


def update(configuration: dict, state: dict):
    op.upsert(table="ordrs", data={"id": 1})
    op.checkpoint(state)


connector = Connector(update=update, schema=schema)
`;
const files: Texts = { "connector.py": connector, "configuration.json": "{}" };

interface World {
  readonly service: LanguageService;
  readonly texts: Map<string, string>;
  readonly logged: string[];
  /** What was read or listed since the last look. */
  readonly reads: string[];
  settings: ProjectSettings;
  codes: () => Promise<readonly string[]>;
}

/** A project at `/w/p` whose files are in memory. */
function world(given: Texts = files, rules?: readonly Rule[]): World {
  const texts = new Map(Object.entries(given).map(([file, text]) => [`/w/p/${file}`, text]));
  const logged: string[] = [];
  const reads: string[] = [];
  const ports: Ports = {
    read: async (file) => {
      reads.push(file);
      return texts.get(file);
    },
    list: async (folder) => {
      reads.push(folder);
      const inside = [...texts.keys()].filter((file) => file.startsWith(`${folder}/`));
      const names = inside.map((file) => file.slice(folder.length + 1));
      return [...new Set(names.map((name) => name.replace(/\/.*/, "/")))];
    },
    settings: async () => made.settings,
    log: (message, error) => logged.push(`${message}: ${String(error)}`),
  };
  const service = createLanguageService(ports, { rules });
  service.setWorkspace(["/w"]);
  const made: World = {
    service,
    texts,
    logged,
    reads,
    settings: defaultSettings,
    async codes() {
      const report = await service.report("/w/p");
      return (report?.problems ?? []).map(
        ({ file, from, code }) => `${lineOf(report?.files.text(file) ?? "", from)}:${code}`,
      );
    },
  };
  return made;
}

describe("the language service", () => {
  it("tells what is wrong with a project", async () => {
    const { codes, logged } = world();
    assert.deepEqual(await codes(), ["6:unused-table", "6:key-as-text", "10:undeclared-table"]);
    assert.deepEqual(logged, []);
  });

  it("finds the project that a file belongs to", async () => {
    const { service } = world({ ...files, "lib/inner/a.py": "", "sub/connector.py": "" });
    assert.equal(await service.projectOf("/w/p/connector.py"), "/w/p");
    assert.equal(await service.projectOf("/w/p/lib/inner/a.py"), "/w/p");
    assert.equal(await service.projectOf("/w/p/sub/x.py"), "/w/p/sub");
    assert.equal(await service.projectOf("/w/q/x.py"), undefined);
    assert.equal(await service.projectOf("/w/p/.venv/lib/x.py"), undefined);
    assert.deepEqual(await service.projects(), ["/w/p", "/w/p/sub"]);
  });

  it("looks no further up than the folder that is open", async () => {
    const { service } = world();
    service.setWorkspace(["/w/p/inner"]);
    assert.equal(await service.projectOf("/w/p/inner/x.py"), undefined);
  });

  it("takes connector.py in another case for a project, and says what is wrong", async () => {
    const other = world({ "Connector.py": connector });
    assert.equal(await other.service.projectOf("/w/p/Connector.py"), "/w/p");
    assert.match((await other.codes()).join(), /connector-file-name/);
  });

  it("goes on when a rule breaks", async () => {
    const broken: Rule = function brokenRule() {
      throw new Error("oh");
    };
    const fine: Rule = () => [
      { code: "print-call", file: "connector.py", from: 0, to: 4, message: "x" },
    ];
    const { codes, logged } = world(files, [broken, fine]);
    assert.deepEqual(await codes(), ["1:print-call"]);
    assert.deepEqual(logged, ["The rule brokenRule failed: Error: oh"]);
  });

  it("says nothing outside of a file, nor the same twice, and in the order of places", async () => {
    const at = (from: number, to: number, code: "print-call" | "exit-call" = "print-call") => ({
      code,
      file: "connector.py",
      from,
      to,
      message: "x",
    });
    const rule: Rule = () => [
      at(70, 80),
      at(0, 4),
      at(0, 4),
      at(0, 4, "exit-call"),
      at(-1, 4),
      at(5, 1e6),
      at(9, 3),
    ];
    assert.deepEqual(await world(files, [rule]).codes(), [
      "1:exit-call",
      "1:print-call",
      "2:print-call",
    ]);
  });

  it("says nothing of what stands beside a syntax error but the error itself", async () => {
    const broken = connector.replace('"primary_key": "id"}]', '"primary_key": "id"');
    const { codes } = world({ ...files, "connector.py": broken });
    const said = await codes();
    assert.match(said.join(), /syntax-error/);
    assert.doesNotMatch(said.join(), /key-as-text|undeclared-table|unused-table/);
  });

  it("reads a file once until it is told of a change", async () => {
    const { codes, reads, texts, service } = world();
    await codes();
    assert.ok(reads.length > 0);
    reads.length = 0;
    await codes();
    service.edit("/w/p/connector.py", `${connector}\n`);
    await codes();
    assert.equal(reads.length, 0);
    texts.set("/w/p/configuration.json", "{");
    service.changed(["/w/p/configuration.json"]);
    assert.match((await codes()).join(), /configuration-not-json/);
    assert.deepEqual(
      reads.filter((each) => each.endsWith(".json")),
      ["/w/p/configuration.json"],
    );
  });

  it("gives the same analysis for the same texts", async () => {
    const { service } = world();
    const first = await service.analysis("/w/p");
    service.edit("/w/p/connector.py", `${connector} `);
    const second = await service.analysis("/w/p");
    assert.notEqual(first, second);
    service.edit("/w/p/unrelated.py", "x");
    assert.equal(await service.analysis("/w/p"), second);
  });

  it("stops when it is told to", async () => {
    const { service } = world();
    const abort = new AbortController();
    abort.abort();
    assert.equal(await service.analysis("/w/p", abort.signal), undefined);
  });

  it("leaves out the codes that are turned off", async () => {
    const made = world();
    assert.match((await made.codes()).join(), /key-as-text/);
    made.settings = { ...defaultSettings, ignored: ["key-as-text"] };
    assert.doesNotMatch((await made.codes()).join(), /key-as-text/);
  });

  for (const [what, line] of [
    ["in the line", 'primary_key": "id"}]  # connector-workbench: ignore[key-as-text]'],
    ["with others", 'primary_key": "id"}]  # connector-workbench: ignore[exit-call, key-as-text]'],
    ["without blanks", 'primary_key": "id"}]  #connector-workbench:ignore[key-as-text]'],
  ] as const) {
    it(`obeys a comment ${what}`, async () => {
      const { codes } = world({
        ...files,
        "connector.py": connector.replace('primary_key": "id"}]', line),
      });
      assert.doesNotMatch((await codes()).join(), /key-as-text/);
    });
  }

  it("obeys a comment alone in the line above, and one for the file", async () => {
    const above = connector.replace(
      "    return [",
      "    # connector-workbench: ignore[key-as-text]\n    return [",
    );
    assert.doesNotMatch(
      (await world({ ...files, "connector.py": above }).codes()).join(),
      /key-as-text/,
    );
    const whole = `${connector}# connector-workbench: ignore-file[key-as-text, undeclared-table]\n`;
    assert.doesNotMatch(
      (await world({ ...files, "connector.py": whole }).codes()).join(),
      /key-as|undecl/,
    );
  });

  it("obeys no comment of another code, behind another line, or in a text", async () => {
    for (const changed of [
      connector.replace('id"}]', 'id"}]  # connector-workbench: ignore[exit-call]'),
      connector.replace(
        "    return [",
        "    x = 1  # connector-workbench: ignore[key-as-text]\n    return [",
      ),
      connector.replace(
        "    return [",
        '    """\n# connector-workbench: ignore[key-as-text]\n"""\n    return [',
      ),
    ]) {
      assert.match(
        (await world({ ...files, "connector.py": changed }).codes()).join(),
        /key-as-text/,
      );
    }
  });

  it("obeys comments in requirements.txt", async () => {
    const listed = { ...files, "requirements.txt": "requests==2.32.0\n" };
    assert.match((await world(listed).codes()).join(), /requirement-preinstalled/);
    const commented = {
      ...files,
      "requirements.txt":
        "requests==2.32.0  # connector-workbench: ignore[requirement-preinstalled]\n",
    };
    assert.doesNotMatch((await world(commented).codes()).join(), /requirement-preinstalled/);
  });

  it("knows by git's files whether configuration.json is kept secret", async () => {
    const secret = {
      ...files,
      "configuration.json": '{"api_key": "sk_live_4242424242424242"}',
      ".git/HEAD": "",
    };
    assert.match((await world(secret).codes()).join(), /configuration-exposed/);
    const ignored = { ...secret, ".gitignore": "configuration.json\n" };
    assert.doesNotMatch((await world(ignored).codes()).join(), /configuration-exposed/);
  });
});

describe("what schema() returned when it ran", () => {
  const reading = connector.replace(
    '    return [{"table": "orders", "primary_key": "id"}]',
    "    return [describe(name) for name in fetch(configuration)]",
  );
  const functionText = /def schema.*\n.*/.exec(reading)?.[0] ?? "";
  const entry = (table: string, key: unknown) => [
    "dict",
    [
      [
        ["text", "table"],
        ["text", table],
      ],
      [["text", "primary_key"], key],
    ],
  ];
  const returned = ["list", [entry("orders", ["list", [["text", "id"]]])]];

  it("counts where reading cannot tell", async () => {
    const made = world({ ...files, "connector.py": reading });
    assert.doesNotMatch((await made.codes()).join(), /undeclared-table/);
    made.settings = { ...defaultSettings, evaluated: { returned, text: functionText } };
    assert.match((await made.codes()).join(), /10:undeclared-table/);
    const analysis = await made.service.analysis("/w/p");
    assert.equal(analysis?.facts.schema.source, "run");
    assert.deepEqual(
      analysis.facts.schema.tables.map(({ name }) => name),
      ["orders"],
    );
  });

  it("is checked, at the function's name, without fixes that would write there", async () => {
    const made = world({ ...files, "connector.py": reading });
    const asText = ["list", [entry("ordrs", ["text", "id"])]];
    made.settings = { ...defaultSettings, evaluated: { returned: asText, text: functionText } };
    const analysis = await made.service.analysis("/w/p");
    const found = analysis?.problems.find(({ code }) => code === "key-as-text");
    assert.equal(found && reading.slice(found.from, found.to), "schema");
    assert.deepEqual(found?.fixes ?? [], []);
  });

  it("counts no more when the function has been changed, nor beside what can be read", async () => {
    const made = world({ ...files, "connector.py": reading });
    made.settings = { ...defaultSettings, evaluated: { returned, text: `${functionText} ` } };
    assert.doesNotMatch((await made.codes()).join(), /undeclared-table/);
    const readable = world();
    readable.settings = { ...defaultSettings, evaluated: { returned: ["list", []], text: "" } };
    assert.match((await readable.codes()).join(), /key-as-text/);
  });

  it("may be any nonsense", async () => {
    for (const nonsense of [
      null,
      5,
      [],
      ["list"],
      ["list", [["dict", [[]]]]],
      ["other", null],
      ["integer", "x"],
    ]) {
      const made = world({ ...files, "connector.py": reading });
      made.settings = { ...defaultSettings, evaluated: { returned: nonsense, text: functionText } };
      assert.ok(Array.isArray(await made.codes()));
    }
  });
});
