import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { smallShape as shape } from "../network/layer-shape.support.js";
import { presetDesign } from "../presets/preset-designs.js";
import { layerOperands } from "./layer-operands.js";
import { planLayer } from "./plan-layer.js";

const isaac = presetDesign("isaac");
const design = (
	operands: Partial<Design["operands"]>,
	conv?: Design["layers"][string],
): Design => ({
	...isaac,
	name: "mine",
	operands: { ...isaac.operands, ...operands },
	layers: conv ? { conv } : {},
});
const all = { weightBits: 6, inputBits: 5 };
const some = { ...all, greatestWeight: 24, greatestInput: 20 };

describe("greatest codes", () => {
	test("are those of all layers, unless a layer has bits of its own", () => {
		expect(layerOperands(shape, design(some))).toEqual(some);
		expect(layerOperands(shape, design(some, { weightBits: 5 }))).toEqual({
			...some,
			weightBits: 5,
			greatestWeight: undefined,
		});
		expect(layerOperands(shape, design(some, { greatestInput: 9 }))).toEqual({
			...some,
			greatestInput: 9,
		});
	});

	test("are no more than the bits hold where inputs have a sign", () => {
		const full = { ...all, greatestWeight: 31, greatestInput: 31 };
		const signed = { ...shape, signedInputs: true };
		expect(layerOperands(signed, design(full)).greatestInput).toBe(15);
		const oneBit = { inputBits: 1, greatestInput: 1 };
		const { greatestInput } = layerOperands(signed, design(oneBit));
		expect(greatestInput).toBeUndefined();
		expect(layerOperands(shape, design(full))).toEqual({
			...all,
			// All codes but −32.
			greatestWeight: 31,
			greatestInput: 31,
		});
	});

	test.each([
		[
			{ ...all, greatestWeight: 32 },
			undefined,
			"mine: operands.greatestWeight: found 32, expected at most 31",
		],
		[
			all,
			{ inputBits: 4, greatestInput: 16 },
			"mine: layers.conv.greatestInput: found 16, expected at most 15",
		],
		[
			{ ...all, weightBits: 1, greatestWeight: 1 },
			undefined,
			"mine: operands.greatestWeight: found 1, expected at most 0",
		],
	] as const)(
		"beyond the bits are refused: %o %o",
		(operands, conv, message) => {
			expect(() => layerOperands(shape, design(operands, conv))).toThrow(
				message,
			);
		},
	);

	test("take fewer planes where digits hold them", () => {
		const septenary = (own: Design["layers"][string]): Design => ({
			...design(all, own),
			encoding: {
				weights: "balanced-radix-7",
				inputs: "balanced-radix-7",
				digitBits: 2,
				correction: "digital-count",
			},
		});
		const planes = (own: Design["layers"][string]) => {
			const plan = planLayer(shape, septenary(own));
			return [plan.weightPlanes.length, plan.inputPlanes.length];
		};
		expect(planes({})).toEqual([3, 3]);
		expect(planes({ greatestWeight: 24, greatestInput: 24 })).toEqual([2, 2]);
		expect(planes({ greatestWeight: 25, greatestInput: 25 })).toEqual([3, 3]);
	});
});
