import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileLink, plain, table } from "../../../src/host/report/markdown.ts";
import {
  syncReportMarkdown,
  type ReportContent,
  type ReportLanguage,
} from "../../../src/host/report/syncReportMarkdown.ts";
import { noCounts, plainError, type SyncReport } from "../../../src/shared/model/sync.ts";

const language: ReportLanguage = {
  t: (message, ...values) =>
    message.replaceAll(/\{(\d)\}/g, (_whole, index: string) => String(values[Number(index)])),
  number: String,
  seconds: (value) => `${value} s`,
  word: (status) => status,
  time: (iso) => iso,
  file: (file) => ({ path: `/${file}`, name: file }),
};

const finding = {
  code: "null-column",
  severity: "warning",
  message: "Column `a` | <b>[x](command:y)</b>\nof *t* was NULL",
  table: "t",
  column: "a",
  row: 1,
  file: "my (shop)/connector.py",
  line: 3,
  count: 1,
} as const;

const content: ReportContent = {
  project: "shop",
  run: 3,
  status: "succeeded",
  startedAt: "today",
  findings: [],
  ignored: [],
  error: null,
  checkpoints: 2,
  report: undefined,
  destination: undefined,
};

const report: SyncReport = {
  run: 3,
  status: "limited",
  sdkVersion: "3.0.0",
  pythonVersion: "3.11.7",
  seconds: 2,
  counts: { ...noCounts(), upserts: 5 },
  tables: [],
  state: {},
  checkpoints: [],
  findings: [],
  error: null,
  limits: ["t has more rows"],
  files: [],
  memory: { databaseBytes: 3 * 2 ** 20, bytesPerRow: 12.4, connectorPeakBytes: 2 ** 29 },
};

describe("text in Markdown", () => {
  it("is never markup", () => {
    assert.equal(plain("a_b *c* <d>"), "a\\_b \\*c\\* \\<d\\>");
    assert.equal(plain("\n# no\r\n- heading\u2028\u202e"), "\\# no \\- heading");
    assert.equal(plain("[x](command:y) `z` |"), "\\[x\\]\\(command\\:y\\) \\`z\\` \\|");
    assert.equal(plain("Größe é 🎉"), "Größe é 🎉");
  });

  it("links to files whose names would end a link", () => {
    assert.equal(
      fileLink("a[1]", { path: "/my (x)/a#b.py", line: 2 }),
      "[a\\[1\\]](/my%20%28x%29/a%23b.py#L2)",
    );
    assert.equal(fileLink("a", { path: undefined, line: 2 }), "a");
  });

  it("makes tables", () => {
    assert.equal(
      table(
        [
          ["a", "b"],
          ["1", "2"],
        ],
        [1],
      ),
      "| a | b |\n| --- | ---: |\n| 1 | 2 |",
    );
  });
});

describe("a sync report", () => {
  it("of a run in which nothing was found says so", () => {
    assert.equal(
      syncReportMarkdown(content, language),
      "# shop\\: run 3\n\n**succeeded** · today · 2 checkpoints\n\n## Findings\n\nNothing was found\\.\n",
    );
  });

  it("has findings by severity with links, and what is turned off", () => {
    const text = syncReportMarkdown(
      {
        ...content,
        findings: [finding, { ...finding, severity: "error" }],
        ignored: ["no-effect"],
      },
      language,
    );
    assert.match(text, /### Errors\n\n- `null-column` [^\n]*\n\n### Warnings\n\n- `null-column` /);
    assert.ok(
      text.includes(
        "Column \\`a\\` \\| \\<b\\>\\[x\\]\\(command\\:y\\)\\<\\/b\\> of \\*t\\* was NULL — [",
      ),
    );
    assert.ok(text.includes("](/my%20%28shop%29/connector.py#L3)"));
    assert.ok(text.includes("*Turned off in the settings\\: no\\-effect*"));
    assert.ok(!text.includes("### Notes"));
  });

  it("has the error with its traceback as it was", () => {
    const error = {
      ...plainError("no *rows*"),
      file: "connector.py",
      line: 7,
      traceback: "Traceback\n  `x`",
    };
    const text = syncReportMarkdown({ ...content, status: "failed", error }, language);
    assert.ok(
      text.includes(
        "## Error\n\nno \\*rows\\* — [connector\\.py\\:7](/connector.py#L7)\n\n    Traceback\n      `x`\n",
      ),
      text,
    );
  });

  it("has operations, memory, limits, profiles, active rows and files", () => {
    const text = syncReportMarkdown(
      {
        ...content,
        report,
        destination: {
          syncsPerDay: 4,
          files: [{ schema: null, table: "t", path: "a.pdf", bytes: 2048, storedAt: "x/a" }],
          activeRows: [
            {
              schema: "s",
              table: "t",
              free: 5,
              paid: 2,
              lastSync: { added: 1, touched: 3 },
              estimate: { low: 10, high: 300 },
            },
          ],
          profiles: [
            {
              schema: "s",
              table: "t",
              declared: false,
              primaryKey: [],
              operations: 4,
              columns: [
                {
                  name: "a|b",
                  declaredType: null,
                  type: "LONG",
                  observed: [{ type: "LONG", count: 3, samples: ["1", "<b>"] }],
                  nulls: 1,
                  sent: 4,
                },
              ],
              candidateKeys: [{ columns: ["a|b"], identifies: true, distinct: 4, nulls: 0 }],
              cuts: ["Not all pairs were looked at."],
            },
          ],
        },
      },
      language,
    );
    for (const part of [
      "- t has more rows",
      "| 5 | 0 | 0 | 0 | 0 |",
      "- Tables\\: 3 MiB\\, 12 bytes a row",
      "- Connector\\, at most\\: 512 MiB\\, 50 \\% of the 1 GB that production gives it",
      "### s\\.t",
      "could be the key\\: a\\|b",
      "| a\\|b | — | LONG | LONG × 3\\: 1\\, \\<b\\> | 25 \\% |",
      "Not all pairs were looked at\\.",
      "| s\\.t | 5 | 2 | 1 new\\, 3 touched | 10 to 300 |",
      "| [a\\.pdf](/x/a#L1) | t | 2 KiB |",
    ]) {
      assert.ok(text.includes(part), `${part} is not in\n${text}`);
    }
  });
});
