/** Reads a command's arguments by its own table of options, and writes its help from the same table. */
import { parseArgs } from "node:util";
import { nearestName } from "../shared/base/nearestName.ts";
import type { Context } from "./context.ts";
import { UsageError, type ExitCode } from "./exitCodes.ts";

export type Option =
  | { readonly type: "boolean"; readonly description: string }
  | { readonly type: "string"; readonly value: string; readonly description: string };

export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K]["type"] extends "boolean" ? boolean : string;
};

export interface Arguments<O extends Options> {
  readonly values: Values<O>;
  readonly positionals: readonly string[];
}

export interface CommandDefinition<O extends Options> {
  readonly name: string;
  /** As usage shows it after the name. */
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly options: O;
  readonly run: (given: Arguments<O>, context: Context) => Promise<ExitCode>;
  /** What `--json` prints when the command ends with an error; default: code and message. */
  readonly failure?: (message: string, code: string) => unknown;
}

/** A command whose option types are settled: what the table of commands holds. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], context: Context) => Promise<ExitCode>;
  readonly failure: (message: string, code: string) => unknown;
}

export function defineCommand<const O extends Options>(definition: CommandDefinition<O>): Command {
  const { name, usage, summary, options, run, failure } = definition;
  const help = helpFor(definition);
  return {
    name,
    usage,
    summary,
    help,
    async run(args, context) {
      if (asksForHelp(args)) {
        context.stdout.write(help);
        return 0;
      }
      return run(parseArguments(name, options, args), context);
    },
    failure: failure ?? ((message, code) => ({ error: { code, message } })),
  };
}

/** Throws a `UsageError` that names the option meant, where one is near. */
export function parseArguments<O extends Options>(
  command: string,
  options: O,
  args: readonly string[],
): Arguments<O> {
  // Not strict: Node's own messages neither suggest the nearest option nor name the command.
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(options).map(([key, { type }]) => [key, { type }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind !== "option") {
      continue;
    }
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      throw unknownOption(command, token.rawName, Object.keys(options));
    }
    values[token.name] = valueOf(option, token);
  }
  return { values: typed(options, values), positionals };
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf(option: Option, { rawName, value, inlineValue }: OptionToken): string | boolean {
  if (option.type === "boolean") {
    if (value !== undefined) {
      throw new UsageError(`${rawName} takes no value.`);
    }
    return true;
  }
  // A dash alone is standard input; anything else with one in front is the next option.
  const isOption = inlineValue !== true && value !== undefined && /^-./.test(value);
  if (value === undefined || value === "" || isOption) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`);
  }
  return value;
}

function unknownOption(command: string, rawName: string, known: readonly string[]): UsageError {
  const meant = nearestName(
    rawName,
    known.map((name) => `--${name}`),
  );
  const hint =
    meant === undefined ? `See: connector-workbench ${command} --help` : `Did you mean ${meant}?`;
  return new UsageError(`${command} has no option ${rawName}. ${hint}`);
}

function typed<O extends Options>(
  options: O,
  values: Readonly<Record<string, string | boolean>>,
): Values<O> {
  const isTyped = (given: object): given is Values<O> =>
    Object.entries(given).every(([name, value]) => options[name]?.type === typeof value);
  if (!isTyped(values)) {
    throw new Error("an option has a value of another type than its table says");
  }
  return values;
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const before = end === -1 ? args : args.slice(0, end);
  return before.includes("--help") || before.includes("-h");
}

function helpFor({
  name,
  usage,
  summary,
  details,
  options,
}: Omit<CommandDefinition<Options>, "run" | "failure">): string {
  const rows = Object.entries(options).map(([option, spec]): [string, string] => [
    spec.type === "boolean" ? `--${option}` : `--${option} ${spec.value}`,
    spec.description,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length), 0);
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
  return [
    `connector-workbench ${name} ${usage}`,
    "",
    summary,
    ...(details === undefined ? [] : ["", details]),
    "",
    "Options:",
    ...lines,
    "",
  ].join("\n");
}
