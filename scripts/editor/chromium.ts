// Finds the browser that shows the served editor, and installs one where we may.
import { existsSync } from "node:fs";
import path from "node:path";
import { ensureSystemPackages } from "./systemPackages.ts";

/** Any browser of the Chromium family will do; `CONNECTOR_WORKBENCH_CHROMIUM` names another one. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) {
    return found;
  }
  if (process.platform === "linux") {
    await ensureSystemPackages(["chromium"], () => findChromium() === undefined);
  }
  const installed = findChromium();
  if (installed === undefined) {
    throw new Error(
      "No browser of the Chromium family was found. Install Chrome or Chromium, or set " +
        "CONNECTOR_WORKBENCH_CHROMIUM to the path of one.",
    );
  }
  return installed;
}

function findChromium(): string | undefined {
  const named = process.env["CONNECTOR_WORKBENCH_CHROMIUM"];
  return named ?? candidates().find((file) => existsSync(file));
}

function candidates(): readonly string[] {
  if (process.platform === "darwin") {
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
  }
  if (process.platform === "win32") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map(
      (name) => process.env[name] ?? "C:\\",
    );
    return roots.flatMap((root) => [
      path.join(root, "Google", "Chrome", "Application", "chrome.exe"),
      path.join(root, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  }
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}
