import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { openWorkbench, type Workbench } from "../support/openWorkbench.ts";
import { untilOutputChannelIsShown } from "../support/outputChannel.ts";

describe("the workbench", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: "test/fixtures/plainFolder", theme: "light" });
  });

  after(async () => {
    await workbench.close();
  });

  it("shows the folder", async () => {
    await workbench.page.getByRole("treeitem", { name: "notes.txt" }).waitFor();
  });

  it("opens the extension's log from the command palette", async () => {
    await workbench.runCommand("Connector: Show Log");
    await untilOutputChannelIsShown(workbench.page, "Connector");
    assert.ok(statSync(await workbench.screenshot("workbench-log")).size > 10_000);
  });
});
