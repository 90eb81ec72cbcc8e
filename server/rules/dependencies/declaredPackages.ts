/** What a project says it needs: requirements.txt, or pyproject.toml, which wins. */
import {
  normalizedName,
  parseRequirement,
  parseRequirements,
  type Requirement,
} from "../../data/requirements.ts";
import { entryAt, parseToml, type TomlDocument } from "../../data/toml.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import type { Span } from "../../python/ast.ts";
import { hasSince } from "../../sdk/versions.ts";
import { placeIn } from "../problem.ts";
import { lineEnd, lineStart } from "../sourceEdits.ts";
import type { FileEdit } from "../rule.ts";

export const requirementsFile = "requirements.txt";
export const projectFile = "pyproject.toml";

export interface DeclaredPackages {
  /** Where they are listed, or would have to be. */
  readonly file: typeof requirementsFile | typeof projectFile;
  readonly text: string | undefined;
  readonly requirements: readonly Requirement[];
  /** Of files that are included with `-r`: they count, but nothing is said about them. */
  readonly included: readonly Requirement[];
  /** False when something may be installed that is not seen here. */
  readonly isComplete: boolean;
  /** pyproject.toml, if there is one. */
  readonly project: TomlDocument | undefined;
  /** Takes one out. */
  readonly removed: (requirement: Requirement) => FileEdit;
}

export function readDeclaredPackages({ files, sdk }: ProjectFacts): DeclaredPackages {
  const text = files.text(projectFile);
  const project = text === undefined ? undefined : parseToml(text);
  // Before, pyproject.toml meant nothing to the SDK.
  if (project && hasSince(sdk, { major: 2, minor: 8 })) return fromProject(project);
  const written = files.text(requirementsFile);
  const { requirements, includes } = parseRequirements(written ?? "");
  const others = includes.map((include) => files.text(include.replace(/^\.\//, "")));
  const installs = ["installation.sh", "drivers/installation.sh"].some((script) =>
    /\bpip3?\b.*\binstall\b/.test(files.text(script) ?? ""),
  );
  return {
    file: requirementsFile,
    text: written,
    requirements,
    included: others.flatMap((other) => parseRequirements(other ?? "").requirements),
    isComplete: !others.includes(undefined) && !installs,
    project,
    removed: (requirement) => lineRemoved(written ?? "", requirement),
  };
}

/** Normalized names of all that is listed. */
export function listedNames({ requirements, included }: DeclaredPackages): readonly string[] {
  return [...requirements, ...included].flatMap(({ name }) =>
    name === undefined ? [] : [normalizedName(name)],
  );
}

function fromProject(project: TomlDocument): DeclaredPackages {
  const { text } = project;
  const list = entryAt(project, "project.dependencies")?.value;
  const items = list?.kind === "list" ? list.items : [];
  const requirements = items.flatMap((item) => {
    if (item.kind !== "text") return [];
    const quote = /^(?:"""|'''|"|')/.exec(text.slice(item.from))?.[0].length ?? 1;
    return [parseRequirement(item.value, item.from + quote)];
  });
  const isDynamic = entryAt(project, "project.dynamic") !== undefined;
  return {
    file: projectFile,
    text,
    requirements,
    included: [],
    isComplete: project.problem === undefined && !isDynamic,
    project,
    removed: (requirement) => {
      const index = items.findIndex(
        (item) => item.from < requirement.from && requirement.from <= item.to,
      );
      return itemRemoved(text, items, index);
    },
  };
}

function lineRemoved(text: string, requirement: Span): FileEdit {
  const end = lineEnd(text, requirement.to);
  const from = lineStart(text, requirement.from);
  const isLast = end === text.length;
  // Without a line break of its own the last line takes the one before it.
  return {
    ...placeIn(requirementsFile, {
      from: isLast && from > 0 ? from - 1 : from,
      to: isLast ? end : end + 1,
    }),
    text: "",
  };
}

function itemRemoved(text: string, items: readonly Span[], index: number): FileEdit {
  const item = items[index];
  const next = items[index + 1];
  const previous = items[index - 1];
  if (!item) return { file: projectFile, from: 0, to: 0, text: "" };
  if (next) return { file: projectFile, from: item.from, to: next.from, text: "" };
  const comma = /^\s*,/.exec(text.slice(item.to))?.[0].length ?? 0;
  return previous
    ? { file: projectFile, from: previous.to, to: item.to, text: "" }
    : { file: projectFile, from: item.from, to: item.to + comma, text: "" };
}
