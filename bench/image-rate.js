// Rate of one network through crossbars, in Node and in a browser alike: nothing here but the engine.
import { shapesFor } from "../packages/engine/dist/evaluate/evaluate-cost.js";
import { mapNetwork } from "../packages/engine/dist/evaluate/map-network.js";
import {
	importOnnx,
	presetLookup,
	resolveDesign,
} from "../packages/engine/dist/index.js";
import { createWasmCrossbarMvm } from "../packages/engine/dist/kernels/crossbar-mvm/wasm.js";
import { createWasmGemm } from "../packages/engine/dist/kernels/gemm/wasm.js";
import { calibrate } from "../packages/engine/dist/quantize/calibration.js";
import { quantizeNetwork } from "../packages/engine/dist/quantize/quantize-network.js";
import {
	programNetwork,
	simulateScores,
} from "../packages/engine/dist/simulate/simulate-images.js";

/**
 * Prepares a network for timing.
 *
 * @param onnx bytes of the network
 * @param images [count × values of an image]
 * @param design text of a design file
 * @returns a function that classifies all images once and gives its milliseconds and the scores
 */
export function prepareRate({ onnx, images, count, design: text }) {
	const network = importOnnx(Uint8Array.from(onnx), "network");
	const design = resolveDesign({ name: "design", text }, presetLookup);
	const values = Float32Array.from(images);
	const { mapping } = mapNetwork(shapesFor(network, design), design);
	const bits = new Map(
		mapping.layers.map((layer) => [layer.shape.layer, layer]),
	);
	const ranges = calibrate(network, values, count, createWasmGemm());
	const quantized = quantizeNetwork(network, ranges, {
		inputSign: design.operands.inputSign,
		bitsOf: (layer) => bits.get(layer),
	});
	const programmed = programNetwork(quantized, mapping, design, 1, [
		createWasmCrossbarMvm(),
	]);
	return () => {
		const start = performance.now();
		const { scores } = simulateScores(programmed, values, count);
		return { milliseconds: performance.now() - start, scores: [...scores] };
	};
}
