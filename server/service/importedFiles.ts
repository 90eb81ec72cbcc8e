/** Which files of the project a module may import, by a look at its text: so that they are read before it is analysed. */

const statement =
  /^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*|[^#\n]*)|import[ \t]+([\w., \t]+))/gm;

/** Paths from the project's folder; most of them are not there. */
export function importedFiles(path: string, text: string): readonly string[] {
  const found = new Set<string>();
  const add = (base: readonly string[], dotted: string): void => {
    const parts = [...base];
    for (const part of dotted.split(".").filter(Boolean)) {
      parts.push(part);
      found.add(`${parts.join("/")}.py`).add(`${parts.join("/")}/__init__.py`);
    }
  };
  for (const [, dots = "", module = "", names = "", plain] of text.matchAll(statement)) {
    if (plain !== undefined) {
      for (const name of plain.split(",")) add([], name.trim().split(/\s/)[0] ?? "");
      continue;
    }
    const base = dots === "" ? [] : path.split("/").slice(0, -dots.length);
    add(base, module);
    const inside = [...base, ...module.split(".").filter(Boolean)];
    for (const [name] of names.matchAll(/\w+/g)) add(inside, name);
  }
  return [...found];
}
