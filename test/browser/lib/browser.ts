/** A real Chromium, from a package: nothing else needs to be installed. */
import chromium from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, chromium as driver, type Page } from "playwright-core";
import { OPS_TOKEN } from "../../routes/hub-deps.ts";

/** The package's flags are made for one page in one process; a second page needs the usual ones. */
const ONE_PROCESS = ["--single-process", "--no-zygote"];

export const launch = async (): Promise<Browser> =>
  driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((flag) => !ONE_PROCESS.includes(flag)),
    headless: true,
  });

export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the browser's console: a broken policy says so there. */
  readonly complaints: string[];
}

export async function visit(
  browser: Browser,
  origin: string,
  { width = 1280, dark = false, script = true }: { width?: number; dark?: boolean; script?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
    locale: "pt-BR",
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${origin}/ops`);
  await page.fill("#token", OPS_TOKEN);
  await page.press("#token", "Enter");
  await page.waitForURL(`${origin}/ops`);
  return { page, complaints };
}

interface AxeResult {
  readonly passes: readonly unknown[];
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds wrong, each with the element: WCAG 2.2 AA and axe's own best practices. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<AxeResult>("axe.run()");
  if (found.passes.length < 15) throw new Error(`axe looked at ${found.passes.length} rules only`); // it proves nothing
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** How far the page is wider than its window, in pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
