/** The column that a table without a primary key most likely has as one. */
import type { ProjectFacts } from "../../model/facts.ts";
import { textOf } from "../wrongValues.ts";

/** One that is declared, or in every row that is known; undefined when there is none with such a name. */
export function likelyKey(
  { operations }: ProjectFacts,
  table: string,
  declared: readonly string[] = [],
): string | undefined {
  const rows = operations.flatMap(({ name, arguments: given }) => {
    const row = given.get("data")?.value;
    const isOfTable = name === "upsert" && textOf(given.get("table")?.value) === table;
    return isOfTable && row?.kind === "dict" ? [row] : [];
  });
  const columns = rows.map(({ entries }) =>
    entries.flatMap(({ key, isCertain }) => (isCertain ? (textOf(key) ?? []) : [])),
  );
  const known = new Set([...declared, ...columns.flat()]);
  return ["id", "ID", "_id", `${table}_id`, `${table.replace(/s$/, "")}_id`].find(
    (name) => known.has(name) && columns.every((each) => each.includes(name)),
  );
}
