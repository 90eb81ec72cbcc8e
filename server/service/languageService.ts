/** The language service: which projects there are, and what is to be said about each. It knows neither the editor nor its protocol. */
import { createModuleCache, type ModuleCache } from "../model/sourceModules.ts";
import { newestSdk, type SdkRange } from "../sdk/versions.ts";
import type { ProjectFiles } from "../model/projectFiles.ts";
import type { Problem, Rule } from "../rules/rule.ts";
import type { Analysis } from "./analysis.ts";
import { analyze } from "./analyze.ts";
import { Files } from "./files.ts";
import { installedPackages, installedSdk, type Packages } from "./installedPackages.ts";
import type { Ports, ProjectSettings } from "./ports.ts";
import { projectOf, projectsBelow } from "./projectFolders.ts";
import { parseSdkRange } from "./sdkRange.ts";
import { isSameSnapshot, layoutOf, takeSnapshot, type Layout, type Snapshot } from "./snapshot.ts";

export interface LanguageService {
  /** The folders that are open in the editor: no project reaches beyond the one that it is in. */
  setWorkspace: (folders: readonly string[]) => void;
  /** The text of a document that is open in the editor; undefined when it is closed. */
  edit: (file: string, text: string | undefined) => void;
  /** Files or folders were made, changed or deleted on the disk. */
  changed: (paths: readonly string[]) => void;
  /** The connector project that a file belongs to. */
  projectOf: (file: string) => Promise<string | undefined>;
  /** All projects in the open folders. */
  projects: (signal?: AbortSignal) => Promise<readonly string[]>;
  /** Undefined when the signal ended it. */
  analysis: (project: string, signal?: AbortSignal) => Promise<Analysis | undefined>;
  /** What is said about a project, which is kept when its analysis is not. */
  report: (project: string, signal?: AbortSignal) => Promise<ProjectReport | undefined>;
}

export interface ProjectReport {
  readonly problems: readonly Problem[];
  /** The texts that the places are in. */
  readonly files: ProjectFiles;
}

export interface LanguageServiceOptions {
  readonly rules?: readonly Rule[];
}

/** Syntax trees are large; what is not open is soon read again. */
const mostAnalyses = 8;
/** Each round brings modules that the one before asked for. */
const mostRounds = 6;

/** All that an analysis depends on. */
interface Inputs {
  readonly snapshot: Snapshot;
  readonly settings: ProjectSettings;
  readonly packages: Packages | undefined;
}

interface ProjectState extends Inputs {
  readonly report: ProjectReport;
}

export function createLanguageService(
  ports: Ports,
  { rules }: LanguageServiceOptions = {},
): LanguageService {
  const files = new Files(ports);
  const surroundings = new Map<string, Surroundings>();
  const missed = new Map<string, ReadonlySet<string>>();
  const caches = new Map<string, ModuleCache>();
  const states = new Map<string, ProjectState>();
  /** The most recently used last. */
  const analyses = new Map<ProjectState, Analysis>();
  let workspace: readonly string[] = [];

  const surroundingsOf = async (
    project: string,
    { environment }: ProjectSettings,
  ): Promise<Surroundings> => {
    const known = surroundings.get(project);
    if (known?.version === files.version && known.environment === environment) return known;
    const { version } = files;
    const made = {
      version,
      environment,
      layout: await layoutOf(project, files),
      packages: await installedPackages(project, files, environment),
    };
    surroundings.set(project, made);
    return made;
  };

  const keep = (state: ProjectState, analysis: Analysis): Analysis => {
    analyses.delete(state);
    analyses.set(state, analysis);
    for (const [oldest] of analyses) {
      if (analyses.size <= mostAnalyses) break;
      analyses.delete(oldest);
      caches.delete(oldest.snapshot.project);
    }
    return analysis;
  };

  /** Of the project as it is now; with its analysis when that is asked for, or had to be made. */
  const look = async (
    project: string,
    signal: AbortSignal | undefined,
    needsAnalysis: boolean,
  ): Promise<{ readonly state: ProjectState; readonly analysis?: Analysis } | undefined> => {
    for (let round = 1; ; round += 1) {
      const settings = await ports.settings(project);
      const { layout, packages } = await surroundingsOf(project, settings);
      const also = missed.get(project) ?? new Set<string>();
      const snapshot = await takeSnapshot(layout, files, also);
      if (signal?.aborted) return undefined;
      const inputs = { snapshot, settings, packages };
      const known = states.get(project);
      if (known && isSame(known, inputs)) {
        const analysis = analyses.get(known);
        if (analysis) return { state: known, analysis: keep(known, analysis) };
        if (!needsAnalysis) return { state: known };
      }
      const sdk = sdkOf(packages, settings);
      const cache = caches.get(project) ?? createModuleCache();
      caches.set(project, cache);
      const analysis = analyze(
        { ...snapshot, installed: packages },
        { sdk, settings, log: ports.log, rules, cache },
      );
      if (snapshot.missed.size > 0 && round < mostRounds) {
        missed.set(project, new Set([...also, ...snapshot.missed]));
        continue;
      }
      const state = { ...inputs, report: { problems: analysis.problems, files: snapshot } };
      if (known) analyses.delete(known);
      states.set(project, state);
      return { state, analysis: keep(state, analysis) };
    }
  };

  return {
    setWorkspace(folders) {
      workspace = folders.toSorted((a, b) => b.length - a.length);
    },
    edit(file, text) {
      files.edit(file, text);
    },
    changed(paths) {
      for (const path of paths) files.forget(path);
    },
    projectOf: (file) => projectOf(file, files, workspace),
    async projects(signal) {
      const found = new Set<string>();
      for (const folder of workspace) {
        for (const project of await projectsBelow(folder, files, signal)) found.add(project);
      }
      for (const known of states.keys()) {
        if (!found.has(known)) states.delete(known);
      }
      return [...found].sort();
    },
    analysis: async (project, signal) => (await look(project, signal, true))?.analysis,
    report: async (project, signal) => (await look(project, signal, false))?.state.report,
  };
}

interface Surroundings {
  /** Of the files, when it was made. */
  readonly version: number;
  readonly environment: string | undefined;
  readonly layout: Layout;
  readonly packages: Packages | undefined;
}

function isSame(a: Inputs, b: Inputs): boolean {
  return (
    a.settings === b.settings &&
    (a.packages === b.packages || textOf(a.packages) === textOf(b.packages)) &&
    isSameSnapshot(a.snapshot, b.snapshot)
  );
}

function textOf(packages: Packages | undefined): string {
  return JSON.stringify([...(packages ?? [])]);
}

function sdkOf(
  packages: Packages | undefined,
  { sdkVersion, isSdkCertain }: ProjectSettings,
): SdkRange {
  const installed = isSdkCertain ? undefined : installedSdk(packages);
  if (installed) return { from: installed, to: installed, known: "environment" };
  const assumed: SdkRange = { from: newestSdk, to: newestSdk, known: "assumed" };
  return parseSdkRange(sdkVersion) ?? assumed;
}
