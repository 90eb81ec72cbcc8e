/** What is said about any JSON file of a project, and how its members are edited. */
import type { JsonDocument, JsonMember } from "../../data/json.ts";
import { parseJson } from "../../data/json.ts";
import type { ProblemCode } from "../codes.ts";
import { fix, problemAt } from "../problem.ts";
import type { FileEdit, Problem } from "../rule.ts";

/** The first reason why it is no JSON, where its author has to look, with a repair of all of them if that gives JSON. */
export function jsonSyntaxProblem(
  file: string,
  document: JsonDocument,
  code: ProblemCode,
): Problem | undefined {
  const [problem] = document.problems;
  if (!problem) return undefined;
  const edits = document.problems.flatMap(({ repair }) => (repair ? [{ file, ...repair }] : []));
  // What is missing is missing after the character before it.
  const isMissing = problem.repair !== undefined && problem.repair.text !== "";
  const { from, to } = isMissing
    ? { from: Math.max(0, problem.repair.from - 1), to: problem.repair.to }
    : problem;
  const repaired = applied(document.text, edits);
  return problemAt(
    { file, from, to },
    code,
    `${file} is not JSON. ${problem.message}`,
    parseJson(repaired).problems.length === 0 ? { fixes: [fix("Repair the JSON", edits)] } : {},
  );
}

function applied(text: string, edits: readonly FileEdit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce(
      (result, { from, to, text: put }) => result.slice(0, from) + put + result.slice(to),
      text,
    );
}

/** Takes a member out with its comma and line. */
export function memberRemoved(
  file: string,
  members: readonly JsonMember[],
  index: number,
): FileEdit {
  const member = members[index];
  const next = members[index + 1];
  const previous = members[index - 1];
  if (!member) return { file, from: 0, to: 0, text: "" };
  if (next) return { file, from: member.from, to: next.from, text: "" };
  return { file, from: previous?.to ?? member.from, to: member.to, text: "" };
}
