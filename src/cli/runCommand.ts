/** From an argument list to an exit code: finds the command, and puts its errors into words. */
import { readFileSync } from "node:fs";
import { describeError, UserError } from "../shared/base/userError.ts";
import { nearestName } from "../shared/base/nearestName.ts";
import { activeRowsCommand } from "./activeRows.ts";
import type { Command } from "./arguments.ts";
import { columnsCommand } from "./columns.ts";
import { checkCommand } from "./check.ts";
import type { Context } from "./context.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { newCommand } from "./new.ts";
import { styleFor } from "./output.ts";
import { profileCommand } from "./profile.ts";
import { queryCommand } from "./query.ts";
import { stateCommand } from "./state.ts";
import { syncCommand } from "./sync.ts";
import { json } from "./syncSummary.ts";

const commands: readonly Command[] = [
  syncCommand,
  checkCommand,
  queryCommand,
  stateCommand,
  profileCommand,
  columnsCommand,
  activeRowsCommand,
  newCommand,
];

const issues = "https://github.com/connector-workbench/connector-workbench/issues";

/** A run or a template that does not exist is as wrong an argument as a folder that does not. */
const wrongArguments: ReadonlySet<string> = new Set([
  "runs.unknown",
  "runs.unknownCheckpoint",
  "columns.blockedKey",
  "columns.system",
  "templateNotFound",
  "unknownAnswer",
  "answerMissing",
  "wrongAnswer",
]);

export async function runCommand(args: readonly string[], context: Context): Promise<ExitCode> {
  const [name, ...rest] = args;
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (command !== undefined) {
      return await command.run(rest, context);
    }
    return answerItself(name, context);
  } catch (error) {
    const isJson = rest.includes("--json");
    if (isJson && command !== undefined) {
      const code = error instanceof UserError ? error.code : codeOf(error);
      context.stdout.write(json(command.failure(describeError(error), code)));
    }
    return report(error, context);
  }
}

function answerItself(name: string | undefined, context: Context): ExitCode {
  switch (name) {
    case "--help":
    case "-h":
    case "help":
      context.stdout.write(help());
      return exitCodes.fine;
    case "--version":
    case "-v":
      context.stdout.write(`${versionOf(context)}\n`);
      return exitCodes.fine;
    case undefined:
      context.stderr.write(help());
      return exitCodes.wrongUse;
    default:
      throw unknownCommand(name);
  }
}

function unknownCommand(name: string): UsageError {
  const kind = name.startsWith("-") ? "option" : "command";
  const known =
    kind === "option" ? ["--help", "--version"] : commands.map((command) => command.name);
  const meant = nearestName(name, known);
  const hint = meant === undefined ? "See: connector-workbench --help" : `Did you mean ${meant}?`;
  return new UsageError(`There is no ${kind} ${JSON.stringify(name)}. ${hint}`);
}

function report(error: unknown, { stderr, env }: Context): ExitCode {
  const { red } = styleFor(stderr, env);
  if (error instanceof UsageError || error instanceof UserError) {
    stderr.write(`${red("Error:")} ${describeError(error)}\n`);
    return isWrongUse(error) ? exitCodes.wrongUse : exitCodes.failed;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`${red("Internal error:")} ${stack}\nPlease report this at ${issues}\n`);
  return exitCodes.internal;
}

function isWrongUse(error: Error): boolean {
  return (
    error instanceof UsageError || (error instanceof UserError && wrongArguments.has(error.code))
  );
}

function codeOf(error: unknown): string {
  return error instanceof UsageError ? "wrongUse" : "internal";
}

function help(): string {
  const rows = commands.map(({ name, usage, summary }) => ({ left: `${name} ${usage}`, summary }));
  return [
    "connector-workbench <command>",
    "",
    "Runs Fivetran Connector SDK connectors on this machine. Unofficial.",
    "",
    ...rows.flatMap(({ left, summary }) => [`  ${left}`, `      ${summary}`]),
    "",
    "connector-workbench <command> --help tells more; --version prints the version.",
    "Exit status: 0 fine, 1 the connector or a check failed, 2 wrong use, 3 a defect of ours.",
    "",
  ].join("\n");
}

function versionOf({ engine }: Context): string {
  const manifest: unknown = JSON.parse(readFileSync(engine.files.manifest, "utf8"));
  if (
    typeof manifest !== "object" ||
    manifest === null ||
    !("version" in manifest) ||
    typeof manifest.version !== "string"
  ) {
    throw new Error(`${engine.files.manifest} has no version`);
  }
  return manifest.version;
}
