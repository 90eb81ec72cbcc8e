// Our tree of Python files beside CPython's own: the same nodes at the same places with the same values.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { filesBelow } from "../../../scripts/files/filesBelow.ts";
import { parsePython } from "../../../server/python/parse.ts";
import { pythonFor } from "../../support/pythonEnvironments.ts";
import { linesOfTree } from "../../support/pythonTree.ts";
import { hasPublicConnectors } from "../../support/realConnectors.ts";

const repository = path.resolve(import.meta.dirname, "../../..");
const dump = path.join(repository, "test/support/dumpPythonTrees.py");

const folders = [
  "templates",
  "test/fixtures",
  "test/conformance",
  "src/engine/bridge/python",
  ...(hasPublicConnectors() ? ["../shared/corpus", "../shared/examples"] : []),
];

void test("reads what CPython reads, as CPython does", (t) => {
  const files = folders.flatMap((folder) =>
    filesBelow(path.join(repository, folder), ".", "")
      .filter((name) => name.endsWith(".py"))
      .map((name) => path.join(repository, folder, name)),
  );
  const answers = execFileSync(pythonFor("3"), [dump], {
    input: files.join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  }).split("\n");
  const wrong: string[] = [];
  let nodes = 0;
  files.forEach((file, index) => {
    const expected = JSON.parse(answers[index] ?? "null") as readonly string[] | null;
    const module = parsePython(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
    if (!expected) {
      return;
    }
    nodes += expected.length;
    const difference = firstDifference(expected, linesOfTree(module));
    if (difference !== undefined || module.problems.length > 0) {
      wrong.push(`${file}: ${difference ?? JSON.stringify(module.problems[0])}`);
    }
  });
  t.diagnostic(`${String(nodes)} nodes of ${String(files.length)} files`);
  assert.deepEqual(wrong, []);
  assert.ok(nodes > (hasPublicConnectors() ? 80_000 : 5_000), `only ${String(nodes)} nodes`);
});

function firstDifference(
  expected: readonly string[],
  actual: readonly string[],
): string | undefined {
  const there = new Set(actual);
  const missing = expected.find((line) => !there.has(line));
  if (missing !== undefined) {
    return `lacks ${missing}`;
  }
  const wanted = new Set(expected);
  const extra = actual.find((line) => !wanted.has(line));
  return extra === undefined ? undefined : `has ${extra}`;
}
