/** The tables of a project, from wherever one is known. */
import { tableName } from "../../../src/shared/model/naming.ts";
import type { Place } from "../../evaluation/values.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { Occurrence } from "../occurrences/subject.ts";
import { touches } from "./columns.ts";

export interface KnownTable {
  readonly name: string;
  /** `used`: by an operation only; `observed`: in the last sync only. */
  readonly from: "declared" | "used" | "observed";
}

/** Declared ones first. What is only named at `except` is being typed. */
export function tablesIn(
  { facts, observed, naming }: Analysis,
  occurrences: readonly Occurrence[],
  except: Place,
): readonly KnownTable[] {
  const tables = new Map<string, KnownTable>();
  const add = (name: string, from: KnownTable["from"]): void => {
    if (name !== "" && !tables.has(name)) tables.set(name, { name, from });
  };
  for (const { name, namePlace } of facts.schema.tables) {
    if (name !== undefined && !touches(namePlace, except)) add(name, "declared");
  }
  for (const occurrence of occurrences) {
    const { subject } = occurrence;
    if (subject.kind === "table" && !touches(occurrence, except)) add(subject.name, "used");
  }
  const shown = new Set([...tables.keys()].map((name) => tableName(name, naming)));
  for (const { table, sentAs = [table] } of observed ?? []) {
    if (!shown.has(table)) for (const name of sentAs) add(name, "observed");
  }
  return [...tables.values()];
}
