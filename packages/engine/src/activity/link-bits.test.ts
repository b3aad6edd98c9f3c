import { describe, expect, test } from "vitest";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import { networkFlows } from "./flows.js";
import { linkBits } from "./link-bits.js";

/** A layer of 10 outputs at 6 positions with 8-bit inputs, on these chips. */
const layer = (
	name: string,
	shares: readonly (readonly [
		chip: number,
		inputs: number,
		outputs: number,
		sent: number,
		received: number,
	])[],
): LayerMapping =>
	({
		shape: {
			layer: name,
			outputs: 10,
			groups: 1,
			positions: 6,
			inputValues: 100,
			poolOutputs: 0,
		},
		inputBits: 8,
		chips: shares.map(
			([chip, inputs, outputs, partialSumsSent, partialSumsReceived]) => ({
				chip,
				inputs,
				outputs,
				partialSumsSent,
				partialSumsReceived,
			}),
		),
	}) as unknown as LayerMapping;

function bitsOf(chips: number, ...layers: readonly LayerMapping[]) {
	const mapping: Pick<Mapping, "layers" | "chips"> = {
		layers,
		chips: { available: chips, used: chips },
	};
	return linkBits(mapping, networkFlows(layers));
}

describe("bits over the edges of chips", () => {
	test("are the image and the scores where one chip holds everything", () => {
		const whole = [[0, 1, 1, 0, 0]] as const;
		expect(bitsOf(1, layer("a", whole), layer("b", whole))).toEqual([
			{ all: 800, ofBusiestChip: 800 },
			{ all: 60 * 16, ofBusiestChip: 60 * 16 },
		]);
	});

	test("leave one chip and enter the next where a layer is followed on another chip", () => {
		const [a, b] = bitsOf(
			2,
			layer("a", [[0, 1, 1, 0, 0]]),
			layer("b", [[1, 1, 1, 0, 0]]),
		);
		expect(a!.all).toBe(800 + 60 * 8);
		expect(b!.all).toBe(60 * 8 + 60 * 16);
		// The second chip has the scores to send.
		expect([a!.ofBusiestChip, b!.ofBusiestChip]).toEqual([0, b!.all]);
	});

	test("are what a chip lacks, and the partial sums of a layer that is cut", () => {
		const [a, b] = bitsOf(
			2,
			layer("a", [[0, 1, 1, 0, 0]]),
			layer("b", [
				[0, 0.75, 0.5, 0.25, 0],
				[1, 0.5, 0.5, 0, 0.25],
			]),
		);
		expect(a!.all).toBe(800 + 0.5 * 60 * 8);
		expect(b!.all).toBe(0.5 * 60 * 8 + 2 * 0.25 * 60 * 16 + 60 * 16);
	});
});
