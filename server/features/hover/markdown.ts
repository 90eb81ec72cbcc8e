/** Markdown of what comes from a project: names may hold anything. */

/** As code, on one line, also within a table. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}

export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** `rows` are cells that are Markdown already; more than `most` are counted. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  most = 40,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const left = rows.length - most;
  return [
    line(header),
    line(header.map(() => "---")),
    ...rows.slice(0, most).map(line),
    ...(left > 0 ? ["", `… and ${left} more`] : []),
  ].join("\n");
}

export function codeBlock(text: string): string {
  return ["```python", text, "```"].join("\n");
}
