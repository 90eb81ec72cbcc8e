/** Which Python versions Fivetran runs connectors on. */
import { entryAt, type TomlDocument } from "../../data/toml.ts";
import { placeIn, problemAt } from "../problem.ts";
import type { Problem } from "../rule.ts";

/** Minor and patch of each runtime. */
const runtimes: readonly (readonly [number, number])[] = [
  [10, 18],
  [11, 13],
  [12, 11],
  [13, 7],
  [14, 0],
];

export function showRuntimes(): string {
  const names = runtimes.map(([minor]) => `3.${String(minor)}`);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** Of a version as `--python-version` takes it. */
export function isFivetranPython(version: string): boolean {
  return runtimes.some(([minor]) => version.trim() === `3.${String(minor)}`);
}

export function* checkPythonVersion(file: string, document: TomlDocument): Iterable<Problem> {
  const value = entryAt(document, "project.requires-python")?.value;
  if (value?.kind !== "text") return;
  const clauses = value.value.split(",").filter((clause) => clause.trim() !== "");
  const tests = clauses.map(testOf);
  if (tests.some((test) => test === undefined)) return;
  if (runtimes.some((runtime) => tests.every((test) => test?.([3, ...runtime])))) return;
  yield problemAt(
    placeIn(file, value),
    "python-version",
    `Fivetran runs no Python that is ${value.value}; it has ${showRuntimes()}.`,
  );
}

/** Whether a version is what one clause asks for; undefined for a clause that is none. */
function testOf(clause: string): ((version: readonly number[]) => boolean) | undefined {
  const [, operator, numbers] =
    /^\s*(===?|~=|!=|<=?|>=?)\s*(\d+(?:\.\d+)*)(?:\.\*)?\s*$/.exec(clause) ?? [];
  if (operator === undefined || numbers === undefined) return undefined;
  const wanted = numbers.split(".").map(Number);
  const order = (version: readonly number[], count: number): number => {
    for (let index = 0; index < count; index++) {
      const difference = (version[index] ?? 0) - (wanted[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  // Whoever writes ==3.12 means every patch of it, as 3.12.* says.
  const isSame = (version: readonly number[]): boolean => order(version, wanted.length) === 0;
  switch (operator) {
    case "~=":
      return (version) => order(version, 3) >= 0 && order(version, wanted.length - 1) === 0;
    case "!=":
      return (version) => !isSame(version);
    case "<":
      return (version) => order(version, 3) < 0;
    case "<=":
      return (version) => order(version, wanted.length) <= 0;
    case ">":
      return (version) => order(version, 3) > 0;
    case ">=":
      return (version) => order(version, 3) >= 0;
    default:
      return isSame;
  }
}
