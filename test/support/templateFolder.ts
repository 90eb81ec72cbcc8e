/** A folder of made-up templates, and a place to scaffold them into. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface TemplateFolder extends Disposable {
  readonly root: string;
  readonly templatesFolder: string;
  /** A template with these files; `description` replaces or adds fields of its template.json. */
  template(
    id: string,
    files?: Readonly<Record<string, string>>,
    description?: Readonly<Record<string, unknown>>,
  ): void;
  /** Everything below a folder, by relative path; folders end in a slash. */
  tree(folder: string): readonly string[];
}

export function makeTemplateFolder(): TemplateFolder {
  const root = mkdtempSync(path.join(tmpdir(), "templates-"));
  // Readable for the ordinary user that tests of permissions become.
  chmodSync(root, 0o755);
  const templatesFolder = path.join(root, "templates");
  return {
    root,
    templatesFolder,
    template(id, files = { "connector.py": "# connector\n" }, description = {}) {
      const about = { id, title: id, description: `About ${id}`, order: 1 };
      const all = { ...about, files: Object.keys(files), ...description };
      write(path.join(templatesFolder, id, "template.json"), JSON.stringify(all));
      for (const [file, content] of Object.entries(files)) {
        write(path.join(templatesFolder, id, file), content);
      }
    },
    tree(folder) {
      const top = path.join(root, folder);
      return readdirSync(top, { recursive: true, withFileTypes: true })
        .map((entry) => {
          const file = path.relative(top, path.join(entry.parentPath, entry.name));
          return file.replaceAll("\\", "/") + (entry.isDirectory() ? "/" : "");
        })
        .sort();
    },
    [Symbol.dispose]() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Writes a file and makes the folders it is in. */
export function write(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
