/** The public connectors beside the repository, as texts; elsewhere, this project's own fixtures and templates. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { filesBelow } from "../../scripts/files/filesBelow.ts";
import type { Texts } from "./analysis.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const shared = path.resolve(repository, "../shared");

export interface RealConnector {
  /** `corpus/<folder>`, `examples/<path>` or `templates/<name>`. */
  readonly name: string;
  readonly folder: string;
  readonly texts: Texts;
}

/** Whether the public connectors are here. In CI they have to be. */
export function hasPublicConnectors(): boolean {
  const there = ["corpus", "examples"].every((name) => existsSync(path.join(shared, name)));
  if (!there && process.env["CI"] === "true")
    throw new Error(`The public connectors are not in ${shared}.`);
  return there;
}

/** Every public connector, and this project's templates; only the latter where the former are not. */
export function realConnectors(): readonly RealConnector[] {
  const roots: readonly (readonly [string, string])[] = [
    ...(hasPublicConnectors()
      ? [
          ["corpus", path.join(shared, "corpus")] as const,
          ["examples", path.join(shared, "examples")] as const,
        ]
      : []),
    ["templates", path.join(repository, "templates")],
  ];
  return roots.flatMap(([name, root]) =>
    projectsBelow(root).map((folder) => ({
      name: path.posix.join(name, path.relative(root, folder).replaceAll(path.sep, "/")),
      folder,
      texts: textsOf(folder),
    })),
  );
}

function projectsBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "connector.py")
    .map((file) => path.join(root, path.dirname(file)))
    .sort();
}

const readable = /(?:\.(?:py|json|toml|txt)|(?:^|\/)\.(?:gitignore|ftignore))$/;
const largestFile = 1_000_000;

function textsOf(folder: string): Texts {
  const texts: Record<string, string> = {};
  for (const name of filesBelow(folder, ".", "")) {
    const file = path.join(folder, name);
    if (readable.test(name) && statSync(file).size < largestFile)
      texts[name] = readFileSync(file, "utf8");
  }
  return texts;
}
