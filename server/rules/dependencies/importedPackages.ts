/** Imports of packages that nobody installs in production. */
import type { ImportFact, ProjectFacts } from "../../model/facts.ts";
import { fix, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { inserted } from "../sourceEdits.ts";
import { type DeclaredPackages, listedNames, requirementsFile } from "./declaredPackages.ts";
import { comesWithOthers, distributionOf, provides } from "./knownPackages.ts";

export function* checkImports(facts: ProjectFacts, declared: DeclaredPackages): Iterable<Problem> {
  if (!declared.isComplete) return;
  // What an address or a path installs may have any name.
  if (declared.requirements.some(({ name, isMalformed }) => name === undefined && !isMalformed))
    return;
  const listed = listedNames(declared);
  const reported = new Set<string>();
  for (const imported of facts.imports) {
    const { module, place } = imported;
    if (!isForeign(imported, facts) || comesWithOthers(module, listed)) continue;
    if (listed.some((name) => provides(name, module))) continue;
    const distribution = distributionOf(module);
    const key = `${place.file} ${distribution}`;
    if (reported.has(key)) continue;
    reported.add(key);
    yield problemAt(
      place,
      "requirement-missing",
      `${module} is imported, but ${distribution} is not listed in ${declared.file}; in production the import fails.`,
      { fixes: listing(distribution, facts, declared) },
    );
  }
}

/** Not of the project, and meant to be there. */
function isForeign(
  { module, target, isOptional, statement }: ImportFact,
  { files }: ProjectFacts,
): boolean {
  if (isOptional || target !== undefined) return false;
  if (module === "" || (statement.kind === "ImportFrom" && statement.level > 0)) return false;
  // A module of a folder that the code puts on sys.path.
  const top = module.split(".")[0] ?? "";
  const own = [`${top}.py`, `${top}/`];
  return !files.paths.some((path) =>
    own.some((name) => path === name || path.endsWith(`/${name}`) || path.startsWith(`${top}/`)),
  );
}

/** In requirements.txt and with a version, where the environment tells one. */
function listing(
  distribution: string,
  { files }: ProjectFacts,
  { file, text }: DeclaredPackages,
): readonly Fix[] {
  if (file !== requirementsFile || !files.installed) return [];
  const version = files.installed.get(distribution);
  const line = version === undefined ? distribution : `${distribution}==${version}`;
  const title = `Add ${line} to ${requirementsFile}`;
  if (text === undefined) {
    return [{ ...fix(title, []), creates: [{ file, text: `${line}\n` }] }];
  }
  const lineBreak = text === "" || text.endsWith("\n") ? "" : "\n";
  return [fix(title, [inserted(file, text.length, `${lineBreak}${line}\n`)])];
}
