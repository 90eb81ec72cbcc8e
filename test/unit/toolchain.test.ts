import assert from "node:assert/strict";
import { test } from "node:test";
import { filesBelow } from "../../scripts/files/filesBelow.ts";

test("the toolchain's own files are found with forward slashes", () => {
  const found = filesBelow(process.cwd(), "scripts", ".ts");
  assert.ok(found.includes("scripts/tasks/check.ts"));
});
