/** Calls that end the process. */
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { replaced } from "../sourceEdits.ts";
import { handlerOf, isDeployed, isLastOfBlock, pathTo, statementOf } from "./enclosing.ts";

const exits = new Set(["builtins.exit", "builtins.quit", "sys.exit", "os._exit", "os.abort"]);

export function* checkExits(facts: ProjectFacts): Iterable<Problem> {
  for (const fact of facts.calls) {
    if (!exits.has(fact.name) || !isDeployed(fact)) continue;
    yield problemAt(
      placeIn(fact.file, fact.call),
      "exit-call",
      `${fact.name.replace("builtins.", "")}() ends the process, which may leave the sync hanging; raise an error instead, or return.`,
      { fixes: raising(facts, fact) },
    );
  }
}

function raising({ modules, update }: ProjectFacts, fact: CallFact): readonly Fix[] {
  const module = modules.get(fact.file);
  const path = module ? pathTo(module.body, fact.call) : [];
  const statement = statementOf(path, fact.call);
  // Of code that nothing reaches it is not clear what is wanted.
  if (!module || !statement || !isLastOfBlock(path, statement)) return [];
  const [given] = fact.call.arguments;
  const value = given?.value;
  const isSuccess =
    value === undefined
      ? !fact.name.startsWith("os.")
      : (value.kind === "Number" && value.value === 0) ||
        (value.kind === "Singleton" && value.value === null);
  const put = (text: string): readonly Fix[] => [
    fix(`Replace it by ${text.startsWith("raise Runtime") ? "raise RuntimeError(…)" : text}`, [
      replaced(placeIn(fact.file, fact.call), text),
    ]),
  ];
  if (isSuccess) {
    return fact.function !== undefined && fact.function.definition === update?.definition
      ? put("return")
      : [];
  }
  if (!value || value.kind === "Number") {
    return put(handlerOf(path) ? "raise" : 'raise RuntimeError("The sync cannot go on")');
  }
  return put(`raise RuntimeError(${module.text.slice(value.from, value.to)})`);
}
