/** `sync`: one run of a connector into its local destination. */
import { existsSync } from "node:fs";
import path from "node:path";
import {
  noCounts,
  plainError,
  type Naming,
  type SyncLimits,
  type SyncReport,
  type SyncStart,
} from "../shared/model/sync.ts";
import type { SyncRequest } from "../shared/protocol/destination.ts";
import { describeError, UserError } from "../shared/base/userError.ts";
import type { OpenDestination } from "../engine/index.ts";
import { defineCommand, type Arguments } from "./arguments.ts";
import type { Context } from "./context.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { findPython } from "./findPython.ts";
import { commandLine, styleFor } from "./output.ts";
import { showProgress, type ProgressDisplay } from "./progress.ts";
import { findProject, findStorage, parseMoment, readJsonObject } from "./project.ts";
import {
  describeReport,
  reportAsJson,
  type PrintedReport,
  type SummaryOptions,
} from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

const options = {
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

interface SyncPlan {
  readonly project: string;
  readonly command: SummaryOptions["command"];
  readonly storage: string;
  readonly python: string | undefined;
  readonly request: SyncRequest;
  readonly exportFile: string | undefined;
  readonly isJson: boolean;
}

export const syncCommand = defineCommand({
  name: "sync",
  usage: "<project> [options]",
  summary: "Runs the connector once, with its own Python and SDK, into a local destination.",
  details: [
    "Progress and log lines go to standard error, the summary or the JSON report to standard output.",
    "Ctrl-C ends the run and keeps what was checkpointed; a second Ctrl-C ends it at once.",
  ].join("\n"),
  options,
  async run(given, context): Promise<ExitCode> {
    const plan = planSync(given, context);
    const { report, isExported } = await carryOut(plan, context);
    if (plan.isJson) {
      context.stdout.write(reportAsJson(report));
    } else {
      const style = styleFor(context.stdout, context.env);
      const showFile = (file: string) => pathFrom(context.cwd, file);
      context.stdout.write(describeReport(report, { style, showFile, command: plan.command }));
    }
    const isFine = report.status === "succeeded" || report.status === "limited";
    return isFine && isExported ? exitCodes.fine : exitCodes.failed;
  },
  failure: (message) => JSON.parse(reportAsJson(reportOfNoRun(message))) as unknown,
});

function planSync({ values, positionals }: Arguments<typeof options>, context: Context): SyncPlan {
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

interface Outcome {
  readonly report: SyncReport;
  /** False when a file that was asked for could not be written. */
  readonly isExported: boolean;
}

async function carryOut(plan: SyncPlan, context: Context): Promise<Outcome> {
  const { project, storage, request } = plan;
  const display = showProgress(context.stderr, context.env);
  const interruption = watchInterrupts(display, context);
  const searching = findPython(project, plan.python, context);
  // Awaited only when the destination is open; a failure before that is no unhandled one.
  searching.catch(() => undefined);
  try {
    const options = { storage, events: display.events };
    return await withDestination(options, context, async (destination) => {
      const report = await context.engine.runSync({
        destination,
        interpreter: (await searching).path,
        request,
        signal: interruption.signal,
        onLog: display.events.log,
      });
      display.stop();
      return { report, isExported: await exportData(report, plan, destination, context) };
    });
  } finally {
    interruption.dispose();
    display.stop();
  }
}

/** The first Ctrl-C asks for a clean end, the second is obeyed at once. */
function watchInterrupts(
  display: ProgressDisplay,
  context: Context,
): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const dispose = context.onInterrupt(() => {
    if (controller.signal.aborted) {
      display.stop();
      context.exitNow(exitCodes.failed);
      return;
    }
    display.say("Stopping. What was checkpointed is kept; Ctrl-C again ends it at once.");
    controller.abort();
  });
  return { signal: controller.signal, dispose };
}

/** A file that cannot be written must not cost the report of the run. */
async function exportData(
  report: SyncReport,
  { exportFile }: SyncPlan,
  { remote }: OpenDestination,
  { stderr, cwd }: Context,
): Promise<boolean> {
  if (exportFile === undefined) {
    return true;
  }
  const shown = pathFrom(cwd, exportFile);
  if (report.tables.length === 0) {
    stderr.write(`${shown} was not written: the destination has no tables.\n`);
    return true;
  }
  try {
    await remote.exportTo(exportFile);
  } catch (error) {
    if (error instanceof UserError) {
      stderr.write(`Error: ${describeError(error)}\n`);
      return false;
    }
    throw error;
  }
  stderr.write(`Wrote ${shown}.\n`);
  return true;
}

function startFrom({
  fresh,
  continue: goOn,
  from,
}: Arguments<typeof options>["values"]): SyncStart {
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

function limitsFrom(values: Arguments<typeof options>["values"]): SyncLimits {
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

/** Relative where that is shorter to read and still opens with a click. */
function pathFrom(cwd: string, file: string): string {
  const relative = path.relative(cwd, file);
  return relative === "" || relative.startsWith("..") || path.isAbsolute(relative)
    ? file
    : relative;
}

/** What `--json` prints when no run came about. */
function reportOfNoRun(message: string): PrintedReport {
  return {
    run: null,
    status: "failed",
    sdkVersion: null,
    pythonVersion: null,
    seconds: 0,
    counts: noCounts(),
    tables: [],
    state: {},
    checkpoints: [],
    findings: [],
    error: plainError(message),
    limits: [],
  };
}
