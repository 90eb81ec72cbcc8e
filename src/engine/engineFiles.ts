/** Where the parts are that the engine starts or reads by path. */
import path from "node:path";

export interface EngineFiles {
  /** The destination worker's program. */
  readonly worker: string;
  /** The connector host's program, run by the project's Python. */
  readonly hostScript: string;
  /** A folder of project templates. */
  readonly templates: string;
  readonly manifest: string;
}

/** The parts beside the bundles in `dist`, as they are shipped. */
export function bundledFiles(dist: string): EngineFiles {
  return {
    worker: path.join(dist, "destinationWorker.cjs"),
    hostScript: path.join(dist, "python", "run_connector.py"),
    ...filesAtRoot(path.dirname(dist)),
  };
}

/** The parts in the source tree, for a Node that runs TypeScript as it is. */
export function sourceFiles(repository: string): EngineFiles {
  const engine = path.join(repository, "src", "engine");
  return {
    worker: path.join(engine, "destination", "worker.ts"),
    hostScript: path.join(engine, "bridge", "python", "run_connector.py"),
    ...filesAtRoot(repository),
  };
}

function filesAtRoot(root: string): Pick<EngineFiles, "templates" | "manifest"> {
  return { templates: path.join(root, "templates"), manifest: path.join(root, "package.json") };
}
