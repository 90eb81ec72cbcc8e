/** Between the editor's URIs and the paths of the service. */
import { fileURLToPath } from "node:url";

/** `file:///a/b%20c.py` is `file:///a/b c.py`: as many slashes, nothing encoded, no query. */
export function pathOf(uri: string): string {
  const [, start = "", path = ""] = /^([a-z][\w+.-]*:\/\/[^/]*)([^?#]*)/i.exec(uri) ?? [];
  return start + decoded(path).replace(/(?<=.)\/$/, "");
}

export function uriOf(path: string): string {
  const [, start = "", rest = ""] = /^([a-z][\w+.-]*:\/\/[^/]*)(.*)$/i.exec(path) ?? [];
  return start + rest.split("/").map(encodeURIComponent).join("/");
}

/** The path on this machine's disk; undefined for what is on none. */
export function diskPathOf(path: string): string | undefined {
  try {
    return path.startsWith("file://") ? fileURLToPath(uriOf(path)) : undefined;
  } catch {
    // Of another kind of machine.
    return undefined;
  }
}

/** Drive letters are spelled as the editor does: small. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  } catch {
    return path;
  }
}
