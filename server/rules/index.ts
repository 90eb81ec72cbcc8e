/** All rules, a family a file. */
import type { Rule } from "./rule.ts";
import { schemaRule } from "./schema/schemaRule.ts";

export const rules: readonly Rule[] = [schemaRule];
