/** The project's Python with the SDK in it; what to do about a missing one is said in the CLI's own terms. */
import path from "node:path";
import { requireSdk, type Interpreter } from "../engine/index.ts";
import { UserError } from "../shared/base/userError.ts";
import type { Context } from "./context.ts";

const actions: Readonly<Record<string, string>> = {
  pythonNotFound:
    "Install Python 3.10 or newer, make an environment in the project (python3 -m venv .venv), or give --python.",
  pythonTooOld: "Give another interpreter with --python.",
  pythonNotUsable: "Correct --python, or leave it out.",
  environmentBroken: "Make it anew (python3 -m venv --clear), or give --python.",
};

/** A path on the command line is relative to where the command runs; a bare name is looked up on PATH. */
function resolve(given: string | undefined, cwd: string): string | undefined {
  return given !== undefined && path.basename(given) !== given ? path.resolve(cwd, given) : given;
}

export async function findPython(
  project: string,
  given: string | undefined,
  { engine, env, cwd }: Context,
): Promise<Interpreter> {
  try {
    return requireSdk(await engine.findInterpreter({ project, setting: resolve(given, cwd), env }));
  } catch (error) {
    const action = error instanceof UserError ? actions[error.code] : undefined;
    if (error instanceof UserError && action !== undefined) {
      throw new UserError(error.code, error.message, { action, cause: error });
    }
    throw error;
  }
}
