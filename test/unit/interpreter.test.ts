import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import {
  findInterpreter,
  requireSdk,
  type Interpreter,
} from "../../src/engine/python/interpreter.ts";

interface Answer {
  readonly version?: string;
  readonly sdk?: string | null;
}

// A program that answers the probe as an interpreter would; a script with a shebang does not start on Windows.
describe("findInterpreter", { skip: process.platform === "win32" }, () => {
  let root: string;
  let project: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "interpreter-"));
    project = path.join(root, "work", "project");
    mkdirSync(project, { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function fakePython(file: string, { version = "3.12.1", sdk = "3.0.0" }: Answer = {}): string {
    const answer = JSON.stringify({ executable: file, version, sdk, debugpy: false });
    return program(file, `echo '${answer}'`);
  }

  function program(file: string, script: string): string {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  function environment(folder: string, answer?: Answer): string {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "pyvenv.cfg"), "home = /usr/bin\n");
    return fakePython(path.join(folder, "bin", "python"), answer);
  }

  function find(options: { setting?: string; suggestion?: string } = {}): Promise<Interpreter> {
    const env = { PATH: `${path.join(root, "bin")}:/bin:/usr/bin` };
    return findInterpreter({ project, env, ...options });
  }

  it("prefers the setting", async () => {
    environment(path.join(project, ".venv"));
    const chosen = fakePython(path.join(root, "chosen", "python"));
    const found = await find({ setting: chosen });
    assert.equal(found.path, chosen);
    assert.equal(found.origin, "setting");
  });

  it("reads a relative setting from the project", async () => {
    const chosen = fakePython(path.join(project, "env", "python"));
    assert.equal((await find({ setting: "env/python" })).path, chosen);
  });

  it("looks a bare command of the setting up on PATH", async () => {
    const chosen = fakePython(path.join(root, "bin", "mypython"));
    assert.equal((await find({ setting: "mypython" })).path, chosen);
  });

  it("refuses a setting that is no interpreter", async () => {
    await assert.rejects(find({ setting: "/nowhere/python" }), {
      code: "pythonNotUsable",
      message: "/nowhere/python does not run as a Python interpreter.",
    });
    const liar = program(path.join(root, "liar"), "echo '{}'");
    await assert.rejects(find({ setting: liar }), { code: "pythonNotUsable" });
  });

  it("finds the project's environment before one above it, and .venv before venv", async () => {
    const above = environment(path.join(root, "work", "venv"));
    assert.equal((await find()).path, above);
    const venv = environment(path.join(project, "venv"));
    assert.equal((await find()).path, venv);
    const hidden = environment(path.join(project, ".venv"));
    const found = await find({ suggestion: above });
    assert.equal(found.path, hidden);
    assert.equal(found.origin, "project environment");
  });

  it("does not take a folder without pyvenv.cfg for an environment", async () => {
    fakePython(path.join(project, "venv", "bin", "python"));
    const onPath = fakePython(path.join(root, "bin", "python3"));
    assert.equal((await find()).path, onPath);
  });

  it("says so when the environment is broken instead of using another Python", async () => {
    const folder = path.join(project, ".venv");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "pyvenv.cfg"), "");
    await assert.rejects(find(), { code: "environmentBroken" });
  });

  it("takes the suggestion before PATH, and PATH when the suggestion does not run", async () => {
    const onPath = fakePython(path.join(root, "bin", "python3"));
    const suggestion = fakePython(path.join(root, "chosen", "python"));
    assert.equal((await find({ suggestion })).origin, "editor");
    const found = await find({ suggestion: path.join(root, "gone") });
    assert.equal(found.path, onPath);
    assert.equal(found.origin, "PATH");
  });

  it("passes over a python3 that fails for python", async () => {
    program(path.join(root, "bin", "python3"), "exit 9");
    const python = fakePython(path.join(root, "bin", "python"));
    assert.equal((await find()).path, python);
  });

  it("requires Python 3.10 and the SDK", async () => {
    const folder = path.join(project, ".venv");
    environment(folder, { version: "3.9.18" });
    const old = await find();
    assert.throws(() => requireSdk(old), { code: "pythonTooOld" });
    const python = environment(folder, { version: "3.13.0", sdk: null });
    const bare = await find();
    assert.throws(() => requireSdk(bare), {
      code: "sdkMissing",
      action: `Run: "${python}" -m pip install fivetran-connector-sdk`,
    });
    environment(folder, { version: "3.10.0", sdk: "2.0.0" });
    assert.equal(requireSdk(await find()).sdkVersion, "2.0.0");
  });
});

describe("the probe", () => {
  it("asks a real interpreter, without importing the project's modules", async () => {
    const project = mkdtempSync(path.join(tmpdir(), "probe-"));
    writeFileSync(path.join(project, "json.py"), "raise SystemExit('imported')\n");
    try {
      const found = await findInterpreter({ project });
      assert.match(found.version, /^3\.\d+\.\d+$/);
      assert.ok(path.isAbsolute(found.path));
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});
