/** The folder arguments of the commands. */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseJson } from "../shared/base/json.ts";
import type { Json } from "../shared/model/sync.ts";
import type { Moment } from "../shared/protocol/destination.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./exitCodes.ts";
import { defaultStorage } from "./storage.ts";

/** Absolute path of the connector project `given`; throws a `UsageError` when it is none. */
export function findProject(given: string | undefined, context: Context): string {
  if (given === undefined) {
    throw new UsageError("Which project? Give the folder that holds connector.py.");
  }
  const folder = path.resolve(context.cwd, given);
  if (!existsSync(folder)) {
    throw new UsageError(`There is no folder ${given}.`);
  }
  if (!statSync(folder).isDirectory()) {
    throw new UsageError(`${given} is not a folder. Give the folder that holds connector.py.`);
  }
  if (!existsSync(path.join(folder, "connector.py"))) {
    throw new UsageError(`${given} is not a connector project: it has no connector.py.`);
  }
  return folder;
}

export function findStorage(
  project: string,
  given: string | undefined,
  { cwd }: Pick<Context, "cwd">,
): string {
  return given === undefined ? defaultStorage(project) : path.resolve(cwd, given);
}

/** `<run>:<checkpoint>` as a position of the project's history. */
export function parseMoment(option: string, text: string): Moment {
  const match = /^(\d{1,9}):(\d{1,9})$/.exec(text);
  if (!match) {
    throw new UsageError(
      `${option} takes <run>:<checkpoint>, such as 3:2, not ${JSON.stringify(text)}. "state <project> list" shows them.`,
    );
  }
  return { run: Number(match[1]), checkpoint: Number(match[2]) };
}

/** The text of a JSON object in a file named on the command line. */
export function readJsonObject(option: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new UsageError(`${option}: ${file} cannot be read.`, { cause });
  }
  return checkJsonObject(`${option}: ${file}`, text);
}

/** `given` without its byte order mark, once it is known to be a JSON object. */
export function checkJsonObject(what: string, given: string): string {
  const text = given.replace(/^\uFEFF/, "");
  parseJsonObject(what, text);
  return text;
}

export function parseJsonObject(what: string, text: string): Readonly<Record<string, Json>> {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${what} is not JSON: ${reason}.`, { cause });
  }
  if (!isJsonObject(value)) {
    throw new UsageError(`${what} must be a JSON object.`);
  }
  return value;
}

function isJsonObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
