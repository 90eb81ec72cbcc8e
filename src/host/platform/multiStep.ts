/** A row of questions with Back, a title and the step's number; each answer may decide what is asked next. */
import * as vscode from "vscode";

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export interface PickStep<T> extends StepPlace {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
}

export interface InputStep extends StepPlace {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly secret?: boolean;
  /** What is wrong with the text; undefined when nothing is. */
  validate(text: string): string | undefined;
}

/** `back` is an answer, too; undefined means that the user gave up. */
export type Answer<T> = { readonly value: T } | "back" | undefined;

export function askForChoice<T>(step: PickStep<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.items = step.choices;
  pick.placeholder = step.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return ask(pick, step, () => {
    const [chosen] = pick.selectedItems;
    return chosen ? { value: chosen.value } : undefined;
  });
}

export function askForText(step: InputStep): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = step.prompt;
  input.placeholder = step.placeholder ?? "";
  input.value = step.value;
  input.password = step.secret ?? false;
  input.onDidChangeValue((text) => {
    input.validationMessage = step.validate(text);
  });
  return ask(input, step, () => {
    input.validationMessage = step.validate(input.value);
    return input.validationMessage === undefined ? { value: input.value } : undefined;
  });
}

interface Question extends vscode.QuickInput {
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidAccept: vscode.Event<void>;
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

/** `accept` gives the answer, or nothing while there is none that can be taken. */
function ask<T>(
  question: Question,
  { title, step, totalSteps }: StepPlace,
  accept: () => { readonly value: T } | undefined,
): Promise<Answer<T>> {
  question.title = title;
  question.step = step;
  question.totalSteps = totalSteps;
  question.ignoreFocusOut = true;
  question.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    question.onDidTriggerButton(() => {
      resolve("back");
      question.dispose();
    });
    question.onDidAccept(() => {
      const answer = accept();
      if (answer) {
        resolve(answer);
        question.dispose();
      }
    });
    question.onDidHide(() => {
      resolve(undefined);
      question.dispose();
    });
    question.show();
  });
}
