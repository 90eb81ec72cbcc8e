// Makes the Python environments of the integration tests and says where they are.
import { main } from "../process/main.ts";
import { ensureSdkEnvironments } from "../python/sdkEnvironments.ts";

await main(async () => {
  const environments = await ensureSdkEnvironments();
  for (const [line, { sdkVersion, python }] of Object.entries(environments)) {
    console.log(`${line.padEnd(8)} SDK ${sdkVersion.padEnd(8)} ${python}`);
  }
  return 0;
});
