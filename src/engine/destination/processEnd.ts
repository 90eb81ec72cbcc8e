/** Puts into words the end of a connector process that did not say how it ended itself. */
import { sep } from "node:path";
import { plainError, type SyncError } from "../../shared/model/sync.ts";
import type { ProcessEnd } from "../../shared/protocol/destination.ts";

const signals: Readonly<Record<string, string>> = {
  SIGKILL: "killed (SIGKILL), which is also what happens when the machine runs out of memory",
  SIGSEGV: "ended by a crash in native code (SIGSEGV)",
  SIGABRT: "ended by an abort in native code (SIGABRT)",
  SIGTERM: "asked to end (SIGTERM)",
};

/** Names the cause, and the place when Python's fault handler or a traceback left one on standard error. */
export function describeEnd({ code, signal, stderr }: ProcessEnd, project: string): SyncError {
  const cause =
    signal === null
      ? `ended with exit code ${String(code)}`
      : `was ${signals[signal] ?? `ended by ${signal}`}`;
  const place = lastPlace(stderr, project);
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

interface Place {
  readonly file: string;
  readonly line: number;
}

/** The project's own innermost frame, else the innermost one. The fault handler prints that first, a traceback last. */
function lastPlace(stderr: string, project: string): Place | undefined {
  const crash = /^Current thread .*\(most recent call first\):\n((?: {2}File .*\n?)*)/m.exec(
    stderr,
  );
  const places = crash?.[1] === undefined ? placesIn(stderr).reverse() : placesIn(crash[1]);
  return places.find(({ file }) => file.startsWith(project + sep)) ?? places[0];
}

function placesIn(text: string): Place[] {
  return [...text.matchAll(/File "([^"<]+)", line (\d+)/g)].map(([, file = "", line]) => ({
    file,
    line: Number(line),
  }));
}

function lastLine(stderr: string): string {
  if (stderr.includes("most recent call first")) return "";
  return stderr.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
