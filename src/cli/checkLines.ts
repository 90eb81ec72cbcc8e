/** What `check` found as the terminal shows it: a file after the other, then how much there was. */
import { assertNever } from "../shared/base/assertNever.ts";
import type { ProjectCheck } from "./check.ts";
import { plural, type Style } from "./output.ts";

const severities = ["error", "warning", "info", "hint"] as const;
type Severity = (typeof severities)[number];

export function describeChecks(
  checks: readonly ProjectCheck[],
  projects: number,
  style: Style,
): string {
  const files = new Map<string, ProjectCheck[]>();
  for (const check of checks) {
    const file = `${check.project.replace(/[/\\]+$/, "")}/${check.file}`;
    files.set(file, [...(files.get(file) ?? []), check]);
  }
  const groups = [...files].map(
    ([file, own]) => `${style.bold(file)}\n${own.map((check) => lineOf(check, style)).join("")}\n`,
  );
  return `${groups.join("")}${summaryOf(checks, projects)}\n`;
}

function lineOf({ line, column, severity, message, code }: ProjectCheck, style: Style): string {
  const place = `${line}:${column}`.padEnd(7);
  return `  ${place} ${coloured(severity, style)}  ${message} ${style.dim(`(${code})`)}\n`;
}

function summaryOf(checks: readonly ProjectCheck[], projects: number): string {
  const counts = severities.flatMap((severity) => {
    const count = checks.filter((check) => check.severity === severity).length;
    return count === 0 ? [] : severity === "info" ? `${count} to know` : plural(count, severity);
  });
  return `${counts.length === 0 ? "Nothing wrong" : counts.join(", ")} in ${plural(projects, "project")}.`;
}

function coloured(severity: Severity, style: Style): string {
  const word = severity.padEnd("warning".length);
  switch (severity) {
    case "error":
      return style.red(word);
    case "warning":
      return style.yellow(word);
    case "info":
      return word;
    case "hint":
      return style.dim(word);
    default:
      return assertNever(severity);
  }
}
