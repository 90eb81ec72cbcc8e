/** configuration.json read by the code: it is not there once the connector is deployed. */
import type { CallFact, ProjectFacts } from "../../model/facts.ts";
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
    if (
      !call.calledFrom.some((from) => from !== "main") ||
      !namesFile(call, modules.get(call.file)?.text ?? "")
    )
      continue;
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
