/** From a place back to the syntax that stands there. */
import type { Node, PythonModule, Span } from "../python/ast.ts";

/** The node of one of these kinds that covers just that place; undefined when there is none. */
export function nodeAt<Kind extends Node["kind"]>(
  module: PythonModule | undefined,
  place: Span | undefined,
  ...kinds: readonly Kind[]
): Extract<Node, { readonly kind: Kind }> | undefined {
  return module && place && find(module.body, place, kinds);
}

/** Looks into whatever the tree is made of: nodes, and what holds nodes without being one. */
function find<Kind extends Node["kind"]>(
  part: object,
  place: Span,
  kinds: readonly Kind[],
): Extract<Node, { readonly kind: Kind }> | undefined {
  if (isSpan(part)) {
    if (part.from > place.from || part.to < place.to) return undefined;
    if (part.from === place.from && part.to === place.to && isOf(part, kinds)) return part;
  }
  for (const child of Object.values(part) as unknown[]) {
    const found = typeof child === "object" && child !== null && find(child, place, kinds);
    if (found) return found;
  }
  return undefined;
}

function isSpan(part: object): part is Span {
  return "from" in part && "to" in part;
}

function isOf<Kind extends Node["kind"]>(
  part: object,
  kinds: readonly Kind[],
): part is Extract<Node, { readonly kind: Kind }> {
  return "kind" in part && kinds.some((kind) => kind === part.kind);
}
