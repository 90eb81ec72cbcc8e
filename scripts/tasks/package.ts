// `npm run package`: the .vsix that users install, in the repository's folder.
import path from "node:path";
import { statSync } from "node:fs";
import { createPackage } from "../package/createPackage.ts";

const repository = path.dirname(path.dirname(import.meta.dirname));
const file = await createPackage(repository, repository);
console.log(`${path.basename(file)}  ${Math.round(statSync(file).size / 1024)} kB`);
