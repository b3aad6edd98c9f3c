// Takes pictures of the app's pages at three sizes, as a user sees them: `npm run screenshots [folder]`.
// Those that the README shows are written to docs/figures/app; all of them to the folder, where one is named.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const SIZES = {
	phone: { width: 390, height: 844 },
	laptop: { width: 1280, height: 800 },
	wide: { width: 1920, height: 1080 },
};
const PAGES = ["run", "design", "crossbar", "sums", "compare", "pareto"];
/** Page and size of what the README shows. */
const IN_README = ["run-laptop", "crossbar-laptop-whole", "sums-laptop"];

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), "mho-app-"));
const shown = at("../../../docs/figures/app");
mkdirSync(folder, { recursive: true });
mkdirSync(shown, { recursive: true });

const server = spawn(
	process.execPath,
	[at("../../cli/bin/mho.js"), "serve", "--port", "0"],
	{ stdio: ["ignore", "pipe", "inherit"] },
);
const [line] = await once(server.stdout, "data");
const address = String(line).match(/http:\S+/)[0];
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"],
});

/** What there is to wait for, and to do, before a page is worth a picture. */
const READY = {
	run: (page) => page.getByRole("heading", { name: "Components" }).waitFor(),
	design: (page) => page.getByText("valid design").waitFor(),
	crossbar: async (page) => {
		await page.getByRole("combobox", { name: "Layer" }).selectOption("conv2");
		await page.getByText(/128 rows, \d+ driven/).waitFor();
	},
	sums: (page) => page.getByRole("img", { name: /^Column sums/ }).waitFor(),
	compare: (page) => page.getByRole("img", { name: /^Gains/ }).waitFor(),
	pareto: async (page) => {
		const [chooser] = await Promise.all([
			page.waitForEvent("filechooser"),
			page.getByRole("button", { name: "Read sweep results" }).click(),
		]);
		await chooser.setFiles(at("../src/pages/sweep-results/results.parquet"));
		await page.getByRole("img", { name: /^Front of/ }).waitFor();
	},
};

/** Runs two presets and keeps them: there is something to compare. */
async function keepTwo(page) {
	for (const design of ["isaac", "asp-dac-2018"]) {
		await page.getByRole("combobox", { name: "Design" }).selectOption(design);
		await page.getByRole("button", { name: "Run", exact: true }).click();
		await READY.run(page);
		await page.getByRole("button", { name: "Keep for comparison" }).click();
	}
}

for (const [size, viewport] of Object.entries(SIZES)) {
	const page = await browser.newPage({ viewport, reducedMotion: "reduce" });
	await page.goto(address);
	await READY.run(page);
	await keepTwo(page);
	for (const name of PAGES) {
		await page.goto(`${address}#/${name}`);
		await READY[name](page);
		await page.mouse.move(0, 0);
		await page.waitForTimeout(300);
		await page.screenshot({ path: join(folder, `${name}-${size}.png`) });
		await page.screenshot({
			path: join(folder, `${name}-${size}-whole.png`),
			fullPage: true,
		});
	}
	await page.close();
}
await browser.close();
server.kill();
for (const name of IN_README)
	copyFileSync(join(folder, `${name}.png`), join(shown, `${name}.png`));
console.log(`pictures in ${folder}`);
