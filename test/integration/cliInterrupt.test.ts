import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import {
  cli,
  makeWorkplace,
  reportFrom,
  startCli,
  type RunningCli,
  type Workplace,
} from "../support/cli.ts";
import { pythonFor } from "../support/pythonEnvironments.ts";

// Windows has no signals to send to another process: there is only ending it.
describe("interrupting a sync", { concurrency: false, skip: process.platform === "win32" }, () => {
  let place: Workplace;

  beforeEach(() => {
    place = makeWorkplace();
  });
  afterEach(() => {
    place[Symbol.dispose]();
  });

  function start(fixture: string, args: readonly string[] = [], line: "3" | "2" = "3"): RunningCli {
    const project = place.project(fixture);
    const python = ["--python", pythonFor(line)];
    return startCli(["sync", project, ...python, "--storage", place.storage, "--json", ...args]);
  }

  async function pidOf(running: RunningCli, what: "process" | "child"): Promise<number> {
    return Number((await running.seen(new RegExp(`${what} (\\d+)`)))[1]);
  }

  async function stateOf(fixture: string): Promise<unknown> {
    const project = path.join(place.folder, fixture);
    const { stdout } = await cli(["state", project, "get", "--storage", place.storage]);
    return JSON.parse(stdout);
  }

  for (const line of ["3", "2"] as const) {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`ends cleanly on ${signal} and keeps what was checkpointed, SDK ${line}`, async () => {
        const running = start("slow", [], line);
        const pid = await pidOf(running, "process");
        await running.seen(/tick 5/);
        running.child.kill(signal);
        const result = await running.result;
        assert.equal(result.code, 1, result.stderr);
        const report = reportFrom(result);
        assert.equal(report.status, "cancelled");
        const last = report.checkpoints.at(-1);
        assert.ok(last && last.index >= 5);
        assert.deepEqual(report.state, { tick: last.index });
        assert.equal(report.tables[0]?.rows, last.index);
        assert.deepEqual(await stateOf("slow"), { tick: last.index });
        await isGone(pid);
        assert.ok(!existsSync(path.join(place.storage, "lock")));
      });
    }
  }

  it("goes on from there with the next sync", async () => {
    const running = start("slow");
    await running.seen(/tick 3/);
    running.child.kill("SIGINT");
    const { state } = reportFrom(await running.result);
    const next = startCli([
      "sync",
      path.join(place.folder, "slow"),
      ...[
        "--python",
        pythonFor("3"),
        "--storage",
        place.storage,
        "--limit-seconds",
        "1.5",
        "--json",
      ],
    ]);
    const { tables, checkpoints } = reportFrom(await next.result);
    const before = (state as { tick: number }).tick;
    assert.deepEqual(checkpoints[0]?.state, { tick: before + 1 });
    assert.equal(tables[0]?.rows, before + checkpoints.length);
  });

  it("ends the programs that the connector started", async () => {
    const configuration = path.join(place.folder, "children.json");
    writeFileSync(configuration, '{"children": "yes"}');
    const running = start("slow", ["--configuration", configuration]);
    const child = await pidOf(running, "child");
    await running.seen(/tick 1/);
    assert.ok(isRunning(child));
    running.child.kill("SIGINT");
    await running.result;
    await isGone(child);
  });

  it("ends a connector that holds the interpreter and ignores SIGTERM, within two seconds", async () => {
    const running = start("stubborn");
    const pid = await pidOf(running, "process");
    const pressed = performance.now();
    running.child.kill("SIGINT");
    const result = await running.result;
    assert.ok(performance.now() - pressed < 3000);
    assert.equal(result.code, 1);
    assert.equal(reportFrom(result).status, "cancelled");
    assert.deepEqual(reportFrom(result).state, { kept: 1 });
    await isGone(pid);
  });

  it("ends at once on the second Ctrl-C, and leaves no process", async () => {
    const running = start("stubborn");
    const pid = await pidOf(running, "process");
    running.child.kill("SIGINT");
    await running.seen(/Ctrl-C again/);
    const pressed = performance.now();
    running.child.kill("SIGINT");
    const { code, stdout } = await running.result;
    assert.ok(performance.now() - pressed < 700);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    await isGone(pid);
    assert.deepEqual(await stateOf("stubborn"), { kept: 1 });
  });

  it("is not outlived by a connector that holds the interpreter when it is killed", async () => {
    const running = start("stubborn");
    const pid = await pidOf(running, "process");
    running.child.kill("SIGKILL");
    await running.result;
    await isGone(pid);
  });

  it("loses nothing that was checkpointed when it is killed itself, and leaves neither the connector nor what it started running", async () => {
    const configuration = path.join(place.folder, "children.json");
    writeFileSync(configuration, '{"children": "yes"}');
    const running = start("slow", ["--configuration", configuration]);
    const pid = await pidOf(running, "process");
    const child = await pidOf(running, "child");
    const [, tick] = await running.seen(/tick (4)/);
    running.child.kill("SIGKILL");
    assert.equal((await running.result).signal, "SIGKILL");
    await isGone(pid);
    await isGone(child);
    const state = (await stateOf("slow")) as { tick: number };
    assert.ok(state.tick >= Number(tick));
    const next = startCli([
      "sync",
      path.join(place.folder, "slow"),
      ...[
        "--python",
        pythonFor("3"),
        "--storage",
        place.storage,
        "--limit-seconds",
        "1.5",
        "--json",
      ],
    ]);
    const result = await next.result;
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(reportFrom(result).checkpoints[0]?.state, { tick: state.tick + 1 });
  });
});

/** Resolves when the process has ended; rejects when it has not within three seconds. */
async function isGone(pid: number): Promise<void> {
  const deadline = performance.now() + 3000;
  while (isRunning(pid)) {
    assert.ok(performance.now() < deadline, `process ${pid} still runs`);
    await new Promise(setImmediate);
  }
}

/** A process that has ended but was not collected by its parent does not run. */
function isRunning(pid: number): boolean {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    return !state.trim().startsWith("Z");
  } catch {
    return false;
  }
}
