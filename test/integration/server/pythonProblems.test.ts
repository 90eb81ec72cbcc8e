// What we call a syntax error beside what CPython does, over real connectors that are being typed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { parsePython } from "../../../server/python/parse.ts";
import { damagedAnywhere, damagedSchemas } from "../../support/damagedSources.ts";
import { pythonFor } from "../../support/pythonEnvironments.ts";
import { realConnectors } from "../../support/realConnectors.ts";

/** For each text, a JSON string a line, whether Python reads it. */
const program = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        ast.parse(json.loads(line))
        print("yes")
    except (SyntaxError, ValueError):
        print("no")
`;

void test("a problem is there just where CPython refuses the file", (t) => {
  const damaged = realConnectors().flatMap(({ name, texts }, index) => {
    const text = texts["connector.py"] ?? "";
    const schemas = damagedSchemas(text).filter((_, at) => at % 5 === index % 5);
    return [...schemas, ...damagedAnywhere(text, 6, index)].map((each) => ({ name, ...each }));
  });
  const answers = execFileSync(pythonFor("3"), ["-c", program], {
    input: damaged.map(({ text }) => JSON.stringify(text)).join("\n"),
    encoding: "utf8",
  })
    .trim()
    .split("\n");
  const counts = { refused: 0, flagged: 0, accepted: 0 };
  const wrong: string[] = [];
  damaged.forEach(({ name, kind, text }, index) => {
    const { problems } = parsePython(text);
    if (answers[index] === "no") {
      counts.refused++;
      counts.flagged += problems.length > 0 ? 1 : 0;
    } else {
      counts.accepted++;
      wrong.push(...problems.map(({ message }) => `${name}, ${kind}: ${message}`));
    }
  });
  t.diagnostic(JSON.stringify(counts));
  assert.deepEqual(wrong, []);
  assert.ok(counts.flagged >= 0.99 * counts.refused, JSON.stringify(counts));
  assert.ok(counts.refused > 0 && counts.accepted > 0);
});
