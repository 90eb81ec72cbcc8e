// Values, keys, names and states that the SDK refuses: table, column, value, row and line are named, and what to do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, it } from "node:test";
import type { Finish } from "../../src/shared/protocol/frames.ts";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import { cli, makeWorkplace, reportFrom, type Workplace } from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const host = path.join(repository, "src/engine/bridge/python");
const script = path.join(repository, "test/fixtures/host/explain.py");
const lines = ["3", "2", "oldest2"] as const;

type Line = (typeof lines)[number];
type Failure = Finish["error"];

interface Case {
  readonly declared: object | null;
  readonly code: string;
  readonly column: string | null;
  readonly value: string | null;
  /** What the message says beyond table, column and value. */
  readonly says: RegExp;
  /** SDK lines that take it. */
  readonly accepted: readonly Line[];
}

/** An upsert of a row whose column `v`, declared as `type`, has a value: Python of it, what to do, who takes it. */
function value(type: string | object | null, python: string, says: RegExp, accepted: Line[] = []) {
  return {
    declared: type === null ? null : { v: type },
    code: `op.upsert(table, {"id": 1, "v": ${python}})`,
    column: "v",
    value: "shown" as const,
    says,
    accepted,
  };
}

/** A failure of another kind: code, and what is said. */
function failing(
  code: string,
  says: RegExp,
  rest: Partial<Pick<Case, "column" | "value" | "accepted" | "declared">> = {},
): Case {
  return { declared: null, column: null, value: null, accepted: [], code, says, ...rest };
}

const decimal = { type: "DECIMAL", precision: 10, scale: 2 };

const values = [
  value("INT", "3000000000", /Declare the column as LONG/),
  value("SHORT", "3000000000", /-32768 to 32767\. Declare the column as LONG/),
  value("INT", "2**70", /Declare the column as DECIMAL/),
  value("INT", '""', /Send None/),
  value("INT", '"3.0"', /declare the column as DOUBLE or DECIMAL/),
  value("INT", '"abc"', /Convert it with int\(\)/),
  value("INT", '"12"', /Send int\(value\)/, ["3"]),
  value("INT", "1.5", /Round the value/),
  value("INT", "math.nan", /holds whole numbers/),
  value("INT", "math.inf", /holds whole numbers/),
  value("INT", "[1]", /this is a list/),
  value("LONG", "2**63", /to 9223372036854775807\. Declare the column as DECIMAL/),
  value("LONG", "1.5", /Round the value/),
  value("FLOAT", '"x"', /Convert it with float\(\)/),
  value("DOUBLE", '""', /Send None/),
  value("DOUBLE", "{}", /this is a dict/),
  value(decimal, "1.5", /Send str\(value\)/),
  value(decimal, 'decimal.Decimal("1.5")', /not a Decimal\. Send str\(value\)/),
  value(decimal, "True", /str\(int\(value\)\)/),
  value(decimal, "3", /not an int\. Send str\(value\)/, ["3"]),
  value("BOOLEAN", '"true"', /Send value == "true"/),
  value("BOOLEAN", "[]", /Send bool\(value\)/),
  value("STRING", '"a\\ud800b"', /holds \\ud800, half of a character/),
  value("XML", "5", /Send str\(value\)/),
  value("XML", 'b"\\xff"', /Send value\.decode\(\)/),
  value("JSON", '{"a": [1, {1, 2}]}', /At \$\.a\[1\]: JSON has no set\. Use list\(\)/),
  value("BINARY", '"aGVsbG8="', /base64\.b64decode\(value\)/),
  value("BINARY", "5", /Encode it as bytes/),
  value("UTC_DATETIME", '"2025-01-01"', /no time zone\. Send "2025-01-01T00:00:00Z"/),
  value("UTC_DATETIME", '"2025-01-01T10:00:00"', /no time zone\. Send "2025-01-01T10:00:00Z"/),
  value("UTC_DATETIME", '"2025-01-01T10:00:00.1234567Z"', /at most six digits/),
  value("UTC_DATETIME", "1700000000", /datetime\.fromtimestamp\(value, timezone\.utc\)/),
  value("UTC_DATETIME", '"yesterday"', /text such as "2025-01-31T10:00:00Z"/),
  value("UTC_DATETIME", "datetime.date(2025, 1, 1)", /Send it as a datetime/, ["3"]),
  value("NAIVE_DATETIME", '"2025-01-01T10:00:00Z"', /declare the column as UTC_DATETIME/),
  value("NAIVE_DATETIME", '"2025-01-01"', /needs a time/),
  value("NAIVE_DATETIME", "5", /datetime\.fromtimestamp/),
  value("NAIVE_DATETIME", "datetime.datetime(2025, 1, 1)", /value\.strftime/, ["3", "2"]),
  value("NAIVE_DATE", '"2025-01-01T10:00:00"', /Send value\[:10\]/),
  value("NAIVE_DATE", "5", /\.date\(\)/),
  value("NAIVE_DATE", "datetime.date(2025, 1, 1)", /value\.strftime/, ["3", "2"]),
  value(null, "10**400", /too large even for a float/),
  value(null, "[1, 2]", /Send json\.dumps\(value\)/, ["3", "2"]),
  value(null, '{"a": {"at": datetime.datetime(2025, 1, 1)}}', /At \$\.a\.at: .*\.isoformat\(\)/),
  value(null, '"a\\ud800"', /half of a character/),
];

