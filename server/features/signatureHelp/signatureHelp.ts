/** The arguments of a call of the SDK while they are typed. */
import type { SdkParameter } from "../../sdk/sdkName.ts";
import { sdkNames } from "../../sdk/api.ts";
import type { Analysis } from "../../service/analysis.ts";
import { cursorAt } from "../cursor/cursor.ts";
import { argumentRole } from "../cursor/role.ts";
import type { Signature, SignatureHelp } from "../feature.ts";
import { parametersOf, shownParameter, sinceText } from "../hover/sdkText.ts";
import { paragraphs } from "../hover/markdown.ts";
import type { SdkRange } from "../../sdk/versions.ts";

export function signatureHelp(
  { facts }: Analysis,
  file: string,
  offset: number,
): SignatureHelp | undefined {
  const text = facts.modules.get(file)?.text;
  if (text === undefined || offset > text.length) return undefined;
  const cursor = cursorAt(text, offset);
  for (const call of cursor.brackets) {
    if (call.open !== "(") continue;
    const role = argumentRole(facts, file, cursor, call);
    if (!role) {
      // The arguments of another call, which is an argument itself.
      if (call.head !== "") return undefined;
      continue;
    }
    const shown = parametersOf(role.parameters, facts.sdk);
    const index = role.parameter ? shown.indexOf(role.parameter) : -1;
    return {
      signatures: [signatureFor(role.callee, shown, facts.sdk)],
      activeSignature: 0,
      activeParameter: index < 0 ? undefined : index,
    };
  }
  return undefined;
}

function signatureFor(
  callee: string,
  shown: readonly (SdkParameter | "*")[],
  range: SdkRange,
): Signature {
  let label = `${callee.slice(callee.lastIndexOf(".") + 1)}(`;
  const parameters = shown.map((parameter, index) => {
    if (index > 0) label += ", ";
    const from = label.length;
    label += shownParameter(parameter);
    const documentation =
      parameter === "*" ? undefined : paragraphs(parameter.text, sinceText(parameter.since, range));
    return { from, to: label.length, documentation };
  });
  return { label: `${label})`, documentation: sdkNames.get(callee)?.text, parameters };
}
