/** Definitions of functions and classes, with their decorators. */
import type { ClassDefinition, Expression, FunctionDefinition } from "../python/ast.ts";
import { callValue } from "./calls.ts";
import { currentScope, evaluate } from "./expressions.ts";
import { evaluateIn } from "./frames.ts";
import type { Live, LiveClass, LiveFunction, Scope } from "./live.ts";
import { unknown } from "./make.ts";
import type { Run } from "./run.ts";
import { assignName } from "./scopes.ts";
import { executeBlock } from "./statements.ts";

const kinds: Readonly<Record<string, LiveFunction["how"]>> = {
  "builtins.property": "property",
  "functools.cached_property": "property",
  "builtins.staticmethod": "static",
  "builtins.classmethod": "class",
  "contextlib.contextmanager": "contextManager",
};

/** Decorators of other packages that leave it to the function what a call does. */
const transparent =
  /^(functools\.(lru_cache|cache|wraps)|abc\.|typing|tenacity\.|backoff\.|retry\.|retrying\.|ratelimit\.|builtins\.)/;

export function functionKind(run: Run, { decorators }: FunctionDefinition): LiveFunction["how"] {
  for (const decorator of decorators) {
    const name =
      decorator.kind === "Name" || decorator.kind === "Attribute"
        ? evaluate(run, decorator)
        : undefined;
    const kind = name?.kind === "external" ? kinds[name.name] : undefined;
    if (kind) return kind;
  }
  return "function";
}

export function decorate(run: Run, made: LiveFunction, decorators: readonly Expression[]): Live {
  let value: Live = made;
  for (const decorator of decorators.toReversed()) {
    const evaluated = evaluate(run, decorator);
    const name =
      evaluated.kind === "external"
        ? evaluated.name
        : evaluated.kind === "result"
          ? evaluated.of
          : undefined;
    if (name !== undefined && (transparent.test(name) || kinds[name])) continue;
    value =
      evaluated.kind === "function"
        ? callValue(run, evaluated, { positional: [value], keywords: new Map(), isOpen: false })
        : unknown("a decorator changes what it does");
  }
  return value;
}

export function defineClass(run: Run, definition: ClassDefinition): void {
  const outer = currentScope(run);
  const bases = definition.bases
    .filter(({ name, stars }) => name === undefined && stars === 0)
    .map(({ value }) => evaluate(run, value));
  const decorators = definition.decorators.map((decorator) => evaluate(run, decorator));
  const notes = run.source(run.file)?.notes.ofFunction(definition);
  const scope: Scope = {
    kind: "class",
    file: run.file,
    parent: outer,
    variables: new Map(),
    locals: notes?.locals,
    outside: notes && notes.outside.size > 0 ? notes.outside : undefined,
  };
  const isNamedTuple = bases.some(
    (base) => base.kind === "external" && /(^|\.)NamedTuple$/.test(base.name),
  );
  const made: LiveClass = {
    kind: "class",
    definition,
    file: run.file,
    scope,
    bases,
    isDataclass: isNamedTuple || decorators.some(isDataclassDecorator),
    place: run.place(definition.name),
  };
  run.defined.set(definition, made);
  evaluateIn(run, { file: run.file, owner: made }, scope, undefined, () =>
    executeBlock(run, definition.body),
  );
  const isKnown = decorators.every((decorator) => isDataclassDecorator(decorator));
  assignName(run, outer, definition.name.text, isKnown ? made : unknown("a decorator changes it"));
}

function isDataclassDecorator(decorator: Live): boolean {
  const name =
    decorator.kind === "external"
      ? decorator.name
      : decorator.kind === "result"
        ? decorator.of
        : "";
  return name === "dataclasses.dataclass";
}
