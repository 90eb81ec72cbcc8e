/** A sync's report as `sync` prints it: for people, and for programs. */
import path from "node:path";
import { formatJson } from "../shared/base/json.ts";
import type { Finding } from "../shared/model/findings.ts";
import type { SyncError, SyncReport, TableSummary } from "../shared/model/sync.ts";
import { describeFindings } from "./findingLines.ts";
import {
  formatBytes,
  formatCount,
  formatSeconds,
  formatTable,
  indent,
  plural,
  shorten,
  tableName,
  type Style,
} from "./output.ts";

export interface SummaryOptions {
  readonly style: Style;
  /** A command on the project and the runs of this sync. */
  readonly command: (name: string, ...rest: readonly string[]) => string;
  /** A file's path as it is shown. */
  readonly showFile: (file: string) => string;
}

/** Without a run when none came about. */
export type PrintedReport = Omit<SyncReport, "run"> & { readonly run: number | null };

const shownCheckpoints = 10;
const longestState = 70;

export function describeReport(report: SyncReport, options: SummaryOptions): string {
  return [
    headline(report, options),
    tables(report, options),
    checkpoints(report, options),
    files(report, options) + memory(report, options),
    report.limits.map((limit) => `Limited: ${limit}\n`).join(""),
    describeFindings(report.findings, options),
    report.error ? failure(report.error, options) : "",
    nextSteps(report, options),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

/** The documented keys in the documented order. */
export function reportAsJson(report: PrintedReport): string {
  const { status, sdkVersion, pythonVersion, seconds, counts, tables, state } = report;
  const { upserts, updates, deletes, truncates, checkpoints, files, warnings } = counts;
  return json({
    status,
    sdkVersion,
    pythonVersion,
    seconds,
    counts: { upserts, updates, deletes, truncates, checkpoints, files, warnings },
    tables,
    state,
    checkpoints: report.checkpoints,
    findings: report.findings.map(orderedFinding),
    error: report.error,
    run: report.run,
    limits: report.limits,
    files: report.files,
    memory: report.memory,
  });
}

/** The documented keys first. */
function orderedFinding(finding: Finding): Finding {
  const { code, severity, message, table, column, file, line, row, count } = finding;
  return { code, severity, message, table, column, file, line, row, count };
}

export function json(value: unknown): string {
  return `${formatJson(value, 2)}\n`;
}

function headline(report: SyncReport, { style }: SummaryOptions): string {
  const { status, seconds, counts, sdkVersion, pythonVersion } = report;
  const rows = counts.upserts + counts.updates + counts.deletes;
  const work = `${plural(rows, "row")}, ${plural(counts.checkpoints, "checkpoint")}`;
  const versions = [
    ...(sdkVersion === null ? [] : [`SDK ${sdkVersion}`]),
    ...(pythonVersion === null ? [] : [`Python ${pythonVersion}`]),
  ].join(", ");
  const outcome = outcomes[status];
  return `${style.bold(style[outcome.colour](outcome.word))} after ${formatSeconds(seconds)}: ${work}${versions && style.dim(` (run ${report.run}, ${versions})`)}\n`;
}

const outcomes = {
  succeeded: { word: "Succeeded", colour: "green" },
  limited: { word: "Stopped at its limit", colour: "green" },
  cancelled: { word: "Cancelled", colour: "yellow" },
  failed: { word: "Failed", colour: "red" },
} as const satisfies Record<SyncReport["status"], { word: string; colour: keyof Style }>;

function tables(report: SyncReport, { style }: SummaryOptions): string {
  if (report.tables.length === 0) {
    return "";
  }
  return formatTable(
    [
      { title: "TABLE" },
      { title: "ROWS", align: "right" },
      { title: "DELETED", align: "right" },
      { title: "COLUMNS", align: "right" },
      { title: "KEY" },
    ],
    report.tables.map((table) => [
      tableName(table),
      formatCount(table.rows),
      table.deletedRows === 0 ? "" : formatCount(table.deletedRows),
      formatCount(table.columns.length),
      table.primaryKey.join(", "),
    ]),
    style,
  );
}

function checkpoints(report: SyncReport, { style }: SummaryOptions): string {
  const all = report.checkpoints;
  if (all.length === 0) {
    return "";
  }
  const shown = all.slice(-shownCheckpoints);
  const omitted = all.length - shown.length;
  const table = formatTable(
    [
      { title: "CHECKPOINT" },
      { title: "AFTER", align: "right" },
      { title: "ROWS", align: "right" },
      { title: "STATE" },
    ],
    shown.map(({ index, seconds, rows, state }) => [
      `${report.run}:${index}`,
      formatSeconds(seconds),
      formatCount(rows),
      shorten(formatJson(state), longestState),
    ]),
    style,
  );
  return omitted === 0
    ? table
    : `${table}${style.dim(`${plural(omitted, "earlier checkpoint")} not shown`)}\n`;
}

/** How much room the tables take, and the connector's process took. */
function memory({ memory: use }: SyncReport, { style }: SummaryOptions): string {
  const { databaseBytes, bytesPerRow, connectorPeakBytes } = use;
  const parts = [
    ...(bytesPerRow === null
      ? []
      : [`tables ${formatBytes(databaseBytes)} (${plural(bytesPerRow, "byte")} a row)`]),
    ...(connectorPeakBytes === null
      ? []
      : [`the connector at most ${formatBytes(connectorPeakBytes)}`]),
  ];
  return parts.length === 0 ? "" : style.dim(`Memory: ${parts.join(", ")}\n`);
}

function files({ files: all }: SyncReport, { showFile }: SummaryOptions): string {
  const [first] = all;
  if (!first) {
    return "";
  }
  const bytes = all.reduce((sum, file) => sum + file.bytes, 0);
  return `Files: ${plural(all.length, "file")}, ${formatBytes(bytes)}, in ${showFile(path.dirname(first.storedAt))}\n`;
}

function failure(error: SyncError, { style, showFile }: SummaryOptions): string {
  const { message, table, column, value, row, file, line, traceback } = error;
  const details = [
    ...(table === null ? [] : [`table ${table}`]),
    ...(column === null ? [] : [`column ${column}`]),
    ...(value === null ? [] : [`value ${shorten(value, longestState)}`]),
    ...(row === null ? [] : [`row ${formatCount(row)}`]),
  ].join(", ");
  const place = file === null ? "" : `${showFile(file)}${line === null ? "" : `:${line}`}`;
  return [
    `${style.bold(style.red("Error:"))} ${message}`,
    ...(place === "" ? [] : [`  at ${place}`]),
    ...(details === "" ? [] : [`  ${details}`]),
    ...(traceback === null ? [] : [style.dim(indent(traceback.trimEnd(), "  "))]),
    "",
  ].join("\n");
}

function nextSteps(report: SyncReport, { style, command }: SummaryOptions): string {
  const [table] = report.tables;
  const last = report.checkpoints.at(-1);
  const steps = [
    ...(table === undefined ? [] : [command("query", `select * from ${sqlName(table)} limit 20`)]),
    ...(last === undefined ? [] : [command("state", "get")]),
    ...(report.status === "succeeded" || last === undefined
      ? []
      : [`${command("sync")}   (continues from checkpoint ${report.run}:${last.index})`]),
  ];
  return steps.length === 0
    ? ""
    : style.dim(["Next:", ...steps.map((step) => `  ${step}`), ""].join("\n"));
}

/** Always quoted: a table may well be called `left` or `order`. */
function sqlName(table: TableSummary): string {
  return `"${tableName(table).replaceAll('"', '""')}"`;
}
