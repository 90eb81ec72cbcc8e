/** `sync`: one run of a connector into its local destination. */
import path from "node:path";
import type { OpenDestination } from "../engine/index.ts";
import { describeError, UserError } from "../shared/base/userError.ts";
import { withoutIgnored } from "../shared/model/findings.ts";
import { noCounts, plainError, type SyncReport } from "../shared/model/sync.ts";
import { defineCommand } from "./arguments.ts";
import type { Context } from "./context.ts";
import { exitCodes, type ExitCode } from "./exitCodes.ts";
import { findPython } from "./findPython.ts";
import { styleFor } from "./output.ts";
import { showProgress, type ProgressDisplay } from "./progress.ts";
import { planSync, syncOptions, type SyncPlan } from "./syncPlan.ts";
import { describeReport, reportAsJson, type PrintedReport } from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

export const syncCommand = defineCommand({
  name: "sync",
  usage: "<project> [options]",
  summary: "Runs the connector once, with its own Python and SDK, into a local destination.",
  details: [
    "Progress and log lines go to standard error, the summary or the JSON report to standard output.",
    "Ctrl-C ends the run and keeps what was checkpointed; a second Ctrl-C ends it at once.",
  ].join("\n"),
  options: syncOptions,
  async run(given, context): Promise<ExitCode> {
    const plan = planSync(given, context);
    const { report: full, isExported } = await carryOut(plan, context);
    const report = { ...full, findings: withoutIgnored(full.findings, plan.ignored) };
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
    files: [],
    memory: { databaseBytes: 0, bytesPerRow: null, connectorPeakBytes: null },
  };
}
