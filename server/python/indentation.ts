import type { SyntaxProblem } from "./ast.ts";
import type { Token } from "./scan.ts";

/** Checks line by line that blocks begin and end where they may: call it with the first token of each logical line. */
export function indentationCheck(
  text: string,
  problems: SyntaxProblem[],
): (token: Token, mayBegin: boolean) => void {
  const levels = [{ column: 0, signs: 0 }];
  const hasTabs = text.includes("\t");
  return (token, mayBegin) => {
    const column = token.indent ?? 0;
    const level = { column, signs: hasTabs ? signsBefore(text, token.from) : column };
    let top = levels.at(-1);
    if (top && column > top.column) {
      if (!mayBegin) {
        note(token, "This line is indented, and no line above it begins a block");
      }
      if (level.signs <= top.signs) {
        note(token, mixed);
      }
      levels.push(level);
      return;
    }
    while (top && column < top.column) {
      levels.pop();
      top = levels.at(-1);
    }
    if (top?.column !== column) {
      note(token, "This line is indented like none of the blocks above it");
      levels.push(level);
    } else if (top.signs !== level.signs) {
      note(token, mixed);
    }
  };

  function note({ from, to }: Token, message: string): void {
    problems.push({ from, to, message });
  }
}

const mixed = "Tabs and spaces are mixed in the indentation";

/** Python wants the indentation to be the same however wide a tab is. */
function signsBefore(text: string, at: number): number {
  return at - 1 - Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\f", at - 1));
}
