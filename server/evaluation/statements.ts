/** What statements do. Each says whether the code after it is reached. */
import type {
  Delete,
  ExceptHandler,
  If,
  Import,
  ImportFrom,
  Match,
  Statement,
  Try,
  With,
} from "../python/ast.ts";

import { callFunction, noArguments, makeFunction } from "./functions.ts";
import { classAttribute } from "./classes.ts";
import { decorate, defineClass, functionKind } from "./definitions.ts";
import { assign, currentScope, evaluate } from "./expressions.ts";
import type { Outcome } from "./heap.ts";
import { deleteItem } from "./items.ts";
import { changeInPlace } from "./methods.ts";
import { executeFor, executeWhile } from "./loops.ts";
import type { Live } from "./live.ts";
import { external, none, unknown } from "./make.ts";
import { seeNumberUse, seeTruth } from "./misuses.ts";
import { importModule, importedPath, nameOfModule } from "./modules.ts";
import { narrow } from "./narrowing.ts";
import { applyBinary } from "./operators.ts";
import { wayEnds, type Run } from "./run.ts";
import { sdkName } from "./attributes.ts";
import { assignName, moduleOf, variableOf } from "./scopes.ts";
import { truthOf } from "./truth.ts";

export function executeBlock(run: Run, statements: readonly Statement[]): boolean {
  for (const statement of statements) {
    try {
      if (!execute(run, statement)) return false;
    } catch (error) {
      if (error === wayEnds) return false;
      throw error;
    }
  }
  return true;
}

function execute(run: Run, node: Statement): boolean {
  run.spend();
  switch (node.kind) {
    case "ExpressionStatement":
      evaluate(run, node.value);
      return true;
    case "Assignment": {
      const value = evaluate(run, node.value);
      for (const target of node.targets) assign(run, target, value);
      return true;
    }
    case "AnnotatedAssignment":
      if (node.value) assign(run, node.target, evaluate(run, node.value));
      return true;
    case "AugmentedAssignment":
      return executeAugmented(run, node);
    case "If":
      return executeIf(run, node);
    case "For":
      return executeFor(run, node);
    case "While":
      return executeWhile(run, node);
    case "Return":
      return executeReturn(run, node.value ? evaluate(run, node.value) : none());
    case "Raise":
      if (node.value) evaluate(run, node.value);
      return false;
    case "Try":
      return executeTry(run, node);
    case "With":
      return executeWith(run, node);
    case "FunctionDefinition": {
      const scope = currentScope(run);
      const owner = scope.kind === "class" ? run.frame?.owner : undefined;
      const made = makeFunction(run, node, scope, functionKind(run, node), owner);
      assignName(run, scope, node.name.text, decorate(run, made, node.decorators));
      return true;
    }
    case "ClassDefinition":
      defineClass(run, node);
      return true;
    case "Import":
      executeImport(run, node);
      return true;
    case "ImportFrom":
      executeImportFrom(run, node);
      return true;
    case "Match":
      return executeMatch(run, node);
    case "Assert": {
      const value = evaluate(run, node.test);
      return truthOf(value) !== false && narrow(run, node.test, true);
    }
    case "Delete":
      executeDelete(run, node);
      return true;
    case "Break":
    case "Continue": {
      const exits = run.loopExits.at(-1);
      if (exits && node.kind === "Break") exits.breaks.push(run.heap.leave(exits.mark));
      if (exits && node.kind === "Continue") exits.continues.push(run.heap.leave(exits.bodyMark));
      return false;
    }
    case "ScopeDeclaration":
    case "Pass":
    case "TypeAlias":
    case "Unreadable":
      return true;
  }
}

function executeReturn(run: Run, value: Live): boolean {
  const { frame, heap } = run;
  if (!frame) return false;
  // The only way needs no joining with others.
  if (frame.exits.length === 0 && frame.depth === heap.depth + run.loopExits.length) {
    frame.returned = value;
  } else frame.exits.push({ value, outcome: heap.leave(frame.mark) });
  return false;
}

