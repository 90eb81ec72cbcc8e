// Python environments with real SDKs, for tests. Made once per resolved version and kept in the cache.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, ensureCached, isComplete } from "../bootstrap/cacheFolder.mjs";
import { findPython } from "./findPython.ts";
import { listSdkVersions, sdkPackage } from "./sdkVersions.ts";
import { createEnvironment, installInto, interpreterOf } from "./virtualEnvironment.ts";

/** The newest 3.x, the newest 2.x, and the oldest version that is supported. */
export type SdkLine = "3" | "2" | "oldest2";

interface SdkEnvironment {
  readonly sdkVersion: string;
  readonly python: string;
}

type Index = Readonly<Record<SdkLine, SdkEnvironment>>;

const oldestSupported = "2.0.0";

/** Makes what is missing and notes where everything is. */
export async function ensureSdkEnvironments(): Promise<Index> {
  const { newest3, newest2 } = await resolveNewest();
  const [three, two, oldest] = await Promise.all(
    [newest3, newest2, oldestSupported].map(ensureEnvironment),
  );
  if (three === undefined || two === undefined || oldest === undefined) {
    throw new Error("An environment is missing although none failed.");
  }
  const index: Index = { "3": three, "2": two, oldest2: oldest };
  writeFileSync(indexFile(), `${JSON.stringify(index, undefined, 2)}\n`);
  return index;
}

/** Where the environment for this line is; throws when it has not been made. */
export function sdkEnvironment(line: SdkLine): SdkEnvironment {
  const found = existsSync(indexFile())
    ? (JSON.parse(readFileSync(indexFile(), "utf8")) as Index)[line]
    : undefined;
  if (found === undefined || !existsSync(found.python)) {
    throw new Error(
      `There is no Python environment for SDK line ${line} yet. ` +
        "`node scripts/run.mjs environments` makes them; `npm test` does so by itself.",
    );
  }
  return found;
}

async function ensureEnvironment(sdkVersion: string): Promise<SdkEnvironment> {
  const folder = await ensureCached(environmentName(sdkVersion), async (target) => {
    const environment = path.join(target, "venv");
    await createEnvironment(environment);
    await installInto(environment, [`${sdkPackage}==${sdkVersion}`, "debugpy"]);
  });
  return { sdkVersion, python: interpreterOf(path.join(folder, "venv")) };
}

async function resolveNewest(): Promise<{ newest3: string; newest2: string }> {
  try {
    return pickNewest(await listSdkVersions());
  } catch (error) {
    const cached = pickNewest(cachedVersions(), error);
    console.log(
      "The package index could not be asked for newer SDK versions; " +
        `using ${cached.newest3} and ${cached.newest2} from the cache.`,
    );
    return cached;
  }
}

function pickNewest(
  versions: readonly string[],
  cause?: unknown,
): { newest3: string; newest2: string } {
  const newest3 = versions.find((version) => version.startsWith("3."));
  const newest2 = versions.find((version) => version.startsWith("2."));
  if (newest3 === undefined || newest2 === undefined) {
    throw new Error(
      `No ${sdkPackage} 3.x and 2.x could be found, neither in the package index nor in the cache. ` +
        `Is the network up?\n${cause instanceof Error ? cause.message : ""}`,
      { cause },
    );
  }
  return { newest3, newest2 };
}

/** Newest first. */
function cachedVersions(): readonly string[] {
  const folder = path.join(cacheFolder(), "python");
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith(`-python-${findPython().version}`) && name.startsWith("sdk-"))
    .filter((name) => isComplete(path.join(folder, name)))
    .map((name) => name.slice("sdk-".length, name.indexOf("-python-")))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
}

function environmentName(sdkVersion: string): string {
  return `python/sdk-${sdkVersion}-python-${findPython().version}`;
}

function indexFile(): string {
  return path.join(cacheFolder(), "python", "environments.json");
}
