/** Adds a checkpoint after the rows that an operation emits: at the end of the loop around it, or after what it stands in. */
import type { OperationFact, ProjectFacts } from "../../model/facts.ts";
import type { FunctionDefinition, Statement } from "../../python/ast.ts";
import { isStatement } from "../../python/walk.ts";
import { nodesAround } from "../../rules/nodeAt.ts";
import { isRowOperation } from "../../rules/operations/uses.ts";
import { indentationAt, inserted, lineEnd } from "../../rules/sourceEdits.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { CodeAction } from "../feature.ts";
import { usesOfParameter } from "../occurrences/flow.ts";
import { readTree } from "../occurrences/projectTree.ts";
import { operationAt } from "./operationAt.ts";

export function addCheckpoint(
  { facts }: Analysis,
  file: string,
  offset: number,
): readonly CodeAction[] {
  const operation = operationAt(facts, file, offset);
  const definition = operation?.function?.definition;
  if (!operation || !definition || !isRowOperation(operation)) return [];
  const state = stateIn(facts, file, definition);
  const { callee, from } = operation.call;
  const module = facts.modules.get(file);
  if (state === undefined || !module || callee.kind !== "Attribute") return [];
  const around = nodesAround(module, { from, to: from }).filter(isStatement);
  const inner = around.slice(around.lastIndexOf(definition) + 1);
  const loop = inner.findLast(({ kind }) => kind === "For" || kind === "While");
  const { text } = module;
  const name = text.slice(callee.value.from, callee.value.to);
  const call = `${isYielded(operation)}${name}.checkpoint(${state})`;
  const after = (statement: Statement | undefined, title: string): readonly CodeAction[] =>
    statement && !leaves(statement)
      ? [
          {
            title,
            kind: "refactor",
            edits: [
              inserted(
                file,
                endOf(text, statement),
                `\n${indentationAt(text, statement.from)}${call}`,
              ),
            ],
          },
        ]
      : [];
  if (loop?.kind !== "For" && loop?.kind !== "While")
    return after(inner[0], "Make a checkpoint after this");
  // A round that emits one row is too short for a checkpoint.
  const isOfRows =
    loop.kind === "For" &&
    loop.body.some(
      (statement) =>
        statement.kind === "ExpressionStatement" &&
        facts.operations.some(
          (one) =>
            one.file === file && statement.from <= one.call.from && one.call.to <= statement.to,
        ),
    );
  return [
    ...after(loop, "Make a checkpoint after the loop"),
    ...(isOfRows ? [] : after(loop.body.at(-1), "Make a checkpoint at the end of each round")),
  ];
}

/** A comment stays on its line. */
function endOf(text: string, { to }: Statement): number {
  const end = lineEnd(text, to);
  return /^\s*(?:#.*)?$/.test(text.slice(to, end)) ? end : to;
}

function isYielded({ isYielded: yields }: OperationFact): string {
  return yields ? "yield " : "";
}

/** The name that the state has in a function. */
function stateIn(
  facts: ProjectFacts,
  file: string,
  definition: FunctionDefinition,
): string | undefined {
  if (!facts.update) return undefined;
  const { variables } = usesOfParameter(readTree(facts), facts.update, 1);
  const own = `${file} ${definition.from} `;
  const parameters = definition.parameters.map(({ name }) => name.text);
  return parameters.find((name) => variables.has(own + name));
}

/** What would stand after it is not reached. */
function leaves({ kind }: Statement): boolean {
  return kind === "Return" || kind === "Raise" || kind === "Continue" || kind === "Break";
}
