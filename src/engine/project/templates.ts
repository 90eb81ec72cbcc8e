/** Project templates: a folder each, with a `template.json` that says what it is and what belongs to it. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

/** Something to ask before a project is written; the answer goes into `configuration.json` under `key`. */
export interface TemplateQuestion {
  readonly key: string;
  readonly title: string;
  readonly placeholder?: string;
  readonly default?: string;
  /** The answer is not shown while it is typed. */
  readonly secret?: boolean;
  readonly validate?: AnswerRule;
}

export interface AnswerRule {
  /** A regular expression, read with the flag `u`. */
  readonly pattern: string;
  /** What to say when the answer does not match. */
  readonly message: string;
}

/** A program of the project that stands in for the real source while one practises. */
export interface TemplateSource {
  readonly title: string;
  /** A Python file; it prints `listening on <url>` once it can be used. */
  readonly file: string;
}

export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Its place among the templates, the lowest first. */
  readonly order: number;
  readonly folder: string;
  /** The files a project gets, relative to `folder`, with forward slashes. */
  readonly files: readonly string[];
  readonly questions: readonly TemplateQuestion[];
  readonly source?: TemplateSource;
  /** What is wrong with the template; one with problems is listed, but cannot be used. */
  readonly problems: readonly string[];
}

export const configurationFile = "configuration.json";
const descriptionFile = "template.json";
const maxOrder = 1_000_000;

/** Every template of the folder, broken ones too and last; reading one never fails. */
export async function listTemplates(templatesFolder: string): Promise<Template[]> {
  const entries = await readdir(templatesFolder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  const templates = await Promise.all(
    folders.map(({ name }) => readTemplate(path.join(templatesFolder, name))),
  );
  return templates.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
}

/** What `configuration.json` of a template holds; every value is text. */
export async function readConfiguration(folder: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(folder, configurationFile), "utf8");
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || !Object.values(value).every((field) => typeof field === "string")) {
    throw new Error("it has to be an object whose values are all text");
  }
  return value as Record<string, string>;
}

/** Why an answer cannot be taken, or undefined when it can. */
export function wrongAnswer(question: TemplateQuestion, answer: string): string | undefined {
  const rule = question.validate;
  return rule && !new RegExp(rule.pattern, "u").test(answer) ? rule.message : undefined;
}

async function readTemplate(folder: string): Promise<Template> {
  const id = path.basename(folder);
  try {
    const text = await readFile(path.join(folder, descriptionFile), "utf8");
    const template = parseTemplate(folder, JSON.parse(text));
    const problems = [...template.problems, ...(await fileProblems(template))];
    return problems.length === 0 ? template : broken(id, folder, problems);
  } catch (error) {
    return broken(id, folder, [`${descriptionFile}: ${messageOf(error)}`]);
  }
}

function broken(id: string, folder: string, problems: readonly string[]): Template {
  const description = `This template is broken. ${problems.join("; ")}`;
  return {
    id,
    title: id,
    description,
    order: maxOrder,
    folder,
    files: [],
    questions: [],
    problems,
  };
}

/** Takes what is right, and says of the rest what is wrong with it. */
function parseTemplate(folder: string, value: unknown): Template {
  const problems: string[] = [];
  const report = (problem: string) => problems.push(`${descriptionFile}: ${problem}`);
  const fields = isRecord(value) ? value : {};
  const text = (owner: Record<string, unknown>, key: string, where = ""): string => {
    const found = owner[key];
    if (typeof found === "string" && found.trim() !== "") {
      return found;
    }
    report(`${where}"${key}" has to be text`);
    return "";
  };
  const optionalText = (owner: Record<string, unknown>, key: string, where: string) =>
    owner[key] === undefined ? undefined : text(owner, key, where);

  const order = fields["order"];
  if (typeof order !== "number" || !(order >= 0 && order < maxOrder)) {
    report('"order" has to be a number');
  }
  if (fields["id"] !== path.basename(folder)) {
    report(`"id" has to be the folder's name, "${path.basename(folder)}"`);
  }
  const questions = recordsOf(fields["questions"] ?? [], '"questions"', report).map(
    (question): TemplateQuestion => {
      const key = text(question, "key", "a question's ");
      const where = `question "${key}": `;
      return {
        key,
        title: text(question, "title", where),
        placeholder: optionalText(question, "placeholder", where),
        default: optionalText(question, "default", where),
        secret: question["secret"] === true,
        validate: parseRule(question["validate"], (problem) => report(where + problem)),
      };
    },
  );
  const [source] =
    fields["source"] === undefined ? [] : recordsOf([fields["source"]], '"source"', report);
  return {
    id: path.basename(folder),
    title: text(fields, "title"),
    description: text(fields, "description"),
    order: typeof order === "number" ? order : maxOrder,
    folder,
    files: parseFiles(fields["files"], report),
    questions,
    source: source && {
      title: text(source, "title", "source: "),
      file: text(source, "file", "source: "),
    },
    problems,
  };
}

function parseFiles(value: unknown, report: (problem: string) => void): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) {
    report('"files" has to list the files');
    return [];
  }
  return value.filter((file: unknown): file is string => {
    const isPlain =
      typeof file === "string" &&
      file !== descriptionFile &&
      file.split("/").every((part) => /^[^\\:]+$/.test(part) && !/^\.\.?$/.test(part));
    if (!isPlain) {
      report(`"files" has ${JSON.stringify(file)}, which is no path inside a project`);
    }
    return isPlain;
  });
}

function parseRule(value: unknown, report: (problem: string) => void): AnswerRule | undefined {
  if (value === undefined) {
    return undefined;
  }
  const { pattern, message } = isRecord(value) ? value : {};
  if (typeof pattern !== "string" || typeof message !== "string") {
    report('"validate" needs a pattern and a message');
    return undefined;
  }
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    report(messageOf(error));
    return undefined;
  }
  return { pattern, message };
}

function recordsOf(
  value: unknown,
  name: string,
  report: (problem: string) => void,
): Record<string, unknown>[] {
  const values: unknown[] = Array.isArray(value) ? value : [undefined];
  return values.filter((item) => {
    if (!isRecord(item)) {
      report(`${name} has a wrong form`);
    }
    return isRecord(item);
  });
}

/** What `template.json` promises and the folder does not hold. */
async function fileProblems(template: Template): Promise<readonly string[]> {
  const found = await Promise.all(
    template.files.map((file) =>
      stat(path.join(template.folder, file)).then(
        (entry) => entry.isFile(),
        () => false,
      ),
    ),
  );
  const problems = template.files
    .filter((_, index) => !found[index])
    .map((file) => `the file ${file} is missing`);
  if (template.source && !template.files.includes(template.source.file)) {
    problems.push(`the source ${template.source.file} is none of its files`);
  }
  return [...problems, ...(await questionProblems(template))];
}

async function questionProblems({ folder, questions }: Template): Promise<readonly string[]> {
  if (questions.length === 0) {
    return [];
  }
  try {
    const configuration = await readConfiguration(folder);
    return questions.flatMap((question) => {
      const wrong = wrongAnswer(question, question.default ?? "");
      return [
        ...(Object.hasOwn(configuration, question.key)
          ? []
          : [`${configurationFile} has no "${question.key}"`]),
        ...(question.default === undefined || wrong === undefined
          ? []
          : [`the default of "${question.key}" is wrong: ${wrong}`]),
      ];
    });
  } catch (error) {
    return [`${configurationFile}: ${messageOf(error)}`];
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
