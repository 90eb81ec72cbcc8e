/** What is shown of the SDK's names: signature, explanation, since when, link. */
import { sdkNames } from "../../sdk/api.ts";
import { links } from "../../sdk/links.ts";
import type { SdkName, SdkParameter } from "../../sdk/sdkName.ts";
import { hasSince, lacks, type SdkRange, type SdkVersion } from "../../sdk/versions.ts";
import { codeBlock, paragraphs } from "./markdown.ts";

export function sdkText(name: string, range: SdkRange): string | undefined {
  const known = sdkNames.get(name);
  if (!known) return undefined;
  return paragraphs(
    codeBlock(signatureOf(name, known, range)),
    known.text,
    deprecation(known, range),
    sinceText(known.since, range),
    `[Documentation](${links[known.link]})`,
  );
}

/** One line for beside a completion: what the project's SDK may not have yet. */
export function doubtText(since: SdkVersion | undefined, range: SdkRange): string | undefined {
  return since && hasSince(range, since) ? undefined : sinceText(since, range);
}

export function sinceText(since: SdkVersion | undefined, range: SdkRange): string | undefined {
  if (!since) return undefined;
  const text = `Since SDK ${shownVersion(since)}`;
  if (hasSince(range, since)) return text;
  return `${text}; this project's SDK ${lacks(range, since) ? "is" : "may be"} older`;
}

export function isDeprecated({ deprecated }: SdkName, range: SdkRange): boolean {
  return deprecated !== undefined && hasSince(range, deprecated.since);
}

export function signatureOf(name: string, { parameters, kind }: SdkName, range: SdkRange): string {
  if (!parameters)
    return kind === "value" ? name : `${kind === "module" ? "module" : "class"} ${name}`;
  return `${name}(${parametersOf(parameters, range).map(shownParameter).join(", ")})`;
}

/** Those that the project's SDK has, with a `*` before the ones that need their names. */
export function parametersOf(
  parameters: readonly SdkParameter[],
  range: SdkRange,
): readonly (SdkParameter | "*")[] {
  const known = parameters.filter(({ since }) => !since || !lacks(range, since));
  const index = known.findIndex(({ isKeywordOnly }) => isKeywordOnly);
  return index < 0 ? known : [...known.slice(0, index), "*", ...known.slice(index)];
}

export function shownParameter(parameter: SdkParameter | "*"): string {
  if (parameter === "*") return "*";
  const { name, type, default: value } = parameter;
  return `${name}: ${type}${value === undefined ? "" : ` = ${value}`}`;
}

export function parameterText(parameter: SdkParameter, range: SdkRange): string {
  return paragraphs(
    codeBlock(shownParameter(parameter)),
    parameter.text,
    sinceText(parameter.since, range),
  );
}

function deprecation({ deprecated }: SdkName, range: SdkRange): string | undefined {
  if (!deprecated || lacks(range, deprecated.since)) return undefined;
  return `Deprecated since SDK ${shownVersion(deprecated.since)}: use ${deprecated.instead}.`;
}

function shownVersion({ major, minor }: SdkVersion): string {
  return `${major}.${minor}`;
}
