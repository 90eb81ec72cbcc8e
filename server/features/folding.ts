/**
 * Folds what Python's own support folds, too: once an extension folds anything, the editor's folding by indentation is off, so
 * half of it would be worse than none.
 */
import type { Node, PythonModule, Span, Statement } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { Analysis } from "../service/analysis.ts";
import type { Folding } from "./feature.ts";

const brackets = new Set<Node["kind"]>(["List", "Dict", "Set", "Tuple", "Call", "Comprehension"]);

export function folding({ facts }: Analysis, file: string): readonly Folding[] {
  const module = facts.modules.get(file);
  if (!module) return [];
  const folds: Folding[] = [...comments(module), ...imports(module)];
  walk(module.body, (node) => {
    if (brackets.has(node.kind) || node.kind === "Text")
      folds.push({ from: node.from, to: node.to });
    for (const block of blocksOf(node))
      folds.push({ from: headOf(module, node, block), to: endOf(block) });
    return true;
  });
  return folds.filter(({ from, to }) => module.text.slice(from, to).includes("\n"));
}

/** The blocks that statements of a node are in. */
function blocksOf(node: Node): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case "FunctionDefinition":
    case "ClassDefinition":
    case "With":
      return [node.body];
    case "If":
      // An `elif` is folded as the `if` that it is.
      return node.otherwise[0]?.kind === "If" ? [node.body] : [node.body, node.otherwise];
    case "For":
    case "While":
      return [node.body, node.otherwise];
    case "Try":
      return [node.body, ...node.handlers.map(({ body }) => body), node.otherwise, node.finally];
    case "Match":
      return node.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** The line of the keyword before a block. */
function headOf({ text }: PythonModule, node: Node, block: readonly Statement[]): number {
  const first = block[0]?.from ?? node.from;
  if ("body" in node && node.body === block) return node.from;
  const before = text.slice(node.from, first);
  const found = [...before.matchAll(/(?:^|\n)[ \t]*(else|except|finally|case|elif)\b/g)].at(-1);
  return found ? node.from + found.index + found[0].length - (found[1]?.length ?? 0) : first;
}

function endOf(block: readonly Statement[]): number {
  return block.at(-1)?.to ?? 0;
}

function imports({ body }: PythonModule): readonly Folding[] {
  return runs(body, ({ kind }) => kind === "Import" || kind === "ImportFrom").map((run) => ({
    ...run,
    kind: "imports" as const,
  }));
}

/** Comments on lines of their own that follow each other. */
function comments({ text, comments: all }: PythonModule): readonly Folding[] {
  const folds: Folding[] = [];
  let run: Span | undefined;
  for (const comment of all) {
    const line = text.slice(text.lastIndexOf("\n", comment.from - 1) + 1, comment.from);
    if (line.trim() !== "") continue;
    const isNext = run && /^\r?\n[ \t]*$/.test(text.slice(run.to, comment.from));
    run = { from: isNext && run ? run.from : comment.from, to: comment.to };
    if (isNext) folds.pop();
    folds.push({ ...run, kind: "comment" });
  }
  return folds;
}

function runs<T extends Span>(items: readonly T[], isOne: (item: T) => boolean): readonly Span[] {
  const found: Span[] = [];
  let isRunning = false;
  for (const item of items) {
    const last = found.at(-1);
    if (!isOne(item)) isRunning = false;
    else if (isRunning && last) found[found.length - 1] = { from: last.from, to: item.to };
    else {
      found.push({ from: item.from, to: item.to });
      isRunning = true;
    }
  }
  return found;
}