function executeAugmented(
  run: Run,
  node: Extract<Statement, { kind: "AugmentedAssignment" }>,
): boolean {
  const before = evaluate(run, node.target);
  const value = evaluate(run, node.value);
  seeNumberUse(
    run,
    { ...node, kind: "Binary", left: node.target, right: node.value },
    before,
    value,
  );
  if (!changeInPlace(run, node.operator, before, value)) {
    assign(run, node.target, applyBinary(run, node.operator, before, value, run.place(node)));
  }
  return true;
}

function executeIf(run: Run, { test, body, otherwise }: If): boolean {
  const value = evaluate(run, test);
  seeTruth(run, value, test);
  const truth = truthOf(value);
  if (truth !== undefined) return executeBlock(run, truth ? body : otherwise);
  return run.heap.fork([
    () => narrow(run, test, true) && executeBlock(run, body),
    () => narrow(run, test, false) && executeBlock(run, otherwise),
  ]);
}

function executeMatch(run: Run, { subject, cases }: Match): boolean {
  evaluate(run, subject);
  const ways = cases.map(({ binds, guard, body }) => () => {
    for (const { text } of binds) {
      assignName(run, currentScope(run), text, unknown("a pattern binds it"));
    }
    if (guard) evaluate(run, guard);
    return executeBlock(run, body);
  });
  return run.heap.fork([...ways, () => true]);
}

/** What a handler finds may be any state of the body, so what the body changes may be anything there. */
function executeTry(run: Run, { body, handlers, otherwise, finally: last }: Try): boolean {
  const { heap } = run;
  const mark = heap.mark();
  const before = exitCounts(run);
  const outcomes: Outcome[] = [];
  if (handlers.length > 0) run.guards++;
  const touched = heap.watch(() => {
    if (executeBlock(run, body) && executeBlock(run, otherwise)) outcomes.push(heap.capture(mark));
  });
  if (handlers.length > 0) run.guards--;
  heap.undo(mark);
  const handle = (work: () => boolean): void => {
    const isAlive = heap.follow(() => {
      for (const [cell, { contents }] of touched) heap.weaken(cell, contents);
      return work();
    });
    if (isAlive) outcomes.push(heap.capture(mark));
    heap.undo(mark);
  };
  for (const handler of handlers) handle(() => executeHandler(run, handler));
  if (last.length === 0) {
    heap.merge(outcomes);
    return outcomes.length > 0;
  }
  return executeFinally(run, last, outcomes, before);
}

function executeHandler(run: Run, { type, name, body }: ExceptHandler): boolean {
  if (type) evaluate(run, type);
  if (name) assignName(run, currentScope(run), name.text, external("builtins.Exception()"));
  return executeBlock(run, body);
}

interface ExitCounts {
  readonly returns: number;
  readonly breaks: number;
  readonly continues: number;
}

function exitCounts(run: Run): ExitCounts {
  const loop = run.loopExits.at(-1);
  return {
    returns: run.frame?.exits.length ?? 0,
    breaks: loop?.breaks.length ?? 0,
    continues: loop?.continues.length ?? 0,
  };
}

/** It runs after every way out, so what it changes may be anything on the ways that return or leave a loop. */
function executeFinally(
  run: Run,
  last: readonly Statement[],
  outcomes: readonly Outcome[],
  before: ExitCounts,
): boolean {
  const { heap } = run;
  const isReached = outcomes.length > 0;
  heap.merge(outcomes);
  const mark = heap.mark();
  let isAlive = false;
  const touched = heap.watch(() => {
    isAlive = executeBlock(run, last);
  });
  const loop = run.loopExits.at(-1);
  const left = [
    ...(run.frame?.exits.slice(before.returns).map(({ outcome }) => outcome) ?? []),
    ...(loop?.breaks.slice(before.breaks) ?? []),
    ...(loop?.continues.slice(before.continues) ?? []),
  ];
  for (const outcome of left) {
    for (const [cell, { contents }] of touched) {
      const content = outcome.get(cell)?.content ?? cell.content;
      outcome.set(cell, { content: cell.rules.weaken(content, [...contents]), how: "write" });
    }
  }
  if (!isReached) heap.undo(mark);
  return isReached && isAlive;
}

