/** What is wrong with the way the code uses the configuration. */
import type { Rule } from "../rule.ts";
import { configurationKeys } from "./configurationKeys.ts";
import { conversions } from "./conversions.ts";
import { fileReads } from "./fileReads.ts";
import { formKeys } from "./formKeys.ts";

export const configurationUseRules: readonly Rule[] = [
  configurationKeys,
  conversions,
  fileReads,
  formKeys,
];
