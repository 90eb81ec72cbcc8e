/** Puts into words the end of a connector process that did not say how it ended itself. */
import { plainError, type SyncError } from "../../shared/model/sync.ts";
import type { ProcessEnd } from "../../shared/protocol/destination.ts";

const signals: Readonly<Record<string, string>> = {
  SIGKILL: "killed (SIGKILL), which is also what happens when the machine runs out of memory",
  SIGSEGV: "ended by a crash in native code (SIGSEGV)",
  SIGABRT: "ended by an abort in native code (SIGABRT)",
  SIGTERM: "asked to end (SIGTERM)",
};

/** Names the cause, and the place when Python's fault handler or a traceback left one on standard error. */
export function describeEnd({ code, signal, stderr }: ProcessEnd): SyncError {
  const cause =
    signal === null
      ? `ended with exit code ${String(code)}`
      : `was ${signals[signal] ?? `ended by ${signal}`}`;
  const place = lastPlace(stderr);
  const said = lastLine(stderr);
  return {
    ...plainError(
      `The connector process ${cause} before the sync was finished.${said === "" ? "" : ` ${said}`}`,
    ),
    file: place?.file ?? null,
    line: place?.line ?? null,
    traceback: stderr.trim() === "" ? null : stderr.trim(),
  };
}

/** The innermost frame: the fault handler prints it first, a traceback last. */
function lastPlace(stderr: string): { file: string; line: number } | undefined {
  const places = [...stderr.matchAll(/File "([^"<]+)", line (\d+)/g)];
  const place = stderr.includes("most recent call first") ? places[0] : places.at(-1);
  return place?.[1] === undefined ? undefined : { file: place[1], line: Number(place[2]) };
}

function lastLine(stderr: string): string {
  if (stderr.includes("most recent call first")) return "";
  return stderr.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
