import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import type { AdcPolicy } from "../design/adc-policy.js";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import {
	anySmallNetwork,
	type SmallNetwork,
} from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { calibrate } from "../quantize/calibration.js";
import { calibrateDesign, needsCalibration } from "./calibrate-design.js";
import { evaluateCost } from "./evaluate-cost.js";
import { keepStages } from "./kept-stages.js";
import type { PreparedNetwork } from "./prepare-network.js";

const openPolicies: fc.Arbitrary<AdcPolicy> = fc.oneof(
	fc.record({
		kind: fc.constant("calibrated" as const),
		range: fc.constantFrom(
			{ kind: "quantile", quantile: 0.99 } as const,
			{ kind: "least-error", bits: 5 } as const,
		),
		per: fc.constantFrom("layer" as const, "product" as const),
	}),
	fc.constant({
		kind: "significance",
		window: { unit: "output-step", guardBits: 2 },
	} as const),
	fc.constantFrom(
		{
			kind: "early-stop",
			converter: { kind: "lossless" },
			ranges: "calibrated",
		} as const,
		{
			kind: "early-stop",
			converter: { kind: "lossless" },
			ranges: "calibrated",
			per: "product",
		} as const,
		{
			kind: "early-stop",
			converter: {
				kind: "calibrated",
				range: { kind: "quantile", quantile: 0.99 },
				per: "product",
			},
			ranges: [2],
		} as const,
	),
);

/** A network whose test images must not matter. */
function prepared(
	{ network, images, count }: SmallNetwork,
	testImages: Float32Array,
): PreparedNetwork {
	const shape = network.input.shape;
	const name = "random";
	return {
		network,
		data: {
			calibration: { images, count, shape, name },
			test: {
				images: testImages,
				count,
				shape,
				name,
				labels: new Uint8Array(count),
			},
		},
		ranges: calibrate(network, images, count, referenceGemm),
		floatClasses: new Int32Array(count),
		floatProbabilities: new Float64Array(count * 2).fill(0.5),
	};
}

describe("a design that calibration images have resolved", () => {
	test("states all bits, costs without data, and does not depend on the test images", () => {
		fc.assert(
			fc.property(anySmallNetwork(3), openPolicies, (small, adc) => {
				const design: Design = { ...presetDesign("asp-dac-2018"), adc };
				expect(needsCalibration(design)).toBe(true);
				expect(() => evaluateCost(small.network, design)).toThrow(InputError);
				const { images } = small;
				const resolved = calibrateDesign(prepared(small, images), design, 1);
				expect(needsCalibration(resolved)).toBe(false);
				expect(
					evaluateCost(small.network, resolved).cost.energyPerImage,
				).toBeGreaterThan(0);
				const zeros = new Float32Array(images.length);
				expect(calibrateDesign(prepared(small, zeros), design, 1)).toEqual(
					resolved,
				);
				// It is a design file like any other.
				const text = JSON.stringify(resolved);
				expect(resolveDesign({ name: "resolved.json", text })).toEqual(
					resolved,
				);
			}),
			{ numRuns: 8 },
		);
	});

	test("has converters that hold what level 0 of single cells conducts, whatever was kept of other cells", () => {
		let more = 0;
		fc.assert(
			fc.property(anySmallNetwork(3), (small) => {
				const of = prepared(small, small.images);
				const keep = keepStages();
				const design: Design = {
					...presetDesign("isaac"),
					encoding: {
						...presetDesign("isaac").encoding,
						correction: "digital-count",
					},
					adc: {
						kind: "calibrated",
						range: { kind: "quantile", quantile: 1 },
						per: "layer",
					},
				};
				// Level 0 conducts as much as two levels more do.
				const cell = {
					kind: "resistances",
					low: 2e5,
					high: 5e5,
					readVoltage: 0.2,
					offCurrent: "subtracted",
				} as const;
				const onCells = { ...design, device: { ...design.device, cell } };
				const bitsOf = (some: Design) =>
					Object.values(calibrateDesign(of, some, 1, keep).layers).map(
						({ adc }) => (adc?.kind === "fixed" ? adc.bits : Number.NaN),
					);
				const [ideal, held] = [bitsOf(design), bitsOf(onCells)];
				ideal.forEach((bits, l) => {
					expect(held[l]).toBeGreaterThanOrEqual(bits);
					more += held[l]! - bits;
				});
			}),
			{ numRuns: 5 },
		);
		expect(more).toBeGreaterThan(0);
	});

	test("is the design itself where nothing is open", () => {
		const design = presetDesign("isaac");
		fc.assert(
			fc.property(anySmallNetwork(1), (small) => {
				const same = calibrateDesign(prepared(small, small.images), design, 1);
				expect(same).toBe(design);
			}),
			{ numRuns: 1 },
		);
	});
});
