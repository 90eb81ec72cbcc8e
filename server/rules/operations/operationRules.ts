/** What is wrong with operations: their calls, tables, rows, places and order. */
import type { Rule } from "../rule.ts";
import { argumentKinds } from "./argumentKinds.ts";
import { filePaths } from "./filePaths.ts";
import { keyColumns } from "./keyColumns.ts";
import { obsoleteYield } from "./obsoleteYield.ts";
import { operationCalls } from "./operationCalls.ts";
import { placement } from "./placement.ts";
import { rowValues } from "./rowValues.ts";
import { tableNames } from "./tableNames.ts";
import { truncatedRows } from "./truncatedRows.ts";
import { unevenColumns } from "./unevenColumns.ts";

export const operationRules: readonly Rule[] = [
  operationCalls,
  argumentKinds,
  tableNames,
  keyColumns,
  rowValues,
  unevenColumns,
  obsoleteYield,
  placement,
  truncatedRows,
  filePaths,
];
