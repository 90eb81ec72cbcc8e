/** Functions of the project: made, and called. */
import type { FunctionDefinition, Lambda } from "../python/ast.ts";
import { evaluate } from "./expressions.ts";
import { evaluateIn } from "./frames.ts";
import { anyWith, joinAll } from "./join.ts";
import { type Live, type LiveClass, type LiveFunction, type Scope } from "./live.ts";
import { none, text, unknown } from "./make.ts";
import { havoc, havocProgram } from "./havoc.ts";
import { wayEnds, type Frame, type Run } from "./run.ts";
import { executeBlock } from "./statements.ts";

/** Calls within calls that are followed. */
const maximalDepth = 24;
/** Calls of one function within itself that are followed. */
const maximalRecursion = 1;
/** How often a function is followed in all while update() is evaluated, and a long one once it took so many steps. */
const maximalEntries = 20;
const maximalLongEntries = 4;
const longSteps = 1200;

export interface CallArguments {
  readonly positional: readonly Live[];
  readonly keywords: ReadonlyMap<string, Live>;
  /** Whether there may be others: `*rest`, `**more`. */
  readonly isOpen: boolean;
}

export const noArguments: CallArguments = { positional: [], keywords: new Map(), isOpen: false };
/** Of a call that nobody sees. */
export const anyArguments: CallArguments = { ...noArguments, isOpen: true };

export function makeFunction(
  run: Run,
  definition: FunctionDefinition | Lambda,
  scope: Scope,
  how: LiveFunction["how"],
  owner: LiveClass | undefined,
): LiveFunction {
  const defaults = new Map<string, Live>();
  for (const parameter of definition.parameters) {
    if (parameter.default) defaults.set(parameter.name.text, evaluate(run, parameter.default));
  }
  const made: LiveFunction = {
    kind: "function",
    definition,
    file: run.file,
    scope,
    defaults,
    self: undefined,
    owner,
    how,
    place: run.place(definition.kind === "Lambda" ? definition : definition.name),
  };
  for (const name of scopeNotes(run, made).outside.keys()) run.outsideNames.add(name);
  if (owner && definition.kind === "FunctionDefinition") run.methodNames.add(definition.name.text);
  if (!run.defined.has(definition)) run.defined.set(definition, made);
  return made;
}

export function makeLambda(run: Run, definition: Lambda): LiveFunction {
  const { frame } = run;
  if (!frame) throw new Error("nothing is being evaluated");
  return makeFunction(run, definition, frame.scope, "function", undefined);
}

export function callFunction(run: Run, called: LiveFunction, given: CallArguments): Live {
  const { definition } = called;
  const within = run.frames.filter((frame) => frame.definition === definition).length;
  if (run.frames.length > maximalDepth || within > maximalRecursion || run.phase === "main") {
    return skipCall(run, called, given);
  }
  if (run.phase === "update") {
    const { times, steps } = run.entered.get(definition) ?? { times: 0, steps: 0 };
    const most = steps > longSteps ? maximalLongEntries : maximalEntries;
    if (times >= most) {
      run.skipped.add(definition);
      return skipCall(run, called, given);
    }
  }
  run.seeEntry(definition);
  const before = run.steps;
  try {
    return enterFunction(run, called, given);
  } finally {
    const entry = run.entered.get(definition);
    if (entry) entry.steps += before - run.steps;
  }
}

function enterFunction(run: Run, called: LiveFunction, given: CallArguments): Live {
  const { definition } = called;
  const scope = enterScope(run, called);
  if (!bindArguments(run, called, given, scope)) throw wayEnds;
  if (definition.kind === "Lambda") {
    return evaluateIn(run, called, scope, undefined, () => evaluate(run, definition.body));
  }
  const { isGenerator } = scopeNotes(run, called);
  const yielded = isGenerator ? run.sequence("iterator", [], undefined) : undefined;
  const result = evaluateIn(run, called, scope, yielded, (frame) =>
    finish(run, frame, () => executeBlock(run, definition.body)),
  );
  return yielded ?? result;
}

