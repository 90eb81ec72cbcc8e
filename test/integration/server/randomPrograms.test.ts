import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { readFacts } from "../../../server/model/readFacts.ts";
import { newest, projectFiles } from "../../support/analysis.ts";
import { randomNumbers } from "../../support/randomNumbers.ts";
import { randomProgram } from "../../support/randomPrograms.ts";
import { covers, runSchemas, type Configuration } from "../../support/ranSchemas.ts";

/** Each takes other ways through the programs. */
const configurations: readonly Configuration[] = [
  {},
  { a: "a" },
  { b: "b", c: "x,b" },
  { a: "a", b: "1", c: "b,a,c", key: "b" },
];

void test("what evaluation says of random programs is what Python makes of them", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "random-programs-"));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
  const programs = seeds.map((seed) => {
    const program = {
      seed,
      folder: path.join(folder, String(seed)),
      text: randomProgram(randomNumbers(seed)),
    };
    mkdirSync(program.folder);
    writeFileSync(path.join(program.folder, "connector.py"), program.text);
    return { ...program, configurations };
  });
  let compared = 0;
  let known = 0;
  const wrong: string[] = [];
  runSchemas(programs).forEach(({ results }, index) => {
    const program = programs[index];
    if (!program) return;
    const { returned } = readFacts(projectFiles({ "connector.py": program.text }), newest).schema;
    results?.forEach(({ value }, variant) => {
      if (!value) return;
      compared++;
      if (returned?.kind === "sequence") known++;
      if (!returned || !covers(returned, value, configurations[variant] ?? {})) {
        wrong.push(`seed ${String(program.seed)}, configuration ${String(variant)}`);
      }
    });
  });
  t.diagnostic(`${String(compared)} results, ${String(known)} of which evaluation knows something`);
  assert.deepEqual(wrong, []);
  assert.ok(compared > 140 && known > 0.9 * compared);
});
