/** Every feature of the editor, one line each. */
import { completion } from "./completion/completion.ts";
import type { Features } from "./feature.ts";
import { hover } from "./hover/hover.ts";
import { inlayHints } from "./inlayHints/inlayHints.ts";
import { signatureHelp } from "./signatureHelp/signatureHelp.ts";

export const features: Features = {
  completion,
  hover,
  signatureHelp,
  inlayHints,
};
