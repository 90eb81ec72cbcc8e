import assert from "node:assert/strict";
import { it } from "node:test";
import { describeFindings } from "../../src/cli/findingLines.ts";
import { styleFor } from "../../src/cli/output.ts";
import type { Finding } from "../../src/shared/model/findings.ts";

const options = { style: styleFor({ isTerminal: false }, {}), showFile: (file: string) => file };

const finding: Finding = {
  code: "typed-text",
  severity: "info",
  message: "typed",
  table: "users",
  column: "zip",
  row: 1_204,
  file: "connector.py",
  line: 7,
  count: 3,
};

it("findings are counted, the gravest first, each with its place, row, number and code", () => {
  const text = describeFindings(
    [
      finding,
      {
        ...finding,
        severity: "error",
        code: "large-state",
        message: "too large",
        row: null,
        file: null,
      },
      { ...finding, severity: "warning", code: "null-column", message: "only NULL", count: 1 },
      {
        ...finding,
        code: "no-checkpoint",
        message: "none",
        table: null,
        column: null,
        row: null,
        count: null,
        line: null,
      },
    ],
    options,
  );
  assert.equal(
    text,
    [
      "Found 1 error, 1 warning, 2 to know",
      "  error: too large (3 in all, large-state)",
      "  warning: only NULL (connector.py:7, row 1,204, null-column)",
      "  info: typed (connector.py:7, row 1,204, 3 in all, typed-text)",
      "  info: none (connector.py, no-checkpoint)",
      "",
    ].join("\n"),
  );
});

it("many findings are shortened, and none are nothing", () => {
  const text = describeFindings(
    Array.from({ length: 25 }, () => finding),
    options,
  );
  assert.match(text, /^Found 25 to know$/m);
  assert.match(text, /^5 more findings in --json$/m);
  assert.equal(text.split("\n").length, 1 + 20 + 1 + 1);
  assert.equal(describeFindings([], options), "");
});
