import type { Design } from "../design/design.js";
import {
	boothDigits,
	type Digit,
	evenDigits,
	magnitudeDigits,
	nonAdjacentDigits,
	oddDigits,
	offsetDigits,
	slicedDigits,
	twosComplementDigits,
} from "./digits-by-definition.support.js";
import { type LayerCase, rowsDrivenAtOnce } from "./layer-case.arbitrary.js";

/** Least and greatest of what is written in digits. */
type Ends = readonly [number, number];

/**
 * The product from the digits of the operands, bit by bit, with no encoder of ours: flips and pairs are ways
 * to store a digit and do not change it.
 */
export function productsOfDigits({
	design,
	mapping,
	layer,
	inputs,
}: LayerCase) {
	const { encoding, crossbar } = design;
	const planes = significances(layer, mapping, design);
	const least = leastSignificance(design, planes.inputs, planes.weights);
	const weightDigits = (w: number, centre: number): readonly Digit[] => {
		const worths = planes.weights;
		const { cellBits } = crossbar;
		switch (encoding.weights) {
			case "offset-binary":
			case "column-flip":
				return offsetDigits(w, layer.weightBits, cellBits, worths);
			case "twos-complement":
				return twosComplementDigits(
					w,
					layer.weightBits,
					true,
					cellBits,
					worths,
				);
			case "sign-magnitude":
				return magnitudeDigits(w, cellBits, worths);
			case "canonical-signed-digits":
				return nonAdjacentDigits(w, worths);
			case "balanced-radix":
				return boothDigits(w, cellBits, worths);
			case "symmetric-radix":
				return evenDigits(w, 2 ** cellBits, worths);
			case "balanced-radix-5":
				return oddDigits(w, 5, worths);
			case "balanced-radix-7":
				return oddDigits(w, 7, worths);
			case "centre-offset":
				return [
					...slicedDigits(w - centre, worths),
					...slicedDigits(centre, worths),
				];
			default:
				return encoding.weights satisfies never;
		}
	};
	const inputDigits = (x: number): readonly Digit[] => {
		switch (encoding.inputs) {
			case "binary-planes":
			case "inverted-planes":
				return twosComplementDigits(
					x,
					layer.input.bits,
					layer.input.signed,
					encoding.digitBits,
					planes.inputs,
				);
			case "balanced-radix":
				return boothDigits(x, encoding.digitBits, planes.inputs);
			case "symmetric-radix":
				return evenDigits(x, 2 ** encoding.digitBits, planes.inputs);
			case "balanced-radix-5":
				return oddDigits(x, 5, planes.inputs);
			case "balanced-radix-7":
				return oddDigits(x, 7, planes.inputs);
			default:
				return encoding.inputs satisfies never;
		}
	};
	const units = rowsDrivenAtOnce(layer.rows, design);
	const unitOf = (row: number) => units.findLast(({ start }) => start <= row)!;
	const topWeight = Math.max(...planes.weights.map(Math.abs));
	return inputs.map((vectors, group) => {
		const out = new Float64Array(layer.positions * layer.outputs);
		/** Of the inputs of an operation unit, what their greatest digit is worth. */
		const topInput = (p: number, { start, rows }: (typeof units)[number]) =>
			Math.max(
				...Array.from({ length: rows }, (_, r) =>
					inputDigits(vectors[p * layer.rows + start + r]!).map(
						({ value, worth }) => (value === 0 ? 0 : Math.abs(worth)),
					),
				).flat(),
			);
		const leastBelowTop = units.map((unit) =>
			Array.from({ length: layer.positions }, (_, p) =>
				design.partialProducts.kind === "runtime"
					? Math.log2(topInput(p, unit) * topWeight) -
						design.partialProducts.bitsBelowTop
					: 0,
			),
		);
		for (let r = 0; r < layer.rows; r++) {
			for (let k = 0; k < layer.outputs; k++) {
				const w = weightDigits(
					layer.weights[(group * layer.rows + r) * layer.outputs + k]!,
					centreOf(layer, group, k, unitOf(r)),
				);
				for (let p = 0; p < layer.positions; p++) {
					for (const x of inputDigits(vectors[p * layer.rows + r]!)) {
						for (const digit of w) {
							const size = Math.log2(Math.abs(x.worth * digit.worth));
							const below = leastBelowTop[units.indexOf(unitOf(r))]![p]!;
							if (size < least || size < below) continue;
							out[p * layer.outputs + k]! +=
								x.worth * digit.worth * x.value * digit.value;
						}
					}
				}
			}
		}
		return out;
	});
}

