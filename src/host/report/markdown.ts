/** Text and tables in Markdown, in which no value is ever markup. */

/** Any text as itself, on one line. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replaceAll(/[!-/:-@[-`{-~]/g, "\\$&")
    .trim();
}

/** A link to a line (from 1) of a file. */
export function fileLink(
  label: string,
  file: { readonly uri: string; readonly line: number },
): string {
  // Brackets would end the link early; other punctuation is encoded in a URI already.
  const target = file.uri.replaceAll(
    /[()<>\s\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return `[${plain(label)}](${target}#L${file.line})`;
}

/** Cells are Markdown; the first row is the heading. Columns of numbers stand at the right. */
export function table(
  [heading = [], ...rows]: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = heading.map((_, column) => (numbers.includes(column) ? "---:" : "---"));
  return [heading, rule, ...rows].map(line).join("\n");
}
