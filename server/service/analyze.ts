/** Everything that is said about a project, from its texts. */
import type { ProjectFacts } from "../model/facts.ts";
import type { ProjectFiles } from "../model/projectFiles.ts";
import { readFacts } from "../model/readFacts.ts";
import type { ModuleCache } from "../model/sourceModules.ts";
import type { Span } from "../python/ast.ts";
import type { ProblemCode } from "../rules/codes.ts";
import { rules as allRules } from "../rules/index.ts";
import type { Problem, Rule } from "../rules/rule.ts";
import type { SdkRange } from "../sdk/versions.ts";
import type { Analysis } from "./analysis.ts";
import { withEvaluatedSchema, withoutMisplacedFixes } from "./evaluatedSchema.ts";
import type { Ports, ProjectSettings } from "./ports.ts";
import { withoutSuppressed } from "./suppressions.ts";

export interface AnalysisOptions {
  readonly sdk: SdkRange;
  readonly settings: ProjectSettings;
  readonly log: Ports["log"];
  readonly rules?: readonly Rule[];
  /** What is kept of the same project's modules. */
  readonly cache?: ModuleCache;
}

/**
 * What is concluded from more than its own expression: that something is nowhere, what a value is by then, what calls what. It waits
 * until all files can be read, for the part that cannot may be what decides.
 */
const needsWholeFiles: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "operation-misplaced",
  "schema-not-list",
  "state-not-object",
  "state-not-json",
  "row-not-dict",
  "missing-key-column",
  "connector-missing",
  "no-checkpoint",
  "late-checkpoint",
  "unused-table",
  "undeclared-table",
  "configuration-key-unused",
  "requirement-unused",
  "request-without-retry",
  "response-unchecked",
  "uneven-columns",
  "connector-function",
  "form-key",
]);

export function analyze(files: ProjectFiles, options: AnalysisOptions): Analysis {
  const { settings, sdk, cache } = options;
  const facts = withEvaluatedSchema(readFacts(files, sdk, { cache }), settings.evaluated);
  const isDamaged = [...facts.modules.values()].some(({ damaged }) => damaged.length > 0);
  const found = [...syntaxErrors(facts, settings), ...problemsOf(facts, options)].filter(
    ({ file, from, to, code }) =>
      !settings.ignored.includes(code) &&
      // Under SOURCE naming names stay as they are.
      !(code === "merged-names" && settings.naming === "SOURCE") &&
      (code === "syntax-error" ||
        !isDamaged ||
        !(needsWholeFiles.has(code) || touches(facts.modules.get(file)?.damaged ?? [], from, to))),
  );
  const shown = withoutSuppressed(found, files.text, facts.modules);
  return {
    facts,
    problems: inOrder(withoutMisplacedFixes(shown, facts), facts),
    naming: settings.naming,
    observed: settings.observed,
  };
}

/** One broken rule must not take the others down. */
function problemsOf(
  facts: ProjectFacts,
  { rules = allRules, log }: AnalysisOptions,
): readonly Problem[] {
  return rules.flatMap((rule) => {
    try {
      return [...rule(facts)].filter((problem) => isInside(problem, facts.files));
    } catch (error) {
      log(`The rule ${rule.name} failed`, error);
      return [];
    }
  });
}

/** A problem of a file that is missing is about its first place. */
function isInside({ file, from, to }: Problem, files: ProjectFiles): boolean {
  const length = files.text(file)?.length ?? 0;
  return from >= 0 && from <= to && to <= length;
}

function syntaxErrors(
  { modules }: ProjectFacts,
  { hidesSyntaxErrors }: ProjectSettings,
): readonly Problem[] {
  if (hidesSyntaxErrors) return [];
  return [...modules].flatMap(([file, { problems }]) =>
    problems.map(({ from, to, message }) => ({
      code: "syntax-error" as const,
      file,
      from,
      to,
      message,
    })),
  );
}

function touches(spans: readonly Span[], from: number, to: number): boolean {
  return spans.some((span) => from <= span.to && span.from <= to);
}

/** By files, connector.py first, and places; what is said twice only once. */
function inOrder(problems: readonly Problem[], { modules }: ProjectFacts): readonly Problem[] {
  const order = new Map([...modules.keys()].map((file, index) => [file, index]));
  const rank = (file: string): number => order.get(file) ?? order.size;
  const sorted = problems.toSorted(
    (a, b) =>
      rank(a.file) - rank(b.file) ||
      compareTexts(a.file, b.file) ||
      a.from - b.from ||
      a.to - b.to ||
      compareTexts(a.code, b.code) ||
      compareTexts(a.message, b.message),
  );
  return sorted.filter((problem, index) => {
    const before = sorted[index - 1];
    return (
      before?.file !== problem.file ||
      before.from !== problem.from ||
      before.to !== problem.to ||
      before.code !== problem.code
    );
  });
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
