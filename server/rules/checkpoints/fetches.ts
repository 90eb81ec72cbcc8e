/** Whether a loop reads from the source each time. */
import type { ProjectFacts } from "../../model/facts.ts";
import type { For, While } from "../../python/ast.ts";

/** Modules whose calls neither read from a source nor wait. */
const local =
  /^(?:builtins|json|datetime|re|math|decimal|uuid|hashlib|base64|itertools|functools|collections|copy|string|random|typing|os\.path|fivetran_connector_sdk)\./;

export function fetches(loop: For | While, file: string, { calls }: ProjectFacts): boolean {
  return calls.some(
    (each) =>
      !local.test(each.name) &&
      (each.loops.some((fact) => fact.loop === loop) ||
        (each.file === file && each.call.from >= bodyStart(loop) && each.call.to <= loop.to)),
  );
}

function bodyStart({ body, to }: For | While): number {
  return body[0]?.from ?? to;
}
