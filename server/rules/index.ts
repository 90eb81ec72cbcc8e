/** All rules, a family a file. */
import { checkpointRules } from "./checkpoints/checkpointRules.ts";
import { configurationUseRules } from "./configurationUse/configurationUseRules.ts";
import { codeRules } from "./code/codeRules.ts";
import { checkConfigurationFile } from "./configurationFile.ts";
import { connectorRules } from "./connector/connectorRules.ts";
import { checkDestinationFile } from "./data/destinationFile.ts";
import { checkOptionsFile } from "./data/optionsFile.ts";
import { checkDependencies } from "./dependencies/requirementRules.ts";
import { formRule } from "./form/formRule.ts";
import { checkLayout } from "./layout/layoutRules.ts";
import { operationRules } from "./operations/operationRules.ts";
import type { Rule } from "./rule.ts";
import { schemaRule } from "./schema/schemaRule.ts";

export const rules: readonly Rule[] = [
  ...connectorRules,
  schemaRule,
  formRule,
  ...operationRules,
  ...checkpointRules,
  ...configurationUseRules,
  checkConfigurationFile,
  checkDependencies,
  checkOptionsFile,
  checkDestinationFile,
  checkLayout,
  ...codeRules,
];
