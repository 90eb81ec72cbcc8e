/** The findings of a run at its end. Whatever goes wrong with them, its report must come. */
import { describeError } from "../../shared/base/userError.ts";
import type { Finding } from "../../shared/model/findings.ts";
import { findingsOf } from "./findings/findings.ts";
import type { SessionEnd, SessionParts } from "./sessionParts.ts";

/** To be called before what came after the last checkpoint is dropped. */
export function sessionFindings(
  { projection, request, state, events }: SessionParts,
  end: Pick<SessionEnd, "status" | "seconds" | "connectorPeakBytes">,
): readonly Finding[] {
  try {
    const facts = { ...end, startsEmpty: state.trim() === "{}", isDebugged: request.echo };
    return findingsOf(projection.evidence(facts, request.start.kind === "resync"));
  } catch (error) {
    void events.log({
      level: "WARNING",
      origin: "workbench",
      message: `What this run may be wrong about could not be found out: ${describeError(error)}`,
      time: Date.now(),
    });
    return [];
  }
}
