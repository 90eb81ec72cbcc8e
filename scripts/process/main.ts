/** Runs a task. What goes wrong is told to a person who may be new here: what happened, not where. */
export async function main(task: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await task()) ?? 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
