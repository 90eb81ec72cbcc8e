/** Attributes of the project's classes. */
import type { Live, LiveClass } from "./live.ts";

/** Found in the class or the project's classes that it derives from, and the class that has it. */
export function classAttribute(
  of: LiveClass,
  name: string,
): { readonly value: Live; readonly owner: LiveClass } | undefined {
  const value = of.scope.variables.get(name)?.content;
  if (value) return { value, owner: of };
  for (const base of of.bases) {
    const found = base.kind === "class" ? classAttribute(base, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Whether attributes may come from classes outside the project. */
export function hasOutsideBase(of: LiveClass): boolean {
  return of.bases.some((base) =>
    base.kind === "class"
      ? hasOutsideBase(base)
      : base.kind !== "external" || !plainBases.has(base.name),
  );
}

const plainBases: ReadonlySet<string> = new Set(["builtins.object", "abc.ABC", "typing.Generic"]);

export function isEnum(of: LiveClass): boolean {
  return of.bases.some((base) =>
    base.kind === "class"
      ? isEnum(base)
      : base.kind === "external" && base.name.startsWith("enum."),
  );
}
