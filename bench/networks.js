// Rates of whole networks: npm run bench [-- words that the case must contain]
// Equality comes first: one image through the readable kernel. Then float, integer and crossbars take turns in one
// process; rates are per CPU-second of this process.
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { shapesFor } from "../packages/engine/dist/evaluate/evaluate-cost.js";
import { openImageTask } from "../packages/engine/dist/evaluate/image-task.js";
import { mapNetwork } from "../packages/engine/dist/evaluate/map-network.js";
import { createReferenceCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/reference.js";
import { createWasmCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/wasm.js";
import { createWasmGemm } from "../packages/engine/dist/kernels/gemm/wasm.js";
import {
	layerShapes,
	macsOf,
} from "../packages/engine/dist/network/layer-shape.js";
import { calibrate } from "../packages/engine/dist/quantize/calibration.js";
import { quantizeNetwork } from "../packages/engine/dist/quantize/quantize-network.js";
import {
	programNetwork,
	simulateScores,
} from "../packages/engine/dist/simulate/simulate-images.js";
import { designOf, designs, imagesOf, networks } from "./network-cases.js";

const ROUNDS = 5;
const IMAGES = 64;
const RESULTS = new URL("results/networks.csv", import.meta.url);

const words = process.argv.slice(2);
const date = new Date().toISOString().slice(0, 16);
if (!existsSync(RESULTS)) {
	writeFileSync(
		RESULTS,
		"date,machine,node,network,design,path,ms/image,GMAC/s,least ms,greatest ms,load before,load after\n",
	);
}

for (const [networkName, networkOf] of Object.entries(networks)) {
	for (const designName of Object.keys(designs)) {
		const name = `${networkName} | ${designName}`;
		if (words.every((word) => name.includes(word)))
			benchCase(networkName, designName, networkOf());
	}
}

function benchCase(networkName, designName, network) {
	const design = designOf(designName);
	const images = imagesOf(network, IMAGES, 2);
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	const bits = new Map(
		mapping.layers.map((layer) => [layer.shape.layer, layer]),
	);
	const ranges = calibrate(network, images, IMAGES, createWasmGemm());
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: design.operands.inputSign,
		bitsOf: (layer) => bits.get(layer),
	});
	checkEquality(
		quantized,
		mapping,
		design,
		images.subarray(0, images.length / IMAGES),
	);
	const works = [
		{ kind: "float reference", network },
		{ kind: "integer reference", network: quantized },
		{ kind: "crossbars", network: quantized, mapping, design, seed: 1 },
	].map((task) => ({ kind: task.kind, work: openImageTask(task), times: [] }));
	for (const { work } of works) work(images, IMAGES, 0);
	const loadBefore = loadavg()[0];
	for (let round = 0; round < ROUNDS; round++) {
		for (const { work, times } of works) {
			const start = process.cpuUsage();
			work(images, IMAGES, 0);
			const { user, system } = process.cpuUsage(start);
			times.push((user + system) / 1e3 / IMAGES);
		}
	}
	const load = [loadBefore, loadavg()[0]].map((value) => value.toFixed(2));
	const macs = layerShapes(network).reduce((sum, s) => sum + macsOf(s), 0);
	console.log(`${networkName} | ${designName} | load ${load.join(" … ")}`);
	for (const { kind, times } of works) {
		times.sort((a, b) => a - b);
		const [least, median, greatest] = [0, ROUNDS >> 1, ROUNDS - 1].map(
			(at) => times[at],
		);
		const rate = macs / median / 1e6;
		console.log(
			`  ${kind.padEnd(18)} ${median.toFixed(3).padStart(8)} ms/image  ${rate.toFixed(2).padStart(6)} GMAC/s  (${least.toFixed(3)} … ${greatest.toFixed(3)} ms)`,
		);
		const line = [
			date,
			cpus()[0].model.trim(),
			process.version,
			networkName,
			designName.replaceAll(",", ";"),
			kind,
			...[median, rate, least, greatest].map((value) => value.toPrecision(4)),
			...load,
		];
		appendFileSync(RESULTS, `${line.join(",")}\n`);
	}
}

/** Scores and events of one image, exact layers through the crossbars too, by the readable kernel and by the fast one. */
function checkEquality(network, mapping, design, image) {
	const [expected, actual] = [
		createReferenceCrossbarMvm(),
		createWasmCrossbarMvm(),
	].map((kernel) => {
		const programmed = programNetwork(network, mapping, design, 1, [kernel]);
		return simulateScores(programmed, image, 1, { useShortcut: false });
	});
	if (JSON.stringify(actual) !== JSON.stringify(expected))
		throw new Error(`${design.name}: the kernels disagree`);
}
