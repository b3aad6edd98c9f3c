import { remembered } from "../base/remembered.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import type {
	CrossbarLayer,
	OwnConverters,
	ProgrammedSegment,
	ReadNoise,
	TransferTable,
} from "../kernels/crossbar-mvm/contract.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import { comparisonsOf } from "../map/adc-policy/early-stop.js";

/** Sums of a 16-bit kernel and all that noise may add lie within. */
const GREATEST_SUM = 2 ** 17;

/**
 * The same crossbars with converters whose codes are the comparisons that the given one takes: what is read from them
 * is Σ of the comparisons of the columns of each output, negative in planes that are inverted.
 *
 * @param executed partial products that this converter converts, [input planes × weight planes]
 * @param unitColumns how many unit columns each output stands for when a plane is read, [input planes × outputs]
 */
export function comparisonCrossbars(
	{ segments, plan, digits }: CrossbarLayer,
	range: AdcRange,
	executed: Uint8Array,
	unitColumns: Float64Array | undefined,
): CrossbarLayer {
	const isDigital = plan.subtraction === "digital";
	const products = isDigital
		? Uint8Array.from(
				{ length: 2 * executed.length },
				(_, n) => executed[n >> 1]!,
			)
		: executed;
	const { fractionBits = 0 } = segments[0] ?? {};
	return {
		segments: segments.map((segment) => {
			const cells = isDigital ? apart(segment) : segment;
			return {
				...cells,
				sign: new Int8Array(cells.slices * cells.outputs).fill(1),
				levelsPerRow: new Float64Array(plan.inputPlanes * cells.rows),
				inputSumWorth: unitColumns,
				converters: cells.converters && comparing(cells.converters, range),
				inversionWorth:
					plan.invertedFrom &&
					new Float64Array(plan.inputPlanes * cells.outputs),
			};
		}),
		plan: {
			...plan,
			executed: products,
			significance: new Float64Array(products.length).fill(1),
			adc: {
				step: 1,
				min: 0,
				max: Number.MAX_SAFE_INTEGER,
				transfer: transferOf(range, `${fractionBits}`, () =>
					tabulateComparisons(range, fractionBits),
				),
			},
			subtraction: isDigital ? "none" : plan.subtraction,
		},
		digits,
	};
}

/** A converter that deviates takes the comparisons of the code that it finds. */
function comparing(
	{ tables, ...converters }: OwnConverters,
	range: AdcRange,
): OwnConverters {
	const comparisons = comparisonsOf(range);
	return {
		...converters,
		tables: tables.map(({ thresholds, codes }) => ({
			thresholds,
			codes: codes.map(comparisons),
		})),
	};
}

/** Pairs as single cells: two slices for each, in the order in which they are converted. */
function apart(segment: ProgrammedSegment): ProgrammedSegment {
	const { rows, slices, outputs, positive, negative, noise, converters } =
		segment;
	const join = <T extends Int32Array | Uint16Array>(up: T, down: T): T => {
		const Cells = up.constructor as new (length: number) => T;
		const both = new Cells(2 * up.length);
		for (let at = 0; at < rows * slices; at++) {
			const from = at * outputs;
			both.set(up.subarray(from, from + outputs), 2 * from);
			both.set(down.subarray(from, from + outputs), 2 * from + outputs);
		}
		return both;
	};
	const noiseApart: ReadNoise | undefined = noise && {
		...noise,
		positive: join(noise.positive, noise.negative!),
		negative: undefined,
	};
	return {
		...segment,
		slices: 2 * slices,
		positive: join(positive, negative!),
		negative: undefined,
		noise: noiseApart,
		converters: converters && {
			...converters,
			ofColumn: Uint16Array.from(
				{ length: 2 * slices * outputs },
				(_, column) => {
					const slice = Math.floor(column / (2 * outputs));
					return converters.ofColumn[slice * outputs + (column % outputs)]!;
				},
			),
		},
	};
}

/** Groups of a layer have the same converters. */
const transferOf = remembered<AdcRange, TransferTable>();

/** Comparisons for all sums on the grid of 2^−fractionBits levels up to where codes saturate. */
function tabulateComparisons(
	range: AdcRange,
	fractionBits: number,
): TransferTable {
	const { step, min, max } = range;
	const comparisons = comparisonsOf(range);
	const unit = 2 ** -fractionBits;
	const reach = (code: number) =>
		clamp(Math.ceil((code * step) / unit), -GREATEST_SUM, GREATEST_SUM);
	const first = reach(min - 1);
	const codes = Int16Array.from(
		{ length: reach(max + 1) - first + 1 },
		(_, n) =>
			comparisons(
				clamp(roundHalfToEven(((first + n) * unit) / step), min, max),
			),
	);
	return { first, codes };
}
