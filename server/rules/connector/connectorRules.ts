/** The rules about connector.py, the object in it and what the object is made of. */
import type { Rule } from "../rule.ts";
import { connectorArgumentsRule } from "./connectorArguments.ts";
import { connectorFunctionsRule } from "./connectorFunctions.ts";
import { connectorObjectRule } from "./connectorObject.ts";
import { debugAtImportRule } from "./debugAtImport.ts";
import { sdkNamesRule } from "./sdkNames.ts";

export const connectorRules: readonly Rule[] = [
  connectorObjectRule,
  connectorArgumentsRule,
  connectorFunctionsRule,
  debugAtImportRule,
  sdkNamesRule,
];
