/** Every feature of the editor, one line each. */
import { codeActions } from "./codeActions/codeActions.ts";
import { completion } from "./completion/completion.ts";
import { definition } from "./definition.ts";
import type { Features } from "./feature.ts";
import { folding } from "./folding.ts";
import { generateSchema } from "./generateSchema/generateSchema.ts";
import { hover } from "./hover/hover.ts";
import { inlayHints } from "./inlayHints/inlayHints.ts";
import { documentLinks } from "./links.ts";
import { references } from "./references.ts";
import { prepareRename, rename } from "./rename.ts";
import { signatureHelp } from "./signatureHelp/signatureHelp.ts";
import { documentSymbols, workspaceSymbols } from "./symbols.ts";

export const features: Features = {
  completion,
  hover,
  signatureHelp,
  inlayHints,
  definition,
  references,
  prepareRename,
  rename,
  documentSymbols,
  workspaceSymbols,
  folding,
  documentLinks,
  codeActions,
  generateSchema,
};
