import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "./chromium.js";
import { mainThreadTasks, TASK_CATEGORIES } from "./main-thread-tasks.js";
import {
	type OpenedApp,
	openApp,
	resultOfApp,
	resultOfCommandLine,
	runApp,
	visit as visitPage,
} from "./open-app.support.js";

/** The results of `mho sweep space.yaml` in that folder, as `mho query -o` exports them. */
const RESULTS = fileURLToPath(
	new URL("./pages/sweep-results", import.meta.url),
);

/** What `mho run` says of the images that the app starts with. */
const fromCommandLine = (design: string): Record<string, unknown> =>
	resultOfCommandLine([
		...["run", "lenet5", "--design", design],
		...["--images", "200"],
	]);

describe.skipIf(!hasChromium)("the web app in Chromium", () => {
	let app: OpenedApp;
	let page: Page;
	beforeAll(async () => {
		app = await openApp();
		page = app.page;
	});
	afterAll(() => app?.close());

	const visit = (name: string): Promise<void> => visitPage(page, name);

	test("runs the built-in network by itself, with the result of the command line", async () => {
		await page.getByRole("heading", { name: "Components" }).waitFor();
		expect(await page.locator(".digit[data-state=waiting]").count()).toBe(0);
		expect(await resultOfApp(page)).toEqual(fromCommandLine("asp-dac-2018"));
		await page.getByRole("button", { name: "Keep for comparison" }).click();
	});

	test("never holds the page up for long while it simulates", async () => {
		await page.getByRole("spinbutton", { name: "Images" }).fill("400");
		await app.browser.startTracing(page, { categories: [...TASK_CATEGORIES] });
		await page.getByRole("button", { name: "Run", exact: true }).click();
		await page.locator(".digit[data-state=waiting]").first().waitFor();
		await page.getByRole("heading", { name: "Components" }).waitFor();
		const tasks = mainThreadTasks(await app.browser.stopTracing());
		expect(tasks.length).toBeGreaterThan(50);
		// Milliseconds of its processor, so that a busy machine changes nothing.
		expect(tasks[0]).toBeLessThan(100);
		await page.getByRole("spinbutton", { name: "Images" }).fill("200");
	});

	test("runs another preset, and compares", async () => {
		await page.getByRole("combobox", { name: "Design" }).selectOption("isaac");
		await runApp(page);
		expect(await resultOfApp(page)).toEqual(fromCommandLine("isaac"));
		await page.getByRole("button", { name: "Keep for comparison" }).click();
		await visit("Compare");
		await page.getByRole("img", { name: /^Gains over asp-dac-2018/ }).waitFor();
		expect(
			await page.getByRole("row", { name: /^accuracy/ }).textContent(),
		).toMatch(/99\.50%99\.50%/);
	});

	test("compares what the command line wrote", async () => {
		const compared = resultOfCommandLine([
			...["compare", "lenet5", "--designs", "raella,newton"],
			...["--images", "20"],
		]);
		await visit("Compare");
		const [chooser] = await Promise.all([
			page.waitForEvent("filechooser"),
			page.getByRole("button", { name: "Read results" }).click(),
		]);
		const buffer = Buffer.from(JSON.stringify(compared));
		const mimeType = "application/json";
		await chooser.setFiles({ name: "compared.json", mimeType, buffer });
		await page.getByRole("button", { name: "Remove newton" }).waitFor();
		await page.getByRole("columnheader", { name: "raella" }).waitFor();
		for (const name of ["newton", "raella"])
			await page.getByRole("button", { name: `Remove ${name}` }).click();
		await page.getByRole("columnheader", { name: "raella" }).waitFor({
			state: "detached",
		});
	});

	test("shows problems of a design in their line, and completes its fields", async () => {
		await visit("Design");
		const editor = page.getByRole("textbox", { name: "Design file" });
		await editor.click();
		await page.keyboard.press("Control+a");
		await page.keyboard.insertText(
			"extends: isaac\nname: mine\ncrossbar:\n  rows: many\n",
		);
		await page
			.getByText('line 4: crossbar.rows: found "many", expected a number')
			.waitFor();
		await page.keyboard.press("Control+a");
		await page.keyboard.insertText(
			"extends: isaac\nname: mine\nencoding:\n  weights: ",
		);
		await page.keyboard.type("sign");
		await page
			.getByRole("listbox")
			.getByRole("option", { name: "sign-magnitude" })
			.waitFor();
		// The editor takes no key for a list that has just opened.
		await page.waitForTimeout(300);
		await page.keyboard.press("Enter");
		await page.getByText('valid design "mine"').waitFor();
		await page
			.getByRole("row", { name: "encoding.weights column-flip sign-magnitude" })
			.waitFor();
	});

	test("takes a design from an address", async () => {
		const other = await app.context.newPage();
		const text = "extends: isaac\nname: shared\n";
		const code = Buffer.from(text).toString("base64url");
		await other.goto(`${app.address}#/design?d=${code}`);
		await other.getByText('valid design "shared"').waitFor();
		await other.close();
	});

	test("steps through a crossbar, whose sums change with the encoding", async () => {
		await visit("Crossbar");
		await page.getByText(/25 rows, \d+ driven/).waitFor();
		const sums = page.getByRole("row", { name: /^column sum/ });
		const before = await sums.textContent();
		await page.getByRole("slider", { name: "Weight slice" }).press("ArrowLeft");
		await expect
			.poll(() => sums.textContent(), { timeout: 10_000 })
			.not.toBe(before);
	});

	test("lets cells deviate, reads be noisy and wires resist by sliders", async () => {
		const sums = page.getByRole("row", { name: /^column sum/ });
		const end = async (name: string) => {
			const before = await sums.textContent();
			const slider = page.getByRole("slider", { name });
			await slider.press("End");
			return before;
		};
		const ideal = await end("Deviation of cells (% of range)");
		await expect.poll(() => sums.textContent()).not.toBe(ideal);
		await end("Read noise (% of range)");
		await page.getByRole("row", { name: /^read noise/ }).waitFor();
		const dry = await end("Wire resistance (Ω between cells)");
		await expect.poll(() => sums.textContent()).not.toBe(dry);
		for (const name of ["Deviation of", "Read noise", "Wire resistance"])
			await page.getByRole("slider", { name }).press("Home");
	});

	test("sets the range of the ADC, and measures the accuracy that follows", async () => {
		await visit("Run");
		await page
			.getByRole("combobox", { name: "Design" })
			.selectOption("asp-dac-2018");
		await visit("Column sums");
		const ranges = page.getByRole("img", { name: /^Column sums and ADC/ });
		await ranges.getByText("7 bits, 0.0% clipped").first().waitFor();
		await page.getByRole("spinbutton", { name: "ADC bits" }).fill("2");
		await page.getByRole("button", { name: "Set range" }).click();
		await ranges
			.getByText(/^2 bits, [1-9]\d\.\d% clipped/)
			.first()
			.waitFor();
		await page.getByText("not run with this design yet").waitFor();
		await page.getByRole("button", { name: "Measure accuracy" }).click();
		const measured = page.getByText(/^accuracy \d/);
		await measured.waitFor();
		const accuracy = Number((await measured.textContent())!.match(/[\d.]+/));
		expect(accuracy).toBeLessThan(90);
		await visit("Run");
		expect(await resultOfApp(page)).toMatchObject({
			accuracy: { simulated: accuracy / 100 },
		});
	});

	test("sets the threshold of partial products by a click", async () => {
		await visit("Column sums");
		await page.getByRole("img", { name: /^Column sums and ADC/ }).waitFor();
		const grid = page.getByRole("table", { name: /^Partial products/ });
		await grid.getByRole("button").last().click();
		await page.getByText(/^1 of \d+ partial products run/).waitFor();
	});

	test.each(["parquet", "json"])(
		"shows the front of a sweep from %s",
		async (kind) => {
			await visit("Pareto");
			const [chooser] = await Promise.all([
				page.waitForEvent("filechooser"),
				page.getByRole("button", { name: "Read sweep results" }).click(),
			]);
			await chooser.setFiles(join(RESULTS, `results.${kind}`));
			await page
				.getByRole("img", { name: /^Front of accuracy and energyPerImage/ })
				.waitFor();
			await page
				.getByRole("heading", { name: `results.${kind}: 4 of 8 points` })
				.waitFor();
			await page
				.getByRole("combobox", { name: "Objective across" })
				.selectOption("area");
			await page
				.getByRole("img", { name: /^Front of area and energyPerImage/ })
				.waitFor();
		},
	);

	test("exports a figure as a picture", async () => {
		const [download] = await Promise.all([
			page.waitForEvent("download"),
			page
				.getByRole("button", { name: "What each axis explains as PNG" })
				.click(),
		]);
		const bytes = readFileSync(await download.path());
		expect(bytes.subarray(1, 4).toString()).toBe("PNG");
		expect(bytes.length).toBeGreaterThan(5000);
	});

	test("computes with the network off", async () => {
		await app.context.setOffline(true);
		await visit("Run");
		await page.getByRole("combobox", { name: "Design" }).selectOption("isaac");
		await runApp(page);
		await app.context.setOffline(false);
	});

	test.each(["Run", "Design", "Crossbar", "Column sums", "Compare", "Pareto"])(
		"has no accessibility violation on page %s, light and dark",
		async (name) => {
			await visit(name);
			for (const colorScheme of ["light", "dark"] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
				await page.waitForTimeout(300);
				await page.evaluate(axe.source);
				const violations = await page.evaluate(async () => {
					// biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the page
					const found = await (globalThis as any).axe.run();
					return found.violations.map(
						(each: {
							id: string;
							nodes: { html: string; failureSummary: string }[];
						}) =>
							`${each.id}: ${each.nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" ")}`,
					);
				});
				expect(violations).toEqual([]);
			}
		},
	);

	test("asks for nothing but its own files, and complains of nothing", () => {
		const foreign = app.requests.filter(
			(url) => !url.startsWith(app.address) && !/^(blob|data):/.test(url),
		);
		expect(foreign).toEqual([]);
		expect(app.complaints).toEqual([]);
	});
});
