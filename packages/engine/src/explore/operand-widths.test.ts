import { expect, test } from "vitest";
import type { Design } from "../design/design.js";
import type { LayerShape } from "../network/layer-shape.js";
import { smallShape as shape } from "../network/layer-shape.support.js";
import { presetDesign } from "../presets/preset-designs.js";
import { operandWidths } from "./operand-widths.js";

const isaac = presetDesign("isaac");
const encoded = (
	weights: Design["encoding"]["weights"],
	inputs: Design["encoding"]["inputs"],
): Design => ({
	...isaac,
	encoding: {
		weights,
		inputs,
		digitBits: 2,
		correction: "digital-count",
	},
});

/** Widths of each operand, as `bits` or `bits ≤ greatest`. */
function widths(design: Design, of: Partial<LayerShape> = {}) {
	const found = operandWidths({ ...shape, ...of }, design);
	const text = (bits: number, greatest?: number) =>
		greatest === undefined ? `${bits}` : `${bits} ≤ ${greatest}`;
	const weights = new Set(
		found.map((one) => text(one.weightBits, one.greatestWeight)),
	);
	const inputs = new Set(
		found.map((one) => text(one.inputBits, one.greatestInput)),
	);
	expect(found.length).toBe(weights.size * inputs.size);
	return { weights: [...weights], inputs: [...inputs] };
}

const plain = ["8", "7", "6", "5", "4", "3", "2"];
/** One bit without a sign is 0 or 1. */
const unsigned = [...plain, "1"];

test("binary digits hold all codes of their bits", () => {
	expect(widths(isaac)).toEqual({ weights: plain, inputs: unsigned });
});

test("two digits of radix 7 hold magnitudes to 24, three of radix 5 to 62", () => {
	const septenary = encoded("balanced-radix-7", "balanced-radix-7");
	expect(widths(septenary)).toEqual({
		weights: ["8", "7", "6", "6 ≤ 24", "5", "4", "3", "3 ≤ 3", "2"],
		inputs: ["8", "8 ≤ 171", "7", "6", "5", "5 ≤ 24", "4", "3", "2", "1"],
	});
	expect(widths(septenary, { signedInputs: true }).inputs).toEqual([
		"8",
		"7",
		"6",
		"6 ≤ 24",
		"5",
		"4",
		"3",
		"3 ≤ 3",
		"2",
	]);
	const quinary = encoded("balanced-radix-5", "binary-planes");
	expect(widths(quinary)).toEqual({
		weights: ["8", "7", "7 ≤ 62", "6", "5", "5 ≤ 12", "4", "3", "3 ≤ 2", "2"],
		inputs: unsigned,
	});
});

test("no more bits than the network's file has, and signs as they are", () => {
	const septenary = encoded("balanced-radix-7", "balanced-radix-7");
	expect(widths(septenary, { weightBits: 1, inputBits: 5 })).toEqual({
		weights: ["1"],
		inputs: ["5", "5 ≤ 24", "4", "3", "2", "1"],
	});
});
