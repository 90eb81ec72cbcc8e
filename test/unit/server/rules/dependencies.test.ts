import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkDependencies } from "../../../../server/rules/dependencies/requirementRules.ts";
import { checkLayout } from "../../../../server/rules/layout/layoutRules.ts";
import type { Problem } from "../../../../server/rules/rule.ts";
import type { SdkRange } from "../../../../server/sdk/versions.ts";
import {
  applyFix,
  expectFix,
  expectProblems,
  factsOf,
  type Texts,
} from "../../../support/analysis.ts";

const only = [checkDependencies, checkLayout];
const requirements = "requirements.txt";

/** The imports of a connector.py and the lines of requirements.txt. */
function expectOf(imports: string, listed: string | undefined, more: Texts = {}): void {
  const texts = { "connector.py": imports, ...more };
  expectProblems(listed === undefined ? texts : { ...texts, [requirements]: listed }, { only });
}

function fixedList(listed: string, code: string, imports = ""): string {
  const texts = { "connector.py": imports, [requirements]: listed };
  return expectFix(texts, code, { only })[requirements] ?? "";
}

function project(dependencies: string, more = ""): Texts {
  return {
    "pyproject.toml": `[project]\nname = "x"\nversion = "1"\n${more}dependencies = [${dependencies}]\n`,
  };
}

void describe("imports", () => {
  void it("of Python, the SDK and requests need nothing", () => {
    expectOf(
      "import json, os.path, zoneinfo\nimport requests.adapters\nimport urllib3.util\nfrom fivetran_connector_sdk import Connector\n",
      undefined,
    );
  });

  void it("of other packages have to be listed", () => {
    expectOf("import polars  #! requirement-missing\n", undefined);
    expectOf("import polars  #! requirement-missing\n", "# none\n");
    expectOf("from google.cloud import bigquery  #! requirement-missing\n", undefined);
    expectOf("import polars\n", "polars==1.0\n");
  });

  void it("may have another name than the package", () => {
    const names: Record<string, string> = {
      yaml: "PyYAML==6.0",
      dateutil: "python_dateutil==2.8.2",
      psycopg2: "psycopg2-binary==2.9",
      "google.cloud.bigquery": "google-cloud-bigquery==3.0",
      "google.oauth2.service_account": "google-api-python-client==2.0",
      "azure.storage.blob": "azure-storage-blob==12.0",
      "snowflake.connector": "snowflake-connector-python==3.0",
      pulsar: "pulsar-client==3.4",
      solace: "solace-pubsubplus==1.10.0",
      clickhouse_connect: "clickhouse_connect==0.8",
      pytds: "python-tds==1.17",
      bs4: "beautifulsoup4==4.0",
    };
    for (const [module, listed] of Object.entries(names)) {
      expectOf(`import ${module}\n`, `${listed}\n`);
    }
  });

  void it("may come with what is listed", () => {
    expectOf("import pandas\nimport numpy\n", "pandas==2.0\n");
    expectOf("import boto3\nimport botocore.config\n", "boto3==1.0\n");
    expectOf("import unheard_of\nimport numpy\n", "unheard-of==1.0\n");
    expectOf("import redis\nimport numpy  #! requirement-missing\n", "redis==5.0\n");
  });

  void it("may be meant to be absent", () => {
    expectOf("try:\n    import polars\nexcept ImportError:\n    polars = None\n", undefined);
    expectOf("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import polars\n", undefined);
  });

  void it("of the project need nothing", () => {
    expectOf("import tables\nfrom .other import x\n", undefined, {
      "tables.py": "",
      "other.py": "x = 1",
    });
    expectOf("import vendored\n", undefined, { "libs/vendored.py": "" });
  });

  void it("are not judged when something else is installed, too", () => {
    expectOf("import polars\n", "-r more.txt\n");
    expectOf("import polars\n", "./wheels/anything.whl\n");
    expectOf("import polars\n", "-r more.txt\n", { "more.txt": "polars==1.0\n" });
    expectOf("import polars\n", undefined, {
      "installation.sh": "pip install polars\n",
    });
  });

  void it("are listed by the version that is installed", () => {
    const texts: Texts = { "connector.py": "import polars\n" };
    const installed = new Map([["polars", "1.2.3"]]);
    const problems = problemsWith(texts, installed);
    assert.deepEqual(codesOf(problems), ["requirement-missing"]);
    const [fix] = problems[0]?.fixes ?? [];
    assert.ok(fix);
    assert.deepEqual(applyFix(texts, fix)[requirements], "polars==1.2.3\n");
    assert.deepEqual(problemsWith(applyFix(texts, fix), installed), []);
  });
});

function problemsWith(texts: Texts, installed: ReadonlyMap<string, string>): readonly Problem[] {
  const facts = factsOf(texts);
  return [...checkDependencies({ ...facts, files: { ...facts.files, installed } })];
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code }) => code);
}

