import { chromium, type Browser } from "playwright-core";
import { ensureChromium } from "../../scripts/editor/chromium.ts";

/** A headless browser that makes no requests of its own. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
    ],
  });
}
