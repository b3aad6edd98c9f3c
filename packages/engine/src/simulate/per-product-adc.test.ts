import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayEvents } from "../activity/array-events.js";
import type { AdcPolicy } from "../design/adc-policy.js";
import { encodeInputs } from "../encode/input-encoder.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { anyDesign } from "../presets/design.arbitrary.js";
import {
	anySizes,
	type LayerCase,
	layerCase,
	readThroughCrossbars,
	rowsDrivenAtOnce,
} from "./layer-case.arbitrary.js";

expectKernelToRun();

/** Bits of either end are lost, differently for each partial product. */
const anyWindow: fc.Arbitrary<AdcPolicy> = fc
	.record({
		least: fc.integer({ min: 0, max: 3 }),
		width: fc.integer({ min: 4, max: 12 }),
	})
	.map(({ least, width }) => windowFrom(least, width));

const windowFrom = (least: number, width: number): AdcPolicy => ({
	kind: "significance",
	window: { unit: "significance", least, top: least + width },
});

/** Sums of few rows have no higher bits to spare. */
const LOW_WINDOW = windowFrom(1, 8);

const anyCase: fc.Arbitrary<LayerCase> = fc
	.tuple(
		anyDesign(),
		anyWindow,
		anySizes({ rows: 80, outputs: 5, groups: 2, positions: 2 }),
	)
	.map(([design, adc, sizes]) =>
		layerCase(
			{
				...design,
				adc: design.crossbar.operationUnitRows ? LOW_WINDOW : adc,
				encoding: { ...design.encoding, correction: "digital-count" },
			},
			sizes,
		),
	);

describe("a converter for each partial product", () => {
	test("rounds and clips each by its own step and ends", () => {
		fc.assert(
			fc.property(anyCase, (given) => {
				const { products } = readThroughCrossbars(given, false);
				expect(products).toEqual(productsByDefinition(given));
			}),
			{ numRuns: 40 },
		);
	});

	test("is counted by its bits, and drives the cells once", () => {
		fc.assert(
			fc.property(anyCase, (given) => {
				const { events } = readThroughCrossbars(given, false);
				const {
					drivenRows,
					drivenLevels,
					weightSums,
					weightSumBits,
					...counted
				} = events;
				expect(counted).toEqual(arrayEvents(given.mapping, given.design));
				const byBits = Object.values(events.conversionsOfBits);
				expect(byBits.reduce((sum, count) => sum + count, 0)).toBe(
					events.conversions,
				);
				const { adc } = given.mapping;
				const one = given.mapping.adcOfProduct.map(() => adc);
				const uniform = readThroughCrossbars(
					{ ...given, mapping: { ...given.mapping, adcOfProduct: one } },
					false,
				);
				expect(drivenRows).toBe(uniform.events.drivenRows);
				expect(drivenLevels).toBe(uniform.events.drivenLevels);
			}),
			{ numRuns: 40 },
		);
	});
});

/** One partial product after the other, from the digits. */
function productsByDefinition({ design, mapping, layer, inputs }: LayerCase) {
	const encoder = weightEncoderOf(design, mapping.shape.layer);
	const inputEncoder = inputEncoders[design.encoding.inputs];
	const isDigital =
		encoder.cells === "pair" && design.crossbar.pairs.subtraction === "digital";
	const { inputPlanes, weightPlanes, adcOfProduct } = mapping;
	return inputs.map((vectors, group) => {
		const out = new Float64Array(layer.positions * layer.outputs);
		for (const { start, rows } of rowsDrivenAtOnce(layer.rows, design)) {
			const first = (group * layer.rows + start) * layer.outputs;
			const { levels, sign, offset } = encoder.encode(
				{
					rows,
					outputs: layer.outputs,
					weights: layer.weights.slice(first, first + rows * layer.outputs),
				},
				layer.weightBits,
				design.crossbar.cellBits,
			);
			for (let p = 0; p < layer.positions; p++) {
				const from = p * layer.rows + start;
				const digits = encodeInputs(
					inputEncoder,
					vectors.slice(from, from + rows),
					layer.input.bits,
					layer.input.signed,
					design.encoding.digitBits,
				);
				inputPlanes.forEach((input, i) => {
					const asked = digits.subarray(i * rows, (i + 1) * rows);
					const sumOfInputs = asked.reduce((sum, digit) => sum + digit, 0);
					// Most rows would be driven: the others are, and what is read is taken off the whole.
					const isTurned =
						inputEncoder.inverts && sumOfInputs > (rows * input.max) / 2;
					const X = isTurned ? asked.map((digit) => input.max - digit) : asked;
					weightPlanes.forEach((weight, j) => {
						const { bits, step, min, max } =
							adcOfProduct[i * weightPlanes.length + j]!;
						if (bits === 0) return;
						const worth = input.significance * weight.significance;
						const convert = (sum: number) =>
							Math.min(Math.max(halfToEven(sum / step), min), max) * step;
						for (let k = 0; k < layer.outputs; k++) {
							let up = 0;
							let down = 0;
							let whole = 0;
							X.forEach((digit, r) => {
								const level = levels[(j * rows + r) * layer.outputs + k]!;
								up += digit * Math.max(level, 0);
								down += digit * Math.max(-level, 0);
								whole += input.max * level;
							});
							const column = j * layer.outputs + k;
							const read = isDigital
								? convert(up) - convert(down)
								: convert(up - down);
							const code = isTurned ? whole - read : read;
							out[p * layer.outputs + k]! +=
								worth * (sign[column]! * code + offset[column]! * sumOfInputs);
						}
					});
				});
			}
		}
		return out;
	});
}

function halfToEven(x: number): number {
	const down = Math.floor(x);
	return x - down === 0.5
		? down + Math.abs(down % 2)
		: down + Number(x - down > 0.5);
}
