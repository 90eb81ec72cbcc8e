/** Modules of the project, found and evaluated. */
import { evaluateIn } from "./frames.ts";
import type { Live, LiveModule, Scope } from "./live.ts";
import { text } from "./make.ts";
import type { Run } from "./run.ts";
import { executeBlock } from "./statements.ts";

/** The path, without its end, of what `module` names in an import in the file; undefined when it is above the project. */
export function importedPath(file: string, module: string, level: number): string | undefined {
  const folders = level === 0 ? [] : file.split("/").slice(0, -1);
  if (level - 1 > folders.length) return undefined;
  const base = level > 1 ? folders.slice(0, 1 - level) : folders;
  return [...base, ...(module === "" ? [] : module.split("."))].join("/");
}

/** The file of a module, given its path without the end. */
export function moduleFile(path: string, exists: (file: string) => boolean): string | undefined {
  return [`${path}.py`, path === "" ? "__init__.py" : `${path}/__init__.py`].find(exists);
}

/** Evaluates a module of the project, once; undefined when there is none. */
export function importModule(run: Run, path: string): LiveModule | undefined {
  const file = moduleFile(path, (each) => run.source(each) !== undefined);
  return file === undefined ? undefined : loadModule(run, file);
}

export function loadModule(run: Run, file: string): LiveModule | undefined {
  const known = run.modules.get(file);
  const source = run.source(file);
  if (known || !source) return known;
  const scope: Scope = {
    kind: "module",
    file,
    parent: undefined,
    variables: new Map(),
    locals: undefined,
    outside: undefined,
  };
  const made: LiveModule = { kind: "module", file, scope, place: undefined };
  run.modules.set(file, made);
  const name = file.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
  scope.variables.set("__name__", run.variable(text(name, undefined)));
  evaluateIn(run, { file }, scope, undefined, () => executeBlock(run, source.module.body));
  return made;
}

/** What `from module import name` gives. */
export function nameOfModule(
  run: Run,
  { scope, file }: LiveModule,
  name: string,
): Live | undefined {
  return (
    scope.variables.get(name)?.content ??
    importModule(run, `${file.replace(/(\/?__init__)?\.py$/, "")}/${name}`)
  );
}
