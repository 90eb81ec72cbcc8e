/** Lines and columns from 0, columns in UTF-16 units, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text start; looked up only when somebody asks. */
export class LineIndex {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of each line's first character. */
  get starts(): readonly number[] {
    return (this.#starts ??= lineStarts(this.#text));
  }

  get count(): number {
    return this.starts.length;
  }

  lineAt(offset: number): number {
    const { starts } = this;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(within);
    return { line, column: within - (this.starts[line] ?? 0) };
  }

  /** A place beyond the line's or the text's end is the end. */
  offsetAt({ line, column }: Position): number {
    if (line < 0) {
      return 0;
    }
    const start = this.starts[line];
    return start === undefined ? this.#text.length : Math.min(start + column, this.endOf(line));
  }

  /** The end of a line, without its line break. */
  endOf(line: number): number {
    let end = this.starts[line + 1] ?? this.#text.length;
    while (end > (this.starts[line] ?? 0) && /[\r\n]/.test(this.#text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) {
    starts.push(lineBreak.index + lineBreak[0].length);
  }
  return starts;
}
