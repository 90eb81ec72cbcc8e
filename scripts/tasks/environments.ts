// Makes the Python environments of the integration tests and says where they are.
import { ensureSdkEnvironments } from "../python/sdkEnvironments.ts";

for (const [line, { sdkVersion, python }] of Object.entries(await ensureSdkEnvironments())) {
  console.log(`${line.padEnd(8)} SDK ${sdkVersion.padEnd(8)} ${python}`);
}
