/** What a `sync` command line asks for, checked before anything runs. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Naming, SyncLimits, SyncStart } from "../shared/model/sync.ts";
import type { SyncRequest } from "../shared/protocol/destination.ts";
import type { Arguments } from "./arguments.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./exitCodes.ts";
import { commandLine } from "./output.ts";
import { findProject, findStorage, parseMoment, readJsonObject } from "./project.ts";
import type { SummaryOptions } from "./syncSummary.ts";

export const syncOptions = {
  fresh: { type: "boolean", description: "start with empty tables and the state {}" },
  continue: { type: "boolean", description: "go on where the last run ended (default)" },
  from: {
    type: "string",
    value: "<run>:<checkpoint>",
    description: "start with the tables and the state of an earlier checkpoint",
  },
  state: {
    type: "string",
    value: "<file>",
    description: "give the connector the state in this file",
  },
  configuration: {
    type: "string",
    value: "<file>",
    description: "use this file in place of the project's configuration.json",
  },
  python: {
    type: "string",
    value: "<path>",
    description: "run this Python (default: the project's .venv or venv, then python3)",
  },
  naming: {
    type: "string",
    value: "<FIVETRAN|SOURCE>",
    description: "how destination names are made (default: FIVETRAN)",
  },
  "limit-rows": {
    type: "string",
    value: "<n>",
    description: "keep at most this many rows of each table",
  },
  "limit-seconds": { type: "string", value: "<n>", description: "end the run after this time" },
  export: {
    type: "string",
    value: "<file>",
    description: "write all tables to a .sqlite or .json file when the run has data",
  },
  storage: {
    type: "string",
    value: "<folder>",
    description: "where runs are kept (default: a folder per project in your data directory)",
  },
  json: { type: "boolean", description: "print the report as one JSON document" },
} as const;

type SyncValues = Arguments<typeof syncOptions>["values"];

export interface SyncPlan {
  readonly project: string;
  readonly command: SummaryOptions["command"];
  readonly storage: string;
  readonly python: string | undefined;
  readonly request: SyncRequest;
  readonly exportFile: string | undefined;
  readonly isJson: boolean;
}

export function planSync(
  { values, positionals }: Arguments<typeof syncOptions>,
  context: Context,
): SyncPlan {
  const [given, ...more] = positionals;
  const project = findProject(given, context);
  if (more.length > 0) {
    throw new UsageError(`sync takes one project; ${JSON.stringify(more[0])} is one too many.`);
  }
  return {
    project,
    command: (name, ...rest) =>
      commandLine([
        name,
        given ?? ".",
        ...rest,
        ...(values.storage === undefined ? [] : ["--storage", values.storage]),
      ]),
    storage: findStorage(project, values.storage, context),
    python: values.python,
    request: {
      project,
      configuration: fileOption("--configuration", values.configuration, context),
      start: startFrom(values),
      state:
        values.state === undefined
          ? undefined
          : readJsonObject("--state", path.resolve(context.cwd, values.state)),
      naming: namingFrom(values.naming),
      limits: limitsFrom(values),
      echo: false,
    },
    exportFile: exportTarget(values.export, context),
    isJson: values.json === true,
  };
}

function startFrom({ fresh, continue: goOn, from }: SyncValues): SyncStart {
  if ([fresh, goOn, from].filter((option) => option !== undefined).length > 1) {
    throw new UsageError("Give only one of --fresh, --continue and --from.");
  }
  if (fresh) {
    return { kind: "fresh" };
  }
  return from === undefined
    ? { kind: "continue" }
    : { kind: "from", ...parseMoment("--from", from) };
}

function namingFrom(given: string | undefined): Naming {
  const naming = given?.toUpperCase() ?? "FIVETRAN";
  if (naming !== "FIVETRAN" && naming !== "SOURCE") {
    throw new UsageError(`--naming is FIVETRAN or SOURCE, not ${JSON.stringify(given)}.`);
  }
  return naming;
}

function limitsFrom(values: SyncValues): SyncLimits {
  const rows = numberOption("--limit-rows", values["limit-rows"]);
  if (rows !== undefined && !Number.isSafeInteger(rows)) {
    throw new UsageError(`--limit-rows takes a whole number, not ${rows}.`);
  }
  const seconds = numberOption("--limit-seconds", values["limit-seconds"]);
  return { rows, seconds };
}

function numberOption(option: string, given: string | undefined): number | undefined {
  if (given === undefined) {
    return undefined;
  }
  const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : NaN;
  if (!(number > 0)) {
    throw new UsageError(`${option} takes a number above 0, not ${JSON.stringify(given)}.`);
  }
  return number;
}

function fileOption(option: string, given: string | undefined, { cwd }: Context): string | null {
  if (given === undefined) {
    return null;
  }
  const file = path.resolve(cwd, given);
  if (!existsSync(file)) {
    throw new UsageError(`${option}: there is no file ${given}.`);
  }
  return file;
}

/** Checked before the run: nobody wants to hear about the file's name after an hour of syncing. */
function exportTarget(given: string | undefined, { cwd }: Context): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  if (!/\.(sqlite|json)$/.test(given)) {
    throw new UsageError(`--export takes a file that ends in .sqlite or .json, not ${given}.`);
  }
  const file = path.resolve(cwd, given);
  if (!existsSync(path.dirname(file))) {
    throw new UsageError(`--export: there is no folder ${path.dirname(given)}.`);
  }
  return file;
}
