/** Disposes of things in the reverse of the order they were made in, of all of them even when one throws. */
import * as vscode from "vscode";

export function ownerOf(owned: readonly vscode.Disposable[]): vscode.Disposable {
  return new vscode.Disposable(() => {
    const errors: unknown[] = [];
    for (const item of owned.toReversed()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) {
      throw new AggregateError(errors, "not everything could be disposed of");
    }
  });
}
