/** What a rule is and what it says. */
import type { Place } from "../evaluation/values.ts";
import type { ProjectFacts } from "../model/facts.ts";
import type { ProblemCode, Severity } from "./codes.ts";

/** A replacement of `from` to `to` of a file of the project. */
export interface FileEdit extends Place {
  readonly text: string;
}

/** A change that makes a problem go away, brings no other, and is what its author would have done. */
export interface Fix {
  /** "Use the declared table orders" */
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** Files to make, with their text. */
  readonly creates?: readonly { readonly file: string; readonly text: string }[];
  /** Whether it is the one to take without a look; "fix all" takes these. */
  readonly isPreferred: boolean;
}

export interface Problem extends Place {
  readonly code: ProblemCode;
  /** That of the code, unless given. */
  readonly severity?: Severity;
  /** What is wrong, with what, and what to do: a sentence or two for the connector's author. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Other places that explain it: "declared here". */
  readonly related?: readonly { readonly place: Place; readonly message: string }[];
  readonly isUnnecessary?: boolean;
  readonly isDeprecated?: boolean;
}

/** Reads facts and yields problems. Throws nothing; an unknown value is no reason for a problem. */
export type Rule = (facts: ProjectFacts) => Iterable<Problem>;
