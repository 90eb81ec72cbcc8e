/** What is wrong with what schema() returns. */
import { once } from "../problem.ts";
import type { Problem, Rule } from "../rule.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { allTypedProblems } from "./allTyped.ts";
import { columnsProblems } from "./columns.ts";
import { declaredLists, declaredTables } from "./declared.ts";
import { entryProblems } from "./entryKeys.ts";
import { columnNameProblems, tableNameProblems } from "./names.ts";
import { primaryKeyProblems } from "./primaryKey.ts";
import { elementProblems, returnedProblems } from "./returnedList.ts";

export const schemaRule: Rule = (facts) => once(schemaProblems(facts));

function* schemaProblems(facts: ProjectFacts): Iterable<Problem> {
  yield* returnedProblems(facts);
  for (const list of declaredLists(facts)) {
    yield* elementProblems(facts, list);
    const tables = declaredTables(facts, list);
    yield* tableNameProblems(list, tables);
    for (const table of tables) {
      yield* entryProblems(table);
      yield* primaryKeyProblems(table);
      yield* columnsProblems(table);
      yield* columnNameProblems(table);
      yield* allTypedProblems(table);
    }
  }
}
