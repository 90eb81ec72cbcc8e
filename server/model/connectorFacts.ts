/** Calls of `Connector`. */
import type { Run } from "../evaluation/run.ts";
import { toValue } from "../evaluation/snapshot.ts";
import type { Value } from "../evaluation/values.ts";
import { argumentFacts, type KnownCall } from "./callFacts.ts";
import type { ConnectorFact } from "./facts.ts";
import type { Surroundings } from "./writtenCalls.ts";

const parameters = ["update", "schema", "configuration_form"];

export function connectorFacts(calls: readonly KnownCall[], run: Run): readonly ConnectorFact[] {
  return calls
    .filter(({ name }) => name === "fivetran_connector_sdk.Connector")
    .map((known) => {
      const { file, written } = known;
      const { call, surroundings, target } = written;
      const name = target?.kind === "Name" ? target : undefined;
      const values = argumentFacts(known);
      const live = run.connectors.find((each) => each.call === call)?.arguments;
      let position = 0;
      const given = new Map(
        values.map(({ argument, value }) => {
          const key = argument.name?.text ?? parameters[position++] ?? String(position - 1);
          const known = live?.get(key);
          return [key, { argument, value: known ? toValue(known) : value }] as const;
        }),
      );
      return {
        file,
        call,
        name: name?.id,
        namePlace: name && { file, from: name.from, to: name.to },
        position: positionOf(surroundings),
        arguments: given satisfies ReadonlyMap<string, { value: Value }>,
      };
    });
}

function positionOf({
  function: definition,
  class: owner,
  isMain,
  isBranch,
}: Surroundings): ConnectorFact["position"] {
  if (definition) return "function";
  if (owner) return "class";
  if (isMain) return "main";
  return isBranch ? "branch" : "module";
}
