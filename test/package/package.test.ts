import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { runQuietly } from "../../scripts/bootstrap/runQuietly.mjs";
import { ensureCodeServer } from "../../scripts/editor/codeServer.ts";
import { createPackage } from "../../scripts/package/createPackage.ts";
import { matchGolden } from "../support/golden.ts";
import { openWorkbench } from "../support/openWorkbench.ts";
import { untilOutputChannelIsShown } from "../support/outputChannel.ts";
import { zipEntries } from "../support/zipEntries.ts";

const repository = path.dirname(path.dirname(import.meta.dirname));
const megabyte = 1024 * 1024;

describe("the package", () => {
  let folder: string;
  let vsix: string;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "workbench-package-"));
    vsix = await createPackage(repository, folder);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds exactly the files that are meant to be shipped", () => {
    const names = zipEntries(vsix).map(({ name }) => `${name}\n`);
    matchGolden(path.join(import.meta.dirname, "golden", "files.txt"), names.sort().join(""));
  });

  it("is smaller than 2 MB", () => {
    assert.ok(statSync(vsix).size < 2 * megabyte, `it has ${statSync(vsix).size} bytes`);
  });

  it("works when it is installed as a user installs it", async () => {
    const { node, commandLine } = await ensureCodeServer();
    const extensionsFolder = path.join(folder, "extensions");
    await runQuietly("Installing the package", node, [
      commandLine,
      ...["--extensions-dir", extensionsFolder, "--user-data-dir", path.join(folder, "user")],
      ...["--install-extension", vsix],
    ]);
    const workspace = "test/fixtures/plainFolder";
    const workbench = await openWorkbench({ workspace, extensionsFolder });
    try {
      await workbench.runCommand("Connector: Show Log");
      await untilOutputChannelIsShown(workbench.page, "Connector");
    } finally {
      await workbench.close();
    }
  });
});
