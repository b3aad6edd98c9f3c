// Rates of whole networks: npm run bench [-- words that the case must contain]
// Equality comes first: one image through all kernels. Then float, integers and the kernels take turns in one process;
// the readable kernels do few images, the definition only one of LeNet-5 a turn and one of ResNet-20 at all.
import { shapesFor } from "../packages/engine/dist/evaluate/evaluate-cost.js";
import { openImageTask } from "../packages/engine/dist/evaluate/image-task.js";
import { mapNetwork } from "../packages/engine/dist/evaluate/map-network.js";
import { createPlainCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/plain.js";
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
import { cpuSeconds, load, report } from "./rates.js";
import { zeroByteCounts } from "./zero-bytes.js";

const ROUNDS = 5;
const IMAGES = 64;
const PLAIN_IMAGES = 4;

const words = process.argv.slice(2);

for (const networkName of Object.keys(networks)) {
	for (const designName of Object.keys(designs)) {
		const name = `${networkName} | ${designName}`;
		if (words.every((word) => name.includes(word)))
			benchCase(name, networkName, designName);
	}
}

function benchCase(name, networkName, designName) {
	const network = networks[networkName].network();
	const design = designOf(designName);
	const images = imagesOf(networkName, network, IMAGES);
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	const bits = new Map(
		mapping.layers.map((layer) => [layer.shape.layer, layer]),
	);
	const ranges = calibrate(network, images, IMAGES, createWasmGemm());
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: design.operands.inputSign,
		bitsOf: (layer) => bits.get(layer),
	});
	const tally = { zero: 0, all: 0, cellReads: 0 };
	const definition = counted(createReferenceCrossbarMvm(), tally);
	const kernels = [
		definition,
		createPlainCrossbarMvm(),
		createWasmCrossbarMvm(),
	].map((kernel) => reader(kernel, quantized, mapping, design, images));
	const [expected, ...others] = kernels.map(({ check }) => check());
	for (const actual of others) {
		if (JSON.stringify(actual) !== JSON.stringify(expected))
			throw new Error(`${name}: the kernels disagree`);
	}
	const { cellReads } = tally;
	const [reference, plain, wasm] = kernels;
	const turns = [
		task("float", { kind: "float reference", network }, images),
		task("integer", { kind: "integer reference", network: quantized }, images),
		{ name: "plain", seconds: () => plain.seconds(PLAIN_IMAGES) },
		{ name: "wasm", seconds: () => wasm.seconds(IMAGES) },
	].map((turn) => ({ ...turn, times: [] }));
	const { isSmall } = networks[networkName];
	const first = { name: "reference", times: [reference.firstSeconds()] };
	for (const { seconds } of turns) seconds();
	const loadBefore = load();
	for (let round = 0; round < ROUNDS; round++) {
		for (const { seconds, times } of turns) times.push(seconds());
		if (isSmall) first.times.push(reference.seconds(1));
	}
	report(
		name,
		tally.zero / tally.all,
		[first, ...turns].map(({ name, times }) => ({ name, seconds: times })),
		{
			macs: layerShapes(network).reduce((sum, s) => sum + macsOf(s), 0),
			cellReads,
			images: 1,
		},
		loadBefore,
	);
}

/** CPU-seconds of one image. */
function task(name, work, images) {
	const run = openImageTask(work);
	return {
		name,
		seconds: () => cpuSeconds(() => run(images, IMAGES, 0)) / IMAGES,
	};
}

/** The crossbars of a network behind one kernel; exact layers go through them too. */
function reader(kernel, network, mapping, design, images) {
	const programmed = programNetwork(network, mapping, design, 1, [kernel]);
	const values = images.length / IMAGES;
	const options = { useShortcut: false };
	const run = (count) =>
		simulateScores(
			programmed,
			images.subarray(0, count * values),
			count,
			options,
		);
	let firstSeconds = 0;
	return {
		check() {
			let result;
			firstSeconds = cpuSeconds(() => {
				result = run(1);
			});
			return result;
		},
		firstSeconds: () => firstSeconds,
		seconds: (count) => cpuSeconds(() => run(count)) / count,
	};
}

/** A kernel that also notes what it reads: bytes that are 0, and cells, the first time that each layer is read. */
function counted(kernel, tally) {
	return {
		...kernel,
		get calls() {
			return kernel.calls;
		},
		program(layer) {
			const programmed = kernel.program(layer);
			const { segments, plan, digits } = layer;
			const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
			const products = plan.executed.reduce((a, b) => a + b, 0);
			const cells = (segments[0].negative ? 2 : 1) * rows * segments[0].outputs;
			let isFirst = true;
			return {
				read(inputs, vectors, ...rest) {
					if (isFirst) {
						const bits = Math.ceil(Math.log2(digits.codes));
						const { zero, all } = zeroByteCounts(inputs, rows, bits);
						tally.zero += zero;
						tally.all += all;
						tally.cellReads += vectors * products * cells;
						isFirst = false;
					}
					programmed.read(inputs, vectors, ...rest);
				},
			};
		},
	};
}
