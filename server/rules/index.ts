/** All rules, a family a file. */
import type { Rule } from "./rule.ts";

export const rules: readonly Rule[] = [];
