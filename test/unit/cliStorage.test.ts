import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { defaultStorage, makeStorage } from "../../src/cli/storage.ts";

describe("defaultStorage", () => {
  let root: string;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), "storage-")));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function project(...names: string[]): string {
    const folder = path.join(root, ...names);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  function storageOn(platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}): string {
    return defaultStorage(project("shop"), { platform, env, home: path.join(root, "home") });
  }

  it("lies in the user's data directory of each system", () => {
    const parent = (storage: string) => path.relative(root, path.dirname(storage));
    const local = path.join("home", ".local", "share", "connector-workbench");
    assert.equal(parent(storageOn("linux")), local);
    assert.equal(
      parent(storageOn("linux", { XDG_DATA_HOME: path.join(root, "data") })),
      path.join("data", "connector-workbench"),
    );
    assert.equal(parent(storageOn("linux", { XDG_DATA_HOME: "data" })), local);
    assert.equal(
      parent(storageOn("darwin")),
      path.join("home", "Library", "Application Support", "connector-workbench"),
    );
    assert.equal(
      parent(storageOn("win32", { LOCALAPPDATA: path.join(root, "Local") })),
      path.join("Local", "connector-workbench"),
    );
  });

  it("is named after the project, apart for two of one name", () => {
    const one = defaultStorage(project("a", "shop"));
    const other = defaultStorage(project("b", "shop"));
    assert.match(path.basename(one), /^shop-[0-9a-f]{10}$/);
    assert.match(path.basename(other), /^shop-[0-9a-f]{10}$/);
    assert.notEqual(one, other);
  });

  it("is the same through a symbolic link", { skip: process.platform === "win32" }, () => {
    const real = project("real");
    const link = path.join(root, "link");
    symlinkSync(real, link);
    assert.equal(defaultStorage(link), defaultStorage(real));
  });

  it("has no characters a file system may refuse", () => {
    assert.match(path.basename(defaultStorage(project("mein Händler + Co"))), /^[\w.-]+$/);
  });

  it("is made for its owner only", { skip: process.platform === "win32" }, () => {
    const storage = path.join(root, "data", "connector-workbench", "shop-1");
    makeStorage(storage);
    for (const folder of [storage, path.dirname(storage)]) {
      assert.equal(statSync(folder).mode & 0o777, 0o700);
    }
  });
});
