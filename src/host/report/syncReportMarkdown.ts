/** A run as a Markdown document: how it ended, what was found, what the tables hold, what they would cost. */
import type { Finding, Severity } from "../../shared/model/findings.ts";
import type { ActiveRows, TableProfile } from "../../shared/model/previews.ts";
import type { SyncError, SyncReport, SyncStatus, UploadedFile } from "../../shared/model/sync.ts";
import { fileLink, plain, table } from "./markdown.ts";
import { profileSections } from "./profileMarkdown.ts";

export interface ReportContent {
  readonly project: string;
  readonly run: number;
  /** Null for one that runs, or whose process was killed. */
  readonly status: SyncStatus | null;
  readonly startedAt: string;
  readonly findings: readonly Finding[];
  /** Codes that are turned off, and left out of `findings`. */
  readonly ignored: readonly string[];
  readonly error: SyncError | null;
  readonly checkpoints: number;
  /** What only the window knows in which it ran. */
  readonly report: SyncReport | undefined;
  /** What is known of the destination as it is now; undefined for a run that is not the newest. */
  readonly destination:
    | {
        readonly profiles: readonly TableProfile[];
        readonly activeRows: readonly ActiveRows[];
        readonly syncsPerDay: number;
        readonly files: readonly UploadedFile[];
      }
    | undefined;
}

/** What the document needs of the editor: its language, and where files are. */
export interface ReportLanguage {
  readonly t: (message: string, ...values: (string | number)[]) => string;
  readonly number: (value: number) => string;
  readonly seconds: (value: number) => string;
  readonly word: (status: SyncStatus) => string;
  readonly time: (iso: string) => string;
  /** What to call a file that the connector named, and the path by which the preview finds it. */
  readonly file: (file: string) => { readonly path: string | undefined; readonly name: string };
}

const productionBytes = 2 ** 30;

export function syncReportMarkdown(content: ReportContent, language: ReportLanguage): string {
  const sections = [
    heading(content, language),
    ...errorSection(content, language),
    ...findingsSection(content, language),
    ...countsSection(content, language),
    ...memorySection(content, language),
    ...(content.destination ? profileSections(content.destination.profiles, language) : []),
    ...activeRowsSection(content, language),
    ...filesSection(content, language),
  ];
  return `${sections.join("\n\n")}\n`;
}

function heading(content: ReportContent, language: ReportLanguage): string {
  const { project, run, status, report, startedAt, checkpoints } = content;
  const { t, number, seconds, word, time } = language;
  const ended = status === null ? t("not ended") : word(status);
  const facts = [
    `**${plain(ended)}**`,
    plain(time(startedAt)),
    ...(report ? [plain(seconds(report.seconds))] : []),
    plain(checkpoints === 1 ? t("1 checkpoint") : t("{0} checkpoints", number(checkpoints))),
    ...(report?.sdkVersion ? [plain(`fivetran-connector-sdk ${report.sdkVersion}`)] : []),
    ...(report?.pythonVersion ? [plain(`Python ${report.pythonVersion}`)] : []),
  ];
  const limits = (report?.limits ?? []).map((limit) => `- ${plain(limit)}`);
  const title = `# ${plain(t("{0}: run {1}", project, run))}\n\n${facts.join(" · ")}`;
  return limits.length === 0 ? title : `${title}\n\n${limits.join("\n")}`;
}

function errorSection({ error }: ReportContent, language: ReportLanguage): readonly string[] {
  if (!error) {
    return [];
  }
  const { t } = language;
  return [
    `## ${t("Error")}`,
    [plain(error.message), ...placeOf(error, language)].join(" — "),
    ...(error.traceback === null ? [] : [indented(error.traceback)]),
  ];
}

