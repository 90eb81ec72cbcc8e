/** Analyses projects that tests write down as texts; each problem is expected by a comment at the end of its line. */
import assert from "node:assert/strict";
import { readFacts } from "../../server/model/readFacts.ts";
import type { ProjectFacts } from "../../server/model/facts.ts";
import type { ProjectFiles } from "../../server/model/projectFiles.ts";
import { rules } from "../../server/rules/index.ts";
import type { Fix, Problem, Rule } from "../../server/rules/rule.ts";
import type { Analysis } from "../../server/service/analysis.ts";
import { analyze } from "../../server/service/analyze.ts";
import { defaultSettings } from "../../server/service/ports.ts";
import { newestSdk, type SdkRange } from "../../server/sdk/versions.ts";

/** Path in the project → text. */
export type Texts = Readonly<Record<string, string>>;

export const newest: SdkRange = { from: newestSdk, to: newestSdk, known: "environment" };

export function projectFiles(texts: Texts): ProjectFiles {
  return {
    text: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    paths: [
      ...new Set(
        Object.keys(texts).flatMap((path) =>
          path.includes("/") ? [`${path.slice(0, path.indexOf("/"))}/`, path] : [path],
        ),
      ),
    ].sort(),
    isIgnored: () => undefined,
  };
}

/** The facts of a project, or of a connector.py alone. */
export function factsOf(project: Texts | string, sdk: SdkRange = newest): ProjectFacts {
  const texts = typeof project === "string" ? { "connector.py": project } : project;
  return readFacts(projectFiles(texts), sdk);
}

/** What the rules say, all of them unless some are given, in the order of files and places. */
export function problemsOf(
  project: Texts | string,
  { only = rules, sdk = newest }: { only?: readonly Rule[]; sdk?: SdkRange } = {},
): readonly Problem[] {
  const facts = factsOf(project, sdk);
  return only
    .flatMap((rule) => [...rule(facts)])
    .sort((a, b) => a.file.localeCompare(b.file) || a.from - b.from || a.to - b.to);
}

/** What the language service says: without what is damaged or suppressed. With `throws`, a rule that fails does not go unseen. */
export function analysisOf(
  texts: Texts,
  { sdk = newest, throws = false }: { sdk?: SdkRange; throws?: boolean } = {},
): Analysis {
  return analyze(projectFiles(texts), {
    sdk,
    settings: defaultSettings,
    log: (message, error) => {
      if (throws) throw new Error(message, { cause: error });
    },
  });
}

/**
 * Holds that the rules say, line by line, just what comments of the form `#! code` or `#! code, code` at the ends of the lines tell
 * (in JSON, which has no comments, `expected` of file → line → codes).
 */
export function expectProblems(
  project: Texts | string,
  options: {
    only?: readonly Rule[];
    sdk?: SdkRange;
    expected?: Readonly<Record<string, readonly string[]>>;
  } = {},
): readonly Problem[] {
  const texts = typeof project === "string" ? { "connector.py": project } : project;
  const problems = problemsOf(texts, options);
  const actual = problems.map(
    ({ file, from, code }) => `${file}:${String(lineOf(texts[file] ?? "", from))} ${code}`,
  );
  const expected = Object.entries(texts).flatMap(([file, text]) =>
    text.split("\n").flatMap((line, index) => {
      const codes = / #! ?([\w-]+(?:, *[\w-]+)*)\s*$/.exec(line)?.[1];
      return (codes?.split(/, */) ?? []).map((code) => `${file}:${String(index + 1)} ${code}`);
    }),
  );
  const others = Object.entries(options.expected ?? {}).flatMap(([place, codes]) =>
    codes.map((code) => `${place} ${code}`),
  );
  assert.deepEqual([...actual].sort(), [...expected, ...others].sort());
  return problems;
}

/** From 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The texts after a fix. */
export function applyFix(texts: Texts, { edits, creates = [] }: Fix): Texts {
  const result: Record<string, string> = { ...texts };
  for (const { file, text } of creates) result[file] = text;
  for (const edit of [...edits].sort((a, b) => b.from - a.from)) {
    const before = result[edit.file] ?? "";
    result[edit.file] = before.slice(0, edit.from) + edit.text + before.slice(edit.to);
  }
  return result;
}

/**
 * Applies the first fix of the only problem of that code, holds that it is gone and that nothing else was said anew, and returns the texts.
 */
export function expectFix(
  project: Texts | string,
  code: string,
  options: { only?: readonly Rule[]; sdk?: SdkRange; title?: string } = {},
): Texts {
  const texts = typeof project === "string" ? { "connector.py": project } : project;
  const before = problemsOf(texts, options);
  const [problem] = before.filter((each) => each.code === code);
  assert.ok(problem, `no ${code} in ${before.map((each) => each.code).join(", ")}`);
  const fix =
    options.title === undefined
      ? problem.fixes?.[0]
      : problem.fixes?.find(({ title }) => title === options.title);
  assert.ok(fix, `no fix of ${code}`);
  const after = applyFix(texts, fix);
  const remaining = problemsOf(after, options).map((each) => each.code);
  const allowed = before.map((each) => each.code);
  allowed.splice(allowed.indexOf(problem.code), 1);
  for (const left of remaining) {
    const index = allowed.findIndex((each) => each === left);
    assert.ok(index >= 0, `${left} is new or still there after "${fix.title}"`);
    allowed.splice(index, 1);
  }
  return after;
}
