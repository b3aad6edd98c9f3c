import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import {
	anySmallNetwork,
	type SmallNetwork,
} from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { calibrate } from "../quantize/calibration.js";
import { integerProduct } from "../quantize/integer-product.js";
import { quantizeNetwork } from "../quantize/quantize-network.js";
import { runInBatches } from "../quantize/run-quantized.js";
import { shapesFor } from "./evaluate-cost.js";
import { inspectCrossbar } from "./inspect-crossbar.js";
import { mapNetwork } from "./map-network.js";
import type { PreparedNetwork } from "./prepare-network.js";

/** Pairs: no column has an offset, so codes times significances are all of the product. */
const lossless: Design = {
	...presetDesign("asp-dac-2018"),
	adc: { kind: "lossless" },
	partialProducts: { kind: "all" },
};

function prepared({ network, images, count }: SmallNetwork): PreparedNetwork {
	const given = { images, count, shape: network.input.shape, name: "random" };
	return {
		network,
		data: {
			calibration: given,
			test: { ...given, labels: new Uint8Array(count) },
		},
		ranges: calibrate(network, images, count, referenceGemm),
		floatClasses: new Int32Array(count),
		floatProbabilities: new Float64Array(count * 2).fill(0.5),
	};
}

/** Exact product of the first group of every layer, at the last position of the first image. */
function exactProducts(given: PreparedNetwork): Map<string, number[]> {
	const { mapping } = mapNetwork(shapesFor(given.network, lossless), lossless);
	const bits = new Map(
		mapping.layers.map((layer) => [layer.shape.layer, layer]),
	);
	const quantized = quantizeNetwork(given.network, given.ranges, {
		...lossless.operands,
		bitsOf: (layer) => bits.get(layer)!,
	});
	const found = new Map<string, number[]>();
	const values = given.data.test.images.length / given.data.test.count;
	runInBatches(
		quantized,
		given.data.test.images.subarray(0, values),
		1,
		(call) => {
			integerProduct(call);
			const { outputs } = call.layer;
			if (call.group === 0)
				found.set(
					call.layer.name,
					Array.from(call.out.subarray((call.vectors - 1) * outputs)).slice(
						0,
						outputs,
					),
				);
		},
		{ batch: 1 },
	);
	return found;
}

describe("an inspected crossbar", () => {
	test("adds up to the exact product over its segments, where the ADC loses nothing", () => {
		fc.assert(
			fc.property(anySmallNetwork(2), (small) => {
				const given = prepared(small);
				for (const [layer, exact] of exactProducts(given)) {
					const look = (segment: number, position: number) =>
						inspectCrossbar(given, lossless, {
							layer,
							segment,
							image: 0,
							position,
							seed: 1,
						});
					const { segments, positions } = look(0, 0);
					const sum = exact.map(() => 0);
					for (let segment = 0; segment < segments; segment++) {
						const found = look(segment, positions - 1);
						expect(found.codes).toEqual(found.sums);
						found.inputSignificance.forEach((i, plane) => {
							found.weightSignificance.forEach((j, slice) => {
								sum.forEach((_, k) => {
									const product =
										plane * found.weightSignificance.length + slice;
									sum[k]! +=
										2 ** (i + j) * found.codes[product * found.outputs + k]!;
								});
							});
						});
					}
					expect(sum).toEqual(exact);
				}
			}),
			{ numRuns: 10 },
		);
	});

	test.each([
		[{ layer: "none" }, /^layer none: found no such layer, expected /],
		[{ segment: 9999 }, /^segment: found 9999, expected 0 … /],
		[{ image: -1 }, /^image: found -1, expected 0 … 1$/],
		[{ position: 0.5 }, /^position: found 0.5, expected 0 … /],
	])("is refused where there is none: %j", (wrong, message) => {
		const [small] = fc.sample(anySmallNetwork(2), { numRuns: 1, seed: 1 });
		const given = prepared(small!);
		const layer = shapesFor(given.network, lossless)[0]!.layer;
		const choice = { layer, segment: 0, image: 0, position: 0, seed: 1 };
		const look = () =>
			inspectCrossbar(given, lossless, { ...choice, ...wrong });
		expect(look).toThrow(InputError);
		expect(look).toThrow(message);
	});
});

test("says how noisy each read is: variances of the cells that are driven add up", () => {
	const [sample] = fc.sample(anySmallNetwork(2), { numRuns: 1, seed: 3 });
	const given = prepared(sample!);
	const noisy: Design = {
		...lossless,
		device: {
			...lossless.device,
			readNoise: { kind: "normal", ofRange: 0.01, ofConductance: 0 },
		},
	};
	const { layer } = shapesFor(given.network, noisy)[0]!;
	const place = { layer, segment: 0, image: 0, position: 0, seed: 1 };
	expect(inspectCrossbar(given, lossless, place).noise.length).toBe(0);
	const { noise, digits, rows, outputs, weightSignificance } = inspectCrossbar(
		given,
		noisy,
		place,
	);
	const top = 2 ** noisy.crossbar.cellBits - 1;
	const perPlane = outputs * weightSignificance.length;
	for (let plane = 0; plane < noise.length / perPlane; plane++) {
		const squares = digits
			.subarray(plane * rows, (plane + 1) * rows)
			.reduce((sum, digit) => sum + digit ** 2, 0);
		const deviation = 0.01 * top * Math.sqrt(2 * squares);
		const found = noise[plane * perPlane]!;
		expect(Math.abs(found - deviation)).toBeLessThan(0.02 * deviation + 1e-9);
	}
});
