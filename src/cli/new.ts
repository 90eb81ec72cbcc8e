/** `new`: a runnable connector project from a template. */
import path from "node:path";
import type { Engine } from "../engine/index.ts";
import { defineCommand } from "./arguments.ts";
import type { Context } from "./context.ts";
import { exitCodes, UsageError, type ExitCode } from "./exitCodes.ts";
import { commandLine, formatTable, styleFor } from "./output.ts";
import { parseJsonObject, readJsonObject } from "./project.ts";
import { json } from "./syncSummary.ts";

type Template = Awaited<ReturnType<Engine["listTemplates"]>>[number];
type Project = Awaited<ReturnType<Engine["scaffold"]>>;

export const newCommand = defineCommand({
  name: "new",
  usage: "<template> <folder> | --list",
  summary: "Writes a connector project that runs as it is. Never overwrites a file.",
  options: {
    list: { type: "boolean", description: "print the templates" },
    answers: {
      type: "string",
      value: "<file or JSON>",
      description: "answers to the template's questions, by key (default: its own)",
    },
    json: {
      type: "boolean",
      description: "print what was made, or with --list the templates, as JSON",
    },
  },
  async run({ values, positionals }, context): Promise<ExitCode> {
    const templates = (await context.engine.listTemplates()).filter(
      ({ problems }) => problems.length === 0,
    );
    if (values.list) {
      context.stdout.write(
        values.json ? json(templates.map(withoutPlace)) : describeTemplates(templates, context),
      );
      return exitCodes.fine;
    }
    const [templateId, folder, ...more] = positionals;
    if (templateId === undefined) {
      const ids = templates.map(({ id }) => id).join(", ");
      throw new UsageError(`Which template? There are ${ids}.`);
    }
    if (folder === undefined || more.length > 0) {
      throw new UsageError("new takes a template and one folder: new hello my-connector.");
    }
    const project = await context.engine.scaffold({
      templateId,
      target: path.resolve(context.cwd, folder),
      answers: values.answers === undefined ? {} : answersFrom(values.answers, context),
    });
    const template = templates.find(({ id }) => id === templateId);
    context.stdout.write(
      values.json ? json(project) : describeProject(folder, project, template?.source),
    );
    return exitCodes.fine;
  },
});

/** Where a template lies is of no use to a program, and different on every machine. */
function withoutPlace({ id, title, description, questions }: Template): object {
  return { id, title, description, questions };
}

function describeTemplates(templates: readonly Template[], { stdout, env }: Context): string {
  return formatTable(
    [{ title: "TEMPLATE" }, { title: "WHAT IT IS" }],
    templates.map(({ id, description }) => [id, description]),
    styleFor(stdout, env),
  );
}

function answersFrom(given: string, { cwd }: Context): Readonly<Record<string, string>> {
  const text = /^\s*[{[]/.test(given)
    ? given
    : readJsonObject("--answers", path.resolve(cwd, given));
  const answers = parseJsonObject("--answers", text);
  return Object.fromEntries(
    Object.entries(answers).map(([key, value]) => {
      if (typeof value !== "string") {
        throw new UsageError(
          `--answers: ${key} must be text, as everything in configuration.json.`,
        );
      }
      return [key, value];
    }),
  );
}

function describeProject(
  folder: string,
  { files, kept }: Project,
  source: Template["source"],
): string {
  return [
    `Made ${folder}:`,
    ...files.map((file) => `  ${path.join(folder, file)}`),
    ...kept.map((file) => `  ${path.join(folder, file)} was there already and stays as it is`),
    "Next:",
    ...(source === undefined
      ? []
      : [`  python3 ${path.join(folder, source.file)}   (${source.title}; leave it running)`]),
    `  ${commandLine(["sync", folder])}`,
    "",
  ].join("\n");
}
