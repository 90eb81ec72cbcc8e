/** Offers to keep a secret of configuration.json out of the file, or to put it back. */
import {
  isEncrypted,
  isPlaceholder,
  isSecretName,
  referredSecret,
} from "../../../src/shared/model/secrets.ts";
import { membersOf, parseJson } from "../../data/json.ts";
import type { Analysis } from "../../service/analysis.ts";
import type { CodeAction } from "../feature.ts";

export function moveSecret(
  { facts }: Analysis,
  file: string,
  offset: number,
): readonly CodeAction[] {
  const text = facts.files.text(file);
  const member = membersOf(parseJson(text ?? "")).find(
    ({ from, to }) => from <= offset && offset <= to,
  );
  if (member?.value?.kind !== "text") return [];
  const { value, from, to } = member.value;
  const rest = [member.key, { from, to }];
  if (referredSecret(value) !== undefined) {
    const command = { id: "connectorWorkbench.restoreSecret", arguments: rest };
    return [{ title: `Put the value of ${member.key} back`, kind: "refactor", edits: [], command }];
  }
  const isSecret =
    isSecretName(member.key) && value !== "" && !isEncrypted(value) && !isPlaceholder(value);
  return isSecret
    ? [
        {
          title: `Move ${member.key} to secret storage`,
          kind: "refactor",
          edits: [],
          command: { id: "connectorWorkbench.moveSecret", arguments: rest },
        },
      ]
    : [];
}
