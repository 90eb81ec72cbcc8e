/** What a project's Python environment has, by the names in its folders; nothing is run. */
import type { SdkVersion } from "../sdk/versions.ts";
import type { Files } from "./files.ts";
import { parentOf } from "./ports.ts";

/** Version by distribution: lower case, words joined by `-`. */
export type Packages = ReadonlyMap<string, string>;

/** How far above the project an environment is looked for. */
const mostLevels = 4;

/** `environment` goes before those in and above the project's folder. Undefined when there is none. */
export async function installedPackages(
  project: string,
  files: Pick<Files, "list">,
  environment: string | undefined,
): Promise<Packages | undefined> {
  if (environment !== undefined) return packagesOf(environment, files);
  let folder = project;
  for (let level = 0; level <= mostLevels && folder !== ""; level += 1) {
    const names = await files.list(folder);
    for (const name of [".venv", "venv"]) {
      const inside = names.includes(`${name}/`) ? `${folder}/${name}` : undefined;
      if (inside !== undefined && (await files.list(inside)).includes("pyvenv.cfg")) {
        return packagesOf(inside, files);
      }
    }
    folder = parentOf(folder);
  }
  return undefined;
}

/** The version of the SDK among them. */
export function installedSdk(packages: Packages | undefined): SdkVersion | undefined {
  const match = /^(\d+)\.(\d+)/.exec(packages?.get("fivetran-connector-sdk") ?? "");
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

async function packagesOf(
  environment: string,
  files: Pick<Files, "list">,
): Promise<Packages | undefined> {
  // lib/python3.12/site-packages, or Lib/site-packages on Windows.
  const inside = await files.list(environment);
  const found = new Map<string, string>();
  for (const lib of ["lib", "lib64", "Lib"].filter((name) => inside.includes(`${name}/`))) {
    const names = await files.list(`${environment}/${lib}`);
    const pythons = names
      .filter((name) => name.startsWith("python3"))
      .map((name) => `/${name.slice(0, -1)}`);
    for (const python of names.includes("site-packages/") ? ["", ...pythons] : pythons) {
      for (const name of await files.list(`${environment}/${lib}${python}/site-packages`)) {
        const match = /^([\w.]+)-([\w.!+]+)\.dist-info\/$/.exec(name);
        if (match) found.set(distributionOf(match[1] ?? ""), match[2] ?? "");
      }
    }
  }
  return found.size > 0 ? found : undefined;
}

function distributionOf(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}
