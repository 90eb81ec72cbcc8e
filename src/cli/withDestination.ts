/** Opens a project's destination for one command and closes it whatever happens. */
import type { DestinationOptions, OpenDestination } from "../engine/index.ts";
import type { Context } from "./context.ts";
import { makeStorage } from "./storage.ts";

export async function withDestination<T>(
  options: Omit<DestinationOptions, "worker">,
  { engine }: Context,
  use: (destination: OpenDestination) => Promise<T>,
): Promise<T> {
  makeStorage(options.storage);
  const destination = await engine.openDestination(options);
  try {
    return await use(destination);
  } finally {
    await destination.close();
  }
}
