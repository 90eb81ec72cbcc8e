import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatLogLine } from "../../src/cli/logLines.ts";
import {
  commandLine,
  formatCell,
  formatCount,
  formatSeconds,
  formatTable,
  styleFor,
} from "../../src/cli/output.ts";
import { describeProgress, showProgress } from "../../src/cli/progress.ts";
import { describeResult } from "../../src/cli/query.ts";
import { describeRuns } from "../../src/cli/state.ts";
import { describeReport, reportAsJson } from "../../src/cli/syncSummary.ts";
import { noCounts, plainError, type SyncReport } from "../../src/shared/model/sync.ts";
import { collect, reportOf } from "../support/cliContext.ts";

const plain = styleFor({ isTerminal: false }, {});
const coloured = styleFor({ isTerminal: true }, {});

function summary(changes: Partial<SyncReport>): string {
  return describeReport(reportOf(changes), {
    style: plain,
    command: (name, ...rest) => commandLine([name, "shop", ...rest]),
    showFile: (file) => file.replace("/projects/", ""),
  });
}

const users = {
  schema: null,
  name: "users",
  declared: true,
  primaryKey: ["id"],
  rows: 12_345,
  deletedRows: 7,
  columns: [
    { name: "id", type: "LONG", declared: true },
    { name: "name", type: "STRING", declared: false },
  ],
};
const lines = {
  ...users,
  schema: "eu_shop",
  name: "lines",
  primaryKey: ["order", "line"],
  rows: 3,
  deletedRows: 0,
};

