/** Evaluates a project: its modules as they are imported, then what the SDK calls, then what nothing was seen to call. */
import { anyArguments, callFunction, type CallArguments, noArguments } from "./functions.ts";
import { elementsOf } from "./items.ts";
import type { Live, LiveClass, LiveFunction } from "./live.ts";
import { loadModule } from "./modules.ts";
import { isMainGuard } from "./notes.ts";
import { OutOfBudget, Run, wayEnds, type Phase, type SourceModule } from "./run.ts";
import { evaluateIn } from "./frames.ts";
import { executeBlock } from "./statements.ts";
import { unknown } from "./make.ts";
import { toValue } from "./snapshot.ts";
import type { Value } from "./values.ts";

/** Steps that each part may take. */
const budgets = {
  import: 40_000,
  schema: 60_000,
  form: 20_000,
  update: 8_000,
  main: 3_000,
  rest: 5_000,
  one: 1_500,
};

/** Parts of what schema() returns that are looked at. */
const schemaSize = 50_000;

export interface EvaluatedProject {
  readonly run: Run;
  readonly schema: LiveFunction | undefined;
  /** What schema() returns, unknown when it could not be followed; or what stands in its place and is no function. */
  readonly returned: Value | undefined;
  readonly update: LiveFunction | undefined;
  readonly form: LiveFunction | undefined;
  readonly formReturned: Value | undefined;
}

/** `files` are the modules of the project, connector.py first. */
export function evaluateProject(
  source: (path: string) => SourceModule | undefined,
  files: readonly string[],
): EvaluatedProject {
  const run = new Run(source);
  const isImported = inPhase(run, "import", budgets.import, () => {
    for (const file of files) loadModule(run, file);
    return true;
  });
  if (!isImported) forgetModules(run);
  const connector = run.connectors.find(({ file }) => file === files[0]) ?? run.connectors[0];
  const given = (name: string): Live | undefined =>
    connector
      ? connector.arguments.get(name)
      : run.modules.get(files[0] ?? "")?.scope.variables.get(name)?.content;
  const inPlace = given("schema");
  const schema = asFunction(inPlace);
  const update = asFunction(given("update"));
  const form = asFunction(given("configuration_form"));
  const returned = schema
    ? apart(run, "schema", schema, { ...noArguments, positional: [run.configuration] })
    : inPlace && inPlace.kind !== "none"
      ? unknown("schema= is given something that is no function of the project")
      : undefined;
  const formReturned = form && apart(run, "form", form, noArguments);
  if (update) {
    inPhase(run, "update", budgets.update, () => {
      callFunction(run, update, argumentsOfUpdate(run, update));
    });
  }
  evaluateRest(run);
  evaluateMain(run, source(files[0] ?? ""));
  return { run, returned, schema, update, form, formReturned };
}

/** The SDK gives them by name; where the names are wrong the rest is still worth reading. */
function argumentsOfUpdate(run: Run, { definition }: LiveFunction): CallArguments {
  const keywords = new Map([
    ["configuration", run.configuration],
    ["state", run.state],
  ]);
  const isNamed = [...keywords.keys()].every((key) =>
    definition.parameters.some(({ name, stars }) => name.text === key || stars === 2),
  );
  return isNamed
    ? { ...noArguments, keywords }
    : { ...noArguments, positional: [...keywords.values()], isOpen: true };
}

function asFunction(value: Live | undefined): LiveFunction | undefined {
  return value?.kind === "function" ? value : undefined;
}

/** Undefined when there is no way through, or none that could be followed. */
function inPhase<Result>(
  run: Run,
  phase: Phase,
  steps: number,
  work: () => Result,
): Result | undefined {
  run.phase = phase;
  run.steps = steps;
  run.guards = 0;
  try {
    return work();
  } catch (error) {
    if (error instanceof OutOfBudget) run.isCutShort ||= phase === "update";
    else if (error !== wayEnds) throw error;
    return undefined;
  }
}

function forgetModules(run: Run): void {
  for (const { scope } of run.modules.values()) {
    for (const variable of scope.variables.values()) {
      const { content } = variable;
      if (
        content?.kind !== "function" &&
        content?.kind !== "class" &&
        content?.kind !== "external"
      ) {
        run.heap.weaken(variable);
      }
    }
  }
}

/** Calls a function of which others only see that what it changes may have changed. */
function apart(
  run: Run,
  phase: Phase,
  called: LiveFunction,
  given: CallArguments,
  steps = budgets[phase],
): Value {
  const { heap } = run;
  const mark = heap.mark();
  let returned: Value | undefined;
  const touched = heap.watch(() => {
    returned = inPhase(run, phase, steps, () => {
      const result = callFunction(run, called, given);
      // Entries may come from a generator.
      const isGenerated =
        result.kind === "sequence" && (result.type === "iterator" || result.type === "view");
      if (!isGenerated) return toValue(result, schemaSize);
      const list = { ...result, type: "list", content: elementsOf(run, result) } as const;
      return toValue(list, schemaSize);
    });
  });
  heap.undo(mark);
  for (const [cell, { contents }] of touched) heap.weaken(cell, contents);
  return returned ?? unknown("it is too long to follow, or always fails");
}

/** Whatever was defined and not called: threads, callbacks and code that is not used. */
function evaluateRest(run: Run): void {
  let steps = budgets.rest;
  for (const [node, value] of run.defined) {
    if (value.kind !== "function" || run.entered.get(node)?.times || steps <= 0) continue;
    const self = value.owner && value.how !== "static" ? someInstance(run, value.owner) : undefined;
    const most = Math.min(steps, budgets.one);
    const { isCutShort } = run;
    apart(run, "update", self ? { ...value, self } : value, anyArguments, most);
    run.isCutShort = isCutShort;
    steps -= most - run.steps;
  }
}

function someInstance(run: Run, of: LiveClass): Live {
  const instance = run.instance(of, undefined);
  run.heap.write(instance.others, unknown("how it was made is not known"));
  return instance;
}

/** `if __name__ == "__main__":` runs on the author's machine only. */
function evaluateMain(run: Run, main: SourceModule | undefined): void {
  const scope = main && run.modules.get(main.path)?.scope;
  if (!scope) return;
  for (const statement of main.module.body) {
    if (statement.kind === "If" && isMainGuard(statement)) {
      inPhase(run, "main", budgets.main, () => {
        evaluateIn(run, { file: main.path }, scope, undefined, () =>
          executeBlock(run, statement.body),
        );
      });
    }
  }
}
