/** Keys of the state: where update() reads and sets them, and where checkpoints save them. */
import { alternativesOf, type Place } from "../../evaluation/values.ts";
import type { ProjectFacts } from "../../model/facts.ts";
import { usesOfParameter } from "./flow.ts";
import { readTree } from "./projectTree.ts";
import { plainLiteral, type Occurrence } from "./subject.ts";

export function stateOccurrences(facts: ProjectFacts): readonly Occurrence[] {
  const found = new Map<string, Occurrence>();
  const add = ({ file, from, to }: Place, isDeclaration: boolean): void => {
    const literal = plainLiteral(facts.modules.get(file)?.text ?? "", { from, to });
    if (!literal) return;
    const subject = { kind: "stateKey", name: literal.value } as const;
    found.set(`${file} ${from}`, {
      subject,
      isDeclaration,
      isText: true,
      isMade: false,
      file,
      from,
      to,
    });
  };
  const { update } = facts;
  if (update) {
    const tree = readTree(facts);
    for (const use of usesOfParameter(tree, update, 1).uses) {
      if (use.kind === "key") add({ ...use.literal, file: tree.fileOf(use.literal) }, false);
    }
  }
  for (const { name, arguments: given } of facts.operations) {
    const state = name === "checkpoint" ? given.get("state")?.value : undefined;
    for (const value of state ? alternativesOf(state) : []) {
      if (value.kind !== "dict") continue;
      for (const { key } of value.entries) if (key.place) add(key.place, true);
    }
  }
  return [...found.values()];
}
