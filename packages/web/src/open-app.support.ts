import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./chromium.js";

const MHO = fileURLToPath(import.meta.resolve("mho")).replace(
	/dist.index\.js$/,
	"bin/mho.js",
);

/** The app of `mho serve` in a browser of its own. */
export interface OpenedApp {
	readonly address: string;
	readonly browser: Browser;
	readonly context: BrowserContext;
	readonly page: Page;
	/** Addresses that the page asked for, and what it wrote to the console. */
	readonly requests: readonly string[];
	readonly complaints: readonly string[];
	close(): Promise<void>;
}

export async function openApp(): Promise<OpenedApp> {
	const server = spawn(process.execPath, [MHO, "serve", "--port", "0"], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [text] = await once(server.stdout!, "data");
	const address = String(text).match(/http:\S+/)![0];
	const browser = await launchChromium();
	const context = await browser.newContext({ acceptDownloads: true });
	// On a machine that has much else to do; no longer than a test may take.
	context.setDefaultTimeout(55_000);
	const page = await context.newPage();
	const requests: string[] = [];
	const complaints: string[] = [];
	page.on("request", (request) => requests.push(request.url()));
	page.on("console", (message) => complaints.push(message.text()));
	page.on("pageerror", (error) => complaints.push(error.message));
	await page.goto(address);
	const close = async (): Promise<void> => {
		await browser.close();
		server.kill();
	};
	return { address, browser, context, page, requests, complaints, close };
}

/** Follows the link of a page of the app. */
export async function visit(page: Page, name: string): Promise<void> {
	await page.getByRole("link", { name, exact: true }).click();
}

/** Runs the first images, and waits for the result. */
export async function runApp(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Run", exact: true }).click();
	await page.getByRole("heading", { name: "Components" }).waitFor();
}

/** Result of the run page, as its JSON button gives it. */
export async function resultOfApp(
	page: Page,
): Promise<Record<string, unknown>> {
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "JSON" }).click(),
	]);
	return JSON.parse(readFileSync(await download.path(), "utf8"));
}

/** What a command prints as JSON, but for the time that it took. */
export function resultOfCommandLine(
	args: readonly string[],
): Record<string, unknown> {
	const { timing, ...result } = JSON.parse(
		execFileSync(process.execPath, [MHO, ...args, "--json", "-"], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
		}),
	);
	return result;
}
