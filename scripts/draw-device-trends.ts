// Measures what devices and wires do to the accuracy of ResNet-20 on CIFAR-10, and draws it for docs/devices.md.
//
//   npm run docs:device-trends -- [names of trends] [--images 200] [--chips 3]
//
// Takes the network `resnet20-cifar10` and the images of ../shared/data. Deterministic: the same network, images and
// seeds give the same points. A point is the mean over chips of consecutive seeds, its bar the 95 % interval of that mean.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
	evaluate,
	evaluateTrials,
	importOnnx,
	keepStages,
	type PreparedNetwork,
	parseCifar10,
	prepareNetwork,
	presetLookup,
	resolveDesign,
} from "@mho/engine";
import {
	figureCsv,
	type Trend,
	type TrendPoint,
	trendFigure,
} from "@mho/engine/figures";
import { parseHTML } from "linkedom";

const shared = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const figures = fileURLToPath(new URL("../../docs/figures/", import.meta.url));

const { values: options, positionals: wanted } = parseArgs({
	allowPositionals: true,
	options: {
		images: { type: "string", default: "200" },
		chips: { type: "string", default: "3" },
	},
});
const IMAGES = Number(options.images);
const CHIPS = Number(options.chips);

/** 8-bit operands, so that a weight takes four cells of two bits. */
const SINGLE = `extends: isaac
operands: { weightBits: 8, inputBits: 8, inputSign: where-needed }
adc: { kind: fixed, bits: 8, step: 1, signed: false }`;
const PAIR = `extends: asp-dac-2018
operands: { weightBits: 8, inputBits: 8 }
partialProducts: { kind: all }
adc: { kind: fixed, bits: 9, step: 1, signed: true }`;
const CENTRED = `${PAIR}
encoding: { weights: centre-offset, inputs: binary-planes, digitBits: 1 }`;

const ENCODINGS = {
	"single cells, flipped columns (ISAAC)": SINGLE,
	"pairs, balanced radix 4": PAIR,
};

interface Sweep extends Omit<Trend, "points"> {
	readonly series: Readonly<Record<string, string>>;
	/** Whether chips differ. */
	readonly isRandom?: boolean;
	readonly values: readonly number[];
	/** What a value adds to a design. */
	readonly setting: (value: number) => string;
}

const accuracy = { label: "accuracy", tickFormat: "%" };
const network = `ResNet-20 on ${IMAGES} images of CIFAR-10, 8-bit operands, 2-bit cells, 128 rows`;
const measured = `${network}; mean of ${CHIPS} chips and its 95 % interval`;

const sweeps: readonly Sweep[] = [
	{
		id: "programming-noise",
		title: "Programming noise in proportion to the conductance",
		caption: measured,
		x: { label: "standard deviation / conductance →", tickFormat: "%" },
		y: accuracy,
		series: ENCODINGS,
		values: [0, 0.05, 0.1, 0.2],
		setting: (share) =>
			`device: { programming: { kind: normal, ofConductance: ${share} } }`,
	},
	{
		id: "lognormal-noise",
		title: "Lognormal conductances",
		caption: measured,
		x: { label: "σ →" },
		y: accuracy,
		series: ENCODINGS,
		values: [0, 0.1, 0.2],
		setting: (sigma) =>
			`device: { programming: { kind: lognormal, sigma: ${sigma} } }`,
	},
	{
		id: "wires",
		title: "Wires of 1 Ω a segment",
		isRandom: false,
		caption: `${network}; cells with an on/off ratio of 100 and no deviations`,
		x: { label: "resistance of the top level (Ω) →", scale: "log" },
		y: accuracy,
		series: {
			...ENCODINGS,
			"single cells, gain of each column": `${SINGLE}\ncrossbar: { wires: { compensation: column-gain } }`,
		},
		values: [5e3, 2e4, 1e5, 1e6],
		setting: (
			low,
		) => `crossbar: { wires: { rowSegment: 1 Ohm, columnSegment: 1 Ohm } }
device: { cell: { kind: resistances, low: ${low}, high: ${100 * low}, readVoltage: 0.2 V } }`,
	},
	{
		id: "column-noise",
		title: "Noise of column sums, N(0, E²(N⁺ + N⁻))",
		caption: measured,
		x: { label: "E →", tickFormat: "%" },
		y: accuracy,
		series: {
			"single cells, flipped columns (ISAAC)": SINGLE,
			"pairs, centre and offset (RAELLA)": CENTRED,
		},
		values: [0, 0.04, 0.08, 0.12],
		setting: (share) =>
			`device: { readNoise: { kind: square-root, share: ${share} } }`,
	},
];

const prepared = await prepare();
const keep = keepStages();
for (const sweep of sweeps) {
	if (wanted.length > 0 && !wanted.includes(sweep.id)) continue;
	const points: TrendPoint[] = [];
	for (const [series, base] of Object.entries(sweep.series))
		for (const x of sweep.values)
			points.push(await measure(sweep, series, base, x));
	draw({ ...sweep, points });
}

async function prepare(): Promise<PreparedNetwork> {
	const mean = [123.675, 116.28, 103.53];
	const deviation = [58.395, 57.12, 57.375];
	const batch = (path: string, count: number) => {
		const { images, labels } = parseCifar10(
			readFileSync(`${shared}cifar10/${path}`),
			path,
		);
		const pixels = 3 * 32 * 32;
		return {
			images: Float32Array.from(
				images.data.subarray(0, count * pixels),
				(pixel, at) => {
					const channel = Math.floor((at % pixels) / 1024);
					return (pixel - mean[channel]!) / deviation[channel]!;
				},
			),
			labels: labels.subarray(0, count),
			count,
			shape: [3, 32, 32],
			name: path,
		};
	};
	const network = importOnnx(
		readFileSync(`${shared}models/resnet20-cifar10/model.onnx`),
		"resnet20-cifar10",
	);
	return prepareNetwork(network, {
		calibration: batch("calib_train_0000_1999.bin", 256),
		test: batch("test_0000_4999.bin", IMAGES),
	});
}

async function measure(
	{ setting, isRandom = true }: Sweep,
	series: string,
	base: string,
	x: number,
): Promise<TrendPoint> {
	const lookup = (name: string) =>
		name === "base" ? { name, text: base } : presetLookup(name);
	const design = resolveDesign(
		{ name: series, text: `extends: base\n${setting(x)}` },
		lookup,
	);
	const say = (text: string) =>
		process.stderr.write(`${series} at ${x}: ${text}\n`);
	if (!isRandom) {
		const { accuracy } = await evaluate(prepared, design, { keep });
		say(`${accuracy.simulated} (float ${accuracy.float})`);
		return { series, x, y: accuracy.simulated };
	}
	const { trials, accuracy } = await evaluateTrials(prepared, design, CHIPS, {
		keep,
	});
	const { mean, halfWidth95 } = trials.accuracy;
	say(
		`${mean} ± ${halfWidth95} (float ${accuracy.float}) of ${trials.accuracies.join(", ")}`,
	);
	return { series, x, y: mean, halfWidth: halfWidth95 };
}

function draw(trend: Trend): void {
	const { document } = parseHTML("<!doctype html><html><body></body></html>");
	const figure = trendFigure(document, trend);
	figure.plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	writeFileSync(`${figures}${trend.id}.svg`, `${figure.plot.outerHTML}\n`);
	writeFileSync(`${figures}${trend.id}.csv`, figureCsv(figure.data));
}
