/** Makes what rules yield: a problem at a place, and its fixes. */
import type { Place } from "../evaluation/values.ts";
import type { Span } from "../python/ast.ts";
import type { ProblemCode } from "./codes.ts";
import type { FileEdit, Fix, Problem } from "./rule.ts";

export function problemAt(
  { file, from, to }: Place,
  code: ProblemCode,
  message: string,
  more: Omit<Partial<Problem>, "code" | "message" | keyof Place> = {},
): Problem {
  return { code, file, from, to, message, ...more };
}

/** The fix to take without a look. */
export function fix(title: string, edits: readonly FileEdit[]): Fix {
  return { title, edits, isPreferred: true };
}

/** One fix of several, or one that its author should look at. */
export function choice(title: string, edits: readonly FileEdit[]): Fix {
  return { title, edits, isPreferred: false };
}

export function placeIn(file: string, { from, to }: Span): Place {
  return { file, from, to };
}

/** Of several problems that evaluation found at one place, the first of each code and message. */
export function* once(problems: Iterable<Problem>): Iterable<Problem> {
  const seen = new Set<string>();
  for (const problem of problems) {
    const key = `${problem.file}:${problem.from}:${problem.to}:${problem.code}:${problem.message}`;
    if (!seen.has(key)) {
      seen.add(key);
      yield problem;
    }
  }
}

/** A file that is there and of which nothing is known; what is said about the others may be wrong for it. */
export function unreadable(file: string, code: ProblemCode): Problem {
  return problemAt(
    { file, from: 0, to: 0 },
    code,
    `${file} cannot be read, so nothing in it was checked: it is no text in UTF-8, or larger than 1 MB.`,
  );
}
