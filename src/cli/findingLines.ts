/** Findings as the terminal shows them: how many of which severity, the gravest first. */
import { assertNever } from "../shared/base/assertNever.ts";
import type { Finding, Severity } from "../shared/model/findings.ts";
import { formatCount, plural, type Style } from "./output.ts";

export interface FindingOptions {
  readonly style: Style;
  /** A file's path as it is shown. */
  readonly showFile: (file: string) => string;
}

const severities: readonly Severity[] = ["error", "warning", "info"];
const shownFindings = 20;

/** Empty when nothing was found. */
export function describeFindings(findings: readonly Finding[], options: FindingOptions): string {
  if (findings.length === 0) {
    return "";
  }
  const groups = severities.map((severity) => findings.filter((one) => one.severity === severity));
  const heading = groups
    .map((group, index) => countOf(severities[index] ?? "info", group.length))
    .filter((part) => part !== "")
    .join(", ");
  const lines = groups
    .flat()
    .slice(0, shownFindings)
    .map((finding) => `  ${describeFinding(finding, options)}\n`);
  const omitted = findings.length - lines.length;
  const rest = omitted === 0 ? "" : `${plural(omitted, "more finding")} in --json\n`;
  return `${options.style.bold(`Found ${heading}`)}\n${lines.join("")}${options.style.dim(rest)}`;
}

function describeFinding(finding: Finding, { style, showFile }: FindingOptions): string {
  const { code, severity, message, row, file, line, count } = finding;
  const details = [
    ...(file === null ? [] : [`${showFile(file)}${line === null ? "" : `:${line}`}`]),
    ...(row === null ? [] : [`row ${formatCount(row)}`]),
    ...(count === null || count <= 1 ? [] : [`${formatCount(count)} in all`]),
    code,
  ];
  return `${coloured(severity, style)}: ${message} ${style.dim(`(${details.join(", ")})`)}`;
}

function countOf(severity: Severity, count: number): string {
  if (count === 0) {
    return "";
  }
  return severity === "info" ? `${formatCount(count)} to know` : plural(count, severity);
}

function coloured(severity: Severity, style: Style): string {
  switch (severity) {
    case "error":
      return style.red(severity);
    case "warning":
      return style.yellow(severity);
    case "info":
      return style.dim(severity);
    default:
      return assertNever(severity);
  }
}
