/** Files of the project that the code names: configuration.json, data files, modules' neighbours. */
import { walk } from "../python/walk.ts";
import type { Analysis } from "../service/analysis.ts";
import type { DocumentLink } from "./feature.ts";
import { plainLiteral } from "./occurrences/subject.ts";

export function documentLinks({ facts }: Analysis, file: string): readonly DocumentLink[] {
  const module = facts.modules.get(file);
  if (!module) return [];
  const paths = new Set(facts.files.paths);
  const links: DocumentLink[] = [];
  walk(module.body, (node) => {
    if (node.kind === "Text" && node.value !== undefined) {
      const path = node.value.replace(/^\.\//, "");
      const literal = plainLiteral(module.text, node);
      if (literal && path.includes(".") && !path.endsWith("/") && paths.has(path)) {
        const { from, to } = literal;
        links.push({ from, to, target: { file: path }, tooltip: `Open ${path}` });
      }
    }
    return true;
  });
  return links;
}
