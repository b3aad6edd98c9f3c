import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { rolldown } from "rolldown";

const CHROMIUM = "/usr/bin/chromium";

/** Debian's Chromium. */
export const hasChromium: boolean = existsSync(CHROMIUM);

/** Instead of Node's `readFile`: what the page was handed. */
const READ_FILE =
	"export const readFile = async (name) => Uint8Array.from(atob(globalThis.files[name]), (byte) => byte.charCodeAt(0));";

/**
 * Runs a script of Node in a page of headless Chromium, as a bundler makes it. `node:fs/promises` reads files that the page
 * is handed; all else of Node would be missing.
 *
 * @param path of the script, whose folder has the packages that it imports
 * @param files that it reads, beside it
 * @param lines that it prints
 * @returns what it prints to the console
 */
export async function runInPage(
	path: string,
	files: readonly string[],
	lines: number,
): Promise<string> {
	const code = await bundleForPage(path);
	const browser = await chromium.launch({
		executablePath: CHROMIUM,
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
	});
	try {
		const page = await browser.newPage();
		const contents = files.map((name) => [
			name,
			readFileSync(join(path, "..", name)).toString("base64"),
		]);
		await page.evaluate((handed) => {
			Object.assign(globalThis, { files: Object.fromEntries(handed) });
		}, contents);
		const printed: string[] = [];
		const done = new Promise<void>((resolve, reject) => {
			page.on("console", (message) => {
				printed.push(message.text());
				if (printed.length === lines) resolve();
			});
			page.on("pageerror", reject);
		});
		await page.addScriptTag({ type: "module", content: code });
		await done;
		return printed.map((line) => `${line}\n`).join("");
	} finally {
		await browser.close();
	}
}

async function bundleForPage(input: string): Promise<string> {
	const bundle = await rolldown({
		input,
		platform: "browser",
		logLevel: "silent",
		plugins: [
			{
				name: "files that the page is handed",
				resolveId: (id) => (id === "node:fs/promises" ? id : null),
				load: (id) => (id === "node:fs/promises" ? READ_FILE : null),
			},
		],
	});
	const { output } = await bundle.generate({ format: "esm", minify: true });
	await bundle.close();
	return output[0].code;
}
