/**
 * A case: a connector as a user writes it, whose docstring says what it shows and what must be in the destination after it.
 *
 *     One sentence.
 *
 *     Source: the public document that says so
 *     Syncs: 2                            default 1; the first is fresh, each further one continues
 *     Naming: SOURCE                      default FIVETRAN
 *     Sdk: 3, because …                   only for what the other cannot send
 *
 *     Expected:                           or "Expected after sync 1:", "Expected with SDK 2:", or both in this order
 *     { … }                               an `Outcome`
 *
 * A comment `# fails here` marks the line that the error must name.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { filesBelow } from "../../../scripts/files/filesBelow.ts";
import type { Naming, SyncCounts } from "../../../src/shared/model/sync.ts";
import type { Cell } from "../../../src/shared/protocol/destination.ts";

export type CaseSdk = "3" | "2";

export interface ConformanceCase {
  /** `<area>/<what-it-shows>`. */
  readonly name: string;
  readonly code: string;
  readonly sentence: string;
  readonly syncs: number;
  readonly naming: Naming;
  /** The only SDK that it is for. */
  readonly sdk: CaseSdk | undefined;
  /** The last sync has one; an earlier one without one must only succeed. */
  readonly expected: (sync: number, sdk: CaseSdk) => Outcome | undefined;
  readonly failingLine: number | null;
}

/** What must hold after a sync; what is left out is not looked at, but for `failed`, whose absence means success. */
export interface Outcome {
  /** All tables there are, by name (`schema.name` with a schema). */
  readonly tables?: Readonly<Record<string, ExpectedTable>>;
  readonly failed?: ExpectedFailure;
  /** JSON text as the connector is given it. */
  readonly state?: unknown;
  readonly counts?: Partial<SyncCounts>;
  /** SQL and the rows it gives. */
  readonly queries?: Readonly<Record<string, readonly (readonly Cell[])[]>>;
}

export interface ExpectedTable {
  /** Left out for a table that Fivetran keys by `_fivetran_id`. */
  readonly key?: readonly string[];
  /** `<name> <type>` in any order; `_fivetran_synced` is never here, `_fivetran_id` only where its value matters. */
  readonly columns: readonly string[];
  /** In the order they were first seen; cells in the order of `columns`. */
  readonly rows: readonly (readonly Cell[])[];
  readonly declared?: boolean;
}

export interface ExpectedFailure {
  /** A regular expression. */
  readonly message: string;
  readonly table?: string;
  readonly column?: string;
  readonly value?: string;
  readonly row?: number;
}

const folder = path.join(import.meta.dirname, "..", "cases");

/** All cases, or those whose name contains `part`. */
export function readCases(part: string): readonly ConformanceCase[] {
  return filesBelow(folder, ".", ".py")
    .map((file) => file.replace(/\.py$/, ""))
    .filter((name) => name.includes(part))
    .map((name) => parseCase(name, readFileSync(path.join(folder, `${name}.py`), "utf8")));
}

/** Throws for a file that is not a case. */
export function parseCase(name: string, code: string): ConformanceCase {
  const docstring = /^r?"""(.*?)\n"""$/ms.exec(code)?.[1];
  if (docstring === undefined) throw new Error(`${name} does not begin with a docstring.`);
  const [head = "", ...parts] = docstring.split(/^(?=Expected\b.*:$)/m);
  const sentence = head.split("\n")[0] ?? "";
  if (!sentence.endsWith(".")) throw new Error(`${name} does not begin with one sentence.`);
  if (field(head, "Source") === undefined) throw new Error(`${name} names no source.`);
  const syncs = Number(field(head, "Syncs") ?? 1);
  const outcomes = new Map(parts.map((part) => parseOutcome(name, part, syncs)));
  const sdk = field(head, "Sdk")?.charAt(0);
  const marked = code.split("\n").findIndex((line) => line.includes("# fails here"));
  return {
    name,
    code,
    sentence,
    syncs,
    naming: field(head, "Naming") === "SOURCE" ? "SOURCE" : "FIVETRAN",
    sdk: sdk === "3" || sdk === "2" ? sdk : undefined,
    expected: (sync, version) => {
      const outcome =
        outcomes.get(`${String(sync)} ${version}`) ?? outcomes.get(`${String(sync)} any`);
      if (outcome === undefined && sync === syncs)
        throw new Error(`${name} expects nothing with SDK ${version}.`);
      return outcome;
    },
    failingLine: marked < 0 ? null : marked + 1,
  };
}

function field(head: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.+)$`, "m").exec(head)?.[1];
}

function parseOutcome(name: string, part: string, syncs: number): [string, Outcome] {
  const title = /^Expected(?: after sync (\d+))?(?: with SDK ([23]))?:\n/.exec(part);
  if (!title) throw new Error(`${name} has a title that cannot be read: ${part.slice(0, 40)}`);
  const key = `${title[1] ?? String(syncs)} ${title[2] ?? "any"}`;
  try {
    return [key, JSON.parse(part.slice(title[0].length)) as Outcome];
  } catch (cause) {
    throw new Error(`${name}: what follows "${title[0].trim()}" is not JSON.`, { cause });
  }
}
