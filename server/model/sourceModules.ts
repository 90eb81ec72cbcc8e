/** The modules of a project: parsed, and kept as long as their texts stay. */
import { importedPath, moduleFile } from "../evaluation/modules.ts";
import { createNotes } from "../evaluation/notes.ts";
import type { SourceModule } from "../evaluation/run.ts";
import { parsePython } from "../python/parse.ts";
import type { ImportFact } from "./facts.ts";
import type { ProjectFiles } from "./projectFiles.ts";
import { readWritten, type WrittenImport, type WrittenModule } from "./writtenCalls.ts";

export interface ReadModule extends SourceModule {
  readonly written: WrittenModule;
}

/** What is known of modules from their texts alone. Whoever reads a project again and again keeps one. */
export interface ModuleCache {
  readonly modules: Map<string, ReadModule>;
}

export function createModuleCache(): ModuleCache {
  return { modules: new Map() };
}

/** The modules that connector.py imports, directly or not, connector.py first. */
export function readModules(
  files: ProjectFiles,
  cache: ModuleCache,
): ReadonlyMap<string, ReadModule> {
  const modules = new Map<string, ReadModule>();
  const waiting = ["connector.py"];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const text = modules.has(path) ? undefined : files.text(path);
    if (text === undefined) continue;
    const module = readModule(path, text, cache);
    modules.set(path, module);
    for (const written of module.written.imports) {
      waiting.push(...targetsOf(path, written, files));
    }
  }
  for (const path of cache.modules.keys()) if (!modules.has(path)) cache.modules.delete(path);
  return modules;
}

function readModule(path: string, text: string, cache: ModuleCache): ReadModule {
  const known = cache.modules.get(path);
  if (known?.module.text === text) return known;
  const module = parsePython(text);
  const notes = createNotes();
  const read = { path, module, notes, written: readWritten(module, notes) };
  cache.modules.set(path, read);
  return read;
}

function targetsOf(
  file: string,
  { statement }: WrittenImport,
  files: ProjectFiles,
): readonly string[] {
  const exists = (path: string): boolean => files.text(path) !== undefined;
  const find = (path: string | undefined): readonly string[] => {
    const target = path === undefined ? undefined : moduleFile(path, exists);
    return target === undefined ? [] : [target];
  };
  if (statement.kind === "Import") {
    return statement.names.flatMap(({ name }) => {
      const parts = name.text.split(".");
      return parts.flatMap((_, index) => find(parts.slice(0, index + 1).join("/")));
    });
  }
  const base = importedPath(file, statement.module?.text ?? "", statement.level);
  if (base === undefined) return [];
  return [
    ...find(base),
    ...statement.names.flatMap(({ name }) =>
      find(base === "" ? name.text : `${base}/${name.text}`),
    ),
  ];
}

export function importFacts(
  modules: ReadonlyMap<string, ReadModule>,
  files: ProjectFiles,
): readonly ImportFact[] {
  return [...modules].flatMap(([file, { written }]) =>
    written.imports.flatMap((each) => factsOfImport(file, each, files)),
  );
}

function factsOfImport(
  file: string,
  written: WrittenImport,
  files: ProjectFiles,
): readonly ImportFact[] {
  const { statement, surroundings } = written;
  const isOptional =
    surroundings.isGuarded || surroundings.isBranch || surroundings.function !== undefined;
  const exists = (path: string): boolean => files.text(path) !== undefined;
  const place = ({ from, to }: { from: number; to: number }) => ({ file, from, to });
  if (statement.kind === "Import") {
    return statement.names.map(({ name }) => ({
      file,
      statement,
      module: name.text,
      target: moduleFile(name.text.replaceAll(".", "/"), exists),
      isOptional,
      place: place(name),
    }));
  }
  const base = importedPath(file, statement.module?.text ?? "", statement.level);
  const target = base === undefined ? undefined : moduleFile(base, exists);
  const written_ = statement.module;
  if (base === undefined || (!written_ && target === undefined)) {
    // `from . import a, b` of a folder without `__init__.py` names modules.
    return statement.names.map(({ name }) => ({
      file,
      statement,
      module: [base, name.text].filter(Boolean).join(".").replaceAll("/", "."),
      target:
        base === undefined
          ? undefined
          : moduleFile(base === "" ? name.text : `${base}/${name.text}`, exists),
      isOptional,
      place: place(name),
    }));
  }
  return [
    {
      file,
      statement,
      module: statement.level > 0 ? base.replaceAll("/", ".") : (written_?.text ?? ""),
      target,
      isOptional,
      place: place(written_ ?? statement),
    },
  ];
}
