/** Text and tables in Markdown, in which no value is ever markup. */

/** Any text as itself, on one line. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replaceAll(/[!-/:-@[-`{-~]/g, "\\$&")
    .trim();
}

/** A link to a line (from 1) of a file, or only the label where the preview has no way to the file. */
export function fileLink(
  label: string,
  { path, line }: { readonly path: string | undefined; readonly line: number },
): string {
  if (path === undefined) {
    return plain(label);
  }
  const target = path.split("/").map(encodeURIComponent).join("/");
  // Brackets would end the link early.
  return `[${plain(label)}](${target.replaceAll("(", "%28").replaceAll(")", "%29")}#L${line})`;
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
