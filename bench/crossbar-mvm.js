// Rates of the crossbar kernels alone: npm run bench [-- words that the case must contain]
// Equality comes first; then the kernels take turns in one process.
import { zeroCounts } from "../packages/engine/dist/kernels/crossbar-mvm/contract.js";
import { createPlainCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/plain.js";
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
import { cpuSeconds, load, report } from "./rates.js";
import { zeroByteCounts } from "./zero-bytes.js";

const ROUNDS = 9;
const SECONDS_PER_ROUND = 0.06;
/** WebAssembly starts in the compiler of the first tier. */
const WARM_UP_SECONDS = 0.4;
/** How many vectors each kernel reads; the readable ones read the first. */
const VECTORS = { reference: 24, plain: 192 };

const words = process.argv.slice(2);

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
	const kernels = [
		createReferenceCrossbarMvm(),
		createPlainCrossbarMvm(),
		createWasmCrossbarMvm(),
	].map((kernel) => reader(kernel, layer, inputs, rows, shape));
	const [expected, ...others] = kernels.map((kernel) => kernel.check());
	for (const actual of others) {
		if (JSON.stringify(actual) !== JSON.stringify(expected))
			throw new Error(`${name}: the kernels disagree`);
	}
	for (const kernel of kernels) kernel.secondsPerVector(WARM_UP_SECONDS);
	const loadBefore = load();
	const seconds = kernels.map(() => []);
	for (let round = 0; round < ROUNDS; round++) {
		kernels.forEach((kernel, k) => {
			seconds[k].push(kernel.secondsPerVector(SECONDS_PER_ROUND));
		});
	}
	const macs = rows * shape.outputs;
	const products = layer.plan.executed.reduce((a, b) => a + b, 0);
	const { zero, all } = zeroByteCounts(inputs, rows, design.bits);
	report(
		name,
		zero / all,
		kernels.map((kernel, k) => ({ name: kernel.name, seconds: seconds[k] })),
		{
			macs,
			cellReads: macs * products * (design.pair ? 2 : 1),
			images: shape.channels > 0 ? 1 / shape.vectors : undefined,
		},
		loadBefore,
	);
}

function reader(kernel, layer, inputs, rows, { outputs, vectors }) {
	const programmed = kernel.program(layer);
	const counts = layer.segments.map(() => zeroCounts(layer.plan.inputPlanes));
	const out = new Float64Array(vectors * outputs);
	const run = (count) =>
		programmed.read(
			inputs.subarray(0, count * rows),
			count,
			0,
			out.subarray(0, count * outputs),
			counts,
		);
	const count = VECTORS[kernel.name] ?? vectors;
	return {
		name: kernel.name,
		check() {
			run(VECTORS.reference);
			return { out: [...out], counts: structuredClone(counts) };
		},
		secondsPerVector(least) {
			run(count);
			let runs = 0;
			let seconds = 0;
			while (seconds < least) {
				seconds += cpuSeconds(() => run(count));
				runs++;
			}
			return seconds / (runs * count);
		},
	};
}
