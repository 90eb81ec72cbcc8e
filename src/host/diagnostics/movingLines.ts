/** Where a line is after the text around it was edited. */

/** Lines and characters from 0. */
export interface Span {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** A replacement of a span by a text. */
export interface Change extends Span {
  readonly text: string;
}

/** The part of one line that something is said about. */
export interface Marked {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Where the marked part is after the change; undefined when its line is not the same any more. */
export function movedBy(marked: Marked, change: Change): Marked | undefined {
  if (isAfter(marked, change)) {
    return marked;
  }
  return isBefore(marked, change) ? { ...marked, line: marked.line + growth(change) } : undefined;
}

/** The changes of one event: the last ones in the text come first, so none moves another. */
export function movedByAll(marked: Marked, changes: readonly Change[]): Marked | undefined {
  return changes
    .toSorted((one, other) => other.startLine - one.startLine)
    .reduce<Marked | undefined>((found, change) => found && movedBy(found, change), marked);
}

/** A change below, or one that begins a new line after the marked part. */
function isAfter({ line, end }: Marked, change: Change): boolean {
  const { startLine, startCharacter, text } = change;
  const isBehind = startLine === line && startCharacter >= end;
  return startLine > line || (isBehind && /^\s*(\n|$)/.test(text) && change.endLine === line);
}

/** A change above, after which the marked line still begins where a line begins. */
function isBefore(
  { line }: Marked,
  { startCharacter, endLine, endCharacter, text }: Change,
): boolean {
  const beginsLine = text === "" ? startCharacter === 0 : text.endsWith("\n");
  return endLine < line || (endLine === line && endCharacter === 0 && beginsLine);
}

function growth({ startLine, endLine, text }: Change): number {
  return text.split("\n").length - 1 - (endLine - startLine);
}
