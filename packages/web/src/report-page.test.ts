import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, launchChromium } from "./chromium.js";

const MHO = fileURLToPath(import.meta.resolve("mho")).replace(
	/dist.index\.js$/,
	"bin/mho.js",
);

describe.skipIf(!hasChromium)("a report in Chromium", () => {
	let folder: string;
	let browser: Browser;
	let page: Page;
	const requests: string[] = [];
	const complaints: string[] = [];

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), "mho-report-"));
		const file = join(folder, "report.html");
		const args = "run lenet5 --design asp-dac-2018 --images 20 --report";
		execFileSync(process.execPath, [MHO, ...args.split(" "), file]);
		browser = await launchChromium();
		page = await browser.newPage({ acceptDownloads: true });
		page.on("request", (request) => requests.push(request.url()));
		page.on("console", (message) => complaints.push(message.text()));
		page.on("pageerror", (error) => complaints.push(error.message));
		await page.goto(pathToFileURL(file).href);
	});
	afterAll(async () => {
		await browser?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	test("shows its figures, and asks for nothing but itself", async () => {
		const titles = await page.locator("h2").allTextContents();
		expect(titles).toEqual([
			"Energy per image",
			"Area of the chip",
			"Pipeline occupancy",
			"Column sums and ADC ranges",
			"Layers",
			"Components",
			"Command",
			"Design asp-dac-2018",
		]);
		expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
		expect(complaints).toEqual([]);
	});

	test.each(["light", "dark"] as const)(
		"has no accessibility violation in %s",
		async (colorScheme) => {
			await page.emulateMedia({ colorScheme });
			// The page's policy lets no script in but its own: the checker comes by the debugger.
			await page.evaluate(axe.source);
			const violations = await page.evaluate(async () => {
				// biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the page
				const found = await (globalThis as any).axe.run();
				return found.violations.map(
					(each: { id: string; nodes: { html: string }[] }) =>
						`${each.id}: ${each.nodes[0]?.html}`,
				);
			});
			expect(violations).toEqual([]);
		},
	);

	test("opens the numbers of a figure as a table", async () => {
		const energy = page.locator("section#energy");
		await energy.locator("summary").click();
		await energy.locator("tbody tr").first().waitFor();
		expect(await energy.locator("thead th").allTextContents()).toEqual([
			"layer",
			"component",
			"energy per image (J)",
		]);
		expect(await energy.locator("tbody tr").count()).toBeGreaterThan(20);
	});

	test.each([
		["SVG", (bytes: Buffer) => bytes.toString().startsWith("<svg")],
		["PNG", (bytes: Buffer) => bytes.subarray(1, 4).toString() === "PNG"],
		["CSV", (bytes: Buffer) => bytes.toString().startsWith("layer,")],
	])("exports a figure as %s", async (kind, isRight) => {
		const [download] = await Promise.all([
			page.waitForEvent("download"),
			page.locator("section#energy").getByText(kind, { exact: true }).click(),
		]);
		expect(download.suggestedFilename()).toBe(`energy.${kind.toLowerCase()}`);
		const path = await download.path();
		expect(isRight(readFileSync(path))).toBe(true);
	});
});
