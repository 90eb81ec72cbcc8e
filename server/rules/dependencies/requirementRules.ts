/** What is listed in requirements.txt or pyproject.toml. */
import { isPinned, normalizedName, type Requirement } from "../../data/requirements.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { inserted, lineEnd } from "../sourceEdits.ts";
import {
  type DeclaredPackages,
  listedNames,
  projectFile,
  readDeclaredPackages,
  requirementsFile,
} from "./declaredPackages.ts";
import { checkImports } from "./importedPackages.ts";
import { isPlugin, preinstalled, provides } from "./knownPackages.ts";
import { checkPythonVersion } from "./pythonVersions.ts";

export function* checkDependencies(facts: ProjectFacts): Iterable<Problem> {
  const declared = readDeclaredPackages(facts);
  if (declared.project) yield* checkPythonVersion(projectFile, declared.project);
  yield* checkIgnored(facts, declared);
  yield* checkListed(facts, declared);
  yield* checkUnused(facts, declared);
  yield* checkImports(facts, declared);
}

function* checkIgnored({ files }: ProjectFacts, declared: DeclaredPackages): Iterable<Problem> {
  const text = files.text(requirementsFile);
  if (declared.file !== projectFile || text === undefined) return;
  yield problemAt(
    { file: requirementsFile, from: 0, to: lineEnd(text, 0) },
    "requirements-ignored",
    "Fivetran reads pyproject.toml and not this file when there are both; move what is needed to its dependencies and delete this file.",
    { isUnnecessary: true },
  );
}

function* checkListed(facts: ProjectFacts, declared: DeclaredPackages): Iterable<Problem> {
  const seen = new Set<string>();
  for (const requirement of declared.requirements) {
    const { name, extras, marker } = requirement;
    const place = placeIn(declared.file, requirement);
    const removal = fix(`Remove ${name ?? "it"}`, [declared.removed(requirement)]);
    const normalized = normalizedName(name ?? "");
    if (preinstalled.has(normalized) && extras.length === 0) {
      yield problemAt(
        place,
        "requirement-preinstalled",
        `Fivetran has ${name} installed; another version of it may clash, so take it out.`,
        { fixes: [removal] },
      );
      continue;
    }
    if (requirement.isMalformed) {
      yield problemAt(
        place,
        "requirement-invalid",
        "This is no requirement: a name, and a version after == where one is needed.",
        { fixes: repaired(requirement, declared) },
      );
      continue;
    }
    if (name === undefined) continue;
    if (marker === "" && seen.has(normalized)) {
      yield problemAt(place, "requirement-invalid", `${name} is listed twice, which pip refuses.`, {
        fixes: [removal],
      });
      continue;
    }
    if (marker === "") seen.add(normalized);
    yield* checkPinned(facts, declared, requirement);
  }
}

/** `name=1.0` for `name==1.0`. */
function repaired({ from, to, name }: Requirement, { file, text = "" }: DeclaredPackages) {
  const written = text.slice(from, to);
  const single = /^([\w.-]+(?:\[[^\]]*\])?\s*)=(\s*\d[\w.]*)\s*$/.exec(written);
  return single && name !== undefined
    ? [fix("Write ==", [inserted(file, from + (single[1]?.length ?? 0), "=")])]
    : [];
}

function* checkPinned(
  { files }: ProjectFacts,
  { file }: DeclaredPackages,
  requirement: Requirement,
): Iterable<Problem> {
  const { name, namePlace, specifier, extras } = requirement;
  if (name === undefined || isPinned(requirement)) return;
  const version = files.installed?.get(normalizedName(name));
  // Of a package that is not installed either there is no version to tell.
  if (files.installed && version === undefined) return;
  const canAdd = version !== undefined && specifier === "" && extras.length === 0;
  yield problemAt(
    placeIn(file, requirement),
    "requirement-unpinned",
    `${name} has no exact version, so a deployment may bring another one than you tested; write ${name}==${version ?? "…"}.`,
    canAdd
      ? { fixes: [fix(`Pin it to ${version}`, [inserted(file, namePlace.to, `==${version}`)])] }
      : {},
  );
}

function* checkUnused(facts: ProjectFacts, declared: DeclaredPackages): Iterable<Problem> {
  const { calls, imports } = facts;
  if (calls.some(({ name }) => /^(?:importlib\.import_module|builtins\.__import__)$/.test(name)))
    return;
  const listed = listedNames(declared);
  const others = imports.filter(({ target }) => target === undefined);
  for (const requirement of declared.requirements) {
    const { name, marker, isDirect } = requirement;
    if (name === undefined || marker !== "" || isDirect) continue;
    if (requirement.isMalformed && repaired(requirement, declared).length === 0) continue;
    const normalized = normalizedName(name);
    if (preinstalled.has(normalized) || isPlugin(normalized)) continue;
    // A package may be listed for the version that another one needs of it: dolphindb for pydolphindb.
    const isPartOf = (other: string): boolean => other !== normalized && other.includes(normalized);
    if (others.some(({ module }) => provides(normalized, module)) || listed.some(isPartOf))
      continue;
    yield problemAt(
      placeIn(declared.file, requirement),
      "requirement-unused",
      `Nothing imports ${name}.`,
      {
        isUnnecessary: true,
        fixes: [fix(`Remove ${name}`, [declared.removed(requirement)])],
      },
    );
  }
}
