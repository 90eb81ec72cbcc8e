/** Every feature of the editor, one line each. */
import type { Features } from "./feature.ts";

export const features: Features = {};
