/** Whether git ignores a file, by the .gitignore files from the repository's top down to the file's folder. */

interface Pattern {
  readonly matches: RegExp;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
}

export interface IgnoreFile {
  /** Folder of the file, from the repository's top; "" for the top. */
  readonly folder: string;
  readonly text: string;
}

/** `path` is from the repository's top. */
export function isGitIgnored(path: string, files: readonly IgnoreFile[]): boolean {
  const parts = path.split("/");
  // A file in an ignored folder is ignored whatever else is said about it.
  return parts.some((_, index) => {
    const part = parts.slice(0, index + 1).join("/");
    return isMatched(part, index < parts.length - 1, files);
  });
}

function isMatched(path: string, isFolder: boolean, files: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { folder, text } of files) {
    if (folder !== "" && !path.startsWith(`${folder}/`)) continue;
    const inner = folder === "" ? path : path.slice(folder.length + 1);
    for (const { matches, isNegated, isForFolders } of patternsOf(text)) {
      if ((isFolder || !isForFolders) && matches.test(inner)) ignored = !isNegated;
    }
  }
  return ignored;
}

function patternsOf(text: string): readonly Pattern[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const whole = line.replace(/(?<!\\)[ \t]+$/, "");
    if (whole === "" || whole.startsWith("#")) return [];
    const isNegated = whole.startsWith("!");
    const pattern = whole.slice(isNegated ? 1 : 0);
    const isForFolders = pattern.endsWith("/");
    const bare = pattern.replace(/^\//, "").replace(/\/$/, "");
    const isAnchored = pattern.slice(0, -1).includes("/");
    const matches = expression(`^${isAnchored ? "" : "(?:.*/)?"}${glob(bare)}$`);
    return matches ? [{ matches, isNegated, isForFolders }] : [];
  });
}

/** Undefined for a range that is none, `[z-a]`: git matches nothing by it. */
function expression(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

const globs: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "/**": "/.*",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
};

function glob(pattern: string): string {
  return pattern.replaceAll(
    /\*\*\/|\/\*\*$|\*\*|\*|\?|\\.|\[!?[\w-]+\]|[.+^${}()|[\]\\]/g,
    (part) =>
      globs[part] ??
      (/^\[.+\]$/.test(part)
        ? part.replace("[!", "[^")
        : part.length === 2
          ? `\\${part.charAt(1)}`
          : `\\${part}`),
  );
}
