/** Requirements as pip reads them, from requirements.txt or the dependencies of pyproject.toml. */
import type { Span } from "../python/ast.ts";

export interface Requirement extends Span {
  /** As written; undefined for a path or an address that tells none. */
  readonly name: string | undefined;
  readonly namePlace: Span;
  readonly extras: readonly string[];
  /** `==1.2.3`, `>=1,<2`, or empty. */
  readonly specifier: string;
  /** After `;`. */
  readonly marker: string;
  /** An address or a path is given instead of versions. */
  readonly isDirect: boolean;
  /** Not what pip can read. */
  readonly isMalformed: boolean;
}

export interface RequirementsFile {
  readonly requirements: readonly Requirement[];
  /** Of `-r` and `--requirement`. */
  readonly includes: readonly string[];
}

/** One name for all spellings that the package index takes for one. */
export function normalizedName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** Whether one version is asked for: `==1.2.3`, not `==1.*`. */
export function isPinned({ specifier, isDirect }: Requirement): boolean {
  return isDirect || /^===?[^*,]+$/.test(specifier);
}

/** Never throws, whatever the text holds. */
export function parseRequirements(text: string): RequirementsFile {
  const requirements: Requirement[] = [];
  const includes: string[] = [];
  for (const { from, to } of logicalLines(text)) {
    const line = text.slice(from, to);
    const option = /^(-\w|--[\w-]+)[ =]*(.*)$/s.exec(line);
    if (!option) {
      requirements.push(parseRequirement(line, from));
      continue;
    }
    const [, name, value = ""] = option;
    if (name === "-r" || name === "--requirement") includes.push(value.trim());
    if (name === "-e" || name === "--editable") {
      requirements.push(parseRequirement(value, to - value.length));
    }
  }
  return { requirements, includes };
}

const name = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/;
const version = String.raw`(?:===?|~=|!=|<=?|>=?)\s*[\w.*+!-]+`;
const versions = new RegExp(String.raw`^(?:${version}\s*(?:,\s*${version}\s*)*,?)?$`);

/** One requirement; `offset` is where the text begins in its file. */
export function parseRequirement(text: string, offset: number): Requirement {
  // A line may go on after a backslash; of the same length, so that places stay what they are.
  const line = text.replaceAll(/\\\r?\n/g, (all) => " ".repeat(all.length));
  const whole = { from: offset, to: offset + line.trimEnd().length };
  const bare = line.replace(/\s--[\w-]+[=\s].*$/s, "");
  const direct = directRequirement(bare, offset, whole);
  if (direct) return direct;
  const [, written = "", marker = ""] = /^([^;]*)(?:;(.*))?$/s.exec(bare) ?? [];
  const found = name.exec(written)?.[0] ?? "";
  const rest = written.slice(found.length);
  const [, extras, specifier = ""] = /^\s*(?:\[([^\]]*)\])?\s*(.*)$/s.exec(rest) ?? [];
  const plain = specifier.trim().replace(/^\((.*)\)$/s, "$1");
  return {
    ...whole,
    name: found === "" ? undefined : found,
    namePlace: { from: offset, to: found === "" ? whole.to : offset + found.length },
    extras: listOf(extras),
    specifier: plain.replaceAll(/\s/g, ""),
    marker: marker.trim(),
    isDirect: false,
    isMalformed: found === "" || !versions.test(plain),
  };
}

/** `name @ address`, an address or a path. */
function directRequirement(line: string, offset: number, whole: Span): Requirement | undefined {
  const named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*@\s*\S/.exec(line);
  const isPath =
    /^(?:[a-z+]+:\/\/|git@|\.{0,2}[/\\]|\.$|\.\[|[A-Za-z]:[/\\])|\.(?:whl|zip|tar\.gz)$/;
  if (!named && !isPath.test(line.trim())) return undefined;
  const found =
    named?.[1] ??
    /[#&]egg=([\w.-]+)/.exec(line)?.[1] ??
    /(?:^|\/)([\w.]+)-\d[^/]*\.whl/.exec(line)?.[1];
  return {
    ...whole,
    name: found,
    namePlace: named ? { from: offset, to: offset + (named[1]?.length ?? 0) } : whole,
    extras: listOf(named?.[2]),
    specifier: "",
    marker: "",
    isDirect: true,
    isMalformed: false,
  };
}

function listOf(text = ""): readonly string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** Lines without blanks and comments around them, those ending in a backslash joined with the next. */
function* logicalLines(text: string): Iterable<Span> {
  for (const match of text.matchAll(/(?:[^\\\n]|\\(?:\r?\n|[^]))+/g)) {
    const line = match[0].replace(/(?:^|\s)#.*$/s, "").trimEnd();
    const blanks = line.length - line.trimStart().length;
    if (blanks < line.length) {
      yield { from: match.index + blanks, to: match.index + line.length };
    }
  }
}
