// Rates of the crossbar kernels: npm run bench [-- words that the case must contain]
// Equality comes first; then the kernels take turns in one process. Rates are per CPU-second of this process.
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { zeroCounts } from "../packages/engine/dist/kernels/crossbar-mvm/contract.js";
import { createReferenceCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/reference.js";
import { createWasmCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/wasm.js";
import {
	crossbarLayer,
	denseInputs,
	designs,
	reads,
	rectifiedInputs,
	shapes,
} from "./crossbar-cases.js";

const ROUNDS = 9;
const SECONDS_PER_ROUND = 0.06;
/** WebAssembly starts in the compiler of the first tier. */
const WARM_UP_SECONDS = 0.4;
/** The definition reads only the first vectors. */
const REFERENCE_VECTORS = 24;
const RESULTS = new URL("results/crossbar-mvm.csv", import.meta.url);

const words = process.argv.slice(2);
const date = new Date().toISOString().slice(0, 16);
if (!existsSync(RESULTS)) {
	writeFileSync(
		RESULTS,
		"date,machine,node,case,kernel,zero bytes,G cell reads/s,GMAC/s,least,greatest,load before,load after\n",
	);
}

for (const [shapeName, shapeOf] of Object.entries(shapes)) {
	for (const [designName, design] of Object.entries(designs)) {
		for (const [readName, readOf] of Object.entries(reads)) {
			for (const inputsOf of [denseInputs, rectifiedInputs]) {
				const inputName = inputsOf === denseInputs ? "dense" : "rectified";
				const name = [shapeName, designName, readName, inputName].join(" | ");
				if (words.every((word) => name.includes(word)))
					benchCase(name, design, shapeOf(design), readOf(design), inputsOf);
			}
		}
	}
}

function benchCase(name, design, shape, read, inputsOf) {
	const layer = crossbarLayer(design, shape, read, 1);
	const inputs = inputsOf(design, shape, 2);
	const rows = shape.segments.reduce((a, b) => a + b, 0);
	const some = inputs.subarray(0, REFERENCE_VECTORS * rows);
	const kernels = [
		reader(createReferenceCrossbarMvm(), layer, some, REFERENCE_VECTORS, shape),
		reader(createWasmCrossbarMvm(), layer, inputs, shape.vectors, shape),
	];
	const [expected, actual] = kernels.map((kernel) => kernel.check(some));
	if (!expected.every((value, at) => Object.is(value, actual[at])))
		throw new Error(`${name}: the kernels disagree`);
	for (const kernel of kernels) kernel.vectorsPerSecond(WARM_UP_SECONDS);
	const loadBefore = loadavg()[0];
	const zeroBytes = shareOfZeroBytes(inputs, rows, design.bits);
	const rates = kernels.map(() => []);
	for (let round = 0; round < ROUNDS; round++) {
		kernels.forEach((kernel, k) => {
			rates[k].push(kernel.vectorsPerSecond());
		});
	}
	const loadAfter = loadavg()[0];
	const macs = rows * shape.outputs;
	const products = layer.plan.executed.reduce((a, b) => a + b, 0);
	const cells = macs * products * (design.pair ? 2 : 1);
	console.log(`${name} | ${(100 * zeroBytes).toFixed(0)} % zero bytes`);
	kernels.forEach((kernel, k) => {
		const sorted = rates[k].map((rate) => rate / 1e9).sort((a, b) => a - b);
		const median = sorted[ROUNDS >> 1];
		const figures = [
			median * cells,
			median * macs,
			sorted[0] * macs,
			sorted.at(-1) * macs,
		].map((rate) => rate.toPrecision(4));
		console.log(
			`  ${kernel.name.padEnd(10)} ${figures[0].padStart(7)} G cell reads/s  ${figures[1].padStart(8)} GMAC/s (${figures[2]} … ${figures[3]})  load ${loadBefore.toFixed(1)} … ${loadAfter.toFixed(1)}`,
		);
		const line = [
			date,
			cpus()[0].model.trim(),
			process.version,
			name,
			kernel.name,
			zeroBytes.toFixed(3),
			...figures,
			loadBefore.toFixed(2),
			loadAfter.toFixed(2),
		];
		appendFileSync(RESULTS, `${line.join(",")}\n`.replaceAll(", ", "; "));
	});
}

function reader(kernel, layer, inputs, vectors, shape) {
	const programmed = kernel.program(layer);
	const counts = layer.segments.map(() => zeroCounts(layer.plan.inputPlanes));
	const out = new Float64Array(vectors * shape.outputs);
	const run = () => programmed.read(inputs, vectors, 0, out, counts);
	return {
		name: kernel.name,
		check(some) {
			const product = new Float64Array(REFERENCE_VECTORS * shape.outputs);
			programmed.read(some, REFERENCE_VECTORS, 0, product, counts);
			return product;
		},
		vectorsPerSecond(least = SECONDS_PER_ROUND) {
			run();
			const start = process.cpuUsage();
			let runs = 0;
			let seconds = 0;
			while (seconds < least) {
				run();
				runs++;
				const { user, system } = process.cpuUsage(start);
				seconds = (user + system) / 1e6;
			}
			return (runs * vectors) / seconds;
		},
	};
}

/** Of the bytes that hold a bit of 8 rows, over all bits. */
function shareOfZeroBytes(inputs, rows, bits) {
	let zero = 0;
	let all = 0;
	for (let at = 0; at < inputs.length; at += rows) {
		for (let r = 0; r < rows; r += 8) {
			let any = 0;
			for (let i = r; i < Math.min(r + 8, rows); i++) any |= inputs[at + i];
			for (let b = 0; b < bits; b++) {
				all++;
				if (((any >> b) & 1) === 0) zero++;
			}
		}
	}
	return zero / all;
}
