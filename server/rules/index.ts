/** All rules, a family a file. */
import { checkpointRules } from "./checkpoints/checkpointRules.ts";
import { configurationUseRules } from "./configurationUse/configurationUseRules.ts";
import { connectorRules } from "./connector/connectorRules.ts";
import { formRule } from "./form/formRule.ts";
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
];