/** Runs the body and joins all ways out of it. */
function finish(run: Run, frame: Frame, body: () => boolean): Live {
  const { exits } = frame;
  const isAlive = body();
  if (frame.returned) return frame.returned;
  if (isAlive && exits.length === 0) return none();
  if (isAlive) exits.push({ value: none(), outcome: run.heap.capture(frame.mark) });
  if (exits.length === 0) {
    if (!frame.yielded) throw wayEnds;
    return none();
  }
  run.heap.undo(frame.mark);
  run.heap.merge(exits.map(({ outcome }) => outcome));
  return joinAll(exits.map(({ value }) => value));
}

/** What a call may do that is not followed. */
function skipCall(run: Run, called: LiveFunction, given: CallArguments): Live {
  const reason = "it is called too often to follow";
  const values = [called, ...given.positional, ...given.keywords.values()];
  if (run.phase !== "main") havoc(run, values);
  if (run.phase === "schema" || run.phase === "import") havocProgram(run);
  return anyWith(reason, values);
}

function scopeNotes(run: Run, { file, definition }: LiveFunction) {
  const notes = run.source(file)?.notes;
  if (!notes) throw new Error(`${file} is not there any more`);
  return notes.ofFunction(definition);
}

function enterScope(run: Run, called: LiveFunction): Scope {
  const { locals, outside } = scopeNotes(run, called);
  return {
    kind: "function",
    file: called.file,
    parent: called.scope,
    variables: new Map(),
    locals,
    outside: outside.size > 0 ? outside : undefined,
  };
}

/** False when the call fails because of its arguments. */
function bindArguments(
  run: Run,
  { definition: { parameters }, self, defaults }: LiveFunction,
  given: CallArguments,
  scope: Scope,
): boolean {
  const positional = self ? [self, ...given.positional] : given.positional;
  const keywords = new Map(given.keywords);
  const set = (name: string, value: Live): void => {
    scope.variables.set(name, run.variable(value));
  };
  let next = 0;
  let isComplete = true;
  for (const { name, stars, only } of parameters) {
    if (stars === 1) {
      const rest = positional.slice(next).map((value) => ({ value, isCertain: true }));
      next = positional.length;
      const more = given.isOpen ? guessed(run, "") : undefined;
      set(name.text, run.sequence("tuple", rest, undefined, more));
    } else if (stars === 0 && name.text !== "") {
      const byPosition = only === "keyword" ? undefined : positional[next++];
      const byName = only === "positional" ? undefined : keywords.get(name.text);
      if (byName) keywords.delete(name.text);
      const fallback = defaults.get(name.text);
      const value = byPosition ?? byName;
      if (value) set(name.text, value);
      else if (given.isOpen) set(name.text, guessed(run, name.text));
      else if (fallback) set(name.text, fallback);
      else {
        isComplete = false;
        set(name.text, unknown("it is not given"));
      }
    }
  }
  const rest = parameters.find(({ stars }) => stars === 2);
  if (rest) set(rest.name.text, keywordDict(run, keywords, given.isOpen));
  return isComplete || given.isOpen || run.phase === "update";
}

function keywordDict(run: Run, keywords: ReadonlyMap<string, Live>, isOpen: boolean): Live {
  return run.dict(
    [...keywords].map(([name, value]) => ({
      key: text(name, undefined),
      keyPlace: undefined,
      value,
      isCertain: true,
    })),
    undefined,
    "code",
    isOpen,
  );
}

/** What a parameter holds of which no call is seen: connectors name those of the SDK as it does. */
function guessed(run: Run, name: string): Live {
  if (/^(config|configuration|conf)$/.test(name)) return run.configuration;
  if (name === "state") return run.state;
  return unknown("what it is called with is not known");
}
