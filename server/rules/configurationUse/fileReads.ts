/** configuration.json read by the code: it is not there once the connector is deployed. */
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
import type { Statement } from "../../python/ast.ts";
import { stepsTo } from "../operations/ways.ts";
import { once, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";

export function fileReads(facts: ProjectFacts): Iterable<Problem> {
  return once(reads(facts));
}

function* reads({ calls, modules }: ProjectFacts): Iterable<Problem> {
  for (const call of calls) {
    if (
      !/^(?:builtins\.open|io\.open|pathlib\.Path\(\)\.(?:open|read_text|read_bytes))$/.test(
        call.name,
      )
    )
      continue;
    const module = modules.get(call.file);
    if (!call.calledFrom.some((from) => from !== "main") || !namesFile(call, module?.text ?? ""))
      continue;
    if (isNameTest(stepsTo(module, call.call)[0]?.statement)) continue;
    yield problemAt(
      call.namePlace,
      "configuration-file-read",
      "configuration.json is not deployed; update() and schema() get its values as configuration.",
    );
  }
}

function namesFile({ call, name, arguments: given }: CallFact, text: string): boolean {
  const [first] = given;
  const path = name.startsWith("pathlib") ? call.callee : first?.argument;
  return (
    (first?.value.kind === "text" && /(?:^|\/)configuration\.json$/.test(first.value.value)) ||
    (path !== undefined && /["'/]configuration\.json["']/.test(text.slice(path.from, path.to)))
  );
}

/** `if __name__ == "main":` never is true, so that it does no harm. */
function isNameTest(statement: Statement | undefined): boolean {
  if (statement?.kind !== "If" || statement.test.kind !== "Comparison") return false;
  const { left, rest } = statement.test;
  return [left, ...rest.map(({ value }) => value)].some(
    (side) => side.kind === "Name" && side.id === "__name__",
  );
}
