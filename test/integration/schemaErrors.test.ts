// What schema() returns: where it is written, what of it is ignored, and what is said when the SDK refuses it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import type { DeclaredTable, Finish } from "../../src/shared/protocol/frames.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const host = path.join(repository, "src/engine/bridge/python");
const script = path.join(repository, "test/fixtures/host/read_schema.py");
const lines = ["3", "2", "oldest2"] as const;

type Line = (typeof lines)[number];

interface Outcome {
  readonly error: Finish["error"];
  readonly tables: readonly DeclaredTable[] | null;
}

interface Refused {
  /** What follows `return`; the line of a diagnostic is marked `# here`, else it is that of the function. */
  readonly returned: string;
  readonly table?: string;
  readonly column?: string;
  readonly value?: string;
  readonly says: RegExp;
  readonly accepted?: readonly Line[];
}

const inT = { table: "t" };

/** An entry `t` whose column `id` has this type. */
function typed(type: string, says: RegExp, accepted: readonly Line[] = []): Refused {
  return {
    returned: `[{\n        "table": "t",\n        "columns": {\n            "id": ${type},  # here\n        },\n    }]`,
    ...inT,
    column: "id",
    says,
    accepted,
  };
}

function entry(rest: string, says: RegExp, more: Partial<Refused> = {}): Refused {
  return { returned: `[\n        {"table": "t", ${rest}},  # here\n    ]`, ...inT, says, ...more };
}

