/** `active-rows`: what a month of syncs would cost in monthly active rows. */
import type { ActiveRows } from "../shared/model/previews.ts";
import { defineCommand } from "./arguments.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { formatCount, formatTable, styleFor, tableName, type Style } from "./output.ts";
import { findProject, findStorage } from "./project.ts";
import { json } from "./syncSummary.ts";
import { withDestination } from "./withDestination.ts";

const minutes = { m: 1, h: 60, d: 24 * 60 } as const;
const minutesPerMonth = 30 * minutes.d;
/** What Fivetran gives a new connection. */
const defaultInterval = "6h";

export const activeRowsCommand = defineCommand({
  name: "active-rows",
  usage: "<project> [options]",
  summary: "Counts monthly active rows (MAR) and estimates a month at a schedule.",
  details: [
    "A row counts once a month (UTC) however often it is inserted, updated or deleted. Initial syncs and re-syncs are free.",
    "Counted are the runs that led to the tables as they are; rows that only a truncate marked are not.",
    "The estimate repeats the newest sync that was paid for 30 days: at least when it changes the same rows each time,",
    "at most when it changes other rows each time.",
  ].join("\n"),
  options: {
    every: {
      type: "string",
      value: "<15m|6h|1d>",
      description: `how often the connection would sync (default: ${defaultInterval})`,
    },
    storage: { type: "string", value: "<folder>", description: "where runs are kept" },
    json: { type: "boolean", description: "print {every, syncsPerMonth, tables} as JSON" },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const [given, ...more] = positionals;
    const project = findProject(given, context);
    if (more.length > 0) {
      throw new UsageError(
        `active-rows takes one project; ${JSON.stringify(more[0])} is too many.`,
      );
    }
    const every = values.every ?? defaultInterval;
    const syncsPerMonth = syncsFor(every);
    const storage = findStorage(project, values.storage, context);
    const tables = await withDestination({ storage }, context, ({ remote }) =>
      remote.activeRows(syncsPerMonth),
    );
    context.stdout.write(
      values.json
        ? json({ every, syncsPerMonth, tables })
        : describeActiveRows(tables, every, styleFor(context.stdout, context.env)),
    );
    return exitCodes.fine;
  },
});

/** Whole syncs in a month of 30 days. */
function syncsFor(every: string): number {
  const parts = /^(\d{1,6})([mhd])$/.exec(every);
  const unit = parts?.[2];
  const interval =
    unit === "m" || unit === "h" || unit === "d" ? Number(parts?.[1]) * minutes[unit] : 0;
  if (interval <= 0) {
    throw new UsageError(
      `--every takes a time such as 15m, 6h or 1d, not ${JSON.stringify(every)}.`,
    );
  }
  return Math.floor(minutesPerMonth / interval);
}

export function describeActiveRows(
  tables: readonly ActiveRows[],
  every: string,
  style: Style,
): string {
  if (tables.length === 0) {
    return "The destination has no tables.\n";
  }
  const rows = tables.map(({ schema, table, free, paid, lastSync, estimate }) => [
    tableName({ schema, name: table }),
    formatCount(free),
    formatCount(paid),
    lastSync === null ? "" : formatCount(lastSync.added),
    lastSync === null ? "" : formatCount(lastSync.touched),
    range(estimate),
  ]);
  const list = formatTable(
    [
      { title: "TABLE" },
      { title: "FREE", align: "right" },
      { title: "PAID", align: "right" },
      { title: "ADDED", align: "right" },
      { title: "TOUCHED", align: "right" },
      { title: `A MONTH, EVERY ${every}`, align: "right" },
    ],
    tables.length === 1 ? rows : [...rows, totals(tables)],
    style,
  );
  const note = tables.every(({ estimate }) => estimate === null)
    ? "There is nothing to estimate from: sync once more after the initial sync.\n"
    : "FREE and PAID: this month so far. ADDED and TOUCHED: rows of the newest paid sync.\n";
  return list + style.dim(note);
}

function totals(tables: readonly ActiveRows[]): string[] {
  const sum = (of: (table: ActiveRows) => number) =>
    tables.reduce((total, table) => total + of(table), 0);
  const estimate = tables.every((table) => table.estimate === null)
    ? null
    : {
        low: sum((table) => table.estimate?.low ?? 0),
        high: sum((table) => table.estimate?.high ?? 0),
      };
  return [
    "all tables",
    formatCount(sum(({ free }) => free)),
    formatCount(sum(({ paid }) => paid)),
    "",
    "",
    range(estimate),
  ];
}

function range(estimate: ActiveRows["estimate"]): string {
  if (estimate === null) {
    return "";
  }
  const { low, high } = estimate;
  return low === high ? formatCount(low) : `${formatCount(low)} to ${formatCount(high)}`;
}
