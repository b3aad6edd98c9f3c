/**
 * What networks take before any crossbar is read: node bench/import.js
 *
 * Float products, a ResNet-20 in float, and `mho network show` of ONNX files with made-up weights: a ResNet-50 and an
 * AlexNet of 244 MB. Rates are per CPU-second; of the commands CPU time, and time on the clock, with the files cached.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openImageTask } from "../packages/engine/dist/evaluate/image-task.js";
import { exportOnnx, findZooNetwork } from "../packages/engine/dist/index.js";
import { createWasmGemm } from "../packages/engine/dist/kernels/gemm/wasm.js";
import {
	layerShapes,
	macsOf,
} from "../packages/engine/dist/network/layer-shape.js";
import { imagesOf, networks } from "./network-cases.js";
import { cpuSeconds, load } from "./rates.js";

const ROUNDS = 7;
const IMAGES = 64;
const mho = fileURLToPath(
	new URL("../packages/cli/bin/mho.js", import.meta.url),
);
/** Makes a command tell its CPU time when it ends. */
const TELL =
	"data:text/javascript,process.on('exit',()=>process.stderr.write(JSON.stringify(process.cpuUsage())))";

for (const size of [256, 512, 1024]) product(size);
resnet20();
const folder = mkdtempSync(join(tmpdir(), "mho-import-"));
try {
	for (const name of ["resnet-50", "alexnet"]) show(name);
} finally {
	rmSync(folder, { recursive: true });
}

/** Of square matrices, as many a turn as take a tenth of a second. */
function product(size) {
	const gemm = createWasmGemm();
	const matrix = (step) =>
		Float32Array.from({ length: size * size }, (_, i) => ((i * step) % 7) - 3);
	const [a, b, c] = [matrix(3), matrix(5), new Float32Array(size * size)];
	const problem = { m: size, n: size, k: size };
	const repeats = Math.ceil(2 ** 31 / size ** 3);
	const turn = () => {
		for (let n = 0; n < repeats; n++) gemm.multiply(problem, a, b, c);
	};
	printRate(`product of ${size}×${size}`, turn, repeats * size ** 3);
}

function resnet20() {
	const network = networks["ResNet-20"].network();
	const images = imagesOf("ResNet-20", network, IMAGES);
	const run = openImageTask({ kind: "float reference", network });
	const macs = layerShapes(network).reduce((sum, s) => sum + macsOf(s), 0);
	printRate("ResNet-20", () => run(images, IMAGES, 0), macs * IMAGES);
}

/** Two operations for each multiply-accumulate. */
function printRate(name, turn, macs) {
	turn();
	const rates = inOrder(() => (2 * macs) / cpuSeconds(turn) / 1e9);
	print(name, rates, (rate) => `${rate.toPrecision(3)} GFLOP/s`);
}

/** Normalisation between channels, which ONNX export does not write, is left out. */
function show(name) {
	const network = withMadeUpWeights(findZooNetwork(name).build());
	const path = join(folder, `${name}.onnx`);
	writeFileSync(path, exportOnnx(network));
	const what = `network show ${name}, ${(statSync(path).size / 1e6).toFixed(0)} MB`;
	const args = ["--import", TELL, mho, "network", "show", path, "--json", "-"];
	const turns = Array.from({ length: ROUNDS }, () => {
		const start = performance.now();
		const { stdout, stderr } = spawnSync(process.execPath, args);
		const clock = (performance.now() - start) / 1000;
		if (JSON.parse(stdout).layers.length !== layerShapes(network).length)
			throw new Error(`${name} is not shown`);
		const { user, system } = JSON.parse(stderr);
		return { clock, cpu: (user + system) / 1e6 };
	});
	const seconds = (value) => `${value.toFixed(2)} s`;
	for (const time of ["cpu", "clock"])
		print(
			`${what}, ${time}`,
			turns.map((turn) => turn[time]).sort((a, b) => a - b),
			seconds,
		);
}

function withMadeUpWeights({ isWithoutWeights: _, ...network }) {
	const sources = new Map();
	const nodes = network.nodes.flatMap((node) => {
		const inputs = node.inputs.map((input) => sources.get(input) ?? input);
		if (node.kind === "local-response-normalization") {
			sources.set(node.name, inputs[0]);
			return [];
		}
		if (!("weights" in node)) return [{ ...node, inputs }];
		const data = node.weights.data.map((_, i) => ((i % 251) - 125) / 1000);
		return [{ ...node, inputs, weights: { ...node.weights, data } }];
	});
	return { ...network, nodes };
}

function inOrder(measure) {
	return Array.from({ length: ROUNDS }, measure).sort((a, b) => a - b);
}

function print(name, figures, text) {
	const median = figures[figures.length >> 1];
	console.log(
		`${name}: ${text(median)} (${text(figures[0])} … ${text(figures.at(-1))}), load ${load().toFixed(1)}`,
	);
}
