/** Runs cases on one SDK: each through the real host into the real worker, and again as a replay of its logs. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { createEngine, sourceFiles, type OpenDestination } from "../../../src/engine/index.ts";
import type { SyncReport } from "../../../src/shared/model/sync.ts";
import { pythonFor } from "../../support/pythonEnvironments.ts";
import { readCases, type CaseSdk, type ConformanceCase, type Outcome } from "./caseFile.ts";
import { hostStarter, type HostStarter } from "./hostStarter.ts";
import { comparison, endings, observe, wholeText } from "./observed.ts";

const files = sourceFiles(path.resolve(import.meta.dirname, "../../.."));

/** `CONFORMANCE_CASES` in the environment chooses cases by a part of their name. */
export function runCases(sdk: CaseSdk): void {
  const cases = readCases(process.env["CONFORMANCE_CASES"] ?? "").filter(
    (entry) => entry.sdk === undefined || entry.sdk === sdk,
  );
  describe(`cases on SDK ${sdk}`, { concurrency: false }, () => {
    let world: World;
    before(async () => {
      world = await openWorld(sdk);
    });
    after(async () => {
      await closeWorld(world);
    });
    for (const entry of cases) {
      it(`${entry.name}: ${entry.sentence}`, async () => {
        await runCase(entry, sdk, world);
      });
    }
  });
}

interface World {
  readonly folder: string;
  readonly destination: OpenDestination;
  readonly starter: HostStarter;
}

async function openWorld(sdk: CaseSdk): Promise<World> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "workbench-conformance-"));
  const destination = await createEngine(files).openDestination({
    storage: path.join(folder, "none"),
  });
  return { folder, destination, starter: hostStarter(pythonFor(sdk)) };
}

async function closeWorld({ folder, destination, starter }: World): Promise<void> {
  starter.close();
  await destination.close();
  rmSync(folder, { recursive: true, force: true });
}

async function runCase(entry: ConformanceCase, sdk: CaseSdk, world: World): Promise<void> {
  const { remote } = world.destination;
  const place = path.join(world.folder, entry.name);
  const project = path.join(place, "project");
  const storage = path.join(place, "storage");
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, "connector.py"), entry.code);
  writeFileSync(path.join(project, "configuration.json"), "{}");
  await remote.open({ storage });
  for (let sync = 1; sync <= entry.syncs; sync++) {
    const report = await runSync(entry, world, project, sync === 1);
    const expected = entry.expected(sync, sdk);
    await check(expected ?? {}, entry, report, world, storage);
  }
}

async function runSync(
  { naming }: ConformanceCase,
  { destination, starter }: World,
  project: string,
  isFirst: boolean,
): Promise<SyncReport> {
  const reported = destination.nextReport();
  const channel = await destination.remote.startSync({
    project,
    configuration: null,
    start: { kind: isFirst ? "fresh" : "continue" },
    naming,
    limits: {},
    echo: false,
  });
  const output = path.join(project, "output.txt");
  const end = await starter.run({ hostScript: files.hostScript, project, channel, output });
  await destination.remote.processEnded(end);
  return reported;
}

/** Compares the outcome with the live tables, and these with what a replay of the logs gives. */
async function check(
  expected: Outcome,
  entry: ConformanceCase,
  report: SyncReport,
  { destination: { remote } }: World,
  storage: string,
): Promise<void> {
  const ending = endings(expected, report, entry);
  assert.equal(ending.actual, ending.expected, "how the sync ended");
  const queries = Object.keys(expected.queries ?? {});
  const live = await observe(remote, queries);
  const tables = comparison(expected, live);
  assert.equal(tables.actual, tables.expected, "the tables");
  await remote.open({ storage });
  const replayed = await observe(remote, queries);
  assert.equal(wholeText(replayed), wholeText(live), "the replay");
}
