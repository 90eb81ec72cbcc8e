import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { installedPackages, installedSdk } from "../../../../server/service/installedPackages.ts";

/** Lists what is in the paths. */
function listing(...paths: readonly string[]) {
  return {
    list: async (folder: string) => [
      ...new Set(
        paths
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1))
          .map((rest) => (rest.includes("/") ? rest.slice(0, rest.indexOf("/") + 1) : rest)),
      ),
    ],
  };
}

async function sdk(
  files: ReturnType<typeof listing>,
  environment?: string,
): Promise<string | undefined> {
  const version = installedSdk(await installedPackages("/w/p", files, environment));
  return version && `${version.major}.${version.minor}`;
}

const inside = "lib/python3.12/site-packages/fivetran_connector_sdk-2.9.1.dist-info/METADATA";

describe("the installed SDK", () => {
  it("is that of the project's environment", async () => {
    assert.equal(await sdk(listing("/w/p/.venv/pyvenv.cfg", `/w/p/.venv/${inside}`)), "2.9");
  });

  it("is that of an environment above the project", async () => {
    assert.equal(await sdk(listing("/w/venv/pyvenv.cfg", `/w/venv/${inside}`)), "2.9");
  });

  it("is found in environments as Windows lays them out", async () => {
    const files = listing(
      "/w/p/.venv/pyvenv.cfg",
      "/w/p/.venv/Lib/site-packages/fivetran_connector_sdk-3.0.0.dist-info/METADATA",
    );
    assert.equal(await sdk(files), "3.0");
  });

  it("is that of the environment which was chosen, and of no other", async () => {
    const files = listing(
      "/w/p/.venv/pyvenv.cfg",
      `/w/p/.venv/${inside}`,
      "/other/lib/python3.12/site-packages/x",
    );
    assert.equal(await sdk(files, "/other"), undefined);
  });

  it("is unknown without an environment, and in one without the SDK", async () => {
    assert.equal(await sdk(listing("/w/p/connector.py")), undefined);
    assert.equal(
      await sdk(
        listing(
          "/w/p/.venv/pyvenv.cfg",
          "/w/p/.venv/lib/python3.12/site-packages/x-1.0.dist-info/METADATA",
        ),
      ),
      undefined,
    );
  });

  it("stands among the other packages, by the names that pip compares", async () => {
    const files = listing(
      "/w/p/.venv/pyvenv.cfg",
      "/w/p/.venv/lib/python3.12/site-packages/Google_Cloud.Storage-2.18.0.dist-info/METADATA",
    );
    const packages = await installedPackages("/w/p", files, undefined);
    assert.equal(packages?.get("google-cloud-storage"), "2.18.0");
  });
});
