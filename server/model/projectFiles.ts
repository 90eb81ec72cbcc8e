/** The files of one connector project as they are in the editor, read before anything is analysed. */
export interface ProjectFiles {
  /** Undefined when there is no such file or it is no text. Paths are from the project's folder, with `/`. */
  readonly text: (path: string) => string | undefined;
  /** What is in the project's folder and one level below; folders end in `/`. Virtual environments and hidden folders are not entered. */
  readonly paths: readonly string[];
  /** Whether git ignores the file. Undefined outside a repository or when not known. */
  readonly isIgnored: (path: string) => boolean | undefined;
  /** Version by distribution (lower case, words joined by `-`) of the project's Python environment. Undefined when not known. */
  readonly installed?: ReadonlyMap<string, string>;
}
