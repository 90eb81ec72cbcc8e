/** What is written to where nobody sees it in production. */
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Fix, Problem } from "../rule.ts";
import { replaced } from "../sourceEdits.ts";
import { isDeployed } from "./enclosing.ts";
import { logName, printedMessage } from "./messages.ts";

export function* checkPrints(facts: ProjectFacts): Iterable<Problem> {
  for (const fact of facts.calls) {
    if (fact.name !== "builtins.print" || !isDeployed(fact)) continue;
    yield problemAt(
      placeIn(fact.file, fact.call),
      "print-call",
      "What is printed is not in the sync's log; use log.info().",
      { fixes: logging(facts, fact) },
    );
  }
  yield* checkLoggingModule(facts);
}

function logging({ modules }: ProjectFacts, { file, call }: CallFact): readonly Fix[] {
  const module = modules.get(file);
  const log = module && logName(file, module);
  const message = module && printedMessage(module.text, call.arguments);
  if (!log || message === undefined) return [];
  const edit = replaced(placeIn(file, call), `${log.name}.info(${message})`);
  return [fix("Log it", [...log.edits, edit])];
}

/** How the logging of other libraries is set is a use of its own. */
const setting =
  /\.(?:setLevel|getLogger|disable|addHandler|addFilter|propagate|NullHandler|captureWarnings|addLevelName)$/;

function* checkLoggingModule({ calls, imports }: ProjectFacts): Iterable<Problem> {
  const logged = calls.filter(({ name }) => name.startsWith("logging."));
  if (logged.length > 0 && logged.every(({ name }) => setting.test(name))) return;
  for (const { module, place, target, file } of imports) {
    if (module !== "logging" || target !== undefined) continue;
    yield problemAt(
      { ...place, file },
      "logging-module",
      "What Python's logging writes is not in the sync's log; use the SDK's: from fivetran_connector_sdk import Logging as log.",
    );
  }
}
