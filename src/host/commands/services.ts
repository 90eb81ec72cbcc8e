/** What commands work with. */
import type { Engine } from "../../engine/index.ts";
import type { Problems } from "../diagnostics/problems.ts";
import type { QuickFixes } from "../diagnostics/quickFixes.ts";
import type { LanguageSupport } from "../language/languageSupport.ts";
import type { SchemaEvaluations } from "../language/schemaEvaluation.ts";
import type { ConfigurationSecrets } from "../platform/configurationSecrets.ts";
import type { Log } from "../platform/log.ts";
import type { Destinations } from "../projects/destinations.ts";
import type { Proposals } from "../proposals/proposals.ts";
import type { Projects } from "../projects/projects.ts";
import type { Interpreters } from "../sync/interpreters.ts";
import type { PackageInstaller } from "../sync/packageInstaller.ts";
import type { Syncs } from "../sync/syncs.ts";
import type { TablePanels } from "../tables/tablePanels.ts";

export interface Services {
  readonly engine: Engine;
  readonly log: Log;
  readonly projects: Projects;
  readonly destinations: Destinations;
  readonly interpreters: Interpreters;
  readonly installer: PackageInstaller;
  readonly syncs: Syncs;
  readonly tables: TablePanels;
  readonly problems: Problems;
  readonly quickFixes: QuickFixes;
  readonly language: LanguageSupport;
  readonly schemas: SchemaEvaluations;
  readonly proposals: Proposals;
  readonly secrets: ConfigurationSecrets;
}
