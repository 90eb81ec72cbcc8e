/** "New Project…": asks for a template, its questions and a place, writes the project and opens it. */
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { wrongAnswer } from "../../engine/index.ts";
import { askForChoice, askForText, type Answer } from "../platform/multiStep.ts";
import type { Services } from "./services.ts";

interface Plan {
  readonly templateId: string;
  /** The project's folder. */
  readonly target: string;
  readonly answers: Readonly<Record<string, string>>;
}

type Templates = Awaited<ReturnType<Services["engine"]["listTemplates"]>>;
type Template = Templates[number];

export function newProject(services: Services) {
  return async (given?: unknown): Promise<string | undefined> => {
    const templates = await services.engine.listTemplates();
    const plan = parsePlan(given) ?? (await askForPlan(templates));
    if (!plan) {
      return undefined;
    }
    await services.engine.scaffold(plan);
    await services.projects.searchAgain();
    // A caller that has planned everything also decides what to open.
    if (!parsePlan(given)) {
      await openProject(plan.target);
    }
    return plan.target;
  };
}

function parsePlan(value: unknown): Plan | undefined {
  if (
    typeof value !== "object" ||
    value === null ||
    !("templateId" in value) ||
    typeof value.templateId !== "string" ||
    !("target" in value) ||
    typeof value.target !== "string"
  ) {
    return undefined;
  }
  const { templateId, target } = value;
  const answers = "answers" in value ? value.answers : {};
  const entries = Object.entries(typeof answers === "object" && answers !== null ? answers : {});
  return {
    templateId,
    target,
    answers: Object.fromEntries(entries.map(([key, answer]) => [key, String(answer)])),
  };
}

/** Going back asks the question before, with what was answered there. */
async function askForPlan(templates: Templates): Promise<Plan | undefined> {
  const title = vscode.l10n.t("New Connector Project");
  let template: Template | undefined;
  let name = "my-connector";
  const answers: Record<string, string> = {};
  for (let step = 1; ;) {
    const questions = template?.questions ?? [];
    const place = { title, step, totalSteps: questions.length + 2 };
    let answer: Answer<unknown>;
    const question = questions[step - 3];
    if (step === 1 || !template) {
      const chosen = await askForChoice({
        ...place,
        placeholder: vscode.l10n.t("What should the connector read?"),
        choices: templates.map((value) => ({
          label: value.title,
          detail: value.description,
          value,
        })),
      });
      template = typeof chosen === "object" ? chosen.value : template;
      answer = chosen;
    } else if (step === 2) {
      const chosen = await askForText({
        ...place,
        prompt: vscode.l10n.t("Name of the project's folder"),
        value: name,
        validate: wrongName,
      });
      name = typeof chosen === "object" ? chosen.value.trim() : name;
      answer = chosen;
    } else if (question) {
      const chosen = await askForText({
        ...place,
        prompt: question.title,
        placeholder: question.placeholder,
        value: answers[question.key] ?? question.default ?? "",
        secret: question.secret,
        validate: (text) => wrongAnswer(question, text),
      });
      if (typeof chosen === "object") {
        answers[question.key] = chosen.value;
      }
      answer = chosen;
    } else {
      const parent = await askForParent();
      return parent === undefined
        ? undefined
        : { templateId: template.id, target: path.join(parent, name), answers };
    }
    if (!answer) {
      return undefined;
    }
    step += answer === "back" ? -1 : 1;
  }
}

function wrongName(name: string): string | undefined {
  if (name.trim() === "") {
    return vscode.l10n.t("The folder needs a name.");
  }
  return /[\\/:*?"<>|]/.test(name) || /^\.+$/.test(name.trim())
    ? vscode.l10n.t("This cannot be the name of a folder.")
    : undefined;
}

async function askForParent(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Create the Project in"),
    openLabel: vscode.l10n.t("Create Project Here"),
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
  });
  return chosen?.[0]?.fsPath;
}

async function openProject(folder: string): Promise<void> {
  const uri = vscode.Uri.file(folder);
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    const connector = path.join(folder, "connector.py");
    if (existsSync(connector)) {
      await vscode.window.showTextDocument(vscode.Uri.file(connector));
    }
    return;
  }
  const forceNewWindow = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  await vscode.commands.executeCommand("vscode.openFolder", uri, { forceNewWindow });
}
