// Which VS Code the editor tests run in: the desktop build at the oldest supported and at the newest
// version where it can be downloaded and shown, else the one that npm carries.
import { readFileSync } from "node:fs";
import path from "node:path";
import { startElectronEditor } from "./electronRun.ts";
import type { StartEditor } from "./editorSuite.ts";
import { startServedEditor } from "./servedRun.ts";

export interface Editor {
  readonly name: string;
  readonly start: StartEditor;
}

const repository = path.dirname(path.dirname(import.meta.dirname));
const downloads = "https://update.code.visualstudio.com/api/releases/stable";

/** `CONNECTOR_WORKBENCH_EDITORS` may name them: a list of "served", "minimum", "stable" or a version. */
export async function chooseEditors(): Promise<readonly Editor[]> {
  const named = process.env["CONNECTOR_WORKBENCH_EDITORS"];
  if (named !== undefined) {
    return named.split(",").map((name) => editorNamed(name.trim()));
  }
  const names = (await canUseDesktopBuild()) ? ["minimum", "stable"] : ["served"];
  return names.map(editorNamed);
}

function editorNamed(name: string): Editor {
  if (name === "served") {
    return { name: "VS Code from npm, in a browser", start: startServedEditor };
  }
  const version = name === "minimum" ? minimumVersion() : name;
  return { name: `VS Code ${version}`, start: startElectronEditor(version) };
}

function minimumVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
    readonly engines: { readonly vscode: string };
  };
  return manifest.engines.vscode.replace("^", "");
}

async function canUseDesktopBuild(): Promise<boolean> {
  if (process.platform === "linux" && process.env["DISPLAY"] === undefined) {
    console.log("No display: the editor tests run in VS Code from npm (xvfb-run would give one).");
    return false;
  }
  try {
    const answer = await fetch(downloads, { signal: AbortSignal.timeout(10_000) });
    return answer.ok;
  } catch {
    console.log("VS Code's downloads cannot be reached: the tests run in VS Code from npm.");
    return false;
  }
}
