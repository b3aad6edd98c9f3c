import { expect } from "vitest";
import { roundHalfToEven } from "../base/round.js";
import { inputEncoders } from "../encode/input-encoders.js";
import { weightEncoderOf } from "../encode/weight-encoder-of.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { type LayerCase, rowsDrivenAtOnce } from "./layer-case.arbitrary.js";

/** A partial product of one output, for one position. */
export interface ProductOfOutput {
	readonly group: number;
	/** First row of the operation unit. */
	readonly start: number;
	readonly position: number;
	readonly plane: number;
	readonly slice: number;
	readonly output: number;
}

/** Walks through every physical array as the design lays it out and counts what happens in it, of products that run. */
export function eventsArrayByArray(
	{ design, mapping, layer, inputs }: LayerCase,
	isRun: (product: ProductOfOutput) => boolean = () => true,
) {
	const { crossbar, encoding, partialProducts } = design;
	const policy =
		"otherwise" in partialProducts
			? partialProducts.otherwise
			: partialProducts;
	const encoder = weightEncoderOf(design, mapping.shape.layer);
	const isPair = encoder.cells === "pair";
	const isTwin = isPair && crossbar.pairs.layout === "twin-arrays";
	const isInterleaved = crossbar.columnLayout === "interleaved";
	const hasUnitColumn =
		encoding.correction === "unit-column" && encoder.needsInputSum;
	const slices = mapping.weightPlanes.map((_, j) => j);
	const { cellsPerDigit = 1, columnOrder = "as-numbered" } =
		crossbar.mitigations ?? {};
	const columnsPerDigit = cellsPerDigit * (isPair && !isTwin ? 2 : 1);
	const outputsPerArray = Math.floor(
		crossbar.columns / (columnsPerDigit * (isInterleaved ? slices.length : 1)),
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
		driversSet: 0,
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
		outputTests: 0,
		earlySums: 0,
		earlyRoundings: 0,
		decisions: 0,
		inputRegisterBits: 0,
	};
	const isDynamic = "otherwise" in partialProducts;
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
					const isWanted = (slice: number, output: number): boolean =>
						mapping.executed[i * slices.length + slice] === 1 &&
						isRun({ group, start, position: p, plane: i, slice, output });
					const runs = (slice: number, output: number): boolean =>
						!isSkipped && isWanted(slice, output);
					const outputsThat = (
						test: (slice: number, output: number) => boolean,
					): number =>
						Array.from({ length: layer.outputs }, (_, k) =>
							slices.some((j) => test(j, k)),
						).filter((is) => is).length;
					const switchedSets = new Set<number>();
					for (let tile = 0; tile < layer.outputs; tile += outputsPerArray) {
						const isBelowTop = partialProducts.kind === "runtime";
						if (partialProducts.kind === "zero-plane" || isBelowTop)
							events.decisions++;
						if (encoding.inputs === "inverted-planes") events.decisions++;
						if (policy.kind !== "all" || isBelowTop)
							events.decisions += slices.length;
						const outputs = Array.from(
							{ length: Math.min(outputsPerArray, layer.outputs - tile) },
							(_, k) => tile + k,
						);
						const arrays = isInterleaved ? [slices] : slices.map((j) => [j]);
						let comparisons = 0;
						const read = arrays.filter((held) =>
							held.some((j) => outputs.some((k) => runs(j, k))),
						);
						for (const held of read) {
							events.arrayReads++;
							// The arrays of a set have the drivers together.
							const set = Math.floor(
								tile / outputsPerArray / crossbar.arraysPerDriver,
							);
							const own = isInterleaved && switchedSets.has(set) ? 0 : 1;
							switchedSets.add(set);
							events.driversSet +=
								own *
								rows *
								drivers *
								arrayReadsOf(plane, crossbar.inputDrive) *
								driversOfOneBit(plane, crossbar.inputDrive);
							events.inputRegisterBits +=
								own * rows * Math.ceil(Math.log2(plane.max - plane.min + 1));
							for (let r = 0; r < rows; r++) {
								if (digits[r] === 0) continue;
								events.drivenRows += own;
								if (hasUnitColumn) events.drivenLevels += energyOf(digits[r]!);
								for (const j of held) {
									for (const k of outputs) {
										events.drivenLevels +=
											cellsPerDigit *
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
							for (const j of held) {
								const adc = mapping.adcOfProduct[i * slices.length + j]!;
								for (const k of outputs.filter((output) => runs(j, output))) {
									events.partialProducts++;
									events.columnSamples += isPair ? 2 : 1;
									events.shiftAdds += conversionsPerDigit;
									if (oddWeights) events.shiftAdds++;
									const column = digits.map(
										(digit, r) =>
											digit * levels[(j * rows + r) * layer.outputs + k]!,
									);
									for (const sum of sumsConverted(digits, column))
										comparisons += convert(adc, sum);
								}
							}
						}
						if (isCompacted)
							busiest[p]![i] = Math.max(busiest[p]![i]!, comparisons);
					}
					const running = outputsThat(runs);
					if (!isCompacted && running > 0) {
						const segment = Math.floor(start / crossbar.rows);
						const key = [group, segment, p, i].join();
						unitsRead.set(key, (unitsRead.get(key) ?? 0) + 1);
						busiest[p]![i] = Math.max(busiest[p]![i]!, unitsRead.get(key)!);
					}
					const sumsForZeroPoints = layer.weightZeroPoints.some(
						(zeroPoint) => zeroPoint !== 0,
					);
					const sumsForOffsets =
						running > 0 && encoder.needsInputSum && !hasUnitColumn;
					const runsAtAll = slices.some(
						(j) => mapping.executed[i * slices.length + j] === 1,
					);
					const sumsToDecide =
						runsAtAll && encoding.inputs === "inverted-planes";
					if (sumsForZeroPoints || sumsForOffsets || sumsToDecide)
						events.inputCounts += rows;
					if (isTurned) {
						const wanted = outputsThat(isWanted);
						// As many rows of the widest weights, as far as a digit reaches, above and below 0.
						const greatest = Math.max(
							...mapping.inputPlanes.map(({ max }) => max),
						);
						const atOnce = Math.min(
							crossbar.rows,
							crossbar.operationUnitRows ?? crossbar.rows,
						);
						events.weightSums += wanted;
						events.weightSumBits +=
							wanted *
							(layer.weightBits +
								Math.ceil(Math.log2(atOnce)) +
								Math.log2(greatest + 1) -
								1);
					}
					// Where each output is that shift-and-add takes up.
					if (columnOrder === "around-faults")
						events.weightSumBits +=
							running * Math.ceil(Math.log2(outputsPerArray));
					if (oddInputs) events.shiftAdds += running;
					if (encoding.weights === "centre-offset") {
						const isOnce = encoding.offsetProduct === "once";
						// Σx comes together as its planes do, and is multiplied behind the last one.
						if (isOnce) events.shiftAdds++;
						if (!isOnce || i === mapping.inputPlanes.length - 1)
							events.offsetProducts += running;
					}
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

/** The least power of two that is no less than half of what a digit's magnitude may be and 1; one more for a second polarity. */
function driversOfOneBit(
	{ min, max }: { readonly min: number; readonly max: number },
	drive: string,
): number {
	const polarities = min < 0 ? 2 : 1;
	if (drive === "pulse-count") return polarities;
	let size = 1;
	while (2 * size - 1 < Math.max(max, -min)) size *= 2;
	return drive === "two-phase" ? size : size + polarities - 1;
}

function arrayReadsOf(
	{ min, max }: { readonly min: number; readonly max: number },
	drive: string,
): number {
	if (drive === "pulse-count") return Math.max(max, -min);
	return drive === "two-phase" && min < 0 ? 2 : 1;
}
