/** The smallest key that the last sync shows: columns that are never NULL and that no two rows share. */
import type { CandidateKey, TableProfile } from "../../../src/shared/model/previews.ts";

/** One row is told apart by anything. */
const leastRows = 2;

export function chooseKey({
  table,
  columns,
  candidateKeys,
}: TableProfile): CandidateKey | undefined {
  const typeOf = new Map(columns.map(({ name, type }) => [name, type ?? ""]));
  const suits = (name: string): boolean =>
    !/^(?:FLOAT|DOUBLE|BOOLEAN|JSON|XML)$/.test(typeOf.get(name) ?? "");
  const able = candidateKeys.filter(
    (key) => key.identifies && key.distinct >= leastRows && key.columns.every(suits),
  );
  const shortest = Math.min(...able.map((key) => key.columns.length));
  const rank = (name: string): number =>
    isId(name, table)
      ? 0
      : isTime(typeOf.get(name) ?? "")
        ? 3
        : /id$|key$|code$|number$|uuid$/.test(name)
          ? 1
          : 2;
  const worst = (key: CandidateKey): number => Math.max(...key.columns.map(rank));
  // Of equals the first: candidates are sorted.
  return able
    .filter((key) => key.columns.length === shortest)
    .sort((a, b) => worst(a) - worst(b))
    .at(0);
}

function isId(name: string, table: string): boolean {
  const singular = table.replace(/s$/, "");
  return ["id", "_id", "uuid", `${table}_id`, `${singular}_id`].includes(name);
}

function isTime(type: string): boolean {
  return type.includes("DATE");
}