const refused: readonly Refused[] = [
  typed(
    '"INTEGER"',
    /^schema\(\), table t, column id: "INTEGER" is no type of the SDK\. Use "INT"\./,
  ),
  typed('"bigint"', /Use "LONG"/),
  typed('"VARCHAR(20)"', /Use "STRING"/),
  typed('"TIMESTAMP"', /Use "UTC_DATETIME"/),
  typed('"STRNG"', /Use "STRING"/),
  typed('"NUMBER"', /"type": "DECIMAL", "precision": 15, "scale": 2/),
  typed('"nonsense"', /Types are BOOLEAN, SHORT/),
  typed('"DECIMAL"', /DECIMAL needs its precision and scale\. Write \{"type": "DECIMAL"/),
  typed('"DECIMAL(10,2)"', /DECIMAL needs its precision and scale/),
  typed('{"type": "STRING"}', /only DECIMAL is written as a dict.* Write "STRING" for it/),
  typed('{"precision": 10, "scale": 2}', /only DECIMAL is written as a dict/),
  typed('{"type": "DECIMAL", "scale": 2}', /the DECIMAL has no precision/),
  typed(
    '{"type": "DECIMAL", "precision": "10", "scale": 2}',
    /precision is '10'; it must be a whole number/,
  ),
  typed('{"type": "DECIMAL", "precision": 10, "scale": -1}', /scale is -1/),
  typed("int", /the type is a type; it must be text\. Use "INT"/),
  typed("None", /the type is None; it must be text/),
  entry('"columns": ["id"]', /columns is a list\. It must be a dict/, { value: "['id']" }),
  entry('"columns": {5: "INT"}', /Column names must be text/, { column: "5" }),
  entry('"primary_key": None', /primary_key is None\. Leave it out/),
  entry('"primary_key": 5', /primary_key is an int\. It must be a list/),
  entry('"primary_key": ["id", 5]', /primary_key holds an int/, { value: "5" }),
  {
    returned:
      '[\n        {"table": "t"},\n        {"table": "u"},\n        {"table": "t"},  # here\n    ]',
    ...inT,
    value: "'t'",
    says: /the table is declared twice/,
  },
  {
    returned: '[\n        {"tables": "t"},  # here\n    ]',
    says: /^schema\(\): the entry \{'tables': 't'\} does not name its table\. Is "tables" meant/,
  },
  {
    returned: '[\n        {"primary_key": ["id"]},  # here\n    ]',
    says: /Add "table" with its name/,
  },
  {
    returned: '[\n        {"table": 5},  # here\n    ]',
    says: /table's name must be text, but is an int/,
  },
  {
    returned: '[\n        {"table": ""},  # here\n    ]',
    table: "",
    says: /must not be blank/,
    accepted: ["oldest2"],
  },
  { returned: "None", says: /^schema\(\): it returned None\. Return a list/ },
  { returned: '{"table": "t"}', says: /it returned a dict\. Return a list of dicts/ },
  { returned: "[5]", says: /an entry is an int\. Each must be a dict/ },
  // What is computed has the place of its table, or of the function.
  {
    returned: '[{"table": "t",  # here\n        "columns": {name: "INTEGER" for name in ["id"]}}]',
    ...inT,
    column: "id",
    says: /Use "INT"/,
  },
  {
    returned: '[{"table": name, "columns": {"id": "INTEGER"}} for name in ["t"]]',
    ...inT,
    column: "id",
    says: /Use "INT"/,
  },
];

const folder = mkdtempSync(path.join(tmpdir(), "schemas-"));

after(() => {
  rmSync(folder, { recursive: true });
});

function read(line: Line, sources: readonly string[]): Outcome[] {
  const files = sources.map((source, index) => {
    const file = path.join(folder, `${line}_${String(index)}.py`);
    writeFileSync(file, source);
    return file;
  });
  const { stdout, stderr, status } = spawnSync(pythonFor(line), [script], {
    input: JSON.stringify({ host, files }),
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Outcome[];
}

function lineOf(source: string, mark: string): number {
  return source.split("\n").findIndex((text) => text.includes(mark)) + 1;
}

const declared = `\
SHARED = [
    {"table": "shared", "primary_key": ["id"]},
]


def wrapped(function):
    return function


@wrapped
def schema(configuration):
    yield {
        "table": "Orders",
        "primary_key": ["orderId", "line"],
        "columns": {
            "orderId": "LONG",
            "total": {"type": "DECIMAL", "precision": 10, "scale": 2},
        },
        "primary_keys": ["other"],
        "comment": "",
    }
    yield {"table": "texts", "primary_key": "id"}
    yield from SHARED
    for name in ("computed",):
        yield {"table": name, "columns": {"a": "INT"}}
`;

for (const line of lines) {
  describe(`schema() as SDK ${line} takes it`, () => {
    const sources = refused.map(
      ({ returned }) => `# A connector.\n\ndef schema(configuration):\n    return ${returned}\n`,
    );
    const outcomes = read(line, [...sources, declared]);
    refused.forEach((expected, index) => {
      it(expected.returned.replaceAll(/\s+/g, " "), () => {
        const error = outcomes[index]?.error;
        if (expected.accepted?.includes(line)) {
          assert.equal(error, null);
          return;
        }
        assert.match(error?.message ?? "", expected.says);
        const { operation, line: at } = error ?? {};
        assert.equal(operation?.table, expected.table);
        assert.equal(operation?.column ?? undefined, expected.column);
        if (expected.value !== undefined) assert.equal(operation?.value, expected.value);
        const source = sources[index] ?? "";
        assert.equal(at, lineOf(source, source.includes("# here") ? "# here" : "def schema"));
        assert.match(error?.traceback ?? "", /^Traceback/);
      });
    });

    it("says where each table and column is written, and what is ignored", () => {
      const { error, tables } = outcomes.at(-1) ?? {};
      assert.equal(error, null);
      const short = (tables ?? []).map((table) => ({
        line: table.line,
        ignored: table.ignoredKeys,
        isKeyText: table.isKeyText,
        columns: table.columns.map((column) => column.line),
      }));
      const at = (mark: string) => lineOf(declared, mark);
      const plain = { ignored: [], isKeyText: false };
      assert.deepEqual(short, [
        {
          line: at('"Orders"'),
          ignored: ["primary_keys", "comment"],
          isKeyText: false,
          columns: [at('"orderId": "LONG"'), at('"line"]'), at('"total"')],
        },
        { line: at('"texts"'), ignored: [], isKeyText: true, columns: [null, null] },
        { ...plain, line: at('"shared"'), columns: [at('"shared"')] },
        { ...plain, line: at("def schema"), columns: [null] },
      ]);
      for (const table of tables ?? [])
        assert.match(table.file ?? "", new RegExp(`${line}_\\d+\\.py$`));
    });
  });
}
