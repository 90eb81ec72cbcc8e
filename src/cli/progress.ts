/** What a sync is doing, on standard error: a display that stays in place on a terminal, a line now and then elsewhere. */
import type { LogLine } from "../shared/model/sync.ts";
import type { DestinationEvents, SyncProgress } from "../shared/protocol/destination.ts";
import type { Output } from "./context.ts";
import { formatLogLine } from "./logLines.ts";
import { formatCount, formatSeconds, plural, shorten, styleFor, tableName } from "./output.ts";

export interface ProgressDisplay {
  readonly events: Pick<DestinationEvents, "progress" | "connected" | "log">;
  /** Shows a sentence of ours among the log lines. */
  say(text: string): void;
  /** Takes the display away; log lines are still shown. */
  stop(): void;
}

/** Rates are those of the last seconds, so that a source that slows down is seen. */
const rateWindow = 5;
const shownTables = 4;

export function showProgress(
  output: Output,
  env: NodeJS.ProcessEnv,
  intervals = { redraw: 250, line: 5000 },
): ProgressDisplay {
  const style = styleFor(output, env);
  const started = performance.now();
  const samples: SyncProgress[] = [];
  let activity = "starting Python";
  let drawnLines = 0;
  let lastLine = "";

  const write = (text: string) => {
    erase();
    output.write(`${text}\n`);
    draw();
  };

  function erase(): void {
    if (drawnLines > 0) {
      output.write(`\u001B[${drawnLines}F\u001B[J`);
      drawnLines = 0;
    }
  }

  function draw(): void {
    if (!output.isTerminal || timer === undefined) {
      return;
    }
    const lines = describeProgress(samples, elapsed(), activity).map((line) =>
      shorten(line, output.columns - 1),
    );
    output.write(lines.map((line) => `${style.bold(line)}\n`).join(""));
    drawnLines = lines.length;
  }

  function tick(): void {
    if (output.isTerminal) {
      erase();
      draw();
      return;
    }
    const line = describeProgress(samples, elapsed(), activity).join("  ");
    if (line !== lastLine) {
      lastLine = line;
      output.write(`${line}\n`);
    }
  }

  function elapsed(): number {
    return (performance.now() - started) / 1000;
  }

  let timer: NodeJS.Timeout | undefined = setInterval(
    tick,
    output.isTerminal ? intervals.redraw : intervals.line,
  );
  draw();

  return {
    events: {
      connected({ sdkVersion, pythonVersion }) {
        activity = `SDK ${sdkVersion}, Python ${pythonVersion}`;
      },
      progress(progress) {
        samples.push(progress);
        while (samples.length > 2 && progress.seconds - (samples[1]?.seconds ?? 0) > rateWindow) {
          samples.shift();
        }
      },
      log(line: LogLine) {
        write(formatLogLine(line, style));
      },
    },
    say: write,
    stop() {
      clearInterval(timer);
      timer = undefined;
      erase();
    },
  };
}

/** One line for the whole, and one for the tables once there are any. */
export function describeProgress(
  samples: readonly SyncProgress[],
  seconds: number,
  activity: string,
): readonly string[] {
  const latest = samples.at(-1);
  const time = `${Math.floor(seconds)} s`;
  if (latest === undefined) {
    return [`${time}  ${activity}`];
  }
  const rows = rowsOf(latest);
  const first = samples[0] ?? latest;
  const rate =
    samples.length > 1 && latest.seconds > first.seconds
      ? (rows - rowsOf(first)) / (latest.seconds - first.seconds)
      : rows / Math.max(latest.seconds, 0.001);
  const summary = [
    seconds < 100 ? time : formatSeconds(seconds),
    plural(rows, "row"),
    `${formatCount(rate)} rows/s`,
    plural(latest.counts.checkpoints, "checkpoint"),
  ].join("  ");
  return latest.tables.length === 0 ? [summary] : [summary, `  ${describeTables(latest)}`];
}

function describeTables({ tables }: SyncProgress): string {
  const busiest = [...tables].sort((a, b) => b.operations - a.operations);
  const shown = busiest
    .slice(0, shownTables)
    .map((table) => `${tableName(table)} ${formatCount(table.operations)}`);
  const omitted = busiest.length - shown.length;
  return [...shown, ...(omitted === 0 ? [] : [plural(omitted, "more table")])].join(", ");
}

function rowsOf({ counts }: SyncProgress): number {
  return counts.upserts + counts.updates + counts.deletes;
}
