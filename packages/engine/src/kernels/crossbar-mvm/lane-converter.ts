import { remembered } from "../../base/remembered.js";
import { clamp } from "../../base/round.js";
import type {
	Converter,
	ProgrammedSegment,
	ThresholdTable,
	TransferTable,
} from "./contract.js";
import { converter } from "./reference.js";

/** The ways of convert.part.as.ts to turn a 16-bit sum into a 16-bit code, by their numbers there. */
export const LANE_KINDS = [
	"clampUnsigned",
	"roundUnsigned",
	"clampSigned",
	"roundSigned",
	"multiply",
	"table",
] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

/** A converter for 16-bit lanes: the same codes as `converter` for all sums within its bounds. */
export interface LaneConverter {
	readonly kind: LaneKind;
	/** Sums are −32,768 … 32,767, else 0 … 65,535. */
	readonly signed: boolean;
	/** Sums come with so much added, so that none is below 0; for the kind `table`. */
	readonly raisedBy: number;
	/** Sums come multiplied by 2^scaleBits. */
	readonly scaleBits: number;
	/** Sums per code, a power of two, for the kinds that round. */
	readonly step: number;
	/** Lanes give codes times `codeUnit`, a power of two, … */
	readonly codeUnit: number;
	/** … within these bounds, … */
	readonly min: number;
	readonly max: number;
	/** … of which none is greater in magnitude. */
	readonly greatest: number;
	/** Multiplier in units of 2^−15. */
	readonly factor: number;
	/** Code of each 16-bit sum, [65536], for the kind `table`. */
	readonly table: Int16Array | undefined;
	/** Tiles have tables of their own, of sums within these bounds. */
	readonly ownTables: SumBounds | undefined;
	/** Sums take 32 bits; at the ends of 16 bits, where they stop, codes are the least and the greatest already. */
	readonly long: boolean;
}

/** Column sums in units of 2^−fractionBits levels. */
export interface SumBounds {
	readonly min: number;
	readonly max: number;
}

/**
 * @param mayScale sums can be had in a finer unit
 * @param mayBeLong signed sums can be had in 32 bits
 * @param mayBeRaised sums are negative by their noise alone, and can be had with something added
 * @returns a reason where the sums or codes do not fit 16 bits
 */
export function laneConverter(
	adc: Converter,
	fractionBits: number,
	all: SumBounds,
	mayScale: boolean,
	mayBeLong: boolean,
	mayBeRaised: boolean,
): LaneConverter | string {
	if (!Number.isInteger(adc.min) || !Number.isInteger(adc.max))
		return "codes are not integers";
	const codeOf = converter(adc, fractionBits);
	const shift = Math.log2(adc.step * 2 ** fractionBits);
	const isShift =
		!adc.transfer &&
		Number.isInteger(shift) &&
		(shift >= 0 || mayScale) &&
		adc.min <= 0 &&
		adc.max >= 0;
	const scaleBits = isShift && shift < 0 ? -shift : 0;
	const raisedBy =
		adc.transfer && mayBeRaised && all.min < 0 && all.max > 32767
			? 2 ** Math.ceil(Math.log2(-all.min))
			: 0;
	const signed = all.min + raisedBy < 0;
	const bias = isShift && shift > 0 ? 2 ** (shift - 1) : 0;
	const [least, most] = signed ? [-32768, 32767] : [0, 65535];
	const isWide =
		(all.min + raisedBy) * 2 ** scaleBits < least ||
		(all.max + raisedBy) * 2 ** scaleBits + bias > most;
	const long =
		isWide &&
		mayBeLong &&
		signed &&
		(adc.transfer !== undefined || (isShift && shift >= 0)) &&
		stopsWithin(adc, 2 ** shift, { min: least, max: most });
	if ((isWide && !long) || shift > 14) return tooWide(all, fractionBits);
	const sums = long ? { min: least, max: most - bias } : all;
	const greatest = greatestCode(codeOf, adc, sums);
	const staircase = {
		signed,
		raisedBy,
		scaleBits,
		step: 1,
		codeUnit: 1,
		min: Math.max(adc.min, -32768),
		max: Math.min(adc.max, 32767),
		greatest,
		factor: 0,
		table: undefined,
		ownTables: undefined,
		long,
	};
	if (isShift && shift > 0) {
		const codeUnit = 2 ** (signed ? shift : shift - 1);
		return {
			...staircase,
			kind: signed ? "roundSigned" : "roundUnsigned",
			step: 2 ** shift,
			codeUnit,
			min: Math.max(adc.min * codeUnit, -32768),
			max: Math.min(adc.max * codeUnit, 32767),
			greatest: greatest * codeUnit,
		};
	}
	if (greatest > 32767) return `codes up to ${greatest} need more than 16 bits`;
	if (isShift) {
		return { ...staircase, kind: signed ? "clampSigned" : "clampUnsigned" };
	}
	const factor = adc.transfer
		? undefined
		: factorOf(codeOf, adc, fractionBits, sums);
	return factor === undefined
		? {
				...staircase,
				kind: "table",
				table: adc.transfer
					? tableOf(adc.transfer, signed, raisedBy)
					: tabulate(codeOf, sums),
			}
		: { ...staircase, kind: "multiply", factor };
}

