/** Code that works on its author's machine only. */
import type { Rule } from "../rule.ts";
import { scopesOf } from "./enclosing.ts";
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

/** In one rule what looks through all code, which is laid out for them once. */
export const codeRules: readonly Rule[] = [
  checkExits,
  checkPrints,
  checkLogCalls,
  checkLogPerRow,
  checkLoggedSecrets,
  checkLocalFiles,
  function* checkCode(facts) {
    const scopes = scopesOf(facts);
    yield* checkWrittenSecrets(facts, scopes);
    yield* checkWholeSources(facts, scopes);
    yield* checkRequests(facts, scopes);
    yield* checkSwallowedExceptions(facts, scopes);
    yield* checkEndlessLoops(facts, scopes);
  },
];
