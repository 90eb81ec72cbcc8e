// The zones of ARCHITECTURE.md as one table. A zone says what its files may import; which globals
// exist in it is the part of its tsconfig.json.

/** The beginning of a relative import that leaves its folder; extension.ts lies beside the folders. */
const upwards = "^((\\.\\./)+|\\./(?=(cli|shared|engine|host)/))";

/** @typedef {{ name: string, files: string[], ignores?: string[], bare: RegExp | null, folders: string[] }} Zone */

const nodeBuiltins = /^node:/;
const allFolders = ["engine", "host", "cli", "server", "media", "extension", "shared"];

/**
 * `bare` are the packages a zone may import; `folders` the top folders it may reach by relative path.
 * @type {Zone[]}
 */
const zones = [
  { name: "shared", files: ["src/shared/**"], bare: null, folders: ["shared"] },
  {
    name: "engine",
    files: ["src/engine/**"],
    ignores: ["src/engine/destination/store/**"],
    bare: nodeBuiltins,
    folders: ["engine", "shared"],
  },
  {
    name: "engine/destination/store",
    files: ["src/engine/destination/store/**"],
    bare: /^(node:|sql\.js$)/,
    folders: ["engine", "shared"],
  },
  {
    name: "host",
    files: ["src/host/**", "src/extension.ts"],
    bare: /^(node:|vscode$|vscode-languageclient|@vscode\/python-extension$)/,
    folders: ["host", "engine", "server/edits", "server/python", "shared"],
  },
  {
    name: "cli",
    files: ["src/cli/**"],
    bare: nodeBuiltins,
    folders: ["cli", "engine", "server/disk", "server/service", "shared"],
  },
  {
    name: "server/python",
    files: ["server/python/**"],
    bare: /^@lezer\/(python|common)$/,
    folders: ["server", "shared"],
  },
  {
    // What is said about a project depends on its files alone.
    name: "server, pure",
    files: ["data", "edits", "evaluation", "features", "model", "rules", "sdk", "service"].map(
      (folder) => `server/${folder}/**`,
    ),
    bare: null,
    folders: ["server", "shared"],
  },
  {
    name: "server",
    files: ["server/*.ts", "server/disk/**", "server/protocol/**"],
    bare: /^(node:|vscode-languageserver)/,
    folders: ["server", "shared"],
  },
  { name: "media", files: ["media/**"], bare: null, folders: ["media", "shared"] },
];

/** The zones as entries of an eslint configuration. */
export function zoneRules() {
  return zones.map(zoneConfig);
}

/** @param {Zone} zone */
function zoneConfig({ name, files, ignores = [], bare, folders }) {
  const forbiddenFolders = allFolders.filter((folder) => !folders.includes(folder));
  const patterns = [
    {
      regex: bare === null ? "^[^.]" : `^(?!${bare.source.replace(/^\^/, "")})[^.]`,
      message: `This package may not be imported in the zone "${name}" (see eslint.config.js).`,
    },
    ...forbiddenFolders.map((folder) => ({
      regex: `${upwards}(src/)?${folder}(/${allowedBelow(folder, folders)}|\\.ts$)`,
      message: `The zone "${name}" may not import from ${folder} (see eslint.config.js).`,
    })),
  ];
  return {
    name: `zone ${name}`,
    files: files.map((pattern) => (pattern.endsWith("**") ? `${pattern}/*.ts` : pattern)),
    ignores,
    rules: { "no-restricted-imports": /** @type {["error", object]} */ (["error", { patterns }]) },
  };
}

/**
 * A negative look-ahead that lets sub-folders such as server/service through.
 * @param {string} folder
 * @param {string[]} folders
 */
function allowedBelow(folder, folders) {
  const below = folders
    .filter((allowed) => allowed.startsWith(`${folder}/`))
    .map((allowed) => allowed.slice(folder.length + 1));
  return below.length === 0 ? "" : `(?!${below.join("|")}/)`;
}
