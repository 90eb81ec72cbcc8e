// The connector that `npm start` shows: made from a template once, then kept, so that what a person
// tries out in it is still there the next time.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../bootstrap/cacheFolder.mjs";
import { runQuietly } from "../bootstrap/runQuietly.mjs";
import { findPython } from "../python/findPython.ts";
import { createEnvironment, installInto } from "../python/virtualEnvironment.ts";

const template = "http-api";
const requirements = ["fivetran-connector-sdk", "debugpy"];

export interface SampleProject {
  readonly folder: string;
  /** Its own environment; the extension and the CLI find it there as they would in any project. */
  readonly environment: string;
}

export async function ensureSampleProject(cli: string): Promise<SampleProject> {
  const folder = path.join(cacheFolder(), "sample", "practice-shop");
  if (existsSync(path.join(folder, "connector.py"))) {
    console.log(`Using the sample connector in ${folder} (delete it to begin anew).`);
  } else {
    mkdirSync(path.dirname(folder), { recursive: true });
    const scaffold = [cli, "new", template, folder];
    await runQuietly(`Making a sample connector in ${folder}`, process.execPath, scaffold);
  }
  const environment = path.join(folder, ".venv");
  await ensureEnvironment(folder, environment);
  return { folder, environment };
}

/** Made again when its Python or what it needs has changed, or when an earlier attempt broke off. */
async function ensureEnvironment(folder: string, environment: string): Promise<void> {
  const list = path.join(folder, "requirements.txt");
  const listed = existsSync(list) ? readFileSync(list, "utf8") : "";
  const wanted = createHash("sha256")
    .update([findPython().version, ...requirements, listed].join("\n"))
    .digest("hex");
  const marker = path.join(environment, ".installed-requirements");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) {
    return;
  }
  await createEnvironment(environment);
  await installInto(environment, [...requirements, ...(listed === "" ? [] : ["-r", list])]);
  writeFileSync(marker, wanted);
}
