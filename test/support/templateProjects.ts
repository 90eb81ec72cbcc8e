/** Projects scaffolded from the shipped templates and synced, all through the bundled CLI. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SyncReport } from "../../src/shared/model/sync.ts";
import { bundledCli, cli, reportFrom, type Workplace } from "./cli.ts";
import { pythonFor } from "./pythonEnvironments.ts";

export type SdkLine = Parameters<typeof pythonFor>[0];

export async function scaffolded(
  place: Workplace,
  template: string,
  answers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const project = path.join(place.folder, template);
  const made = await cli(["new", template, project, "--answers", JSON.stringify(answers)], {
    program: bundledCli,
  });
  assert.equal(made.code, 0, made.stderr);
  return project;
}

/** Changes values in the project's configuration.json, as a person would. */
export function configure(project: string, changes: Readonly<Record<string, string>>): void {
  const file = path.join(project, "configuration.json");
  const configuration = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...configuration, ...changes }));
}

interface Sync {
  readonly project: string;
  readonly start: "--fresh" | "--continue" | `--from=${string}`;
  readonly line?: SdkLine;
  readonly storage?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export async function sync(place: Workplace, options: Sync): Promise<SyncReport> {
  const { project, start, line = "3", storage = place.storage, env } = options;
  const common = ["--json", "--python", pythonFor(line), "--storage", storage];
  return reportFrom(await cli(["sync", project, start, ...common], { program: bundledCli, env }));
}

/** The live rows of a table, in the order of their ids. */
export async function liveRows(
  place: Workplace,
  project: string,
  table: string,
  columns: string,
  storage = place.storage,
): Promise<unknown> {
  const query = `select ${columns} from ${table} where not _fivetran_deleted order by id`;
  const args = ["query", project, query, "--json", "--storage", storage];
  const { code, stdout, stderr } = await cli(args, { program: bundledCli });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as unknown;
}
