/** Numbers as they are shown to people. */
import * as vscode from "vscode";
import type { SyncCounts } from "../../shared/model/sync.ts";

export function formatNumber(value: number): string {
  return value.toLocaleString(vscode.env.language);
}

export function formatRows(rows: number): string {
  return rows === 1 ? vscode.l10n.t("1 row") : vscode.l10n.t("{0} rows", formatNumber(rows));
}

/** `0:07`, `12:30`, `1:02:03` */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  const hours = Math.floor(seconds / 3600);
  return (hours > 0 ? [String(hours), ...parts] : parts).join(":").replace(/^0(\d:)/, "$1");
}

export function formatSeconds(seconds: number): string {
  const digits = seconds < 10 ? 2 : 0;
  return vscode.l10n.t("{0} s", formatNumber(Number(seconds.toFixed(digits))));
}

/** Rows a sync has sent, whatever became of them. */
export function rowsOf({ upserts, updates, deletes }: Readonly<SyncCounts>): number {
  return upserts + updates + deletes;
}
