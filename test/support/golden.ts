import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const flag = "UPDATE_GOLDEN";

/** Compares with a file that a person has looked at; `UPDATE_GOLDEN=1 npm test` writes it anew. */
export function matchGolden(file: string, actual: string): void {
  if (process.env[flag] === "1") {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const name = path.basename(file);
  assert.ok(existsSync(file), `${name} does not exist; run again with ${flag}=1 and read it.`);
  const expected = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  assert.equal(actual, expected, `Differs from ${name}; ${flag}=1 rewrites it.`);
}
