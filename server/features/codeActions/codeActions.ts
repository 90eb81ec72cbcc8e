/** What can be done at a place beside the fixes of problems, which come first: where one does the same, it is left out here. */
import type { Span } from "../../python/ast.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { CodeAction } from "../feature.ts";
import { configurationFile } from "../occurrences/occurrences.ts";
import { addCheckpoint } from "./addCheckpoint.ts";
import { convertToText } from "./convertToText.ts";
import { createKey } from "./createKey.ts";
import { declareColumn, declareTable } from "./declare.ts";
import { generateFromSync } from "./generateFromSync.ts";
import { moveSecret } from "./moveSecret.ts";

export type ActionSource = (
  analysis: Analysis,
  file: string,
  offset: number,
) => readonly CodeAction[];

const sources: readonly ActionSource[] = [
  declareTable,
  declareColumn,
  convertToText,
  addCheckpoint,
  createKey,
  generateFromSync,
];

export function codeActions(
  analysis: Analysis,
  file: string,
  { from }: Span,
): readonly CodeAction[] {
  if (file === configurationFile) return moveSecret(analysis, file, from);
  const module = analysis.facts.modules.get(file);
  const isDamaged = module?.damaged.some((span) => span.from <= from && from <= span.to);
  return !module || isDamaged ? [] : sources.flatMap((source) => source(analysis, file, from));
}