/** Whether sums outside the bounds have the least and the greatest code. */
function stopsWithin(
	{ min, max, transfer }: Converter,
	perCode: number,
	{ min: least, max: most }: SumBounds,
): boolean {
	if (transfer) {
		const { first, codes } = transfer;
		return first >= least && first + codes.length - 1 <= most;
	}
	return min * perCode >= least && (max + 1) * perCode <= most + 1;
}

/** For segments with converters of their own: a table for each tile, of the sums that there are. */
export function ownLaneConverters(
	segments: readonly ProgrammedSegment[],
	fractionBits: number,
	sums: SumBounds,
): LaneConverter | string {
	const signed = sums.min < 0;
	const [least, most] = signed ? [-32768, 32767] : [0, 65535];
	if (sums.min < least || sums.max > most) return tooWide(sums, fractionBits);
	const codes = segments.flatMap(({ converters }) =>
		converters ? converters.tables.map((table) => table.codes) : [],
	);
	const greatest = Math.max(
		...codes.map((own) =>
			own.reduce((m, code) => Math.max(m, Math.abs(code)), 0),
		),
	);
	return {
		kind: "table",
		signed,
		raisedBy: 0,
		scaleBits: 0,
		step: 1,
		codeUnit: 1,
		min: -32768,
		max: 32767,
		greatest,
		factor: 0,
		table: undefined,
		ownTables: sums,
		long: false,
	};
}

/** Codes of all sums within the bounds, at their 16-bit pattern. */
export function fillTable(
	table: Int16Array,
	{ thresholds, codes }: ThresholdTable,
	{ min, max }: SumBounds,
): void {
	let reached = 0;
	for (let sum = min; sum <= max; sum++) {
		while (reached < thresholds.length && sum >= thresholds[reached]!)
			reached++;
		table[sum & 0xffff] = codes[reached]!;
	}
}

export function tooWide({ min, max }: SumBounds, fractionBits: number): string {
	return `column sums of ${min} … ${max} in units of 2^-${fractionBits} levels need more than 16 bits`;
}

/** Codes rise with the sums, except in a table, which may do anything. */
function greatestCode(
	codeOf: (sum: number) => number,
	{ transfer }: Converter,
	{ min, max }: SumBounds,
): number {
	if (!transfer) return Math.max(Math.abs(codeOf(min)), Math.abs(codeOf(max)));
	let greatest = 0;
	for (let sum = min; sum <= max; sum++)
		greatest = Math.max(greatest, Math.abs(codeOf(sum)));
	return greatest;
}

/** A factor whose rounded product is the code of every sum, if there is one. */
function factorOf(
	codeOf: (sum: number) => number,
	{ step, min, max }: Converter,
	fractionBits: number,
	sums: SumBounds,
): number | undefined {
	const factor = Math.round(32768 / (step * 2 ** fractionBits));
	if (factor > 32767 || sums.max > 32767) return undefined;
	for (let sum = sums.min; sum <= sums.max; sum++) {
		const product = Math.floor((sum * factor + 16384) / 32768);
		if (clamp(product, min, max) !== codeOf(sum)) return undefined;
	}
	return factor;
}

const transferTables = remembered<TransferTable, Int16Array>();

/** Of all sums of 16 bits: crossbars that share a converter share its table. */
function tableOf(
	transfer: TransferTable,
	signed: boolean,
	raisedBy: number,
): Int16Array {
	const [min, max] = signed ? [-32768, 32767] : [-raisedBy, 65535 - raisedBy];
	return transferTables(transfer, signed ? "signed" : `${raisedBy}`, () => {
		const codeOf = converter({ step: 1, min, max, transfer }, 0);
		return tabulate((sum) => codeOf(sum - raisedBy), {
			min: min + raisedBy,
			max: max + raisedBy,
		});
	});
}

function tabulate(
	codeOf: (sum: number) => number,
	{ min, max }: SumBounds,
): Int16Array {
	const table = new Int16Array(65536);
	for (let sum = min; sum <= max; sum++) table[sum & 0xffff] = codeOf(sum);
	return table;
}
