/**
 * All that knows connectors, for those that speak of it to an editor or a terminal. It is bundled once, as dist/analysis.cjs, which the
 * language server and the command line load: what they call of it they import from here.
 */
export { schemaOf } from "../data/schemas.ts";
export { features } from "../features/features.ts";
export { codes } from "../rules/codes.ts";
export { links } from "../sdk/links.ts";
export { checkCodes, checkProject } from "./checkProject.ts";
export { ignoreComment } from "./ignoreComment.ts";
export { createLanguageService } from "./languageService.ts";
export { defaultSettings } from "./ports.ts";
export { parseSdkRange } from "./sdkRange.ts";