describe("the summary of a sync", () => {
  it("shows tables, checkpoints and what to do next", () => {
    const text = summary({
      counts: { ...noCounts(), upserts: 12_348, checkpoints: 2 },
      tables: [users, lines],
      checkpoints: [
        {
          index: 1,
          seconds: 0.5,
          rows: 10_000,
          state: { cursor: "2024-01-01" },
          file: null,
          line: null,
        },
        {
          index: 2,
          seconds: 12.34,
          rows: 2_348,
          state: { cursor: "2024-06-01" },
          file: null,
          line: null,
        },
      ],
    });
    assert.equal(
      text,
      `Succeeded after 1.23 s: 12,348 rows, 2 checkpoints (run 1, SDK 3.0.0, Python 3.12.1)

TABLE            ROWS  DELETED  COLUMNS  KEY
users          12,345        7        2  id
eu_shop.lines       3                 2  order, line

CHECKPOINT   AFTER    ROWS  STATE
1:1         0.50 s  10,000  {"cursor":"2024-01-01"}
1:2         12.3 s   2,348  {"cursor":"2024-06-01"}

Next:
  connector-workbench query shop 'select * from "users" limit 20'
  connector-workbench state shop get
`,
    );
  });

  it("shows where a connector failed and from where it goes on", () => {
    const text = summary({
      status: "failed",
      checkpoints: [{ index: 4, seconds: 1, rows: 1, state: {}, file: null, line: null }],
      error: {
        ...plainError("the key is NULL"),
        table: "users",
        column: "id",
        row: 12,
        file: "/projects/shop/connector.py",
        line: 31,
        traceback: 'Traceback (most recent call last):\n  File "connector.py", line 31\n',
      },
    });
    assert.equal(
      text,
      `Failed after 1.23 s: 0 rows, 0 checkpoints (run 1, SDK 3.0.0, Python 3.12.1)

CHECKPOINT   AFTER  ROWS  STATE
1:4         1.00 s     1  {}

Error: the key is NULL
  at shop/connector.py:31
  table users, column id, row 12
  Traceback (most recent call last):
    File "connector.py", line 31

Next:
  connector-workbench state shop get
  connector-workbench sync shop   (continues from checkpoint 1:4)
`,
    );
  });

  it("shows findings with their place and what a limited run left out", () => {
    const text = summary({
      status: "limited",
      limits: ["users stopped at 10 rows."],
      findings: [
        {
          code: "unused-table",
          severity: "warning",
          message: "no rows came",
          table: "users",
          column: null,
          row: null,
          file: "/projects/shop/connector.py",
          line: 3,
          count: null,
        },
      ],
    });
    assert.match(text, /^Stopped at its limit after/);
    assert.match(text, /^Limited: users stopped at 10 rows\.$/m);
    assert.match(text, /^ {2}warning: no rows came \(shop\/connector\.py:3, unused-table\)$/m);
  });

  it("says how much memory the tables and the connector took, and where files are", () => {
    const storedAt = "/projects/shop/runs/1.files/a.pdf";
    const text = summary({
      memory: { databaseBytes: 5_242_880, bytesPerRow: 120, connectorPeakBytes: 90_000_000 },
      files: [{ schema: null, table: "docs", path: "a.pdf", bytes: 1536, storedAt }],
    });
    assert.match(
      text,
      /^Memory: tables 5\.0 MiB \(120 bytes a row\), the connector at most 86 MiB$/m,
    );
    assert.match(text, /^Files: 1 file, 1\.5 KiB, in shop\/runs\/1\.files$/m);
    assert.doesNotMatch(summary({}), /Memory:|Files:/);
  });

  it("has a finding's documented keys first", () => {
    const finding = {
      count: 1,
      row: 2,
      line: 3,
      file: "f",
      column: "c",
      table: "t",
      message: "m",
      severity: "info",
      code: "typed-text",
    } as const;
    const { findings } = JSON.parse(reportAsJson(reportOf({ findings: [finding] }))) as {
      findings: object[];
    };
    assert.deepEqual(
      findings.map((entry) => Object.keys(entry)),
      [["code", "severity", "message", "table", "column", "file", "line", "row", "count"]],
    );
  });

  it("keeps a long run's summary short", () => {
    const checkpoints = Array.from({ length: 500 }, (_, index) => ({
      index: index + 1,
      seconds: index,
      rows: 1,
      state: { text: "x".repeat(1000) },
      file: null,
      line: null,
    }));
    const text = summary({ checkpoints });
    assert.match(text, /^490 earlier checkpoints not shown$/m);
    assert.ok(text.split("\n").every((line) => line.length < 110));
  });

  it("quotes a table's name for SQL where it needs it", () => {
    assert.match(summary({ tables: [lines] }), /select \* from "eu_shop\.lines"/);
  });

  it("has the documented JSON keys in their order", () => {
    const document: unknown = JSON.parse(reportAsJson(reportOf({ tables: [users] })));
    assert.deepEqual(Object.keys(document ?? {}), [
      "status",
      "sdkVersion",
      "pythonVersion",
      "seconds",
      "counts",
      "tables",
      "state",
      "checkpoints",
      "findings",
      "error",
      "run",
      "limits",
      "files",
      "memory",
    ]);
  });
});

describe("progress", () => {
  const at = (seconds: number, upserts: number) => ({
    seconds,
    counts: { ...noCounts(), upserts, checkpoints: 3 },
    tables: [
      { schema: null, name: "users", operations: upserts - 5 },
      { schema: "eu", name: "lines", operations: 5 },
    ],
  });

  it("tells the rate of the last seconds, busiest tables first", () => {
    assert.deepEqual(describeProgress([at(10, 1000), at(12, 21_000)], 12.4, "SDK"), [
      "12 s  21,000 rows  10,000 rows/s  3 checkpoints",
      "  users 20,995, eu.lines 5",
    ]);
  });

  it("says what it waits for before the first rows", () => {
    assert.deepEqual(describeProgress([], 1.5, "starting Python"), ["1 s  starting Python"]);
  });

  it("moves out of the way of log lines on a terminal and leaves nothing behind", () => {
    const { output, text } = collect(true);
    const display = showProgress(output, { NO_COLOR: "1" });
    display.events.log({ level: "INFO", origin: "connector", message: "hello", time: 0 });
    display.stop();
    const [first, second, ...rest] = text().split("\u001B[1F\u001B[J");
    assert.equal(first, "0 s  starting Python\n");
    assert.match(second ?? "", /INFO {5}connector {2}hello\n0 s {2}starting Python\n$/);
    assert.deepEqual(rest, [""]);
  });

  it("writes plain lines elsewhere", () => {
    const { output, text } = collect();
    const display = showProgress(output, {});
    display.say("a sentence");
    display.stop();
    assert.equal(text(), "a sentence\n");
  });
});

