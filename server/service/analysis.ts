/** Everything known about a project at one moment of its texts; what the editor's features answer from. */
import type { ProjectFacts } from "../model/facts.ts";
import type { Problem } from "../rules/rule.ts";
import type { TableProfile } from "../../src/shared/model/previews.ts";
import type { Naming } from "../../src/shared/model/sync.ts";

export interface Analysis {
  readonly facts: ProjectFacts;
  /** In the order of files and places, without the suppressed ones. */
  readonly problems: readonly Problem[];
  /** How the connection names what it makes. */
  readonly naming: Naming;
  /** What the project's last sync showed of each table; undefined before there was one. */
  readonly observed: readonly TableProfile[] | undefined;
}
