/** What is known of one public name of the SDK. */
import type { LinkName } from "./links.ts";
import type { SdkVersion } from "./versions.ts";

export interface SdkParameter {
  readonly name: string;
  /** As an annotation spells it. */
  readonly type: string;
  readonly isRequired: boolean;
  /** Whether it can only be given by name. */
  readonly isKeywordOnly: boolean;
  /** As it is spelled in the signature. */
  readonly default?: string;
  /** Undefined for what was always there. */
  readonly since?: SdkVersion;
  readonly text: string;
}

export interface SdkName {
  readonly kind: "class" | "function" | "module" | "value";
  /** In the order of positional arguments; undefined for what is not called. */
  readonly parameters?: readonly SdkParameter[];
  /** One or two sentences. */
  readonly text: string;
  readonly link: LinkName;
  readonly since?: SdkVersion;
  readonly deprecated?: { readonly since: SdkVersion; readonly instead: string };
  /** What follows the name when it is completed, as a snippet. */
  readonly snippet?: string;
}

/** A name and what is known of it, for a map. */
export type NamedSdkName = readonly [string, SdkName];

type ParameterExtras = Pick<SdkParameter, "default" | "since">;

export function parameter(
  name: string,
  type: string,
  text: string,
  extras: ParameterExtras = {},
): SdkParameter {
  return {
    name,
    type,
    text,
    isRequired: extras.default === undefined,
    isKeywordOnly: false,
    ...extras,
  };
}

/** One that can only be given by name. */
export function keyword(
  name: string,
  type: string,
  text: string,
  extras: ParameterExtras = {},
): SdkParameter {
  return { ...parameter(name, type, text, extras), isKeywordOnly: true };
}

/** Of what may be left out. */
export const none = { default: "None" };