const raised = "op.upsert(table, {'id': 1, 'v': 3000000000})";

const others: readonly Case[] = [
  failing('op.update(table, {"id": 1, "v": 3000000000})', /^ValueError: .* \(update of row 7/, {
    declared: { v: "INT" },
    column: "v",
    value: "3000000000",
  }),
  failing('op.delete(table, {"id": "abc"})', /\(delete of row 7/, {
    declared: { id: "INT" },
    column: "id",
    value: "'abc'",
  }),
  failing("op.delete(table, 5)", /must be a dict .* but is an int/, { value: "5" }),
  failing('op.upsert(table, {"id": 1, 5: "x"})', /Write str\(5\)/, { column: "5", value: "'x'" }),
  failing('op.upsert(table, {"id": 1, "a\\ud800": "x"})', /name holds \\ud800/, {
    column: "'a\\ud800'",
    value: "'x'",
    accepted: ["oldest2"],
  }),
  failing("op.upsert(table, None)", /must be a dict .* but is None/, { value: "None" }),
  failing("op.upsert(table, [1])", /must be a dict .* but is a list/, { value: "[1]" }),
  // Made to fail by a chain: the connector's own message comes first.
  failing(
    `try:\n    ${raised}\nexcept ValueError as error:\n    raise KeyError("page 3") from error`,
    /^KeyError: 'page 3' \(caused by ValueError: Value out of range: 3000000000, upsert of row 7/,
    { declared: { v: "INT" }, column: "v", value: "3000000000" },
  ),
  failing(
    `try:\n    ${raised}\nexcept ValueError:\n    raise RuntimeError("page 3 is bad")`,
    /^RuntimeError: page 3 is bad \(caused by ValueError: .* Declare the column as LONG\.\)$/,
    { declared: { v: "INT" }, column: "v", value: "3000000000" },
  ),
  // A column that is refused together with others that are fine, or that fail in another way.
  failing('op.upsert(table, {"id": 1, "a": 1, "v": "x", "w": 3000000000})', /column v \(INT\)/, {
    declared: { v: "INT", w: "INT" },
    column: "v",
    value: "'x'",
  }),
  failing('op.upsert(table, {"id": 1, "v": "hunter2secret"})', /value '\*\*\*\*'/, {
    declared: { v: "INT" },
    column: "v",
    value: "'****'",
  }),
];

const names: readonly (readonly [string, RegExp, string, Line[]])[] = [
  ["op.upsert(5, {'id': 1})", /upsert on table 5: The table's name must be text/, "5", []],
  ["op.upsert(None, {'id': 1})", /must be text, but is None/, "None", []],
  ["op.upsert('  ', {'id': 1})", /must not be blank/, "'  '", ["oldest2"]],
  ["op.upsert('t\\ud800', {'id': 1})", /name holds \\ud800/, "'t\\ud800'", ["oldest2"]],
];

const states: readonly (readonly [string, string, RegExp])[] = [
  ['{"d": datetime.datetime(2025, 1, 1)}', "$.d", /no datetime\. Use \.isoformat\(\)/],
  ['{"c": {"o": [1, decimal.Decimal(1)]}}', "$.c.o[1]", /no Decimal\. Use str\(\)/],
  ['{"ids": {1}}', "$.ids", /no set\. Use list\(\)/],
  ["{(1, 2): 3}", "$", /a tuple as a key/],
  ['{"my key": b"x"}', '$["my key"]', /\.decode\(\)/],
  ['{"u": uuid.UUID(int=1)}', "$.u", /no UUID\. Use str\(\)/],
];

function explain(line: Line, cases: readonly Pick<Case, "declared" | "code">[]): Failure[] {
  const given = cases.map(({ declared, code }) => ({ declared, code }));
  const { stdout, stderr, status } = spawnSync(pythonFor(line), [script], {
    input: JSON.stringify({ host, cases: given }),
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Failure[];
}

for (const line of lines) {
  describe(`what SDK ${line} refuses`, () => {
    const all = [...values, ...others];
    const found = explain(line, [
      ...all,
      ...names.map(([code]) => ({ declared: null, code })),
      ...states.map(([state]) => ({ declared: null, code: `\nop.checkpoint(${state})` })),
    ]);
    all.forEach((expected, index) => {
      it(`${JSON.stringify(expected.declared)} ${expected.code}`, () => {
        const error = found[index];
        if (expected.accepted.includes(line)) {
          assert.equal(error, null);
          return;
        }
        assert.ok(error, "it was taken");
        assert.match(error.message, expected.says);
        assert.match(error.message, new RegExp(`of row 7 of table t_${String(index)}\\b`));
        assert.equal(error.operation?.table, `t_${String(index)}`);
        assert.equal(error.operation.row, 7);
        assert.equal(error.operation.column, expected.column);
        if (expected.value !== "shown") assert.equal(error.operation.value, expected.value);
        else assert.ok((error.operation.value?.length ?? 999) <= 200);
        assert.equal(error.file, "/project/connector.py");
        assert.equal(error.line, expected.code.startsWith("try") ? 2 : 1);
      });
    });
    names.forEach(([code, says, value, accepted], index) => {
      it(code, () => {
        const error = found[all.length + index];
        if (accepted.includes(line)) {
          assert.equal(error, null);
          return;
        }
        assert.match(error?.message ?? "", says);
        assert.deepEqual(error?.operation, {
          schema: null,
          table: value,
          column: null,
          value,
          row: null,
        });
        assert.equal(error.line, 1);
      });
    });
    states.forEach(([state, where, says], index) => {
      it(`op.checkpoint(${state})`, () => {
        const error = found[all.length + names.length + index];
        assert.match(error?.message ?? "", says);
        assert.ok(
          error?.message.includes(`the state of op.checkpoint at ${where} is `),
          error?.message,
        );
        assert.equal(error?.operation, null);
        assert.equal(error.line, 2);
      });
    });
  });
}

const wholeConnector = `\
from fivetran_connector_sdk import Connector, Operations as op
from rows import emit


def schema(configuration):
    return [{"table": "Big Orders", "primary_key": ["id"], "columns": {"id": "LONG", "lineTotal": "INT"}}]


def update(configuration, state):
    emit(1)
    emit(configuration["api_key"])
    emit(3000000000)


connector = Connector(update=update, schema=schema)
`;
const rows = `\
from fivetran_connector_sdk import Operations as op


def emit(total):
    if not isinstance(total, int):
        total = len(total)
    op.upsert("Big Orders", {"id": 1, "lineTotal": total})
`;

async function sync(
  place: Workplace,
  line: Line,
  files: Record<string, string>,
): Promise<SyncReport> {
  const project = place.project("hello", files);
  return reportFrom(
    await cli(["sync", project, "--json", "--python", pythonFor(line), "--storage", place.storage]),
  );
}

for (const line of lines) {
  it(`a whole run names the destination's table and column, and the connector's own frame, SDK ${line}`, async () => {
    using place = makeWorkplace();
    const { error, status } = await sync(place, line, {
      "connector.py": wholeConnector,
      "rows.py": rows,
      "configuration.json": '{"api_key": "3000000000"}',
    });
    assert.equal(status, "failed");
    assert.equal(error?.table, "big_orders");
    assert.equal(error.column, "line_total");
    assert.equal(error.row, 3);
    assert.equal(error.file && path.basename(error.file), "rows.py");
    assert.equal(error.line, 7);
    // The number is the secret as well.
    assert.equal(error.value, "****");
    assert.match(
      error.message,
      /^ValueError: Value out of range: \*{4} \(upsert of row 3 of table /,
    );
    assert.doesNotMatch(JSON.stringify(error), /3000000000/);
    assert.match(error.traceback ?? "", /ValueError: Value out of range: \*{4}\n$/);
  });
}
