// Measures what mitigations do for LeNet-5 on MNIST, and prints the table of docs/devices.md as Markdown.
//
//   npm run docs:mitigations -- [--images 200] [--chips 3]
//
// A row is `mho run lenet5 --design FILE --trials CHIPS --images IMAGES`, FILE being what `designOf` writes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const mho = fileURLToPath(
	new URL("../../packages/cli/bin/mho.js", import.meta.url),
);
const { values: options } = parseArgs({
	options: {
		images: { type: "string", default: "200" },
		chips: { type: "string", default: "3" },
	},
});

const SINGLE = `extends: isaac
operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
adc: { kind: fixed, bits: 8, step: 1, signed: false }`;
const PAIR = `extends: asp-dac-2018
operands: { weightBits: 8, inputBits: 8 }
partialProducts: { kind: all }
adc: { kind: fixed, bits: 9, step: 1, signed: true }`;

const CELLS =
	"cell: { kind: resistances, low: 20 kOhm, high: 2 MOhm, readVoltage: 0.2 V }";
const EFFECTS: Readonly<Record<string, { device: string; wires?: true }>> = {
	"stuck cells, 1 % at each end": {
		device:
			"faults: { stuckAtHighResistance: 0.01, stuckAtLowResistance: 0.01 }",
	},
	"lognormal, σ = 0.2": {
		device: "programming: { kind: lognormal, sigma: 0.2 }",
	},
	"wires of 1 Ω, cells from 20 kΩ": { device: CELLS, wires: true },
};

/** What each does: base, mitigations, compensation of wires. */
const MEASURES: Readonly<Record<string, readonly [string, string, string?]>> = {
	nothing: [SINGLE, ""],
	"2 cells a digit": [SINGLE, "cellsPerDigit: 2"],
	"columns around faults": [SINGLE, "columnOrder: around-faults"],
	"corrected biases": [SINGLE, "biases: corrected"],
	"columns around faults, corrected biases": [
		SINGLE,
		"columnOrder: around-faults, biases: corrected",
	],
	"2 cells a digit, corrected biases": [
		SINGLE,
		"cellsPerDigit: 2, biases: corrected",
	],
	"differential pairs (balanced radix 4)": [PAIR, ""],
	"pairs, corrected biases": [PAIR, "biases: corrected"],
	"gain of each column": [SINGLE, "", "column-gain"],
	"row order": [SINGLE, "", "row-order"],
	"row order and gain": [SINGLE, "", "row-order-and-gain"],
};

const folder = mkdtempSync(join(tmpdir(), "mho-mitigations-"));
try {
	console.log(
		`| ${options.images} images, ${options.chips} chips | accuracy | arrays | energy an image |`,
	);
	console.log("| --- | --- | --- | --- |");
	for (const [effect, { device, wires }] of Object.entries(EFFECTS)) {
		console.log(`| **${effect}** | | | |`);
		for (const [measure, [base, mitigations, compensation]] of Object.entries(
			MEASURES,
		)) {
			const isOfFaults = mitigations.includes("around-faults");
			const hasFaults = device.startsWith("faults");
			if ((compensation && !wires) || (isOfFaults && !hasFaults)) continue;
			const crossbar = [
				...(mitigations ? [`mitigations: { ${mitigations} }`] : []),
				...(wires
					? [
							`wires: { rowSegment: 1 Ohm, columnSegment: 1 Ohm, compensation: ${compensation ?? "none"} }`,
						]
					: []),
			].join(", ");
			report(
				measure,
				`${base}\nreplication: { kind: none }\ndevice: { ${device} }\ncrossbar: { ${crossbar} }\n`,
			);
		}
	}
} finally {
	rmSync(folder, { recursive: true });
}

function report(measure: string, design: string): void {
	const file = join(folder, "design.yaml");
	writeFileSync(file, design);
	const text = execFileSync(
		process.execPath,
		[mho, "run", "lenet5", "--design", file, "--json", "-"].concat([
			"--images",
			options.images,
			"--trials",
			options.chips,
		]),
		{ encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
	);
	const { trials, cost } = JSON.parse(text);
	const { mean, halfWidth95 } = trials.accuracy;
	const percent = (share: number) => (100 * share).toFixed(1);
	console.log(
		`| ${measure} | ${percent(mean)} ± ${percent(halfWidth95)} % | ${cost.arrays.used} | ${(cost.energyPerImage * 1e6).toFixed(2)} µJ |`,
	);
}
