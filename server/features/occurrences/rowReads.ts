/** Where columns of rows are read or set again after they were written: `row["id"]`, `row.get("id")`, `"id" in row`. */
import type { ProjectFacts } from "../../model/facts.ts";
import type { Subscript } from "../../python/ast.ts";
import { usesOf, usesOfStored } from "./flow.ts";
import { readTree, type Part } from "./projectTree.ts";
import { plainLiteral, type Occurrence } from "./subject.ts";

/** Of columns that are named at `written`; what may be something else is left out. */
export function rowReads(
  facts: ProjectFacts,
  written: readonly Occurrence[],
): readonly Occurrence[] {
  const columns = written.filter(({ isText, subject }) => isText && subject.kind === "column");
  if (columns.length === 0) return [];
  const tree = readTree(facts);
  const known = new Set(written.map(({ file, from }) => `${file} ${from}`));
  const found = new Map<string, Occurrence>();
  for (const column of columns) {
    const text = tree.expressionAt(column.file, column);
    const holder = text && tree.parentOf(text);
    if (!text) continue;
    for (const use of holder && isSubscript(holder)
      ? usesOfStored(tree, holder)
      : usesOf(tree, text)) {
      if (use.kind !== "key" || !use.isSure) continue;
      const { from, to } = use.literal;
      const file = tree.fileOf(use.literal);
      const literal = plainLiteral(facts.modules.get(file)?.text ?? "", { from, to });
      const key = `${file} ${from}`;
      if (!literal || known.has(key)) continue;
      const { subject } = column;
      const id = `${key} ${subject.kind === "column" ? subject.table : ""}`;
      found.set(id, { subject, file, from, to, isDeclaration: false, isText: true, isMade: false });
    }
  }
  return [...found.values()];
}

export function isSubscript(part: Part): part is Subscript {
  return "kind" in part && part.kind === "Subscript";
}