/** A block of code in which nothing needs escaping. */
function indented(text: string): string {
  return text
    .replaceAll("\r", "")
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

function findingsSection(
  { findings, ignored, status }: ReportContent,
  language: ReportLanguage,
): readonly string[] {
  const { t } = language;
  if (status === null) {
    return [];
  }
  const titles: readonly (readonly [Severity, string])[] = [
    ["error", t("Errors")],
    ["warning", t("Warnings")],
    ["info", t("Notes")],
  ];
  const groups = titles.flatMap(([severity, title]) => {
    const found = findings.filter((finding) => finding.severity === severity);
    const lines = found.map((finding) =>
      [`- \`${finding.code}\` ${plain(finding.message)}`, ...placeOf(finding, language)].join(
        " — ",
      ),
    );
    return lines.length === 0 ? [] : [`### ${title}`, lines.join("\n")];
  });
  const off =
    ignored.length === 0
      ? []
      : [`*${plain(t("Turned off in the settings: {0}", ignored.join(", ")))}*`];
  return [
    `## ${t("Findings")}`,
    ...(groups.length === 0 ? [plain(t("Nothing was found."))] : groups),
    ...off,
  ];
}

function placeOf(
  { file, line }: { readonly file: string | null; readonly line: number | null },
  language: ReportLanguage,
): readonly string[] {
  if (file === null) {
    return [];
  }
  const { path, name } = language.file(file);
  return [fileLink(`${name}:${line ?? 1}`, { path, line: line ?? 1 })];
}

function countsSection({ report }: ReportContent, language: ReportLanguage): readonly string[] {
  if (!report) {
    return [];
  }
  const { t, number } = language;
  const { upserts, updates, deletes, truncates, warnings } = report.counts;
  const headings = [t("Upserts"), t("Updates"), t("Deletes"), t("Truncates"), t("Warnings")];
  const counts = [upserts, updates, deletes, truncates, warnings];
  return [
    `## ${t("Operations")}`,
    table([headings.map(plain), counts.map(number)], [0, 1, 2, 3, 4]),
  ];
}

function memorySection({ report }: ReportContent, language: ReportLanguage): readonly string[] {
  if (!report) {
    return [];
  }
  const { t, number } = language;
  const { databaseBytes, bytesPerRow, connectorPeakBytes } = report.memory;
  const perRow =
    bytesPerRow === null ? [] : [t("{0} bytes a row", number(Math.round(bytesPerRow)))];
  const peak =
    connectorPeakBytes === null
      ? t("unknown on this system")
      : t(
          "{0}, {1} % of the 1 GB that production gives it",
          bytesText(connectorPeakBytes, language),
          number(Math.round((connectorPeakBytes / productionBytes) * 100)),
        );
  return [
    `## ${t("Memory")}`,
    [
      `- ${plain(t("Tables: {0}", [bytesText(databaseBytes, language), ...perRow].join(", ")))}`,
      `- ${plain(t("Connector, at most: {0}", peak))}`,
    ].join("\n"),
  ];
}

function activeRowsSection(
  { destination }: ReportContent,
  language: ReportLanguage,
): readonly string[] {
  if (!destination || destination.activeRows.length === 0) {
    return [];
  }
  const { t, number } = language;
  const rows = destination.activeRows.map((active) => [
    plain(qualified(active)),
    number(active.free),
    number(active.paid),
    active.lastSync
      ? plain(
          t("{0} new, {1} touched", number(active.lastSync.added), number(active.lastSync.touched)),
        )
      : "",
    estimateText(active, language),
  ]);
  const headings = [
    t("Table"),
    t("Free so far"),
    t("Paid so far"),
    t("Newest sync"),
    t("Whole month"),
  ];
  return [
    `## ${t("Monthly active rows")}`,
    plain(
      t(
        "Paid rows of a whole month at {0} syncs a day: when each touches the same rows, and when each touches others.",
        number(destination.syncsPerDay),
      ),
    ),
    table([headings.map(plain), ...rows], [1, 2, 4]),
  ];
}

function estimateText({ estimate }: ActiveRows, { t, number }: ReportLanguage): string {
  if (!estimate) {
    return plain(t("after the next sync"));
  }
  const { low, high } = estimate;
  return plain(low === high ? number(low) : t("{0} to {1}", number(low), number(high)));
}

function filesSection({ destination }: ReportContent, language: ReportLanguage): readonly string[] {
  const files = destination?.files ?? [];
  if (files.length === 0) {
    return [];
  }
  const { t } = language;
  const rows = files.map((file) => [
    fileLink(file.path, { path: language.file(file.storedAt).path, line: 1 }),
    plain(qualified(file)),
    plain(bytesText(file.bytes, language)),
  ]);
  const headings = [t("File"), t("Table"), t("Size")];
  return [`## ${t("Uploaded files")}`, table([headings.map(plain), ...rows], [2])];
}

export function qualified(named: {
  readonly schema: string | null;
  readonly table: string;
}): string {
  return named.schema === null ? named.table : `${named.schema}.${named.table}`;
}

/** In the largest unit of which there is one. */
function bytesText(bytes: number, { number }: ReportLanguage): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const value = bytes / 2 ** (10 * power);
  return `${number(power === 0 ? value : Number(value.toFixed(1)))} ${units[power] ?? ""}`;
}
