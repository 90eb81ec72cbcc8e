/** What the language service needs from outside: files, settings and a log. */
import type { TableProfile } from "../../src/shared/model/previews.ts";
import type { Naming } from "../../src/shared/model/sync.ts";

/**
 * Files and folders are named by text with `/` between the parts: absolute paths, or `scheme://authority/path`.
 * Folders have no `/` at their end.
 */
export interface Ports {
  /** Undefined when there is no such file, it is no text or it is too large. */
  readonly read: (file: string) => Promise<string | undefined>;
  /** The names in a folder, those of folders with `/` at their end; none when there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** The same object as long as nothing changed. */
  readonly settings: (project: string) => Promise<ProjectSettings>;
  /** For our own faults: a rule that broke. */
  readonly log: (message: string, error: unknown) => void;
}

export interface ProjectSettings {
  readonly naming: Naming;
  /** Codes that are not shown. */
  readonly ignored: readonly string[];
  /** A version or range, for projects without an environment; empty for none. */
  readonly sdkVersion: string;
  /** Whether it counts though there is an environment. */
  readonly isSdkCertain: boolean;
  /** The folder of the Python environment that runs the connector; undefined for the project's own. */
  readonly environment: string | undefined;
  /** Whether something else tells about syntax errors. */
  readonly hidesSyntaxErrors: boolean;
  readonly observed: readonly TableProfile[] | undefined;
  readonly evaluated: EvaluatedSchema | undefined;
}

/** What schema() returned when the connector host called it, and the text of the function that it then had. */
export interface EvaluatedSchema {
  readonly returned: unknown;
  readonly text: string;
}

export const defaultSettings: ProjectSettings = {
  naming: "FIVETRAN",
  ignored: [],
  sdkVersion: "",
  isSdkCertain: false,
  environment: undefined,
  hidesSyntaxErrors: false,
  observed: undefined,
  evaluated: undefined,
};

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
