/** What a `sync` command line asks for, checked before anything runs. */
import { existsSync } from "node:fs";
import path from "node:path";
import { findingTitles, isFindingCode, type FindingCode } from "../shared/model/findings.ts";
import {
  defaultBudgetBytes,
  type Naming,
  type SyncLimits,
  type SyncStart,
} from "../shared/model/sync.ts";
import { nearestName } from "../shared/base/nearestName.ts";
import type { SyncRequest } from "../shared/protocol/destination.ts";
import type { Arguments } from "./arguments.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./exitCodes.ts";
import { commandLine } from "./output.ts";
import { findProject, findStorage, parseMoment, readJsonObject } from "./project.ts";
import type { SummaryOptions } from "./syncSummary.ts";

const mebibyte = 2 ** 20;

export const syncOptions = {
  fresh: { type: "boolean", description: "start with empty tables and the state {}" },
  continue: { type: "boolean", description: "go on where the last run ended (default)" },
  resync: {
    type: "boolean",
    description: "start with the tables as they are and the state {}, as a re-sync of a connection",
  },
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
  memory: {
    type: "string",
    value: "<MiB>",
    description: `end the run at a checkpoint when the tables hold this much (default: ${defaultBudgetBytes / mebibyte})`,
  },
  ignore: {
    type: "string",
    value: "<code,code>",
    description: "leave these findings out of the summary and the report",
  },
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
  readonly ignored: readonly FindingCode[];
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
    ignored: ignoredFrom(values.ignore),
    isJson: values.json === true,
  };
}

function startFrom({ fresh, continue: goOn, resync, from }: SyncValues): SyncStart {
  if ([fresh, goOn, resync, from].filter((option) => option !== undefined).length > 1) {
    throw new UsageError("Give only one of --fresh, --continue, --resync and --from.");
  }
  if (resync) {
    return { kind: "resync" };
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
  const memory = numberOption("--memory", values.memory);
  const databaseBytes = memory === undefined ? undefined : Math.ceil(memory * mebibyte);
  return { rows, seconds, databaseBytes };
}

function ignoredFrom(given: string | undefined): readonly FindingCode[] {
  const codes = (given ?? "").split(",").map((code) => code.trim());
  return codes.filter((code) => code !== "").map(requireFindingCode);
}

function requireFindingCode(code: string): FindingCode {
  if (isFindingCode(code)) {
    return code;
  }
  const codes = Object.keys(findingTitles);
  const meant = nearestName(code, codes);
  const hint = meant === undefined ? `There are ${codes.join(", ")}.` : `Did you mean ${meant}?`;
  throw new UsageError(`--ignore: there is no finding ${JSON.stringify(code)}. ${hint}`);
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
