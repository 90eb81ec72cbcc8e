/** Adds a file to .gitignore. */
import type { ProjectFiles } from "../../model/projectFiles.ts";
import { fix } from "../problem.ts";
import type { Fix } from "../rule.ts";
import { inserted } from "../sourceEdits.ts";

const gitignore = ".gitignore";

/** None where a line for the file is there already: then git tracks it, which no edit changes. */
export function ignoredByGit(files: ProjectFiles, file: string): readonly Fix[] {
  const text = files.text(gitignore);
  const title = `Add ${file} to .gitignore`;
  if (text === undefined) {
    return [{ ...fix(title, []), creates: [{ file: gitignore, text: `${file}\n` }] }];
  }
  if (isListed(files, file)) return [];
  const lineBreak = text === "" || text.endsWith("\n") ? "" : "\n";
  return [fix(title, [inserted(gitignore, text.length, `${lineBreak}${file}\n`)])];
}

/** Whether the project's .gitignore has a line for the file, which is what the SDK looks at. */
export function isListed(files: ProjectFiles, file: string): boolean {
  const lines = files.text(gitignore)?.split(/\r?\n/) ?? [];
  return lines.some((line) => line.trim().replace(/^\//, "") === file);
}
