/** What a run that ended is probably wrong about: pure, from evidence to findings. */
import type { Finding, Severity } from "../../../shared/model/findings.ts";
import { columnFindings } from "./columnFindings.ts";
import type { Evidence } from "./evidence.ts";
import { keyFindings } from "./keyFindings.ts";
import { runFindings } from "./runFindings.ts";
import { tableFindings } from "./tableFindings.ts";
import { valueFindings } from "./valueFindings.ts";

const order: readonly Severity[] = ["error", "warning", "info"];

/** The worst first, those of a table together, by row. */
export function findingsOf(evidence: Evidence): readonly Finding[] {
  return [
    ...runFindings(evidence),
    ...tableFindings(evidence),
    ...keyFindings(evidence),
    ...columnFindings(evidence),
    ...valueFindings(evidence),
  ].sort(
    (left, right) =>
      order.indexOf(left.severity) - order.indexOf(right.severity) ||
      compare(left.table ?? "", right.table ?? "") ||
      (left.row ?? 0) - (right.row ?? 0),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
