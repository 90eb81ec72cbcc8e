/** Texts without the secrets of a run's configuration. The connector host's side is `redaction.py`. */
import type { Finding } from "../../shared/model/findings.ts";
import type { SyncError } from "../../shared/model/sync.ts";

const mask = "****";

export class Redactor {
  #pattern: RegExp | undefined;

  /** From now on these are masked, also where JSON, Python's `repr` or a URL has them escaped. */
  use(secrets: readonly string[]): void {
    const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
    this.#pattern =
      forms.length === 0
        ? undefined
        : new RegExp(forms.map((form) => escapePattern(form)).join("|"), "g");
  }

  text(text: string): string;
  text(text: string | null): string | null;
  text(text: string | null): string | null {
    return text === null || !this.#pattern ? text : text.replace(this.#pattern, mask);
  }

  error(error: SyncError): SyncError {
    return {
      ...error,
      message: this.text(error.message),
      value: this.text(error.value),
      traceback: this.text(error.traceback),
    };
  }

  findings(findings: readonly Finding[]): readonly Finding[] {
    return findings.map((finding) => ({ ...finding, message: this.text(finding.message) }));
  }
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const python = secret.replace(/[\\'\n\r\t]/g, (char) => pythonEscapes[char] ?? char);
  return [secret, json, ascii(json), python, python.replaceAll("\\'", "'"), asUrlPart(secret)];
}

const pythonEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Text with a lone surrogate cannot be part of a URL. */
function asUrlPart(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As `json.dumps` writes it: nothing beyond ASCII. */
function ascii(json: string): string {
  return json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
