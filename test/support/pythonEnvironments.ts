import { sdkEnvironment, type SdkLine } from "../../scripts/python/sdkEnvironments.ts";

/** Interpreter with a real SDK: the newest 3.x, the newest 2.x, or 2.0.0; debugpy is there as well. */
export function pythonFor(line: SdkLine): string {
  return sdkEnvironment(line).python;
}

/** The exact version of the SDK that `pythonFor(line)` has. */
export function sdkVersionFor(line: SdkLine): string {
  return sdkEnvironment(line).sdkVersion;
}
