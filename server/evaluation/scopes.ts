/** Names and what they stand for. */
import { external, unknown } from "./make.ts";
import type { Live, Scope, Variable } from "./live.ts";
import type { Run } from "./run.ts";

/** The variable that a name stands for in a scope; it is made when the scope is the one it belongs to. */
export function variableOf(run: Run, scope: Scope, name: string): Variable | undefined {
  const home = homeOf(scope, name);
  if (!home) return undefined;
  let variable = home.variables.get(name);
  if (!variable) {
    variable = run.variable(undefined);
    home.variables.set(name, variable);
  }
  return variable;
}

function homeOf(scope: Scope, name: string): Scope | undefined {
  const outside = scope.outside?.get(name);
  if (outside === "global") return moduleOf(scope);
  if (outside === undefined && (scope.locals === undefined || scope.locals.has(name))) return scope;
  // The body of a class is no scope for what is in its methods.
  let outer = scope.parent;
  while (outer?.kind === "class") outer = outer.parent;
  return outer && homeOf(outer, name);
}

export function moduleOf(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent) outer = outer.parent;
  return outer;
}

export function readName(run: Run, scope: Scope, name: string): Live {
  for (let from: Scope | undefined = scope; from; from = from.parent) {
    // A name that a class's body did not give a value yet is looked for outside.
    if (from !== scope && from.kind === "class") continue;
    const value = variableOf(run, from, name)?.content;
    if (value) return value;
    if (from.kind === "function" && from.locals?.has(name)) break;
  }
  if (builtinNames.has(name)) return external(`builtins.${name}`);
  return unknown(`${name} has no value that is known`);
}

export function assignName(run: Run, scope: Scope, name: string, value: Live): void {
  const variable = variableOf(run, scope, name);
  if (variable) run.heap.write(variable, value);
}

export const builtinNames: ReadonlySet<string> = new Set(
  (
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits " +
    "delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input " +
    "int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit " +
    "range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ __build_class__ " +
    "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError " +
    "BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError " +
    "DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError " +
    "FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError " +
    "IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError " +
    "NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError " +
    "RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError " +
    "SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError " +
    "UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError"
  ).split(" "),
);
