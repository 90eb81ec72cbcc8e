/** Reads a project: its modules, what evaluation finds in them, and what they mean for the SDK. */
import { evaluateProject } from "../evaluation/project.ts";
import type { LiveFunction } from "../evaluation/live.ts";
import type { SdkRange } from "../sdk/versions.ts";
import { callFacts, knownCalls, operationFacts } from "./callFacts.ts";
import { configurationFact } from "./configurationFacts.ts";
import { connectorFacts } from "./connectorFacts.ts";
import type { FunctionFact, ProjectFacts } from "./facts.ts";
import { formFact } from "./formFacts.ts";
import type { ProjectFiles } from "./projectFiles.ts";
import { schemaFact } from "./schemaFacts.ts";
import { sdkNameFacts } from "./sdkNameFacts.ts";
import { createModuleCache, importFacts, type ModuleCache, readModules } from "./sourceModules.ts";

export interface ReadingOptions {
  /** What is kept between readings of the same project. */
  readonly cache?: ModuleCache;
}

/** Never throws, whatever the files hold. */
export function readFacts(
  files: ProjectFiles,
  sdk: SdkRange,
  { cache = createModuleCache() }: ReadingOptions = {},
): ProjectFacts {
  const modules = readModules(files, cache);
  const evaluated = evaluateProject((path) => modules.get(path), [...modules.keys()]);
  const calls = knownCalls(modules, evaluated.run);
  const schemaFunction = functionOf(evaluated.schema);
  return {
    files,
    sdk,
    modules: new Map([...modules].map(([path, { module }]) => [path, module])),
    imports: importFacts(modules, files),
    connectors: connectorFacts(calls, evaluated.run),
    schema: schemaFact(evaluated.returned, schemaFunction),
    update: functionOf(evaluated.update),
    operations: operationFacts(calls),
    calls: callFacts(calls),
    sdkNames: sdkNameFacts(evaluated.run, calls),
    configuration: configurationFact(evaluated.run, modules),
    form: formFact(functionOf(evaluated.form), evaluated.formReturned, calls),
  };
}

function functionOf(value: LiveFunction | undefined): FunctionFact | undefined {
  return value?.definition.kind === "FunctionDefinition"
    ? { file: value.file, definition: value.definition }
    : undefined;
}
