import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayEvents } from "../activity/array-events.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import {
	anyDesign,
	anyThreshold,
	anyZeroPlane,
} from "../presets/design.arbitrary.js";
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
				anyDesign({ partialProducts: anyThreshold }),
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
				anyDesign({ partialProducts: fc.oneof(anyThreshold, anyZeroPlane) }),
				anySizes({ rows: 40, outputs: 6, groups: 2, positions: 2 }),
				(design, sizes) => {
					const given = layerCase(design, sizes);
					for (const useShortcut of [false, true]) {
						const { events } = readThroughCrossbars(given, useShortcut);
						expect(events).toEqual(eventsArrayByArray(given));
					}
				},
			),
			{ numRuns: 200 },
		);
	});
});

/** Walks through every physical array as the design lays it out and counts what happens in it. */
function eventsArrayByArray({ design, mapping, layer, inputs }: LayerCase) {
	const { crossbar, encoding, partialProducts } = design;
	const policy =
		partialProducts.kind === "zero-plane"
			? partialProducts.otherwise
			: partialProducts;
	const encoder = weightEncoders[encoding.weights];
	const isPair = encoder.cells === "pair";
	const isTwin = isPair && crossbar.pairs.layout === "twin-arrays";
	const isInterleaved = crossbar.columnLayout === "interleaved";
	const hasUnitColumn =
		encoding.correction === "unit-column" && encoder.needsInputSum;
	const slices = mapping.weightPlanes.map((_, j) => j);
	const cellsPerDigit = isPair && !isTwin ? 2 : 1;
	const outputsPerArray = Math.floor(
		crossbar.columns / (cellsPerDigit * (isInterleaved ? slices.length : 1)),
	);
	const conversionsPerDigit =
		isPair && crossbar.pairs.subtraction === "digital" ? 2 : 1;
	/** Radix 5 or 7: one more addition from digit to digit. */
	const isOdd = (kind: string, planes: number) =>
		/-[57]$/.test(kind) && planes > 1;
	const oddWeights = isOdd(encoding.weights, slices.length);
	const oddInputs = isOdd(encoding.inputs, mapping.inputPlanes.length);
	const drivers = isTwin && crossbar.pairs.rowDrivers === "own" ? 2 : 1;
	const energyOf = (digit: number) =>
		crossbar.inputDrive === "pulse-count" ? Math.abs(digit) : digit ** 2;
	const events = {
		arrayReads: 0,
		dacConversions: 0,
		drivenRows: 0,
		drivenLevels: 0,
		columnSamples: 0,
		conversions: 0,
		conversionsOfBits: {} as Record<number, number>,
		partialProducts: 0,
		shiftAdds: 0,
		inputCounts: 0,
		offsetProducts: 0,
		weightSums: 0,
		weightSumBits: 0,
		decisions: 0,
		inputRegisterBits: 0,
	};
	const convert = (bits: number, count: number) => {
		events.conversions += count;
		events.conversionsOfBits[bits] =
			(events.conversionsOfBits[bits] ?? 0) + count;
	};
	for (let group = 0; group < layer.groups; group++) {
		for (const { start, rows } of rowsDrivenAtOnce(layer.rows, design)) {
			const first = (group * layer.rows + start) * layer.outputs;
			const { levels } = encoder.encode(
				{
					rows,
					outputs: layer.outputs,
					weights: layer.weights.subarray(first, first + rows * layer.outputs),
				},
				layer.weightBits,
				crossbar.cellBits,
			);
			for (let p = 0; p < layer.positions; p++) {
				for (let i = 0; i < mapping.inputPlanes.length; i++) {
					const plane = mapping.inputPlanes[i]!;
					const asked = Array.from({ length: rows }, (_, r) =>
						inputEncoders[encoding.inputs].digit(
							inputs[group]![p * layer.rows + start + r]!,
							i,
							layer.input.bits,
							layer.input.signed,
							encoding.digitBits,
						),
					);
					const turned = asked.map((digit) => plane.max - digit);
					const isTurned =
						encoding.inputs === "inverted-planes" &&
						sumOf(turned) < sumOf(asked);
					const digits = isTurned ? turned : asked;
					const isSkipped =
						partialProducts.kind === "zero-plane" &&
						digits.every((digit) => digit === 0);
					const run = slices.filter(
						(j) => !isSkipped && mapping.executed[i * slices.length + j] === 1,
					);
					for (let tile = 0; tile < layer.outputs; tile += outputsPerArray) {
						if (partialProducts.kind === "zero-plane") events.decisions++;
						if (encoding.inputs === "inverted-planes") events.decisions++;
						if (policy.kind !== "all") events.decisions += slices.length;
						const outputs = Array.from(
							{ length: Math.min(outputsPerArray, layer.outputs - tile) },
							(_, k) => tile + k,
						);
						const arrays = isInterleaved ? [slices] : run.map((j) => [j]);
						for (const held of run.length === 0 ? [] : arrays) {
							events.arrayReads++;
							// The first array of a set has the drivers.
							const set = (tile / outputsPerArray) % crossbar.arraysPerDriver;
							const own = set === 0 ? 1 : 0;
							events.dacConversions +=
								own * rows * drivers * arrayReadsOf(plane, crossbar.inputDrive);
							events.inputRegisterBits +=
								own * rows * Math.ceil(Math.log2(plane.max - plane.min + 1));
							for (let r = 0; r < rows; r++) {
								if (digits[r] === 0) continue;
								events.drivenRows += own;
								if (hasUnitColumn) events.drivenLevels += energyOf(digits[r]!);
								for (const j of held) {
									for (const k of outputs) {
										events.drivenLevels +=
											energyOf(digits[r]!) *
											Math.abs(levels[(j * rows + r) * layer.outputs + k]!);
									}
								}
							}
							if (hasUnitColumn) {
								events.columnSamples++;
								convert(mapping.adc.bits, 1);
							}
							const converted =
								held.filter((j) => run.includes(j)).length * outputs.length;
							events.partialProducts += converted;
							events.columnSamples += converted * (isPair ? 2 : 1);
							for (const j of held.filter((slice) => run.includes(slice)))
								convert(
									mapping.adcOfProduct[i * slices.length + j]!.bits,
									outputs.length * conversionsPerDigit,
								);
							events.shiftAdds += converted * conversionsPerDigit;
							if (oddWeights) events.shiftAdds += converted;
						}
					}
					const sumsForZeroPoints = layer.weightZeroPoints.some(
						(zeroPoint) => zeroPoint !== 0,
					);
					const sumsForOffsets =
						run.length > 0 && encoder.needsInputSum && !hasUnitColumn;
					const runsAtAll = slices.some(
						(j) => mapping.executed[i * slices.length + j] === 1,
					);
					const sumsToDecide =
						runsAtAll && encoding.inputs === "inverted-planes";
					if (sumsForZeroPoints || sumsForOffsets || sumsToDecide)
						events.inputCounts += rows;
					if (isTurned && runsAtAll) {
						// As many rows of the widest weights, as far as a digit reaches, above and below 0.
						const greatest = Math.max(
							...mapping.inputPlanes.map(({ max }) => max),
						);
						const atOnce = Math.min(
							crossbar.rows,
							crossbar.operationUnitRows ?? crossbar.rows,
						);
						events.weightSums += layer.outputs;
						events.weightSumBits +=
							layer.outputs *
							(layer.weightBits +
								Math.ceil(Math.log2(atOnce)) +
								Math.log2(greatest + 1) -
								1);
					}
					if (run.length === 0) continue;
					if (oddInputs) events.shiftAdds += layer.outputs;
					if (encoding.weights === "centre-offset")
						events.offsetProducts += layer.outputs;
				}
			}
		}
	}
	return events;
}

const sumOf = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0);

function arrayReadsOf(
	{ min, max }: { readonly min: number; readonly max: number },
	drive: string,
): number {
	if (drive === "pulse-count") return Math.max(max, -min);
	return drive === "two-phase" && min < 0 ? 2 : 1;
}
