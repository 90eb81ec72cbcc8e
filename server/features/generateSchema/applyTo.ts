/** A text after edits, and which of its lines they made. */
import type { FileEdit } from "../../rules/rule.ts";

export interface Applied {
  readonly text: string;
  /** Lines from 0, the last included. */
  readonly added: readonly { readonly from: number; readonly to: number }[];
}

/** Edits at one place count in their order. */
export function applyTo(before: string, edits: readonly FileEdit[]): Applied {
  const added: { from: number; to: number }[] = [];
  let text = "";
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    text += before.slice(at, edit.from);
    const from = countLines(text);
    text += edit.text;
    added.push({ from, to: countLines(text) });
    at = edit.to;
  }
  return { text: text + before.slice(at), added };
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
