/** Which SDK a project's Python environment has, by the names in its folders; nothing is run. */
import type { SdkVersion } from "../sdk/versions.ts";
import type { Files } from "./files.ts";
import { parentOf } from "./ports.ts";
import { versionOfDistInfo } from "./sdkRange.ts";

/** How far above the project an environment is looked for. */
const mostLevels = 4;

/** `environment` goes before those in and above the project's folder. */
export async function installedSdk(
  project: string,
  files: Pick<Files, "list">,
  environment: string | undefined,
): Promise<SdkVersion | undefined> {
  if (environment !== undefined) return sdkOf(environment, files);
  let folder = project;
  for (let level = 0; level <= mostLevels && folder !== ""; level += 1) {
    const names = await files.list(folder);
    for (const name of [".venv", "venv"]) {
      const inside = names.includes(`${name}/`) ? `${folder}/${name}` : undefined;
      if (inside !== undefined && (await files.list(inside)).includes("pyvenv.cfg")) {
        return sdkOf(inside, files);
      }
    }
    folder = parentOf(folder);
  }
  return undefined;
}

async function sdkOf(
  environment: string,
  files: Pick<Files, "list">,
): Promise<SdkVersion | undefined> {
  // lib/python3.12/site-packages, or Lib/site-packages on Windows.
  const inside = await files.list(environment);
  for (const lib of ["lib", "lib64", "Lib"].filter((name) => inside.includes(`${name}/`))) {
    const names = await files.list(`${environment}/${lib}`);
    const pythons = names
      .filter((name) => name.startsWith("python3"))
      .map((name) => `/${name.slice(0, -1)}`);
    for (const python of names.includes("site-packages/") ? ["", ...pythons] : pythons) {
      const packages = await files.list(`${environment}/${lib}${python}/site-packages`);
      const found = packages.map(versionOfDistInfo).find((version) => version !== undefined);
      if (found) return found;
    }
  }
  return undefined;
}
