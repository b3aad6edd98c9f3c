import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayEvents } from "../activity/array-events.js";
import { encodeInputs } from "../encode/input-encoder.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import {
	anyDesign,
	anyEarlyStop,
	anyMitigatedDesign,
	anyRuntime,
	anyThreshold,
	anyZeroPlane,
	encodingChoices,
	losslessAdc,
} from "../presets/design.arbitrary.js";
import {
	eventsArrayByArray,
	type ProductOfOutput,
} from "./events-array-by-array.support.js";
import {
	anySizes,
	type LayerCase,
	layerCase,
	readThroughCrossbars,
	rowsDrivenAtOnce,
} from "./layer-case.arbitrary.js";

expectKernelToRun();

describe("events of a layer", () => {
	test("that the simulator counts are those that follow from the mapping", () => {
		fc.assert(
			fc.property(
				anyMitigatedDesign({ partialProducts: anyThreshold }),
				anySizes({ rows: 200, outputs: 20, groups: 3, positions: 3 }),
				(design, sizes) => {
					const given = layerCase(design, sizes);
					const { events } = readThroughCrossbars(given, false);
					const {
						drivenRows,
						drivenLevels,
						weightSums,
						weightSumBits,
						...counted
					} = events;
					expect(counted).toEqual(arrayEvents(given.mapping, design));
				},
			),
			{ numRuns: 200 },
		);
	});

	test("are those of one array, one row, one cell after the other", () => {
		fc.assert(
			fc.property(
				anyMitigatedDesign({
					partialProducts: fc.oneof(anyThreshold, anyZeroPlane),
					adc: fc.oneof(fc.constant(losslessAdc), anyEarlyStop),
				}),
				anySizes({ rows: 40, outputs: 6, groups: 2, positions: 5 }),
				(design, sizes) => {
					const given = layerCase(design, sizes);
					for (const useShortcut of [false, true]) {
						const { events } = readThroughCrossbars(given, useShortcut);
						expect(events).toEqual(eventsArrayByArray(given));
					}
				},
			),
			{ numRuns: 120 },
		);
	});

	test("with offsets that are multiplied once are those too", () => {
		fc.assert(
			fc.property(
				anyDesign({
					encodings: encodingChoices.filter(
						({ weights }) => weights === "centre-offset",
					),
					offsetProduct: "once",
				}),
				anySizes({ rows: 40, outputs: 6, groups: 2, positions: 5 }),
				(design, sizes) => {
					const given = layerCase(design, sizes);
					const { events } = readThroughCrossbars(given, false);
					expect(events).toEqual(eventsArrayByArray(given));
					const { offsetProducts, shiftAdds } = arrayEvents(
						given.mapping,
						design,
					);
					expect(events).toMatchObject({ offsetProducts, shiftAdds });
					const { positions, groups, outputs } = given.layer;
					const units = given.mapping.operationUnits.length;
					expect(offsetProducts).toBe(positions * groups * outputs * units);
				},
			),
			{ numRuns: 20 },
		);
	});

	test("with a threshold below the top digit are those of the products that each segment runs", () => {
		fc.assert(
			fc.property(
				anyDesign({
					partialProducts: anyRuntime,
					adc: fc.oneof(fc.constant(losslessAdc), anyEarlyStop),
				}),
				anySizes({ rows: 40, outputs: 6, groups: 2, positions: 5 }),
				(design, sizes) => {
					const given = layerCase(design, sizes);
					const { events } = readThroughCrossbars(given, true);
					expect(events).toEqual(
						eventsArrayByArray(given, runsBelowTop(given)),
					);
				},
			),
			{ numRuns: 60 },
		);
	});
});

/** Whether a product is within so many bits of the top digits of the inputs in its operation unit and of the weights. */
function runsBelowTop({ design, mapping, layer, inputs }: LayerCase) {
	const policy = design.partialProducts;
	const bits = policy.kind === "runtime" ? policy.bitsBelowTop : 0;
	const size = ({ significance }: { readonly significance: number }) =>
		Math.abs(significance);
	const units = rowsDrivenAtOnce(layer.rows, design);
	const topWeight = Math.max(...mapping.weightPlanes.map(size));
	return ({ group, start, position, plane, slice }: ProductOfOutput) => {
		const { rows } = units.find((unit) => unit.start === start)!;
		const first = position * layer.rows + start;
		const digits = encodeInputs(
			inputEncoders[design.encoding.inputs],
			inputs[group]!.slice(first, first + rows),
			layer.input.bits,
			layer.input.signed,
			design.encoding.digitBits,
		);
		const tops = mapping.inputPlanes.flatMap((input, i) =>
			digits.slice(i * rows, (i + 1) * rows).some((digit) => digit !== 0)
				? [size(input)]
				: [],
		);
		const top = Math.max(...tops);
		const [input, weight] = [
			mapping.inputPlanes[plane]!,
			mapping.weightPlanes[slice]!,
		].map(size);
		const least = Math.log2(top * topWeight) - bits;
		return input! <= top && Math.log2(input! * weight!) >= least;
	};
}
