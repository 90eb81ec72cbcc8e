/** Everything a command touches outside itself; tests hand in their own. */
import type { Engine } from "../engine/index.ts";

export interface Output {
  write(text: string): void;
  /** Colours and a moving display are for terminals only. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

export interface Context {
  readonly engine: Engine;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readStdin(): Promise<string>;
  /** Calls `listener` on Ctrl-C and its like until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends this process and what it started, now. */
  exitNow(code: number): void;
}
