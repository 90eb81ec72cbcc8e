/** What the language server would show about a project, for programs that are no editor. */
import { codes, type ProblemCode, type Severity } from "../rules/codes.ts";
import { createLanguageService } from "./languageService.ts";
import type { Ports } from "./ports.ts";

/** Positions from 1, columns in UTF-16. */
export interface Check {
  /** From the project's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly message: string;
}

export const checkCodes: readonly string[] = Object.keys(codes);

/** `project` is named as `Ports` tells. */
export async function checkProject(project: string, ports: Ports): Promise<readonly Check[]> {
  const service = createLanguageService(ports);
  const report = await service.report(project);
  const starts = new Map<string, readonly number[]>();
  const placeOf = (file: string, offset: number) => {
    const known = starts.get(file) ?? lineStarts(report?.files.text(file) ?? "");
    starts.set(file, known);
    const line = known.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (known[line] ?? 0) + 1 };
  };
  return (report?.problems ?? []).map(({ file, from, to, code, severity, message }) => {
    const start = placeOf(file, from);
    const end = placeOf(file, to);
    return {
      file,
      ...start,
      endLine: end.line,
      endColumn: end.column,
      severity: severity ?? codes[code].severity,
      code,
      message,
    };
  });
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length)];
}
