/** The edit that turns a problem's code off in its line. */
import { parsePython } from "../python/parse.ts";
import type { FileEdit, Problem } from "../rules/rule.ts";

/** Undefined where no comment can stand: in JSON, or in a text of several lines. */
export function ignoreComment(
  text: string,
  { file, from, code }: Problem,
  isPython: boolean,
): FileEdit | undefined {
  if (file.endsWith(".json")) return undefined;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", from);
  const end = (next < 0 ? text.length : next) - (text.charAt(next - 1) === "\r" ? 1 : 0);
  const line = text.slice(start, end);
  const known = /#\s*connector-workbench:\s*ignore\[[^\]]*(?=\])/.exec(line);
  if (known) {
    const at = start + known.index + known[0].length;
    return { file, from: at, to: at, text: `, ${code}` };
  }
  const comment = `# connector-workbench: ignore[${code}]`;
  const indentation = /^[ \t]*/.exec(line)?.[0] ?? "";
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const candidates: readonly FileEdit[] = [
    { file, from: end, to: end, text: `  ${comment}` },
    { file, from: start, to: start, text: `${indentation}${comment}${lineEnd}` },
  ];
  return candidates.find((edit) => !isPython || isRead(text, edit));
}

/** As a comment: not in a text, nor behind the backslash by which a line goes on. */
function isRead(text: string, { from, text: added }: FileEdit): boolean {
  if (text.charAt(from - 1) === "\\") return false;
  const { comments } = parsePython(text.slice(0, from) + added + text.slice(from));
  const at = from + added.indexOf("#");
  return comments.some((comment) => comment.from === at);
}
