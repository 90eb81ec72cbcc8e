/** DIAGNOSTICS.md lists every code. `UPDATE_GOLDEN=1` writes it anew. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { it } from "node:test";
import { codes, type CodeDescription } from "../../../server/rules/codes.ts";
import { links } from "../../../server/sdk/links.ts";
import { matchGolden } from "../../support/golden.ts";

const repository = path.resolve(import.meta.dirname, "../../..");

it("documents each diagnostic with its severity and Fivetran's page", () => {
  const source = readFileSync(path.join(repository, "server/rules/codes.ts"), "utf8");
  const lines: string[] = [];
  for (const [, heading, code] of source.matchAll(/^ {2}(?:\/\/ (.+)|"?([\w-]+)"?: \w+\()/gm)) {
    if (heading !== undefined)
      lines.push("", `## ${heading}`, "", "| Code | Severity | What |", "| --- | --- | --- |");
    else if (isCode(code)) lines.push(row(code, codes[code]));
  }
  matchGolden(path.join(repository, "DIAGNOSTICS.md"), `${head}\n${lines.join("\n")}\n`);
});

const head = `# Diagnostics

What the language server and \`connector-workbench check\` say about a connector before it runs. Each is shown at its place with a
link to Fivetran's page; most have a quick fix. What depends on something that only a run can tell is never reported.

Leave one out on a line with \`# connector-workbench: ignore[code]\` at its end or alone above it, in a file with
\`# connector-workbench: ignore-file[code]\`, everywhere with the setting \`connectorWorkbench.findings.ignore\` or \`check --ignore code\`.
What a sync finds is in the [README](README.md#findings).`;

function isCode(code: string | undefined): code is keyof typeof codes {
  return code !== undefined && Object.hasOwn(codes, code);
}

function row(code: string, { severity, title, link }: CodeDescription): string {
  return `| \`${code}\` | ${severity} | ${title} ([why](${links[link]})) |`;
}
