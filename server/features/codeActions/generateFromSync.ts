/** Offers at schema(), or at Connector() where there is none, what the last sync suggests. */
import type { Analysis } from "../../service/analysis.ts";
import type { CodeAction } from "../feature.ts";

export function generateFromSync(
  { facts, observed }: Analysis,
  file: string,
  offset: number,
): readonly CodeAction[] {
  if (!observed || observed.length === 0) return [];
  const own = facts.schema.function;
  const places = own
    ? [{ file: own.file, from: own.definition.from, to: own.definition.to }]
    : facts.connectors.map((one) => ({ file: one.file, from: one.call.from, to: one.call.to }));
  const isHere = places.some((at) => at.file === file && at.from <= offset && offset <= at.to);
  const title = own
    ? "Update schema() from the last sync…"
    : "Generate schema() from the last sync…";
  return isHere
    ? [{ title, kind: "source", edits: [], command: { id: "connectorWorkbench.generateSchema" } }]
    : [];
}
