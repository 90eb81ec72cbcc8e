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
  /** Most texts are; the names of the others have to be made comparable. */
  readonly isAscii: boolean;
  /** How deep the node being read lies, and where it begins. */
  depth: number;
  at: number;
}

/** `original` tells where in the author's text a place of the parser's is. */
export function readRaw(
  tree: Tree,
  text: string,
  original: (offset: number) => number,
): { root: Raw; errors: Span[] } {
  const cursor = tree.cursor();
  const errors: Span[] = [];
  const root = { name: cursor.name, from: 0, to: text.length, children: [] as Raw[] };
  const open: (typeof root)[] = [];
  let parent = root;
  if (!cursor.firstChild()) {
    return { root, errors };
  }
  for (;;) {
    const { name } = cursor;
    if (name !== "Comment") {
      const raw = {
        name,
        from: original(cursor.from),
        to: original(cursor.to),
        children: [] as Raw[],
      };
      parent.children.push(raw);
      if (name === errorName && !isEmptyPattern(text, parent, open.at(-1))) {
        errors.push(raw);
      }
      if (cursor.firstChild()) {
        open.push(parent);
        parent = raw;
        continue;
      }
    }
    while (!cursor.nextSibling()) {
      const above = open.pop();
      if (!above) {
        return { root, errors };
      }
      parent = above;
      cursor.parent();
    }
  }
}

/** `case []:` and `case Name():`, which the parser's grammar lacks. */
function isEmptyPattern(text: string, ...around: readonly (Raw | undefined)[]): boolean {
  return around.some(
    (raw) =>
      raw !== undefined &&
      /^(?:PatternArgList|SequencePattern|MappingPattern)$/.test(raw.name) &&
      text.slice(raw.from + 1, raw.to - 1).trim() === "",
  );
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
