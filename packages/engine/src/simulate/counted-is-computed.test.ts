import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayEvents } from "../activity/array-events.js";
import { roundHalfToEven } from "../base/round.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { expectKernelToRun } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import {
	anyDesign,
	anyEarlyStop,
	anyThreshold,
	anyZeroPlane,
	losslessAdc,
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
				anyDesign({
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
	/** What the ADC sees of a column, or of a pair: each cell by itself where it is subtracted digitally. */
	const sumsConverted = (
		digits: readonly number[],
		column: readonly number[],
	): readonly number[] => {
		const total = (ofSign: (level: number) => boolean) =>
			column.reduce(
				(sum, product, r) =>
					ofSign(digits[r]! === 0 ? 0 : product / digits[r]!)
						? sum + product
						: sum,
				0,
			);
		return conversionsPerDigit === 1
			? [total(() => true)]
			: [total((level) => level > 0), -total((level) => level < 0)];
	};
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
	const isDynamic = partialProducts.kind === "zero-plane";
	const isCompacted = crossbar.adcSequence === "compacted";
	const earlyStop = mapping.adcOfProduct.some((adc) => adc.earlyStop);
	const comparisonsOfBits: Record<number, number> = {};
	/** Operation units that a row segment reads, [group][segment][positions][input planes] */
	const unitsRead = new Map<string, number>();
	/** [positions][input planes] */
	const busiest = Array.from({ length: layer.positions }, () =>
		mapping.inputPlanes.map(() => 0),
	);
	/** @returns comparisons */
	const convert = (adc: AdcRange, sum: number): number => {
		const { bits } = adc;
		events.conversions++;
		events.conversionsOfBits[bits] = (events.conversionsOfBits[bits] ?? 0) + 1;
		const comparisons = comparisonsBySearch(adc, sum);
		comparisonsOfBits[bits] = (comparisonsOfBits[bits] ?? 0) + comparisons;
		return comparisons;
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
						let comparisons = 0;
						const read = run.length === 0 ? [] : arrays;
						for (const held of read) {
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
								const ones = digits.reduce((sum, digit) => sum + digit, 0);
								comparisons += convert(mapping.adc, ones);
							}
							const converted =
								held.filter((j) => run.includes(j)).length * outputs.length;
							events.partialProducts += converted;
							events.columnSamples += converted * (isPair ? 2 : 1);
							for (const j of held.filter((slice) => run.includes(slice))) {
								const adc = mapping.adcOfProduct[i * slices.length + j]!;
								for (const k of outputs) {
									const column = digits.map(
										(digit, r) =>
											digit * levels[(j * rows + r) * layer.outputs + k]!,
									);
									for (const sum of sumsConverted(digits, column))
										comparisons += convert(adc, sum);
								}
							}
							events.shiftAdds += converted * conversionsPerDigit;
							if (oddWeights) events.shiftAdds += converted;
						}
						if (isCompacted)
							busiest[p]![i] = Math.max(busiest[p]![i]!, comparisons);
					}
					if (!isCompacted && run.length > 0) {
						const segment = Math.floor(start / crossbar.rows);
						const key = [group, segment, p, i].join();
						unitsRead.set(key, (unitsRead.get(key) ?? 0) + 1);
						busiest[p]![i] = Math.max(busiest[p]![i]!, unitsRead.get(key)!);
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
	const steps = stepsOf(busiest, isCompacted);
	return {
		...events,
		...(earlyStop && { comparisonsOfBits }),
		...(isCompacted && (earlyStop || isDynamic) && { steps }),
		...(!isCompacted && isDynamic && { steps: { positions: steps.positions } }),
	};
}

/** Finds the code of a sum as the converter does, comparison by comparison. */
function comparisonsBySearch(adc: AdcRange, sum: number): number {
	const { bits, min, max, step, earlyStop } = adc;
	if (!earlyStop) return bits;
	const code = Math.max(min, Math.min(max, roundHalfToEven(sum / step)));
	let comparisons = 0;
	let [first, end] = [min, max + 1];
	/** One comparison: whether the code is one of those. */
	const isWithin = (from: number, to: number): boolean => {
		comparisons++;
		return from <= code && code < to;
	};
	if (min < 0) [first, end] = isWithin(0, end) ? [0, end] : [min, 0];
	let isDone = false;
	for (const range of earlyStop) {
		const half =
			first < 0 ? [Math.max(first, -(2 ** range)), end] : [first, 2 ** range];
		if (isDone) continue;
		isDone = isWithin(half[0]!, half[1]!);
		if (isDone) [first, end] = half as [number, number];
		else if (first < 0) end = half[0]!;
		else first = half[1]!;
	}
	while (end - first > 1) {
		const size = Math.ceil((end - first) / 2);
		if (isWithin(first, first + size)) end = first + size;
		else first = end - size;
	}
	expect(first).toBe(code);
	return comparisons;
}

/** Of copies in step: 1, 2, 4, … until all positions are. */
function stepsOf(
	busiest: readonly (readonly number[])[],
	isCompacted: boolean,
) {
	const positions: number[][] = [];
	const comparisons: number[][] = [];
	for (let copies = 1; ; copies *= 2) {
		const planes = busiest[0]!.map((_, i) =>
			busiest.map((__, p) => {
				const first = p - (p % copies);
				const step = busiest.slice(first, first + copies);
				return Math.max(...step.map((ofPosition) => ofPosition[i]!));
			}),
		);
		const count = (of: (most: number) => number) =>
			planes.map((ofPlane) => ofPlane.reduce((sum, most) => sum + of(most), 0));
		positions.push(count((most) => (isCompacted ? Math.min(most, 1) : most)));
		comparisons.push(count((most) => most));
		if (copies >= busiest.length) return { positions, comparisons };
	}
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
