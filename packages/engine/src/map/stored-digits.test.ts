import { describe, expect, test } from "vitest";
import { networkTraffic } from "../activity/traffic.js";
import type { Design, InputEncoderKind } from "../design/design.js";
import { evaluateCost, shapesFor } from "../evaluate/evaluate-cost.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";
import { presetDesign } from "../presets/preset-designs.js";
import { planLayer } from "./plan-layer.js";
import { storedBits, storesDigits } from "./stored-digits.js";

const preset = presetDesign("asp-dac-2018");
const network = findZooNetwork("lenet5")!.build();

function designOf(inputs: InputEncoderKind, inputBits: number): Design {
	const { encoding, operands } = preset;
	return {
		...preset,
		encoding: { ...encoding, inputs },
		operands: {
			...operands,
			weightBits: 8,
			inputBits,
			inputSign: "where-needed",
		},
	};
}

/** Of a layer with inputs that are never below 0. */
function planOf(inputs: InputEncoderKind, inputBits: number) {
	const design = designOf(inputs, inputBits);
	const shape = shapesFor(network, design).find(
		({ signedInputs }) => !signedInputs,
	)!;
	return planLayer(shape, design);
}

describe("digits in buffers", () => {
	test.each<[InputEncoderKind, number, boolean, number]>([
		["balanced-radix-7", 8, false, 8], // 0 … 255 take four digits of 3, 3, 3 and 1 bits
		["balanced-radix-7", 7, true, 8],
		["balanced-radix-7", 5, false, 5], // three of 3, 3 and 1 bits, two more than the code
		["balanced-radix-7", 4, true, 5],
		["balanced-radix-7", 2, false, 2], // one digit, which is the code
		["balanced-radix", 8, false, 8],
		["symmetric-radix", 8, false, 8],
		["binary-planes", 8, false, 8],
	])("%s of %i bits: stored %s, in %i bits", (inputs, bits, stored, width) => {
		const plan = planOf(inputs, bits);
		expect(storesDigits(plan)).toBe(stored);
		expect(storedBits(plan)).toBe(width);
	});

	test("are made once for each value that is written, others at every load", () => {
		const stored = designOf("balanced-radix-7", 7);
		const loaded = designOf("symmetric-radix", 7);
		for (const [design, isStored] of [
			[stored, true],
			[loaded, false],
		] as const) {
			const { mapping } = mapNetwork(shapesFor(network, design), design);
			const traffic = networkTraffic(mapping);
			mapping.layers.forEach((layer, l) => {
				if (l === 0) return;
				const { shape, recodingBits, rowLoadsPerPosition } = layer;
				const values = isStored
					? shape.inputValues
					: rowLoadsPerPosition * shape.positions;
				expect(traffic[l]!.recodedBits).toBe(recodingBits * values);
				expect(traffic[l]!.edramReadBits).toBe(
					rowLoadsPerPosition * shape.positions * (isStored ? 8 : 7),
				);
				// What the layer before sends is as wide as what this one holds; the image comes as codes, and is held alike.
				const image = l === 1 ? mapping.layers[0]!.shape.inputValues : 0;
				expect(traffic[l - 1]!.edramWriteBits).toBe(
					image * storedBits(mapping.layers[0]!) +
						shape.inputValues * (isStored ? 8 : 7),
				);
			});
		}
	});

	test("take adders in every tile, as many as keep up, and energy; bits take none", () => {
		const costOf = (inputs: InputEncoderKind) =>
			evaluateCost(network, designOf(inputs, 7)).cost.breakdown.filter(
				({ component }) => component === "inputEncoder",
			);
		const sum = (entries: ReturnType<typeof costOf>) => ({
			energy: entries.reduce((all, { energy }) => all + energy, 0),
			area: entries.reduce((all, { area }) => all + area, 0),
		});
		expect(sum(costOf("balanced-radix"))).toEqual({ energy: 0, area: 0 });
		const seven = sum(costOf("balanced-radix-7"));
		expect(seven.energy).toBeGreaterThan(0);
		expect(seven.area).toBeGreaterThan(0);
		expect(sum(costOf("symmetric-radix")).energy).toBeGreaterThan(0);
	});
});
