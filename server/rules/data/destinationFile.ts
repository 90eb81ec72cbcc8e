/** destination.json: where `fivetran run` writes to. */
import { isEncrypted } from "../../../src/shared/model/secrets.ts";
import { membersOf, parseJson } from "../../data/json.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { ignoredByGit, isListed } from "../layout/gitIgnoreEdit.ts";
import { isUnfilled } from "../placeholders.ts";
import { choice, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { replaced } from "../sourceEdits.ts";
import { jsonSyntaxProblem } from "./jsonProblems.ts";

const file = "destination.json";

export const destinationSecrets = [
  "token",
  "client_secret",
  "s3.secret-access-key",
  "s3.session-token",
];

export function* checkDestinationFile({ files }: ProjectFacts): Iterable<Problem> {
  const text = files.text(file);
  if (text === undefined) return;
  const document = parseJson(text);
  const syntax = jsonSyntaxProblem(file, document, "destination-not-json");
  if (syntax) {
    yield syntax;
  } else if (document.value && document.value.kind !== "object") {
    yield problemAt(
      placeIn(file, document.value),
      "destination-not-json",
      "destination.json must be one JSON object.",
    );
  }
  if (files.isIgnored(file) === true || isListed(files, file)) return;
  for (const { key, value } of membersOf(document)) {
    if (!destinationSecrets.includes(key) || value?.kind !== "text") continue;
    const given = value.value;
    if (given.trim() === "" || given.includes("${") || isEncrypted(given) || isUnfilled(given))
      continue;
    const variable = key.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
    const place = placeIn(file, value);
    yield problemAt(
      place,
      "destination-secret",
      `${key} is written in destination.json, which git does not ignore; read it from the environment as \${${variable}}, or ignore the file.`,
      {
        fixes: [
          choice(`Read it from the environment variable ${variable}`, [
            replaced(place, `"\${${variable}}"`),
          ]),
          ...ignoredByGit(files, file),
        ],
      },
    );
  }
}
