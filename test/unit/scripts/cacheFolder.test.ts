import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { ensureCached } from "../../../scripts/bootstrap/cacheFolder.mjs";

describe("a folder of the cache", () => {
  let cache: string;

  beforeEach(() => {
    cache = mkdtempSync(path.join(os.tmpdir(), "workbench-cache-"));
    process.env["CONNECTOR_WORKBENCH_CACHE"] = cache;
  });

  afterEach(() => {
    delete process.env["CONNECTOR_WORKBENCH_CACHE"];
    rmSync(cache, { recursive: true, force: true });
  });

  it("is filled once", async () => {
    let fills = 0;
    const fill = (): void => {
      fills += 1;
    };
    await ensureCached("tool", fill);
    await ensureCached("tool", fill);
    assert.equal(fills, 1);
  });

  it("is filled once when two runs want it at the same time", async () => {
    let fills = 0;
    const fill = async (): Promise<void> => {
      fills += 1;
      await new Promise((resolve) => setImmediate(resolve));
    };
    await Promise.all([ensureCached("tool", fill), ensureCached("tool", fill)]);
    assert.equal(fills, 1);
  });

  it("is filled anew, from empty, after an attempt that broke off", async () => {
    const broken = ensureCached("tool", (folder) => {
      writeFileSync(path.join(folder, "half"), "");
      throw new Error("no network");
    });
    await assert.rejects(broken, /no network/);
    const folder = await ensureCached("tool", () => undefined);
    assert.equal(existsSync(path.join(folder, "half")), false);
  });

  it("is not blocked by the lock of a process that has died", async () => {
    const lock = path.join(cache, "locks", "tool");
    mkdirSync(lock, { recursive: true });
    writeFileSync(path.join(lock, "owner"), String(2 ** 30));
    await ensureCached("tool", () => undefined);
    assert.equal(existsSync(lock), false);
  });
});
