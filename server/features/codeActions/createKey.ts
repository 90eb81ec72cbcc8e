/** Adds a key that the code reads to configuration.json, which is made where there is none. */
import { membersOf, parseJson } from "../../data/json.ts";
import { alternativesOf } from "../../evaluation/values.ts";
import type { ConfigurationRead } from "../../model/facts.ts";
import { memberAdded } from "../../rules/configurationUse/configurationKeys.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { CodeAction } from "../feature.ts";
import { configurationFile } from "../occurrences/occurrences.ts";
import { isFixed } from "./isFixed.ts";

export function createKey(analysis: Analysis, file: string, offset: number): readonly CodeAction[] {
  const { configuration, files } = analysis.facts;
  const read = configuration.reads.find(
    ({ place, how }) =>
      how !== "write" && place.file === file && place.from <= offset && offset <= place.to,
  );
  if (!read || isFixed(analysis, file, read.place)) return [];
  const title = `Add ${read.key} to configuration.json`;
  const text = files.text(configurationFile);
  if (text === undefined) {
    const made = `{\n  ${JSON.stringify(read.key)}: ${JSON.stringify(defaultOf(read))}\n}\n`;
    return [
      { title, kind: "refactor", edits: [], creates: [{ file: configurationFile, text: made }] },
    ];
  }
  const document = parseJson(text);
  const members = membersOf(document);
  const isThere = members.some(({ key }) => key === read.key);
  if (isThere || document.problems.length > 0 || document.value?.kind !== "object") return [];
  const edit = memberAdded(read.key, members, document.value.to, text, defaultOf(read));
  return [{ title, kind: "refactor", edits: [edit] }];
}

/** The default that the code has for it, which changes nothing. */
function defaultOf({ default: value }: ConfigurationRead): string {
  const [only, ...others] = value ? alternativesOf(value) : [];
  return only?.kind === "text" && others.length === 0 ? only.value : "";
}