function significances(
	{ weightBits, input }: LayerCase["layer"],
	{ greatestWeight, greatestInput }: LayerCase["mapping"],
	d: Design,
) {
	const powers = (count: number, bits: number) =>
		Array.from({ length: count }, (_, j) => 2 ** (bits * j));
	const balancedCount = (bits: number, signed: boolean, radixBits: number) =>
		// An unsigned operand may carry into a digit of its own.
		Math.ceil((signed ? bits : bits + 1) / radixBits);
	const twosComplement = (bits: number, signed: boolean, digitBits: number) => [
		...powers(Math.ceil((signed ? bits - 1 : bits) / digitBits), digitBits),
		...(signed ? [-(2 ** (bits - 1))] : []),
	];
	/** Slices are listed from the top, and lie on the bottom. */
	const slicedPowers = (
		bits: number,
		slices: readonly number[],
		further: number,
	) => {
		const worths: number[] = [];
		for (let place = 0; place < bits; ) {
			worths.push(2 ** place);
			place += slices.at(-worths.length) ?? further;
		}
		return worths;
	};
	/** Digits up to half of the radix hold ±(radix^n − 1) / 2. */
	const oddPowers = (radix: number, greatest: number) => {
		const worths = [1];
		while ((radix ** worths.length - 1) / 2 < greatest)
			worths.push(radix ** worths.length);
		return worths;
	};
	/** As few as hold both ends: their digits are 0 beyond. */
	const holding = (
		radix: number,
		ends: Ends,
		digitsOf: (end: number, all: readonly number[]) => readonly Digit[],
	) => {
		const all = Array.from({ length: 17 }, (_, j) => radix ** j);
		const last = ends.map((end) =>
			digitsOf(end, all).findLastIndex(({ value }) => value !== 0),
		);
		return all.slice(0, Math.max(0, ...last) + 1);
	};
	const evenPowers = (radix: number, ends: Ends) =>
		holding(radix, ends, (end, all) => evenDigits(end, radix, all));
	const boothPowers = (radixBits: number, ends: Ends) =>
		holding(2 ** radixBits, ends, (end, all) =>
			boothDigits(end, radixBits, all),
		);
	const { cellBits } = d.crossbar;
	const { digitBits } = d.encoding;
	const full = input.signed ? 2 ** (input.bits - 1) : 2 ** input.bits - 1;
	const mostInput = greatestInput ?? full;
	const mostWeight = greatestWeight ?? 2 ** (weightBits - 1);
	const weightEnds: Ends = [
		-mostWeight,
		greatestWeight ?? 2 ** (weightBits - 1) - 1,
	];
	const inputEnds: Ends = input.signed
		? [-mostInput, greatestInput ?? full - 1]
		: [0, mostInput];
	return {
		weights: {
			"offset-binary": () => powers(Math.ceil(weightBits / cellBits), cellBits),
			"column-flip": () => powers(Math.ceil(weightBits / cellBits), cellBits),
			"twos-complement": () => twosComplement(weightBits, true, cellBits),
			"sign-magnitude": () =>
				powers(Math.ceil(weightBits / cellBits), cellBits),
			"canonical-signed-digits": () => powers(weightBits, 1),
			"balanced-radix": () =>
				greatestWeight === undefined
					? powers(balancedCount(weightBits, true, cellBits), cellBits)
					: boothPowers(cellBits, weightEnds),
			"symmetric-radix": () => evenPowers(2 ** cellBits, weightEnds),
			"balanced-radix-5": () => oddPowers(5, mostWeight),
			"balanced-radix-7": () => oddPowers(7, mostWeight),
			"centre-offset": () =>
				slicedPowers(weightBits, d.encoding.weightSlices ?? [], cellBits),
		}[d.encoding.weights](),
		inputs: {
			"binary-planes": () =>
				twosComplement(input.bits, input.signed, digitBits),
			"inverted-planes": () =>
				twosComplement(input.bits, input.signed, digitBits),
			"balanced-radix": () =>
				greatestInput === undefined
					? powers(
							balancedCount(input.bits, input.signed, digitBits),
							digitBits,
						)
					: boothPowers(digitBits, inputEnds),
			"symmetric-radix": () => evenPowers(2 ** digitBits, inputEnds),
			"balanced-radix-5": () => oddPowers(5, mostInput),
			"balanced-radix-7": () => oddPowers(7, mostInput),
		}[d.encoding.inputs](),
	};
}

/** Mean of the column of output k in rows that are driven at once, as far as the offsets fit. */
function centreOf(
	{ rows, outputs, weights, weightBits }: LayerCase["layer"],
	group: number,
	k: number,
	unit: { readonly start: number; readonly rows: number },
): number {
	const column: number[] = [];
	for (let r = unit.start; r < unit.start + unit.rows; r++)
		column.push(weights[(group * rows + r) * outputs + k]!);
	const mean = column.reduce((sum, w) => sum + w, 0) / column.length;
	const down = Math.floor(mean);
	const nearest =
		mean - down === 0.5
			? down + Math.abs(down % 2)
			: down + Number(mean - down > 0.5);
	const least = Math.max(...column) - 2 ** (weightBits - 1) + 1;
	const most = Math.min(...column) + 2 ** (weightBits - 1);
	return Math.max(least, Math.min(most, nearest));
}

function leastSignificance(
	{ partialProducts }: Design,
	inputs: readonly number[],
	weights: readonly number[],
): number {
	const policy =
		"otherwise" in partialProducts
			? partialProducts.otherwise
			: partialProducts;
	if (policy.kind === "all") return 0;
	const { at } = policy;
	const all = inputs.flatMap((x) =>
		weights.map((w) => Math.log2(Math.abs(x * w))),
	);
	switch (at.unit) {
		case "significance":
			return at.bits;
		case "bits-below-top":
			return Math.max(...all) - at.bits;
		case "kept-fraction": {
			const kept = (least: number) => all.filter((s) => s >= least).length;
			const candidates = [...new Set(all)].sort((a, b) => a - b);
			// The most significant product runs in any case.
			return Math.min(
				Math.max(...all),
				candidates.find((least) => kept(least) <= at.fraction * all.length) ??
					Number.POSITIVE_INFINITY,
			);
		}
		default:
			return at satisfies never;
	}
}
