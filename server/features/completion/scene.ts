/** What completions are made from: the project, the cursor, and the names of the project. */
import type { Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { Cursor } from "../cursor/cursor.ts";
import type { Occurrence } from "../occurrences/subject.ts";

export interface Scene {
  readonly analysis: Analysis;
  readonly facts: ProjectFacts;
  readonly file: string;
  readonly cursor: Cursor;
  readonly occurrences: readonly Occurrence[];
}

/** The word or text that is being typed: what is named only there is no name of the project. */
export function typedPlace({ file, cursor: { string, word } }: Scene): Place {
  const { from, to } = string ?? word;
  return { file, from, to };
}
