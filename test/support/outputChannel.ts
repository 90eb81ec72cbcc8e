import type { Page } from "playwright-core";

/** Waits until the panel shows the output channel with this name. */
export async function untilOutputChannelIsShown(page: Page, name: string): Promise<void> {
  const selected = page.locator(".part.panel option:checked");
  const channel = selected.filter({ hasText: new RegExp(`^${name}$`) }).first();
  // The options of a select are never "visible".
  await channel.waitFor({ state: "attached" });
}
