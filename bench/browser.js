// The app in Chromium: npm run bench:browser
// Rate of a ResNet-20 in a web worker against one thread of Node, equality first, then by turns; then how long the app
// takes from its address to the first digit that crossbars have classified, and to the whole result, nothing cached.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { exportOnnx } from "../packages/engine/dist/index.js";
import { prepareRate } from "./image-rate.js";
import { designs, imagesOf, networks } from "./network-cases.js";
import { load, median } from "./rates.js";

const ROUNDS = 7;
const IMAGES = 32;
const CASE = "isaac 8x8 | 6-bit ADC";

const network = networks["ResNet-20"].network();
const given = {
	onnx: [...exportOnnx(network)],
	images: [...imagesOf("ResNet-20", network, IMAGES)],
	count: IMAGES,
	design: designs[CASE],
};

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
await page.evaluate(startWorker, [await script(), given]);

const inNode = prepareRate(given);
const inBrowser = () => page.evaluate(() => globalThis.askWorker());
if (
	JSON.stringify(inNode().scores) !== JSON.stringify((await inBrowser()).scores)
)
	throw new Error("the browser and Node disagree");

const times = { node: [], browser: [] };
const loadBefore = load();
for (let round = 0; round < ROUNDS; round++) {
	times.node.push(inNode().milliseconds / IMAGES);
	times.browser.push((await inBrowser()).milliseconds / IMAGES);
}

console.log(
	`ResNet-20 | ${CASE} | load ${loadBefore.toFixed(1)} … ${load().toFixed(1)}, ${browser.version()} and Node ${process.version}`,
);
for (const [where, found] of Object.entries(times)) {
	const sorted = found.toSorted((a, b) => a - b);
	const [least, middle, most] = [0, ROUNDS >> 1, ROUNDS - 1].map((n) =>
		sorted[n].toFixed(2),
	);
	console.log(
		`  ${where.padEnd(8)} ${middle} ms an image (${least} … ${most})`,
	);
}
const ratios = times.node.map((node, n) => node / times.browser[n]);
console.log(
	`  rate of a web worker: ${(100 * median(ratios)).toFixed(0)} % of Node's`,
);

await reportOpenings();
await browser.close();

async function reportOpenings() {
	const mho = fileURLToPath(
		new URL("../packages/cli/bin/mho.js", import.meta.url),
	);
	const server = spawn(process.execPath, [mho, "serve", "--port", "0"], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [line] = await once(server.stdout, "data");
	const address = String(line).match(/http:\S+/)[0];
	const openings = [];
	for (let round = 0; round < ROUNDS; round++)
		openings.push(await opening(address));
	server.kill();
	const seconds = (of) =>
		[...openings.map(of)]
			.sort((a, b) => a - b)
			.filter((_, n) => n === 0 || n === ROUNDS >> 1 || n === ROUNDS - 1)
			.map((ms) => (ms / 1000).toFixed(2))
			.join(" … ");
	console.log(`app | load ${load().toFixed(1)}, least … median … most`);
	console.log(`  first digit classified ${seconds(({ first }) => first)} s`);
	console.log(`  result of 200 digits   ${seconds(({ result }) => result)} s`);
}

/** Milliseconds from the address to what there is to see. */
async function opening(address) {
	const context = await browser.newContext();
	const fresh = await context.newPage();
	const start = performance.now();
	await fresh.goto(address);
	await fresh.locator(".digit[data-state=right]").first().waitFor();
	const first = performance.now() - start;
	await fresh.getByRole("heading", { name: "Components" }).waitFor();
	const result = performance.now() - start;
	await context.close();
	return { first, result };
}

/** The engine with `prepareRate`, as the text of a script that puts it on `mho`. */
async function script() {
	const result = await build({
		configFile: false,
		logLevel: "error",
		build: {
			write: false,
			target: "es2023",
			lib: {
				entry: new URL("./image-rate.js", import.meta.url).pathname,
				formats: ["iife"],
				name: "mho",
			},
		},
	});
	return result[0].output[0].code;
}

/** Runs in the page. */
function startWorker([code, task]) {
	const source = `${code}
		let run;
		onmessage = ({ data }) => {
			run ??= mho.prepareRate(data);
			postMessage(run());
		};`;
	const worker = new Worker(URL.createObjectURL(new Blob([source])));
	globalThis.askWorker = () =>
		new Promise((resolve, reject) => {
			worker.onmessage = ({ data }) => resolve(data);
			worker.onerror = ({ message }) => reject(new Error(message));
			worker.postMessage(task);
		});
}
