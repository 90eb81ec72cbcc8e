/** The texts of one project at one moment: all that what is said about it depends on. */
import type { ProjectFiles } from "../model/projectFiles.ts";
import type { Files } from "./files.ts";
import { isGitIgnored, type IgnoreFile } from "./gitIgnore.ts";
import { importedFiles } from "./importedFiles.ts";
import { baseName, parentOf } from "./ports.ts";
import { connectorIn, isForeign } from "./projectFolders.ts";

const dataFiles = [
  "configuration.json",
  "requirements.txt",
  "pyproject.toml",
  "options.toml",
  "destination.json",
  ".gitignore",
  ".ftignore",
];
const mostFiles = 300;
const mostPaths = 2000;
const mostFolders = 60;
/** How far above the project its git repository is looked for. */
const mostLevels = 6;

export interface Snapshot extends ProjectFiles {
  readonly project: string;
  /** By path; undefined for what was looked for and is not there. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly ignoreFiles: readonly IgnoreFile[] | undefined;
  /** What was asked for and not read: the next snapshot has to have it. */
  readonly missed: ReadonlySet<string>;
}

/** What only a change on the disk changes. */
export interface Layout {
  readonly project: string;
  readonly paths: readonly string[];
  readonly repository: { readonly top: string; readonly folders: readonly string[] } | undefined;
}

export async function layoutOf(project: string, files: Files): Promise<Layout> {
  return {
    project,
    paths: await pathsOf(project, files),
    repository: await repositoryOf(project, files),
  };
}

/** `also` are paths that an earlier snapshot missed. */
export async function takeSnapshot(
  { project, paths, repository }: Layout,
  files: Files,
  also: ReadonlySet<string>,
): Promise<Snapshot> {
  const connector = connectorIn(paths) ?? "connector.py";
  const wanted = new Set([connector, ...dataFiles]);
  let added: readonly string[] = [...wanted, ...also];
  while (added.length > 0) {
    await files.load(added.map((path) => `${project}/${path}`));
    const next = new Set<string>();
    for (const path of added) {
      wanted.add(path);
      const text = path.endsWith(".py") ? files.text(`${project}/${path}`) : undefined;
      if (text === undefined) continue;
      for (const imported of importedFiles(path, text)) {
        if (!wanted.has(imported) && mayExist(imported, paths)) next.add(imported);
      }
    }
    added = [...next].slice(0, Math.max(0, mostFiles - wanted.size));
  }
  // From here on nothing waits, so that all texts are of one moment.
  const texts = new Map(
    [...wanted].map((path) => [path, files.text(`${project}/${path}`)] as const),
  );
  const missed = new Set<string>();
  const ignoreFiles = repository?.folders.map((folder) => ({
    folder: folder.slice(repository.top.length + 1),
    text: files.text(`${folder}/.gitignore`) ?? "",
  }));
  return {
    project,
    texts,
    ignoreFiles,
    missed,
    paths,
    text: (path) => {
      if (!texts.has(path) && mayExist(path, paths)) missed.add(path);
      return texts.get(path);
    },
    isIgnored: (path) =>
      repository &&
      ignoreFiles &&
      isGitIgnored(`${project}/${path}`.slice(repository.top.length + 1), ignoreFiles),
  };
}

/** Whether the same would be said about both. */
export function isSameSnapshot(a: Snapshot, b: Snapshot): boolean {
  return (
    a.texts.size === b.texts.size &&
    isSameList(a.paths, b.paths) &&
    [...a.texts].every(([path, text]) => b.texts.has(path) && b.texts.get(path) === text) &&
    isSameList(
      (a.ignoreFiles ?? []).map(({ text }) => text),
      (b.ignoreFiles ?? []).map(({ text }) => text),
    )
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}

/** What is in the folder and one level below. */
async function pathsOf(project: string, files: Files): Promise<readonly string[]> {
  const names = await files.list(project);
  const folders = names
    .filter((name) => name.endsWith("/") && !isForeign(name.slice(0, -1)))
    .slice(0, mostFolders);
  const below = await Promise.all(
    folders.map(async (folder) => {
      const inner = await files.list(`${project}/${folder.slice(0, -1)}`);
      return inner.includes("pyvenv.cfg") ? [] : inner.map((name) => folder + name);
    }),
  );
  return [...names, ...below.flat()].slice(0, mostPaths).sort();
}

/** The paths tell of the first level only, so what is deeper may be there. */
function mayExist(path: string, paths: readonly string[]): boolean {
  const [top = "", second] = path.split("/");
  if (second === undefined) return paths.includes(path);
  return !isForeign(top) && paths.includes(`${top}/`);
}

async function repositoryOf(project: string, files: Files): Promise<Layout["repository"]> {
  const folders: string[] = [];
  let folder = project;
  for (let level = 0; level < mostLevels && baseName(folder) !== ""; level += 1) {
    folders.unshift(folder);
    const names = await files.list(folder);
    if (names.includes(".git/") || names.includes(".git")) {
      await files.load(folders.map((each) => `${each}/.gitignore`));
      return { top: folder, folders };
    }
    folder = parentOf(folder);
  }
  return undefined;
}
