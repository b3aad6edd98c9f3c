/**
 * Accuracy of a network in float and in integers of 8 and 16 bits, exact arithmetic, as a row of docs/quantisation.md:
 * node bench/quantisation.js MODEL-FOLDER data.yaml ['{ "biasCorrection": true, "channelEqualization": true }']
 *
 * The folder holds model.onnx, and the classes and first logits that ONNX Runtime gives (expected_top1_u16.bin,
 * expected_logits_first20.npy). Where the data bring no calibration images, each half of the images calibrates for the
 * other half, so that all are test images and none is tested by what it calibrated.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { openData } from "../packages/cli/dist/input/open-data.js";
import { openDataFile } from "../packages/cli/dist/input/open-data-file.js";
import { pairedDifference } from "../packages/engine/dist/evaluate/paired-difference.js";
import {
	createWasmGemm,
	importOnnx,
	inProcess,
	parseNpy,
	runFloatReference,
} from "../packages/engine/dist/index.js";
import { layerShapes } from "../packages/engine/dist/network/layer-shape.js";
import { calibrate } from "../packages/engine/dist/quantize/calibration.js";
import {
	asksForEqualization,
	equalizeChannels,
} from "../packages/engine/dist/quantize/equalize-channels.js";
import { quantizeNetwork } from "../packages/engine/dist/quantize/quantize-network.js";

const MOST_CALIBRATION = 512;
const [folder, dataFile, settings = "{}"] = process.argv.slice(2);
const { channelEqualization = "joined", ...operands } = JSON.parse(settings);
const name = basename(folder);
const network = importOnnx(readFileSync(join(folder, "model.onnx")), name);
const { calibration, test } = openAll(dataFile);
const size = test.images.length / test.count;
const gemm = createWasmGemm();

const all = Array.from({ length: test.count }, (_, i) => i);
const floatClasses = await classesOf({ kind: "float reference", network }, all);
const half = Math.floor(test.count / 2);
const folds = calibration
	? [{ ...calibrated(calibration.images, calibration.count), images: all }]
	: [
			{ ...calibratedOn(all.slice(0, half)), images: all.slice(half) },
			{ ...calibratedOn(all.slice(half)), images: all.slice(0, half) },
		];
const stored = new Map(
	layerShapes(network).map((shape) => [shape.layer, shape]),
);
const isStored = [...stored.values()].every(({ weightBits }) => weightBits);
const cells = [
	name,
	test.count.toLocaleString("en"),
	percent(rightOf(floatClasses)),
];
cells.push(...againstOnnxRuntime());
for (const bits of isStored ? ["own"] : [8, 16]) {
	const classes = new Int32Array(test.count);
	for (const { own, ranges, images } of folds) {
		const quantized = quantizeNetwork(own, ranges, {
			inputSign: "where-needed",
			...operands,
			bitsOf: (layer) => widthsOf(layer, bits),
		});
		const task = { kind: "integer reference", network: quantized };
		const found = await classesOf(task, images);
		for (const [n, image] of images.entries()) classes[image] = found[n];
	}
	const { difference, lower95, upper95 } = pairedDifference(
		classes,
		floatClasses,
		test.labels,
	);
	const same = classes.filter((c, i) => c === floatClasses[i]).length;
	cells.push(
		`${percent(rightOf(classes))} (${points(difference)}, ${points(lower95)} … ${points(upper95)})`,
		percent(same / test.count),
	);
}
console.log(`| ${cells.join(" | ")} |`);

function percent(share) {
	return `${(100 * share).toFixed(2)} %`;
}

function points(difference) {
	return `${difference < 0 ? "−" : "+"}${Math.abs(100 * difference).toFixed(2)}`;
}

/** All images to test on, and those to calibrate on where the data bring them. */
function openAll(path) {
	const { images, calibration } = openDataFile(path);
	if (calibration) return openData({ data: path });
	const { test } = openData({ data: path, calibration: images });
	return { test };
}

function widthsOf(layer, bits) {
	const { weightBits, inputBits } = stored.get(layer);
	return bits === "own"
		? { weightBits, inputBits: inputBits ?? 8 }
		: { weightBits: bits, inputBits: bits };
}

function imagesOf(chosen) {
	const images = new Float32Array(chosen.length * size);
	for (const [n, image] of chosen.entries())
		images.set(
			test.images.subarray(image * size, (image + 1) * size),
			n * size,
		);
	return images;
}

/** The network that is quantised, and what its tensors held. */
function calibrated(images, count) {
	const used = Math.min(count, MOST_CALIBRATION);
	const first = images.subarray(0, (images.length / count) * used);
	const own = asksForEqualization(channelEqualization, network)
		? equalizeChannels(network, first, used, gemm)
		: network;
	return { own, ranges: calibrate(own, first, used, gemm) };
}

function calibratedOn(chosen) {
	return calibrated(imagesOf(chosen), chosen.length);
}

async function classesOf(task, chosen) {
	const images = chosen === all ? test.images : imagesOf(chosen);
	const { classes } = await inProcess(task, images, chosen.length, () => {});
	return classes;
}

function rightOf(classes) {
	return classes.filter((c, i) => c === test.labels[i]).length / test.count;
}

/** Images of another class, and the greatest difference of a logit from ONNX Runtime's. */
function againstOnnxRuntime() {
	const expected = readFileSync(join(folder, "expected_top1_u16.bin"));
	const other = floatClasses.filter(
		(c, i) => c !== expected.readUInt16LE(2 * i),
	).length;
	const path = join(folder, "expected_logits_first20.npy");
	const { data } = parseNpy(readFileSync(path), path);
	const found = runFloatReference(network, test.images.subarray(0, 20 * size), {
		gemm,
	});
	const reach = data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	const error = data.reduce(
		(most, x, i) =>
			Math.max(
				most,
				Math.abs(found[i] - x) / Math.max(Math.abs(x), 0.01 * reach),
			),
		0,
	);
	return [String(other), error.toExponential(1)];
}
