/** From a place back to the syntax that stands there. */
import type { Node, PythonModule, Span } from "../python/ast.ts";
import { childrenOf } from "../python/walk.ts";

/** The node of one of these kinds that covers just that place; undefined when there is none. */
export function nodeAt<Kind extends Node["kind"]>(
  module: PythonModule | undefined,
  place: Span | undefined,
  ...kinds: readonly Kind[]
): Extract<Node, { readonly kind: Kind }> | undefined {
  return place && nodesAround(module, place).find((node) => covers(node, place, kinds));
}

/** The nodes that a place is in, outermost first. */
export function nodesAround(module: PythonModule | undefined, place: Span): readonly Node[] {
  const around: Node[] = [];
  let nodes: readonly Node[] = module?.body ?? [];
  for (;;) {
    const next = nodes.find(({ from, to }) => from <= place.from && place.to <= to);
    if (!next) return around;
    around.push(next);
    nodes = childrenOf(next);
  }
}

function covers<Kind extends Node["kind"]>(
  node: Node,
  { from, to }: Span,
  kinds: readonly Kind[],
): node is Extract<Node, { readonly kind: Kind }> {
  return node.from === from && node.to === to && kinds.some((kind) => kind === node.kind);
}
