/** Messages for every row. */
import type { LoopFact, ProjectFacts } from "../../model/facts.ts";
import type { Expression, For, Node, Span, Statement } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";
import { hasSince } from "../../sdk/versions.ts";
import { fetches } from "../checkpoints/fetches.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { replaced } from "../sourceEdits.ts";
import { logMethodOf } from "./logCalls.ts";

const shown = new Set(["info", "warning", "error", "severe", "critical"]);

export function* checkLogPerRow(facts: ProjectFacts): Iterable<Problem> {
  const rowLoops = new Set<LoopFact["loop"]>();
  for (const { name, call, loops } of facts.operations) {
    const loop = innermost(loops);
    if (loop && /^(?:upsert|update|delete)$/.test(name) && isUnconditional(loop, call)) {
      rowLoops.add(loop);
    }
  }
  if (rowLoops.size === 0) return;
  const quiet = hasSince(facts.sdk, { major: 2, minor: 9 }) ? "debug" : "fine";
  for (const fact of facts.calls) {
    const method = logMethodOf(fact);
    const loop = innermost(fact.loops);
    if (method === undefined || !shown.has(method) || !loop || !rowLoops.has(loop)) continue;
    if (!isOverRows(loop) || !isUnconditional(loop, fact.call)) continue;
    // Whoever asks the source for each row has not 1,500 of them a minute.
    if (fetches(loop, fact.file, facts)) continue;
    yield problemAt(
      placeIn(fact.file, fact.call),
      "log-per-row",
      "This logs every row, and production keeps 1,500 messages a minute; log a count after the loop.",
      {
        fixes: [
          fix(`Use ${quiet}(), which production leaves out`, [replaced(fact.namePlace, quiet)]),
        ],
      },
    );
  }
}

function innermost(loops: readonly LoopFact[]): For | undefined {
  const loop = loops.findLast(({ isLexical }) => isLexical)?.loop;
  return loop?.kind === "For" ? loop : undefined;
}

/** Not over a few names that the code itself has, and without loops of its own. */
function isOverRows({ iterable, body }: For): boolean {
  const inner: Node[] = [];
  walk(body, (node) => {
    if (node.kind === "For" || node.kind === "While") inner.push(node);
    return inner.length === 0;
  });
  return inner.length === 0 && !isShortList(iterable);
}

function isShortList(iterable: Expression): boolean {
  switch (iterable.kind) {
    case "List":
    case "Tuple":
    case "Set":
    case "Dict":
      return true;
    case "Name":
      return /^[A-Z_]+$/.test(iterable.id);
    case "Call": {
      const { callee, arguments: given } = iterable;
      if (callee.kind === "Name" && callee.id === "range") return true;
      return (
        (callee.kind === "Attribute" &&
          (callee.attribute.text === "split" || isShortList(callee.value))) ||
        given.some(({ value }) => isShortList(value))
      );
    }
    default:
      return false;
  }
}

/** Whether a place in a loop is reached each time, unless something fails. */
function isUnconditional(loop: For, place: Span): boolean {
  let body: readonly Statement[] = loop.body;
  for (;;) {
    const inside = body.find(({ from, to }) => from <= place.from && place.to <= to);
    if (inside?.kind === "With" || inside?.kind === "Try") body = inside.body;
    else return inside?.kind === "ExpressionStatement";
  }
}
