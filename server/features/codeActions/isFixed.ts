import type { Span } from "../../python/ast.ts";
import type { Analysis } from "../../service/analysis.ts";

/** Whether a problem at the place has a fix of its own. */
export function isFixed({ problems }: Analysis, file: string, { from, to }: Span): boolean {
  return problems.some(
    (problem) =>
      problem.file === file &&
      problem.from <= to &&
      from <= problem.to &&
      (problem.fixes?.length ?? 0) > 0,
  );
}
