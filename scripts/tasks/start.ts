// `npm start`: a sample connector, synced once on the command line, then opened in an editor with the
// extension. `npm start -- --no-editor` ends after the sync.
import path from "node:path";
import { buildAll } from "../../esbuild.ts";
import { openEditor } from "../start/openEditor.ts";
import { startPracticeSource } from "../start/practiceSource.ts";
import { ensureSampleProject } from "../start/sampleProject.ts";
import { main } from "../process/main.ts";
import { runScript } from "../process/runScript.ts";

const repository = path.dirname(path.dirname(import.meta.dirname));
const cli = path.join(repository, "dist", "cli.cjs");

await main(async () => {
  await buildAll();
  const project = await ensureSampleProject(cli);
  const source = await startPracticeSource(project);
  try {
    console.log(`The practice API is served on ${source.url}\n`);
    console.log(`$ node dist/cli.cjs sync ${project.folder} --fresh\n`);
    const code = await runScript(repository, cli, ["sync", project.folder, "--fresh"]);
    if (code === 0 && !process.argv.includes("--no-editor")) {
      await showEditor(project.folder);
    }
    return code;
  } finally {
    source.stop();
  }
});

async function showEditor(folder: string): Promise<void> {
  const stopped = untilStopped();
  const editor = await openEditor(repository, folder);
  console.log(`\n${editor.message}`);
  console.log("The practice API runs until you press Ctrl-C.");
  await stopped;
  await editor.close();
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    // Something has to keep the process alive while it waits for the signal.
    const alive = setInterval(() => undefined, 60_000);
    const stop = (): void => {
      clearInterval(alive);
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}
