/**
 * Renames a table, a column or a configuration key wherever the project names it, or says why that cannot be done: a name that is put
 * together, that also means something else, or that would be another's is not changed.
 */
import type { Place } from "../evaluation/values.ts";
import type { FileEdit } from "../rules/rule.ts";
import type { Analysis } from "../service/analysis.ts";
import { columnName, tableName } from "../../src/shared/model/naming.ts";
import { LineIndex } from "../python/lines.ts";
import type { Refusal, RenameRange } from "./feature.ts";
import { configurationFile } from "./occurrences/occurrences.ts";
import { ownUses } from "./occurrences/ownUses.ts";
import { isSame, subjectsAt, type SubjectsAt } from "./occurrences/subjectAt.ts";
import { plainLiteral, shownSubject, type Subject } from "./occurrences/subject.ts";

export function prepareRename(
  analysis: Analysis,
  file: string,
  offset: number,
): RenameRange | Refusal | undefined {
  const found = subjectsAt(analysis.facts, file, offset);
  const [first] = found?.here ?? [];
  if (!found || !first || first.subject.kind === "stateKey") return undefined;
  const places = placesToChange(analysis, found);
  if ("refused" in places) return places;
  const literal = plainLiteral(textOf(analysis, file), first);
  return literal && { from: literal.from, to: literal.to, placeholder: literal.value };
}

export function rename(
  analysis: Analysis,
  file: string,
  offset: number,
  newName: string,
): readonly FileEdit[] | Refusal {
  const found = subjectsAt(analysis.facts, file, offset);
  const subject = found?.here[0].subject;
  if (!found || !subject || subject.kind === "stateKey") {
    return { refused: "There is no table, column or configuration key here." };
  }
  if (newName === subject.name) return [];
  const places = placesToChange(analysis, found);
  if ("refused" in places) return places;
  const wrong = problemOfName(subject, newName) ?? collision(analysis, found, newName);
  if (wrong !== undefined) return { refused: wrong };
  const edits: FileEdit[] = [];
  for (const place of places) {
    const literal = plainLiteral(textOf(analysis, place.file), place);
    if (!literal) continue;
    if (newName.includes(literal.quote)) {
      return {
        refused: `The new name has the quotes that ${at(analysis, place)} is written with.`,
      };
    }
    edits.push({ file: place.file, from: literal.from, to: literal.to, text: newName });
  }
  return edits;
}

function placesToChange(analysis: Analysis, found: SubjectsAt): readonly Place[] | Refusal {
  const { here, everywhere, occurrences } = found;
  const { subject } = here[0];
  const other = here.find((one) => !isSame(one.subject, subject));
  if (other) {
    const both = `${shownSubject(subject)} and ${shownSubject(other.subject)}`;
    return { refused: `This text names ${both}. Give each a text of its own first.` };
  }
  const doubt = occurrences.doubts.find(({ concerns }) => concerns(subject));
  if (doubt) return refusal(analysis, subject, doubt, doubt.reason);
  if (subject.kind === "key" && analysis.facts.configuration.escapes) {
    const reason = "keys of the configuration are read by names that are only known when it runs";
    return { refused: `${shown(subject)} cannot be renamed with certainty: ${reason}.` };
  }
  const written = everywhere.filter(({ isText }) => isText);
  const hidden = everywhere.find(({ isMade }) => isMade);
  if (hidden) {
    return refusal(analysis, subject, hidden, "its name is put together or written with escapes");
  }
  return ownUses(analysis.facts, subject, written, found, (place, reason) =>
    refusal(analysis, subject, place, reason),
  );
}

function refusal(analysis: Analysis, subject: Subject, place: Place, reason: string): Refusal {
  return {
    refused: `${shown(subject)} cannot be renamed with certainty: ${reason} (${at(analysis, place)}).`,
  };
}

function shown(subject: Subject): string {
  const text = shownSubject(subject);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function at(analysis: Analysis, { file, from }: Place): string {
  return `${file}, line ${new LineIndex(textOf(analysis, file)).lineAt(from) + 1}`;
}

function textOf({ facts }: Analysis, file: string): string {
  return facts.modules.get(file)?.text ?? facts.files.text(file) ?? "";
}

function problemOfName({ kind }: Subject, name: string): string | undefined {
  if (name.trim() === "") return "A name cannot be blank.";
  if (name !== name.trim()) return "A name cannot begin or end with a blank.";
  if (/[\\\p{Cc}\u2028\u2029]/u.test(name)) {
    return "A name cannot have backslashes or control characters.";
  }
  return kind === "column" && columnName(name, "FIVETRAN").startsWith("_fivetran_")
    ? "Names that begin with _fivetran_ are Fivetran's own."
    : undefined;
}

/** Two names that Fivetran makes the same are one table or column of the destination. */
function collision(
  { facts, naming }: Analysis,
  { here, occurrences }: SubjectsAt,
  newName: string,
): string | undefined {
  const { subject } = here[0];
  const fold =
    subject.kind === "key"
      ? (name: string) => name
      : subject.kind === "table"
        ? (name: string) => tableName(name, naming).toLowerCase()
        : (name: string) => columnName(name, naming).toLowerCase();
  const siblings = occurrences.all.filter(
    (one) =>
      one.subject.kind === subject.kind &&
      !isSame(one.subject, subject) &&
      isSame({ ...one.subject, name: newName }, { ...subject, name: newName }),
  );
  const clash = siblings.find((one) => fold(one.subject.name) === fold(newName));
  if (!clash) return undefined;
  const { name } = clash.subject;
  const where =
    subject.kind === "key" && !facts.form ? `${configurationFile} or the code` : "the connector";
  return name === newName
    ? `There is ${shownSubject(clash.subject)} in ${where} already.`
    : `In the destination ${newName} would be the same as ${shownSubject(clash.subject)}.`;
}
