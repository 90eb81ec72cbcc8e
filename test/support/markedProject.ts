/** Projects that tests write down with the cursor as `$0`, analysed as the editor's features see them. */
import type { TableProfile } from "../../src/shared/model/previews.ts";
import type { Naming } from "../../src/shared/model/sync.ts";
import type { SdkRange } from "../../server/sdk/versions.ts";
import type { Analysis } from "../../server/service/analysis.ts";
import { factsOf, type Texts } from "./analysis.ts";

export interface MarkedProject {
  readonly analysis: Analysis;
  readonly texts: Texts;
  readonly file: string;
  readonly offset: number;
}

export interface MarkedOptions {
  readonly sdk?: SdkRange;
  readonly observed?: readonly TableProfile[];
  readonly naming?: Naming;
}

export function analysisOf(
  project: Texts | string,
  { sdk, observed, naming = "FIVETRAN" }: MarkedOptions = {},
): Analysis {
  return { facts: factsOf(project, sdk), problems: [], naming, observed };
}

/** The cursor is at the only `$0`. */
export function markedProject(project: Texts | string, options?: MarkedOptions): MarkedProject {
  const marked = typeof project === "string" ? { "connector.py": project } : project;
  const [file, text] = Object.entries(marked).find(([, each]) => each.includes("$0")) ?? ["", ""];
  const texts = { ...marked, [file]: text.replace("$0", "") };
  return { analysis: analysisOf(texts, options), texts, file, offset: text.indexOf("$0") };
}
