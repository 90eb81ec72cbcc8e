/** Versions of the SDK as people write them: `2.13.1`, `>=2.9,<3`, `~=2.9`. */
import {
  compareVersions,
  newestSdk,
  oldestSdk,
  type SdkRange,
  type SdkVersion,
} from "../sdk/versions.ts";

/** The last minor versions of the lines that are over. */
const lastMinors: ReadonlyMap<number, number> = new Map([
  [1, 8],
  [2, 13],
]);

/** Undefined for what is no version or range, or holds no version. */
export function parseSdkRange(text: string): SdkRange | undefined {
  let from = oldestSdk;
  let to = newestSdk;
  const parts = text.split(",").map((part) => part.trim());
  for (const part of parts) {
    const match =
      /^(===?|~=|>=|<=|>|<|\^|~)?\s*v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?(?:(?:a|b|rc|\.dev|\.post)\d+)?$/.exec(
        part,
      );
    if (!match) return undefined;
    const [, operator = "==", major = "", minor, patch] = match;
    const isWhole = minor === undefined || minor === "*";
    const version: SdkVersion = { major: Number(major), minor: isWhole ? 0 : Number(minor) };
    const last = isWhole ? lastOf(version.major) : version;
    if ([">=", "~=", "^", "~", "==", "==="].includes(operator)) from = later(from, version);
    // Patches do not differ for us, so `>2.9` may still be 2.9.
    if (operator === ">")
      from = later(from, isWhole ? { major: version.major + 1, minor: 0 } : version);
    if (operator === "<=" || operator === "==" || operator === "===") to = earlier(to, last);
    if (operator === "<")
      to = earlier(to, patch === undefined || Number(patch) === 0 ? before(version) : version);
    if (operator === "^" || (operator === "~=" && patch === undefined)) {
      to = earlier(to, lastOf(version.major));
    } else if (operator === "~=" || operator === "~") to = earlier(to, last);
  }
  return compareVersions(from, to) <= 0 ? { from, to, known: "setting" } : undefined;
}

function lastOf(major: number): SdkVersion {
  return major >= newestSdk.major
    ? { major, minor: newestSdk.minor }
    : { major, minor: lastMinors.get(major) ?? 0 };
}

function before({ major, minor }: SdkVersion): SdkVersion {
  return minor > 0 ? { major, minor: minor - 1 } : lastOf(major - 1);
}

function later(a: SdkVersion, b: SdkVersion): SdkVersion {
  return compareVersions(a, b) >= 0 ? a : b;
}

function earlier(a: SdkVersion, b: SdkVersion): SdkVersion {
  return compareVersions(a, b) <= 0 ? a : b;
}