describe("log lines", () => {
  it("keep the lines of a message together", () => {
    const text = formatLogLine(
      { level: "WARNING", origin: "sdk", message: "one\ntwo\n", time: 0 },
      plain,
    );
    assert.match(text, /^\d\d:\d\d:\d\d\.000 WARNING {2}sdk {8}one\n {33}two$/);
  });

  it("cannot drive the terminal", () => {
    const text = formatLogLine(
      { level: "INFO", origin: "print", message: "\u001B[2Jgone\u0007", time: 0 },
      plain,
    );
    assert.match(text, / {2}\[2Jgone$/);
  });

  it("are coloured by level only on terminals that want it", () => {
    const line = { level: "ERROR", origin: "connector", message: "x", time: 0 } as const;
    assert.ok(formatLogLine(line, coloured).startsWith("\u001B[31m"));
    const unwanted = styleFor({ isTerminal: true }, { NO_COLOR: "1" });
    assert.ok(!formatLogLine(line, unwanted).includes("\u001B"));
  });
});

describe("tables and values", () => {
  it("align numbers right and leave no blanks at line ends", () => {
    const text = formatTable(
      [{ title: "N", align: "right" }, { title: "NAME" }],
      [
        ["1", "é"],
        ["1,000", ""],
      ],
      plain,
    );
    assert.equal(text, "    N  NAME\n    1  é\n1,000\n");
  });

  it("show a value on one line and tell NULL from text", () => {
    assert.equal(formatCell(null, 10), "NULL");
    assert.equal(formatCell("a\nb\u001B[1m", 20), "a\\nb\\u001b[1m");
    assert.equal(formatCell(true, 10), "true");
    assert.equal(formatCell("0123456789a", 10), "012345678…");
  });

  it("show counts and times as people say them", () => {
    assert.equal(formatCount(1234567), "1,234,567");
    assert.deepEqual([0.312, 12.44, 200, 7500].map(formatSeconds), [
      "0.31 s",
      "12.4 s",
      "3 min 20 s",
      "2 h 5 min",
    ]);
  });

  it("show a query's result with its row count", () => {
    const text = describeResult(
      {
        columns: [
          { name: "id", type: "LONG" },
          { name: "name", type: "STRING" },
        ],
        rows: [
          [1, "Ann"],
          ["9223372036854775807", null],
        ],
        truncated: false,
      },
      plain,
    );
    assert.equal(
      text,
      `                 id  name
                  1  Ann
9223372036854775807  NULL
(2 rows)
`,
    );
  });

  it("list runs and checkpoints as --from names them", () => {
    const text = describeRuns(
      [
        {
          run: 1,
          kind: "sync",
          startedAt: "2024-05-01T10:00:00.123Z",
          status: "succeeded",
          checkpoints: [
            { index: 1, seconds: 0.2, rows: 3, state: { n: 1 }, file: null, line: null },
          ],
          findings: [],
          error: null,
        },
        {
          run: 2,
          kind: "edit",
          startedAt: "2024-05-02T10:00:00Z",
          status: null,
          checkpoints: [],
          findings: [],
          error: null,
        },
      ],
      plain,
    );
    assert.equal(
      text,
      `CHECKPOINT  STARTED               STATUS         AFTER  ROWS  STATE
1:0         2024-05-01 10:00:00Z  succeeded
1:1                                             0.20 s     3  {"n":1}
2:0         2024-05-02 10:00:00Z  state edited
`,
    );
  });
});
