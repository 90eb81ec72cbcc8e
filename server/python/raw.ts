/** The parser's tree as plain objects: without comments, which may stand anywhere. */
import type { Tree } from "@lezer/common";
import type { Span, SyntaxProblem } from "./ast.ts";

export interface Raw extends Span {
  readonly name: string;
  readonly children: readonly Raw[];
}

/** The name of what the parser skipped or missed. */
export const errorName = "⚠";

/** What reading a file's parts needs, and where it notes what is wrong. */
export interface Reading {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  /** How deep the node being read lies. */
  depth: number;
}

/** `original` tells where in the author's text a place of the parser's is. */
export function readRaw(tree: Tree, original: (offset: number) => number): Raw {
  const cursor = tree.cursor();
  const root = { name: cursor.name, from: 0, to: original(cursor.to), children: [] as Raw[] };
  const open: Raw[][] = [];
  let siblings = root.children;
  if (!cursor.firstChild()) {
    return root;
  }
  for (;;) {
    const { name } = cursor;
    if (name !== "Comment") {
      const children: Raw[] = [];
      siblings.push({ name, from: original(cursor.from), to: original(cursor.to), children });
      if (cursor.firstChild()) {
        open.push(siblings);
        siblings = children;
        continue;
      }
    }
    while (!cursor.nextSibling()) {
      const above = open.pop();
      if (!above) {
        return root;
      }
      siblings = above;
      cursor.parent();
    }
  }
}

export function textOf({ text }: Reading, { from, to }: Span): string {
  return text.slice(from, to);
}

/** Parts between the commas of a list, each a slice of the children; error nodes are left out. */
export function splitByComma(children: readonly Raw[]): readonly (readonly Raw[])[] {
  const parts: Raw[][] = [[]];
  for (const child of children) {
    if (child.name === ",") {
      parts.push([]);
    } else if (child.name !== errorName) {
      parts.at(-1)?.push(child);
    }
  }
  return parts.filter((part) => part.length > 0);
}
