// Measures what devices and wires do to the accuracy of ResNet-20 on CIFAR-10, and draws it for docs/devices.md.
//
//   npm run docs:device-trends -- [names of trends] [--network model.onnx] [--data cifar10] [--images 300] [--chips 5]
//
// Takes the network and the images of ../shared/data where no others are named. Deterministic: the same network, images and
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
import { figureCsv, type TrendPoint, trendFigure } from "@mho/engine/figures";
import { parseHTML } from "linkedom";
import { type DeviceTrend, deviceTrends } from "./device-trends.js";

const shared = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const figures = fileURLToPath(new URL("../../docs/figures/", import.meta.url));

const { values: options, positionals: wanted } = parseArgs({
	allowPositionals: true,
	options: {
		network: {
			type: "string",
			default: `${shared}models/resnet20-cifar10/model.onnx`,
		},
		data: { type: "string", default: `${shared}cifar10` },
		images: { type: "string", default: "300" },
		chips: { type: "string", default: "5" },
	},
});
const IMAGES = Number(options.images);
const CHIPS = Number(options.chips);

const prepared = await prepare();
const keep = keepStages();
for (const trend of deviceTrends(IMAGES, CHIPS)) {
	if (wanted.length > 0 && !wanted.includes(trend.id)) continue;
	const points: TrendPoint[] = [];
	for (const [series, base] of Object.entries(trend.series))
		for (const x of trend.values)
			points.push(await measure(trend, series, base, x));
	draw(trend, points);
}

async function prepare(): Promise<PreparedNetwork> {
	const mean = [123.675, 116.28, 103.53];
	const deviation = [58.395, 57.12, 57.375];
	const batch = (path: string, count: number) => {
		const { images, labels } = parseCifar10(
			readFileSync(`${options.data}/${path}`),
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
	const network = importOnnx(readFileSync(options.network), "resnet20-cifar10");
	return prepareNetwork(network, {
		calibration: batch("calib_train_0000_1999.bin", 256),
		test: batch("test_0000_4999.bin", IMAGES),
	});
}

async function measure(
	{ setting, isRandom }: DeviceTrend,
	series: string,
	base: string,
	x: number | string,
): Promise<TrendPoint> {
	const lookup = (name: string) =>
		name === "base" ? { name, text: base } : presetLookup(name);
	const design = resolveDesign(
		{ name: series, text: `extends: base\n${setting(x)}` },
		lookup,
	);
	const say = (text: string) =>
		process.stderr.write(`${series} at ${x}: ${text}\n`);
	if (!isRandom(x, series)) {
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

function draw(trend: DeviceTrend, points: readonly TrendPoint[]): void {
	const { document } = parseHTML("<!doctype html><html><body></body></html>");
	const figure = trendFigure(document, { ...trend, points });
	figure.plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
	writeFileSync(`${figures}${trend.id}.svg`, `${figure.plot.outerHTML}\n`);
	writeFileSync(`${figures}${trend.id}.csv`, figureCsv(figure.data));
}
