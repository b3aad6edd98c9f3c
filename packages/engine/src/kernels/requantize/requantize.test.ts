import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCodes } from "../../base/codes.js";
import type { Requantization } from "./contract.js";
import { referenceRequantize } from "./reference.js";
import { wasmRequantize } from "./wasm.js";

const sum = fc.oneof(
	fc.integer({ min: -(2 ** 20), max: 2 ** 20 }),
	fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
	fc.integer({ min: -40, max: 40 }).map((half) => half / 2),
);
const scale = fc.constantFrom(1, 0.5, 3e-9, 0.1, 7.25);
const infinite = Number.POSITIVE_INFINITY;

const cases = fc.record({
	outputs: fc.integer({ min: 1, max: 7 }),
	positions: fc.integer({ min: 1, max: 19 }),
	images: fc.integer({ min: 1, max: 3 }),
	groups: fc.integer({ min: 1, max: 3 }),
	sums: fc.array(sum, { minLength: 1, maxLength: 60 }),
	bias: fc.array(sum, { minLength: 1, maxLength: 7 }),
	scales: fc.array(scale, { minLength: 1, maxLength: 7 }),
	outputScale: scale,
	zeroPoint: fc.constantFrom(
		{ whole: 0, half: 0 },
		{ whole: 0, half: -0.5 },
		{ whole: 3, half: 0 },
	),
	precision: fc.constantFrom<"float32" | "float64">("float32", "float64"),
	bits: fc.integer({ min: 1, max: 16 }),
	signed: fc.boolean(),
	activation: fc.constantFrom(
		{ least: -infinite, greatest: infinite },
		{ least: 0, greatest: infinite },
		{ least: 0, greatest: 6 },
		{ least: 1e4, greatest: 1e5 },
		{ least: -1e5, greatest: -1e4 },
		Math.tanh,
	),
});

describe("codes of sums", () => {
	test("are those of the definition, ties, saturation and large sums among them", () => {
		fc.assert(
			fc.property(cases, (drawn) => {
				const { outputs, positions, images, groups, bits, signed } = drawn;
				const channels = groups * outputs;
				const cycle = (values: readonly number[], length: number) =>
					Float64Array.from({ length }, (_, i) => values[i % values.length]!);
				const how: Requantization = {
					outputs,
					positions,
					channels,
					firstChannel: (groups - 1) * outputs,
					bias: cycle(drawn.bias, outputs),
					scales: cycle(drawn.scales, outputs),
					precision: drawn.precision,
					activation: drawn.activation,
					rule: {
						scale: drawn.outputScale,
						...drawn.zeroPoint,
						min: signed ? -(2 ** (bits - 1)) : 0,
						max: signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1,
					},
				};
				const sums = cycle(drawn.sums, images * positions * outputs);
				const codes = () =>
					makeCodes(signed, images * channels * positions).fill(1);
				const [expected, actual] = [codes(), codes()];
				referenceRequantize(how, sums, images, expected);
				wasmRequantize(how, sums, images, actual);
				expect(actual).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});

	test("lie channel by channel, beside those of other groups", () => {
		const codes = new Int16Array(8).fill(9);
		const how: Requantization = {
			outputs: 2,
			positions: 2,
			channels: 4,
			firstChannel: 2,
			bias: Float64Array.of(0, 10),
			scales: Float64Array.of(1, 1),
			precision: "float64",
			activation: { least: -infinite, greatest: 12 },
			rule: { scale: 2, whole: 0, half: 0, min: -128, max: 127 },
		};
		referenceRequantize(how, Float64Array.of(3, 1, 5, 7), 1, codes);
		// 3/2 and 5/2 tie to 2; (1 + 10)/2 ties to 6; 7 + 10 is cut to 12.
		expect([...codes]).toEqual([9, 9, 9, 9, 2, 2, 6, 6]);
	});

	test("meet the ties of float32 where they are computed in it", () => {
		// An odd sum beyond 2^24 has no float32, and 15 · fround(0.3) = 4.50000018 is nearest to 4.5 there.
		const how: Requantization = {
			outputs: 2,
			positions: 1,
			channels: 2,
			firstChannel: 0,
			bias: Float64Array.of(1, 0),
			scales: Float64Array.of(2 ** -15, Math.fround(0.3)),
			precision: "float32",
			activation: { least: -infinite, greatest: infinite },
			rule: { scale: 1, whole: 0, half: 0, min: -32768, max: 32767 },
		};
		const sum = 2 ** 24 + 2 ** 14;
		const codesIn = (precision: Requantization["precision"]) => {
			const codes = new Int16Array(2);
			wasmRequantize({ ...how, precision }, Float64Array.of(sum, 15), 1, codes);
			return [...codes];
		};
		expect(codesIn("float64")).toEqual([513, 5]);
		expect(codesIn("float32")).toEqual([512, 4]);
	});
});
