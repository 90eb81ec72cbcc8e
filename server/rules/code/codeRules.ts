/** Code that works on its author's machine only. */
import type { Rule } from "../rule.ts";
import { checkEndlessLoops } from "./endlessLoops.ts";
import { checkExits } from "./exits.ts";
import { checkLocalFiles } from "./localFiles.ts";
import { checkLogCalls } from "./logCalls.ts";
import { checkLoggedSecrets } from "./loggedSecrets.ts";
import { checkLogPerRow } from "./logPerRow.ts";
import { checkPrints } from "./prints.ts";
import { checkRequests } from "./requests.ts";
import { checkSwallowedExceptions } from "./swallowedExceptions.ts";
import { checkWholeSources } from "./wholeSources.ts";
import { checkWrittenSecrets } from "./writtenSecrets.ts";

export const codeRules: readonly Rule[] = [
  checkExits,
  checkPrints,
  checkLogCalls,
  checkLogPerRow,
  checkLoggedSecrets,
  checkWrittenSecrets,
  checkLocalFiles,
  checkWholeSources,
  checkRequests,
  checkSwallowedExceptions,
  checkEndlessLoops,
];
