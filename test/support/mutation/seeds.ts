/** Seeds known mistakes into real connectors, and tells which of them are reported with their code on their line. */
import { parsePython } from "../../../server/python/parse.ts";
import type { ProblemCode } from "../../../server/rules/codes.ts";
import { analysisOf, lineOf, newest, type Texts } from "../analysis.ts";
import { realConnectors } from "../realConnectors.ts";
import { seedable, seeded, type Mutator, type Seed, type Seedable } from "./mutant.ts";
import { checkpointMutators } from "./mutators/checkpoints.ts";
import { codeMutators } from "./mutators/code.ts";
import { connectorMutators } from "./mutators/connector.ts";
import { fileMutators } from "./mutators/files.ts";
import { formMutators } from "./mutators/form.ts";
import { operationMutators } from "./mutators/operations.ts";
import { schemaMutators } from "./mutators/schema.ts";

export const mutators: readonly Mutator[] = [
  ...connectorMutators,
  ...schemaMutators,
  ...operationMutators,
  ...checkpointMutators,
  ...fileMutators,
  ...formMutators,
  ...codeMutators,
];

export interface Mistake {
  readonly mutator: Mutator;
  readonly connector: string;
  readonly texts: Texts;
  /** Where it has to be reported. */
  readonly file: string;
  readonly line: number;
}

export interface Outcome extends Mistake {
  readonly isFound: boolean;
  /** What was said instead: codes that the connector has only with the mistake. */
  readonly instead: readonly string[];
}

/** At most so many of each kind of mistake, at most two in one connector, spread over the connectors. */
export function* mistakes(limit: number, codes?: readonly string[]): Generator<Mistake> {
  const connectors = realConnectors().map(({ name, texts }) => ({
    name,
    known: seedable(texts, parsePython(texts["connector.py"] ?? "")),
  }));
  for (const [index, mutator] of mutators.entries()) {
    if (codes && !codes.includes(mutator.code)) continue;
    let left = limit;
    for (let step = 0; step < connectors.length && left > 0; step++) {
      const connector = connectors[(index * 7 + step) % connectors.length];
      if (!connector) continue;
      for (const seeds of seedsOf(mutator, connector.known, Math.min(2, left))) {
        left--;
        yield { mutator, connector: connector.name, ...seeded(connector.known.texts, seeds) };
      }
    }
  }
}

/** The first, and one from the middle. */
function seedsOf(mutator: Mutator, known: Seedable, limit: number): readonly (readonly Seed[])[] {
  const all = [...mutator.seeds(known)].map((seed) => ("text" in seed ? [seed] : seed));
  const [first] = all;
  const middle = all[Math.floor(all.length / 2)];
  const chosen = first === undefined ? [] : first === middle || !middle ? [first] : [first, middle];
  return chosen.slice(0, limit);
}

export function outcomeOf(mistake: Mistake): Outcome {
  const { mutator, texts, file, line } = mistake;
  const { problems } = analysisOf(texts, { sdk: mutator.sdk ?? newest });
  const isFound = problems.some(
    (problem) =>
      problem.code === mutator.code &&
      problem.file === file &&
      lineOf(texts[file] ?? "", problem.from) === line,
  );
  const near = problems.map(
    (problem) =>
      `${problem.code} ${problem.file}:${String(lineOf(texts[problem.file] ?? "", problem.from))}`,
  );
  return { ...mistake, isFound, instead: isFound ? [] : near };
}

export interface Recall {
  readonly code: ProblemCode;
  readonly found: number;
  readonly seeded: number;
}

export function recallByCode(outcomes: readonly Outcome[]): readonly Recall[] {
  const codes = [...new Set(outcomes.map(({ mutator }) => mutator.code))];
  return codes.map((code) => {
    const of = outcomes.filter(({ mutator }) => mutator.code === code);
    return { code, found: of.filter(({ isFound }) => isFound).length, seeded: of.length };
  });
}
