/** Quick fixes of problems, "fix all", turning codes off, and what features offer beside. */
import type { CodeAction, CodeActionParams, Command } from "vscode-languageserver";
import type { Span } from "../python/ast.ts";
import type { ProblemCode } from "../rules/codes.ts";
import type { FileEdit, Fix, Problem } from "../rules/rule.ts";
import { codes, features, ignoreComment } from "../service/index.ts";
import { diagnosticOf, workspaceEditOf, type Change } from "./convert.ts";
import { uriOf } from "./locations.ts";
import type { Located, Session } from "./session.ts";

const quickFix = "quickfix";
export const fixAllKind = "source.fixAll.connectorWorkbench";

/** What an editor may put right whenever a file is saved: it changes how something is written, never what it does. */
const fixedOnSave: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "type-case",
  "obsolete-yield",
  "deprecated-log",
]);

export function codeActionsAt(
  session: Session,
  located: Located,
  { range, context: { only } }: CodeActionParams,
): readonly CodeAction[] {
  const { file, texts, analysis } = located;
  const wants = (kind: string): boolean =>
    only?.some((each) => kind === each || kind.startsWith(`${each}.`) || each === "") ?? true;
  const span = { from: texts.offset(file, range.start), to: texts.offset(file, range.end) };
  const problems = analysis.problems.filter((problem) => problem.file === file);
  const here = problems.filter(({ from, to }) => from <= span.to && span.from <= to);
  return [
    ...(wants(quickFix)
      ? here.flatMap((problem) => quickFixes(session, located, problem, problems))
      : []),
    ...(only !== undefined && wants(fixAllKind) ? fixAll(session, located, problems) : []),
    ...featureActions(session, located, span).filter(({ kind }) => wants(kind ?? "")),
  ];
}

function quickFixes(
  session: Session,
  located: Located,
  problem: Problem,
  all: readonly Problem[],
): readonly CodeAction[] {
  const diagnostics = [diagnosticOf(problem, located.texts)];
  const action = (title: string, change: Change, isPreferred = false): CodeAction => ({
    title,
    kind: quickFix,
    diagnostics,
    ...(isPreferred && { isPreferred }),
    edit: editOf(session, located, change),
  });
  const { code } = problem;
  const alike = all.filter((other) => other.code === code && preferredFix(other));
  const comment = ignoreComment(
    located.analysis.facts.files.text(problem.file) ?? "",
    problem,
    located.analysis.facts.modules.has(problem.file),
  );
  return [
    ...(problem.fixes ?? []).map((fix) => action(fix.title, fix, fix.isPreferred)),
    ...(alike.length > 1
      ? [action(`Fix all of ${code} in this file`, { edits: editsOfAll(alike) })]
      : []),
    ...(comment ? [action(`Ignore ${code} in this line`, { edits: [comment] })] : []),
    ...(session.client().options.hasCommands
      ? [
          {
            title: `Turn off ${code} in this workspace`,
            kind: quickFix,
            diagnostics,
            command: commandOf("connectorWorkbench.ignoreCode", codes[code].title, located, [code]),
          },
        ]
      : []),
  ];
}

function fixAll(
  session: Session,
  located: Located,
  problems: readonly Problem[],
): readonly CodeAction[] {
  const edits = editsOfAll(problems.filter(({ code }) => fixedOnSave.has(code)));
  return edits.length === 0
    ? []
    : [
        {
          title: "Fix what is certain in this file",
          kind: fixAllKind,
          edit: editOf(session, located, { edits }),
        },
      ];
}

function featureActions(session: Session, located: Located, span: Span): readonly CodeAction[] {
  const { analysis, file } = located;
  const actions = features.codeActions?.(analysis, file, span) ?? [];
  return actions.flatMap(({ title, kind, edits, creates = [], command }): readonly CodeAction[] => {
    if (command && !session.client().options.hasCommands) return [];
    const change = { edits, creates };
    return [
      {
        title,
        kind,
        ...(edits.length + creates.length > 0 && { edit: editOf(session, located, change) }),
        ...(command && { command: commandOf(command.id, title, located, command.arguments ?? []) }),
      },
    ];
  });
}

function editOf(session: Session, { texts }: Located, change: Change) {
  const { documentChanges, resourceOperations } =
    session.client().capabilities.workspace?.workspaceEdit ?? {};
  const makesFiles = documentChanges === true && resourceOperations?.includes("create") === true;
  return workspaceEditOf(change, texts, makesFiles);
}

function commandOf(
  command: string,
  title: string,
  { project }: Located,
  rest: readonly unknown[],
): Command {
  return { command, title, arguments: [uriOf(project), ...rest] };
}

function preferredFix({ fixes }: Problem): Fix | undefined {
  return fixes?.find(({ isPreferred, creates }) => isPreferred && creates === undefined);
}

/** Of fixes that touch the same text only the first: what the other would do is seen after it. */
function editsOfAll(problems: readonly Problem[]): readonly FileEdit[] {
  const taken: FileEdit[] = [];
  for (const problem of problems) {
    const edits = preferredFix(problem)?.edits ?? [];
    const isFree = edits.every((edit) =>
      taken.every(
        (other) => other.file !== edit.file || edit.to < other.from || other.to < edit.from,
      ),
    );
    if (isFree) taken.push(...edits);
  }
  return taken;
}
