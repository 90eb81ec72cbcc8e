/** Versions of fivetran-connector-sdk: what the project's environment has, or the range that its author set. */

/** Major and minor; what differs between patch releases is no concern of ours. */
export interface SdkVersion {
  readonly major: number;
  readonly minor: number;
}

/** Every version the connector is meant for, both ends included. */
export interface SdkRange {
  readonly from: SdkVersion;
  readonly to: SdkVersion;
  /** How we know: found in an environment, set by the author, or nothing known and so the newest. */
  readonly known: "environment" | "setting" | "assumed";
}

export const newestSdk: SdkVersion = { major: 3, minor: 1 };
export const oldestSdk: SdkVersion = { major: 1, minor: 8 };

export function compareVersions(a: SdkVersion, b: SdkVersion): number {
  return a.major - b.major || a.minor - b.minor;
}

/** Whether every version of the range has what came with `since`. */
export function hasSince(range: SdkRange, since: SdkVersion): boolean {
  return compareVersions(range.from, since) >= 0;
}

/** Whether no version of the range has what came with `since`. */
export function lacks(range: SdkRange, since: SdkVersion): boolean {
  return compareVersions(range.to, since) < 0;
}
