/** What of a project's folder is not deployed, and what stops a deployment. */
import type { ProjectFacts } from "../../model/facts.ts";
import { hasSince } from "../../sdk/versions.ts";
import { fix, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { lineEnd } from "../sourceEdits.ts";

const script = "drivers/installation.sh";

/** Folders that are left out at any depth. */
const leftOut = /(?:^|\/)(?:lib|include|files|crash-reports|__pycache__|\.[^/]+)\//;

export function* checkLayout(facts: ProjectFacts): Iterable<Problem> {
  yield* checkDrivers(facts);
  yield* checkFolders(facts);
  yield* checkFtIgnore(facts);
}

function* checkDrivers({ files }: ProjectFacts): Iterable<Problem> {
  const hasDrivers = files.paths.some((path) => /^drivers\/./.test(path));
  if (!hasDrivers || files.paths.some((path) => /(?:^|\/)installation\.sh$/.test(path))) return;
  yield problemAt(
    { file: "connector.py", from: 0, to: lineEnd(files.text("connector.py") ?? "", 0) },
    "drivers-without-script",
    "There is a folder drivers/ without an installation.sh, which installs what is in it; without one the project cannot be packaged.",
    {
      fixes: [
        {
          ...fix(`Create ${script}`, []),
          creates: [{ file: script, text: "#!/bin/bash\nset -e\n" }],
        },
      ],
    },
  );
}

function* checkFolders({ files, imports }: ProjectFacts): Iterable<Problem> {
  const included = (files.text(".gitignore") ?? "")
    .split(/\r?\n/)
    .filter((line) => line.startsWith("!"));
  for (const { target, module, place } of imports) {
    const folder = leftOut.exec(target ?? "")?.[0].replace(/^\//, "");
    if (folder === undefined || included.some((line) => line.includes(folder.slice(0, -1))))
      continue;
    yield problemAt(
      place,
      "folder-not-packaged",
      `${module} is in ${folder}, a folder that is not packaged; in production the import fails. Give the folder another name.`,
    );
  }
}

function* checkFtIgnore({ files, sdk }: ProjectFacts): Iterable<Problem> {
  const text = files.text(".ftignore");
  if (text === undefined || !hasSince(sdk, { major: 2, minor: 9 })) return;
  yield problemAt(
    { file: ".ftignore", from: 0, to: lineEnd(text, 0) },
    "ftignore-ignored",
    ".ftignore means nothing since SDK 2.8.1; .gitignore tells what is not packaged. Move its lines there and delete this file.",
    { isUnnecessary: true },
  );
}
