/** What a run says about the project's files, each at a part of a line. */
import path from "node:path";
import { functionStart, onlyCheckpointStart } from "../../../server/edits/connectorEdits.ts";
import { declaredTables, entryFor } from "../../../server/edits/schemaEdits.ts";
import type { Finding } from "../../shared/model/findings.ts";
import type { Naming, SyncError } from "../../shared/model/sync.ts";
import type { Marked } from "./movingLines.ts";
import { foldingOf } from "./nameFolding.ts";

/** Of a run that has ended. */
export interface RunFindings {
  readonly run: number;
  readonly findings: readonly Finding[];
  readonly error: SyncError | null;
}

export interface Placed {
  /** Absolute. */
  readonly file: string;
  readonly at: Marked;
  /** Where connector.py declares the table, when that is another line. */
  readonly declaredAt: { readonly file: string; readonly at: Marked } | undefined;
  readonly about: { readonly finding: Finding } | { readonly error: SyncError };
}

export interface PlaceOptions {
  /** The project's folder, from which relative paths are meant. */
  readonly folder: string;
  readonly naming: Naming;
  /** The text of a file; undefined when it cannot be read, or is not what ran. */
  readonly read: (file: string) => string | undefined;
}

/** What a finding without a line of its own is about. */
type Subject = "schema" | "checkpoint" | "update";

const aboutSchema: readonly string[] = [
  "unused-table",
  "unused-column",
  "schema-key-ignored",
  "key-as-text",
  "surrogate-key",
];

const aboutCheckpoint: readonly string[] = [
  "null-in-state",
  "state-not-object",
  "large-state",
  "frequent-checkpoints",
];

/** The rest concern what update() does. */
function subjectOf({ code }: Finding): Subject {
  if (aboutSchema.includes(code)) {
    return "schema";
  }
  return aboutCheckpoint.includes(code) ? "checkpoint" : "update";
}

export function placeFindings(
  { findings, error }: RunFindings,
  options: PlaceOptions,
): readonly Placed[] {
  const declaredAt = declarations(options);
  const ofFindings = findings.flatMap((finding) => {
    const found = placeOf(finding, subjectOf(finding), options);
    return found ? [{ ...found, declaredAt: declaredAt(finding, found), about: { finding } }] : [];
  });
  const ofError = error && placeOf(error, "update", options);
  return error && ofError
    ? [{ ...ofError, declaredAt: declaredAt(error, ofError), about: { error } }, ...ofFindings]
    : ofFindings;
}

/** Finds declarations in connector.py, which is read once. */
function declarations({ folder, naming, read }: PlaceOptions) {
  const file = path.join(folder, "connector.py");
  const text = read(file) ?? "";
  const tables = declaredTables(text);
  const folding = foldingOf(naming);
  return (
    { table }: { readonly table: string | null },
    place: Pick<Placed, "file" | "at">,
  ): Placed["declaredAt"] => {
    const name = table === null ? undefined : folding.table(table);
    const entry = tables && name !== undefined ? entryFor(tables, name, folding) : undefined;
    if (!entry) {
      return undefined;
    }
    const at = wholeLine(text, text.slice(0, entry.dictionary.from).split("\n").length - 1);
    return file === place.file && at.line === place.at.line ? undefined : { file, at };
  };
}

function placeOf(
  { file, line }: { readonly file: string | null; readonly line: number | null },
  subject: Subject,
  { folder, read }: PlaceOptions,
): Pick<Placed, "file" | "at"> | undefined {
  const connector = path.join(folder, "connector.py");
  const named = file === null ? connector : path.resolve(folder, file);
  const text = read(named);
  if (text === undefined) {
    return undefined;
  }
  const shown = line ?? (named === connector ? lineOf(text, subject) : 1);
  return { file: named, at: wholeLine(text, shown - 1) };
}

/** From 1. */
function lineOf(text: string, subject: Subject): number {
  const own = subject === "checkpoint" ? onlyCheckpointStart(text) : functionStart(text, subject);
  const start = own ?? functionStart(text, "update") ?? 0;
  return text.slice(0, start).split("\n").length;
}

/** The line's text without its indentation; a line beyond the end is the last one. */
function wholeLine(text: string, line: number): Marked {
  const lines = text.split(/\r?\n/);
  const shown = Math.min(Math.max(line, 0), lines.length - 1);
  const content = lines[shown] ?? "";
  const start = content.length - content.trimStart().length;
  return { line: shown, start, end: Math.max(start, content.trimEnd().length) };
}
