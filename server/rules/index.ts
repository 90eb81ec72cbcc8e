/** All rules, a family a file. */
import { connectorRules } from "./connector/connectorRules.ts";
import { formRule } from "./form/formRule.ts";
import type { Rule } from "./rule.ts";
import { schemaRule } from "./schema/schemaRule.ts";

export const rules: readonly Rule[] = [...connectorRules, schemaRule, formRule];
