/** Operations and other calls: those that are written, with what evaluation saw them do. */
import type { Phase, Run, SeenCall } from "../evaluation/run.ts";
import { sdkName } from "../evaluation/attributes.ts";
import type { Value } from "../evaluation/values.ts";
import { joinValues } from "./joinValues.ts";
import { displayedValue, literalValue } from "./literalValue.ts";
import type { Argument, Call, Expression } from "../python/ast.ts";
import { operations } from "../sdk/operations.ts";
import type {
  ArgumentFact,
  CallFact,
  FunctionFact,
  LoopFact,
  OperationEvaluation,
  OperationFact,
} from "./facts.ts";
import type { ReadModule } from "./sourceModules.ts";
import type { Surroundings, WrittenCall } from "./writtenCalls.ts";

const operationPrefix = "fivetran_connector_sdk.Operations.";

export interface KnownCall {
  readonly file: string;
  readonly written: WrittenCall;
  readonly name: string;
  readonly seen: readonly (SeenCall & { readonly order: number })[];
  /** Whether it may happen in more ways. */
  readonly hasMore: boolean;
}

/** Every call whose callee is known, in the order of modules and places. */
export function knownCalls(
  modules: ReadonlyMap<string, ReadModule>,
  run: Run,
): readonly KnownCall[] {
  const seen = new Map<Call, (SeenCall & { order: number })[]>();
  run.sights.forEach((sight, order) => {
    if (sight.kind !== "call") return;
    const all = seen.get(sight.call) ?? [];
    all.push({ ...sight, order });
    seen.set(sight.call, all);
  });
  return [...modules].flatMap(([file, { written }]) =>
    written.calls.flatMap((each) => {
      const all = seen.get(each.call) ?? [];
      const name = all[0]?.name ?? (each.name === undefined ? undefined : sdkName(each.name));
      return name === undefined
        ? []
        : [{ file, written: each, name, seen: all, hasMore: run.hasMore(all) }];
    }),
  );
}

export function functionFact(
  file: string,
  { function: definition }: Surroundings,
): FunctionFact | undefined {
  return definition && { file, definition };
}

function loopsOf({ file, written, seen }: KnownCall): readonly LoopFact[] {
  const [first] = seen;
  return first
    ? first.loops
    : written.surroundings.loops.map((loop) => ({ file, loop, isLexical: true }));
}

/** What the arguments were seen to be, and what they are wherever the call is made. */
export function argumentFacts({
  file,
  written: { call },
  seen,
  hasMore,
}: KnownCall): readonly ArgumentFact[] {
  return call.arguments.map((argument, index) => {
    const literal = literalValue(argument.value, file);
    const values = literal ? [literal] : seen.flatMap((each) => each.arguments[index]?.value ?? []);
    const isAll = literal !== undefined || (seen.length > 0 && !hasMore);
    const others = isAll ? [] : [displayedValue(argument.value, file)];
    return { argument, value: joinValues([...values, ...others], "it is not reached") };
  });
}

function phasesOf({ written, seen }: KnownCall): readonly Phase[] {
  const phases = new Set(seen.map(({ phase }) => phase));
  if (phases.size === 0) {
    const { function: definition, isMain } = written.surroundings;
    phases.add(isMain ? "main" : definition ? "update" : "import");
  }
  return [...phases];
}

export function callFacts(calls: readonly KnownCall[]): readonly CallFact[] {
  return calls
    .filter(({ name }) => !name.startsWith(operationPrefix))
    .map((known) => ({
      file: known.file,
      call: known.written.call,
      name: known.name,
      namePlace: namePlace(known.file, known.written.call.callee),
      arguments: argumentFacts(known),
      loops: loopsOf(known),
      function: functionFact(known.file, known.written.surroundings),
      calledFrom: phasesOf(known),
    }));
}

/** The last word of a name: `get` of `requests.get`. */
export function namePlace(file: string, callee: Expression) {
  const { from, to } = callee.kind === "Attribute" ? callee.attribute : callee;
  return { file, from, to };
}

export function operationFacts(calls: readonly KnownCall[]): readonly OperationFact[] {
  return calls.flatMap((known) => {
    if (!known.name.startsWith(operationPrefix)) return [];
    const name = known.name.slice(operationPrefix.length);
    if (/\W/.test(name)) return [];
    const { call, isYielded, surroundings } = known.written;
    const keys = parameterKeys(name, call);
    const values = argumentFacts(known);
    return [
      {
        file: known.file,
        call,
        name,
        namePlace: namePlace(known.file, call.callee),
        isYielded,
        calledFrom: [
          ...new Set(phasesOf(known).map((phase) => (phase === "main" ? "import" : phase))),
        ],
        arguments: new Map(values.map((value, index) => [keys[index] ?? String(index), value])),
        hasStars: call.arguments.some(({ stars }) => stars > 0),
        loops: loopsOf(known),
        function: functionFact(known.file, surroundings),
        evaluations: known.seen.map((seen) => evaluationOf(seen, keys)),
      },
    ];
  });
}

function evaluationOf(
  seen: SeenCall & { order: number },
  keys: readonly string[],
): OperationEvaluation {
  const values = new Map<string, Value>();
  seen.arguments.forEach(({ value }, index) => values.set(keys[index] ?? String(index), value));
  return { order: seen.order, values, loops: seen.loops, calls: seen.calls.slice(0, -1) };
}

/** For each argument its parameter; of one that has none its position or keyword. */
function parameterKeys(name: string, call: Call): readonly string[] {
  const parameters =
    operations.get(name)?.parameters.filter(({ isKeywordOnly }) => !isKeywordOnly) ?? [];
  let position = 0;
  return call.arguments.map((argument: Argument) => {
    if (argument.name) return argument.name.text;
    const index = position++;
    return argument.stars > 0
      ? `${"*".repeat(argument.stars)}${String(index)}`
      : (parameters[index]?.name ?? String(index));
  });
}
