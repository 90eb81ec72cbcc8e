/**
 * Comments that turn codes off: `# connector-workbench: ignore[code, code]` for its line, or for the next one when it stands alone,
 * and `# connector-workbench: ignore-file[code]` for the file.
 */
import type { PythonModule } from "../python/ast.ts";
import type { Problem } from "../rules/rule.ts";

const directive = /#\s*connector-workbench:\s*(ignore|ignore-file)\[([\w\s,-]*)\]/;

interface Suppressions {
  readonly inFile: ReadonlySet<string>;
  /** By line, from 0. */
  readonly inLine: ReadonlyMap<number, ReadonlySet<string>>;
}

/** The problems that no comment of their file turns off. */
export function withoutSuppressed(
  problems: readonly Problem[],
  text: (file: string) => string | undefined,
  modules: ReadonlyMap<string, PythonModule>,
): readonly Problem[] {
  const byFile = new Map<string, Suppressions | undefined>();
  const suppressionsOf = (file: string): Suppressions | undefined => {
    if (!byFile.has(file)) byFile.set(file, readSuppressions(text(file) ?? "", modules.get(file)));
    return byFile.get(file);
  };
  return problems.filter(({ file, from, code }) => {
    const found = suppressionsOf(file);
    if (!found) return true;
    if (found.inFile.has(code)) return false;
    return !found.inLine.get(lineOf(text(file) ?? "", from))?.has(code);
  });
}

function readSuppressions(
  text: string,
  module: PythonModule | undefined,
): Suppressions | undefined {
  if (!text.includes("connector-workbench:")) return undefined;
  const inFile = new Set<string>();
  const inLine = new Map<number, Set<string>>();
  for (const [index, line] of text.split("\n").entries()) {
    const match = directive.exec(line);
    if (!match || !isComment(text, index, match.index, module)) continue;
    const codes = (match[2] ?? "").split(",").map((code) => code.trim());
    if (match[1] === "ignore-file") {
      for (const code of codes) inFile.add(code);
    } else {
      const isAlone = line.slice(0, match.index).trim() === "";
      const target = index + (isAlone ? 1 : 0);
      inLine.set(target, new Set([...(inLine.get(target) ?? []), ...codes]));
    }
  }
  return { inFile, inLine };
}

/** In Python what looks like a comment may be in a text; elsewhere nobody writes such a text. */
function isComment(
  text: string,
  line: number,
  column: number,
  module: PythonModule | undefined,
): boolean {
  if (!module) return true;
  const at = startOfLine(text, line) + column;
  return module.comments.some(({ from, to }) => from <= at && at < to);
}

function startOfLine(text: string, line: number): number {
  let at = 0;
  for (let index = 0; index < line; index += 1) at = text.indexOf("\n", at) + 1;
  return at;
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1))
    line += 1;
  return line;
}
