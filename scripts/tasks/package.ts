// `npm run package`: the .vsix that users install, in the repository's folder.
import { statSync } from "node:fs";
import path from "node:path";
import { createPackage } from "../package/createPackage.ts";
import { main } from "../process/main.ts";

const repository = path.dirname(path.dirname(import.meta.dirname));

await main(async () => {
  const file = await createPackage(repository, repository);
  console.log(`${path.basename(file)}  ${Math.round(statSync(file).size / 1024)} kB`);
  return 0;
});
