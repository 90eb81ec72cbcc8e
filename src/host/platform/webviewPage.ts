/** The document of a view's page: one script, one stylesheet, nothing else may load or run. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Wire } from "../../shared/rpc/rpc.ts";

export interface PageOptions {
  readonly webview: vscode.Webview;
  /** The folder of the bundles. */
  readonly dist: vscode.Uri;
  /** The page's bundle is `<name>.js` and `<name>.css`. */
  readonly name: string;
  readonly title: string;
}

export function showPage({ webview, dist, name, title }: PageOptions): void {
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const nonce = randomBytes(16).toString("base64url");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, `${name}.js`)).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, `${name}.css`)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  webview.html = `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
<title>${escaped(title)}</title>
</head>
<body data-vscode-context='{"preventDefaultContextMenuItems": true}'>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>`;
}

/** Messages to and from a page; they travel as JSON, in which an `Error` would arrive empty. */
export function webviewWire(webview: vscode.Webview, owned: vscode.Disposable[]): Wire {
  return {
    send(message) {
      // Resolves with false when the page is gone, which its owner knows.
      void webview.postMessage(withoutErrorObject(message));
    },
    receive(listener) {
      owned.push(webview.onDidReceiveMessage(listener));
    },
  };
}

function withoutErrorObject(message: unknown): unknown {
  return typeof message === "object" &&
    message !== null &&
    "error" in message &&
    message.error instanceof Error
    ? { ...message, error: { message: message.error.message } }
    : message;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