void describe("requirements.txt", () => {
  void it("leaves out what Fivetran has", () => {
    expectOf("import requests", "requests==2.0  #! requirement-preinstalled\n");
    expectOf("", "Fivetran_Connector_SDK  #! requirement-preinstalled\n");
    expectOf("", "requests[socks]==2.0\n");
    assert.equal(
      fixedList("requests==2.0\nredis==5.0", "requirement-preinstalled", "import redis"),
      "redis==5.0",
    );
    assert.equal(
      fixedList("redis==5.0\nrequests==2.0", "requirement-preinstalled", "import redis"),
      "redis==5.0",
    );
  });

  void it("asks for exact versions", () => {
    const imports = "import redis, polars, pymongo\n";
    expectOf(
      imports,
      "redis  #! requirement-unpinned\npolars>=1.0  #! requirement-unpinned\npymongo==4.*  #! requirement-unpinned\n",
    );
    expectOf(imports, "redis==5.0\npolars @ git+https://github.com/x/y@v1\npymongo===4.0\n");
    const texts = { "connector.py": "import redis\n", [requirements]: "redis\n" };
    const [problem] = problemsWith(texts, new Map([["redis", "5.0"]]));
    assert.equal(problem?.fixes?.[0]?.edits[0]?.text, "==5.0");
    assert.deepEqual(problemsWith(texts, new Map()), []);
  });

  void it("is what pip reads", () => {
    const imports = "import redis, polars\n";
    expectOf(imports, "redis=5.0  #! requirement-invalid\npolars==1.0\n");
    expectOf(
      imports,
      "redis==5.0\npolars==1.0\nthis is == not a requirement  #! requirement-invalid\n",
    );
    expectOf(imports, "redis==5.0\npolars==1.0\nRedis==5.1  #! requirement-invalid\n");
    expectOf(
      imports,
      'redis==5.0 ; python_version < "3.12"\nredis==5.1 ; python_version >= "3.12"\npolars==1.0\n',
    );
    assert.equal(fixedList("redis=5.0\n", "requirement-invalid", "import redis"), "redis==5.0\n");
    assert.equal(
      fixedList("redis==5.0\nredis==5.1\n", "requirement-invalid", "import redis"),
      "redis==5.0\n",
    );
  });

  void it("lists what is imported", () => {
    expectOf("import json\n", "left-pad==1.0  #! requirement-unused\n");
    expectOf("import sqlalchemy\n", "sqlalchemy==2.0\npsycopg2-binary==2.9\nPyHive==0.7\n");
    expectOf("import pandas\n", "pandas==2.0\nopenpyxl==3.0\npyarrow==17.0\n");
    expectOf("import importlib\nimportlib.import_module('x')\n", "left-pad==1.0\n");
    assert.equal(fixedList("left-pad==1.0\n", "requirement-unused"), "");
  });

  void it("is ignored beside pyproject.toml", () => {
    expectOf("import redis\n", "redis==5.0  #! requirements-ignored\n", project('"redis==5.0"'));
    const old: SdkRange = {
      from: { major: 2, minor: 0 },
      to: { major: 2, minor: 0 },
      known: "setting",
    };
    const texts = {
      "connector.py": "import redis\n",
      [requirements]: "redis==5.0\n",
      ...project(""),
    };
    expectProblems(texts, { only, sdk: old });
  });
});

void describe("pyproject.toml", () => {
  void it("is read in place of requirements.txt", () => {
    expectOf("import redis, polars  #! requirement-missing\n", undefined, project('"redis==5.0"'));
    expectProblems(
      { "connector.py": "import redis\n", ...project('"redis", "requests==2.0"') },
      {
        only,
        expected: { "pyproject.toml:4": ["requirement-unpinned", "requirement-preinstalled"] },
      },
    );
    const texts = { "connector.py": "import redis\n", ...project('"redis==5.0", "requests==2.0"') };
    assert.match(
      expectFix(texts, "requirement-preinstalled", { only })["pyproject.toml"] ?? "",
      /\["redis==5\.0"\]/,
    );
    expectOf("import redis\n", undefined, project("", 'dynamic = ["optional-dependencies"]\n'));
  });

  void it("asks for a Python that Fivetran has", () => {
    const wanted = (range: string): Texts => project("", `requires-python = "${range}"\n`);
    for (const range of [
      ">=3.10",
      ">=3.9,<3.12",
      "~=3.11",
      "==3.12.*",
      "==3.13",
      "!=3.11.*",
      "<4",
      "nonsense",
    ]) {
      expectOf("", undefined, wanted(range));
    }
    for (const range of ["<3.10", ">=3.15", "==3.9.*", "~=3.8.2", ">=3.10,<3.10.5", "<3"]) {
      expectProblems(
        { "connector.py": "", ...wanted(range) },
        { only, expected: { "pyproject.toml:4": ["python-version"] } },
      );
    }
  });
});

void describe("the project's folder", () => {
  void it("has a script for its drivers", () => {
    const texts = { "connector.py": "x = 1  #! drivers-without-script\n", "drivers/odbc.deb": "" };
    expectProblems(texts, { only });
    assert.ok(expectFix(texts, "drivers-without-script", { only })["drivers/installation.sh"]);
    expectOf("", undefined, { "drivers/a.deb": "", "drivers/installation.sh": "" });
  });

  void it("has its modules where they are packaged", () => {
    expectOf("from lib import tables  #! folder-not-packaged\n", undefined, {
      "lib/tables.py": "x = 1",
      "lib/__init__.py": "",
    });
    expectOf("from include.tables import x  #! folder-not-packaged\n", undefined, {
      "include/tables.py": "x = 1",
      "include/__init__.py": "",
    });
    expectOf("from lib.tables import x\n", undefined, {
      "lib/tables.py": "x = 1",
      "lib/__init__.py": "",
      ".gitignore": "!lib/\n",
    });
    expectOf("from library.tables import x\n", undefined, { "library/tables.py": "x = 1" });
  });

  void it("has no .ftignore", () => {
    expectOf("", undefined, { ".ftignore": "*.csv #! ftignore-ignored\n" });
  });
});
