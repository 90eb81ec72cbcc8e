/**
 * Writes a runnable connector project from a template.
 *
 * Nothing is ever overwritten. The target may be a new folder or one that has other things in it
 * already, such as `.git` or `.venv`. A `README.md` or `.gitignore` that is there stays as it is,
 * because a fresh repository has them; any other file in the way refuses the whole project before
 * a byte is written. A failure half-way takes back what was written up to then.
 */
import type { Stats } from "node:fs";
import { lstat, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../shared/base/userError.ts";
import { nearestName } from "../../shared/base/nearestName.ts";
import {
  configurationFile,
  listTemplates,
  readConfiguration,
  wrongAnswer,
  type Template,
} from "./templates.ts";
import { codeOf, describeFailure, writeNewFiles } from "./writeNewFiles.ts";

export { listTemplates } from "./templates.ts";

export interface ScaffoldOptions {
  readonly templatesFolder: string;
  readonly templateId: string;
  /** The project's folder; made when it is missing, with the folders above it. */
  readonly target: string;
  /** By the key of the template's question; its default stands in for an answer that is missing. */
  readonly answers?: Readonly<Record<string, string>>;
}

export interface ScaffoldedProject {
  readonly folder: string;
  /** What was written, relative to the folder. */
  readonly files: readonly string[];
  /** Files of the template that the folder had already, which were left alone. */
  readonly kept: readonly string[];
}

const mayExist = ["README.md", ".gitignore"];

export async function scaffold(options: ScaffoldOptions): Promise<ScaffoldedProject> {
  const template = await findTemplate(options.templatesFolder, options.templateId);
  const contents = await contentsOf(template, options.answers ?? {});
  const folder = path.resolve(options.target);
  const existing = await existingFiles(folder, template.files);
  const conflicts = existing.filter((file) => !mayExist.includes(file));
  if (conflicts.length > 0) {
    throw new UserError(
      "projectFilesExist",
      `${folder} already has ${conflicts.join(", ")}. Nothing was written.`,
      { action: "Choose another folder, or move what is there out of the way." },
    );
  }
  const files = template.files.filter((file) => !existing.includes(file));
  await writeNewFiles(folder, new Map([...contents].filter(([file]) => files.includes(file))));
  return { folder, files, kept: existing };
}

async function findTemplate(templatesFolder: string, id: string): Promise<Template> {
  const templates = await listTemplates(templatesFolder);
  const found = templates.find((template) => template.id === id);
  if (!found) {
    const ids = templates.map((template) => template.id);
    const meant = nearestName(id, ids);
    throw new UserError("templateNotFound", `There is no template ${JSON.stringify(id)}.`, {
      action:
        meant === undefined ? `The templates are ${ids.join(", ")}.` : `Did you mean ${meant}?`,
    });
  }
  if (found.problems.length > 0) {
    throw new UserError(
      "templateBroken",
      `The template ${id} cannot be used: ${found.problems.join("; ")}.`,
    );
  }
  return found;
}

/** All contents, read before anything is written. */
async function contentsOf(
  template: Template,
  answers: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string | Buffer>> {
  const configuration = await answeredConfiguration(template, answers);
  const entries = template.files.map(async (file) => {
    const answered = file === configurationFile ? configuration : undefined;
    return [file, answered ?? (await readFile(path.join(template.folder, file)))] as const;
  });
  return new Map(await Promise.all(entries));
}

/** The text of `configuration.json` with the answers in it; undefined when there was nothing to ask. */
async function answeredConfiguration(
  { id, folder, questions }: Template,
  answers: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const unknown = Object.keys(answers).find((key) => !questions.some((each) => each.key === key));
  if (unknown !== undefined) {
    const keys = questions.map(({ key }) => key).join(", ");
    throw new UserError("unknownAnswer", `The template ${id} does not ask for "${unknown}".`, {
      action: keys === "" ? "It asks for nothing." : `It asks for ${keys}.`,
    });
  }
  if (questions.length === 0) {
    return undefined;
  }
  const configuration = await readConfiguration(folder);
  for (const question of questions) {
    const answer = Object.hasOwn(answers, question.key) ? answers[question.key] : question.default;
    if (answer === undefined) {
      throw new UserError(
        "answerMissing",
        `The template ${id} has to know: ${question.title} (${question.key}).`,
      );
    }
    const wrong = wrongAnswer(question, answer);
    if (wrong !== undefined) {
      // A secret must not reach a log by way of its error.
      const shown = question.secret ? "" : ` ${JSON.stringify(answer)}`;
      throw new UserError("wrongAnswer", `${question.key} cannot be${shown || " this"}. ${wrong}`);
    }
    configuration[question.key] = answer;
  }
  return `${JSON.stringify(configuration, undefined, 2)}\n`;
}

/** Which of the files are there already; something else than a folder on the way to one counts as that file. */
async function existingFiles(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const target = await entryAt(folder, stat);
  if (target === undefined) {
    return [];
  }
  if (!target.isDirectory()) {
    throw new UserError("targetNotAFolder", `${folder} is a file, not a folder.`, {
      action: "Choose another folder.",
    });
  }
  const taken = await Promise.all(files.map((file) => isTaken(folder, file)));
  return files.filter((_, index) => taken[index]);
}

async function isTaken(folder: string, file: string): Promise<boolean> {
  const parts = file.split("/");
  for (const depth of parts.keys()) {
    const entry = await entryAt(path.join(folder, ...parts.slice(0, depth + 1)), lstat);
    if (entry === undefined) {
      return false;
    }
    if (!entry.isDirectory() || depth === parts.length - 1) {
      return true;
    }
  }
  return false;
}

async function entryAt(
  place: string,
  read: (place: string) => Promise<Stats>,
): Promise<Stats | undefined> {
  try {
    return await read(place);
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw describeFailure(error);
  }
}