function executeWith(run: Run, { items, body }: With): boolean {
  for (const { value: node, target } of items) {
    const value = evaluate(run, node);
    const enter =
      value.kind === "instance" ? classAttribute(value.of, "__enter__")?.value : undefined;
    const entered =
      value.kind === "instance" && enter?.kind === "function"
        ? callFunction(run, { ...enter, self: value }, noArguments)
        : value;
    if (target) assign(run, target, entered);
  }
  return executeBlock(run, body);
}

function executeDelete(run: Run, { targets }: Delete): void {
  for (const target of targets) {
    if (target.kind === "Name") {
      const variable = variableOf(run, currentScope(run), target.id);
      if (variable) run.heap.write(variable, undefined);
    } else if (target.kind === "Subscript") {
      const container = evaluate(run, target.value);
      const key = evaluate(run, target.index);
      if (container.kind === "dict") deleteItem(run, container, key);
      else weakenAll(run, container);
    } else if (target.kind === "Attribute") {
      const owner = evaluate(run, target.value);
      if (owner.kind === "instance") {
        const attribute = owner.attributes.get(target.attribute.text);
        if (attribute) run.heap.write(attribute, unknown("it is deleted"));
      }
    }
  }
}

function weakenAll(run: Run, value: Live): void {
  for (const single of value.kind === "union" ? value.alternatives : [value]) {
    if (single.kind === "sequence" || single.kind === "dict") run.heap.weaken(single);
  }
}

function executeImport(run: Run, { names }: Import): void {
  for (const { name, alias } of names) {
    const path = name.text.replaceAll(".", "/");
    const [root = ""] = name.text.split(".");
    const imported = importModule(run, path);
    const scope = currentScope(run);
    if (alias) {
      assignName(run, scope, alias.text, imported ?? external(sdkName(name.text), run.place(name)));
    } else {
      const top = importModule(run, root) ?? (imported && packageOf(run, root));
      assignName(run, scope, root, top ?? external(root, run.place(name)));
    }
  }
}

/** A folder of modules that has no `__init__.py`. */
function packageOf(run: Run, folder: string): Live {
  const file = `${folder}/__init__.py`;
  const scope = { ...moduleOf(currentScope(run)), file, variables: new Map() };
  return { kind: "module", file, scope, place: undefined };
}

function executeImportFrom(run: Run, { module, level, names }: ImportFrom): void {
  const scope = currentScope(run);
  const path = importedPath(run.file, module?.text ?? "", level);
  const imported = path === undefined ? undefined : importModule(run, path);
  for (const { name, alias } of names) {
    if (name.text === "*") {
      for (const [each, variable] of imported?.scope.variables ?? []) {
        if (!each.startsWith("_") && variable.content)
          assignName(run, scope, each, variable.content);
      }
      continue;
    }
    const value = imported
      ? nameOfModule(run, imported, name.text)
      : path === undefined
        ? undefined
        : (importModule(run, `${path}/${name.text}`) ??
          (level === 0 ? outsideName(run, module?.text ?? "", name) : undefined));
    assignName(
      run,
      scope,
      (alias ?? name).text,
      value ?? unknown(`${name.text} is not found where it is imported from`),
    );
  }
}

function outsideName(
  run: Run,
  module: string,
  name: { text: string; from: number; to: number },
): Live {
  const full = sdkName(`${module}.${name.text}`);
  const place = run.place(name);
  if (full.startsWith("fivetran_connector_sdk.")) {
    run.see({ kind: "name", phase: run.phase, file: run.file, name: full, place });
  }
  return external(full, place);
}
