/** Paths of uploaded files. */
import type { ProjectFacts } from "../../model/facts.ts";
import { fix, placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";
import { quoted, replaced } from "../sourceEdits.ts";
import { describe } from "./describe.ts";
import { isAlways, type Value } from "../../evaluation/values.ts";

export function* filePaths({ calls, files }: ProjectFacts): Iterable<Problem> {
  for (const { name, file, arguments: given } of calls) {
    if (!/^fivetran_connector_sdk\.(?:file_upload\.)?FileUpload$/.test(name)) continue;
    const path =
      given.find(({ argument }) => argument.name?.text === "path") ??
      given.find(({ argument }, index) => index === 0 && !argument.name && argument.stars === 0);
    if (!path) continue;
    const place = placeIn(file, path.argument.value);
    const { value } = path;
    const wrong = value.kind === "text" ? wrongPath(value.value) : undefined;
    if (value.kind === "text" && wrong !== undefined) {
      const better = value.value
        .trim()
        .replaceAll("\u0000", "")
        .replaceAll(/\/{2,}/g, "/")
        .replace(/\/$/, "");
      const written = files.text(file)?.slice(place.from, place.to);
      yield problemAt(place, "file-path", `The path of an uploaded file ${wrong}.`, {
        fixes:
          value.isLiteral && better !== ""
            ? [fix(`Change to ${better}`, [replaced(place, quoted(better, written))])]
            : [],
      });
    } else if (isAlways(value, isNoPath)) {
      yield problemAt(
        place,
        "file-path",
        `The path of an uploaded file must be text, not ${describe(value)}.`,
      );
    }
  }
}

function isNoPath({ kind }: Value): boolean {
  return ["number", "boolean", "none", "bytes", "sequence", "dict"].includes(kind);
}

function wrongPath(path: string): string | undefined {
  const stripped = path.trim();
  if (stripped === "") return "is empty";
  if (stripped.includes("\u0000")) return "holds a NUL character";
  if (stripped.endsWith("/")) return "ends with /, but a file is wanted, not a folder";
  return stripped.includes("//") ? "holds //" : undefined;
}
