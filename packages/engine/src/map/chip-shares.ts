import type { LayerPlan } from "./layer-plan.js";

/** The part of a layer that lies on one chip. */
export interface ChipShare {
	readonly chip: number;
	/** Of the layer's input values, what the chip must have: over all chips more than 1 where a row segment is cut. */
	readonly inputs: number;
	/** Of the layer's outputs, those whose last row segment is here and which are finished here. */
	readonly outputs: number;
	/** Partial sums that leave for another chip, as a share of the outputs of the layer. */
	readonly partialSumsSent: number;
	/** Likewise those that arrive. */
	readonly partialSumsReceived: number;
}

type Cut = Pick<
	LayerPlan,
	"shape" | "segments" | "arraysPerCopy" | "groupsPerArray"
>;

/**
 * Cuts the arrays of a layer, which lie one behind the other, where chips end. Arrays follow each other copy by copy,
 * group by group, row segment by row segment. Each copy works on an equal share of the positions.
 *
 * @param firstArray place of the layer's first array when the arrays of all chips are counted through
 */
export function chipShares(
	plan: Cut,
	copies: number,
	firstArray: number,
	arraysPerChip: number,
): readonly ChipShare[] {
	const end = firstArray + copies * plan.arraysPerCopy;
	if (end <= arraysPerChip) return ON_FIRST_CHIP;
	const first = Math.floor(firstArray / arraysPerChip);
	const last = Math.ceil(end / arraysPerChip) - 1;
	if (first === last) return [wholeLayer(first)];
	const parts = Array.from({ length: last - first + 1 }, (_, n) => {
		const chip = first + n;
		const from = Math.max(firstArray, chip * arraysPerChip) - firstArray;
		const to = Math.min(end, (chip + 1) * arraysPerChip) - firstArray;
		return { chip, ...shareOf(plan, copies, from, to) };
	});
	const sent = parts.reduce((sum, part) => sum + part.partialSumsSent, 0);
	return parts.map((part, n) => ({
		...part,
		partialSumsReceived: sent === 0 ? 0 : receivedBy(plan, copies, parts, n),
	}));
}

function wholeLayer(chip: number): ChipShare {
	return {
		chip,
		inputs: 1,
		outputs: 1,
		partialSumsSent: 0,
		partialSumsReceived: 0,
	};
}

const ON_FIRST_CHIP: readonly ChipShare[] = [wholeLayer(0)];

type Share = Pick<ChipShare, "inputs" | "outputs" | "partialSumsSent"> & {
	readonly from: number;
	readonly to: number;
};

/** Share of the arrays from … to − 1 of a layer: whole blocks, and the two that are cut. */
function shareOf(plan: Cut, copies: number, from: number, to: number): Share {
	const block = blockOf(plan);
	const blocks = (copies * plan.arraysPerCopy) / block.arrays;
	const firstWhole = Math.ceil(from / block.arrays);
	const pastWhole = Math.floor(to / block.arrays);
	const whole = Math.max(0, pastWhole - firstWhole);
	let inputs = whole;
	let outputs = whole;
	let sent = 0;
	for (const [a, b] of cutBlocks(from, to, block.arrays)) {
		const last = overlap(a, b, block.arrays - block.perSegment, block.arrays);
		const finished = last / block.perSegment;
		inputs += rowsBetween(plan, a, b, block.perSegment) / plan.shape.rows;
		outputs += finished;
		sent += Math.min(1, (b - a) / block.perSegment) - finished;
	}
	return {
		from,
		to,
		inputs: inputs / blocks,
		outputs: outputs / blocks,
		partialSumsSent: sent / blocks,
	};
}

/**
 * A block is what all row segments of one group (or of those groups that share arrays) take: its outputs are added
 * up over the segments.
 */
function blockOf({ shape, segments, arraysPerCopy, groupsPerArray }: Cut): {
	readonly arrays: number;
	readonly perSegment: number;
} {
	const arrays = arraysPerCopy / Math.ceil(shape.groups / groupsPerArray);
	return { arrays, perSegment: arrays / segments.length };
}

/** Parts of blocks that do not lie whole between two places, as ranges within their block. */
function cutBlocks(
	from: number,
	to: number,
	arrays: number,
): readonly (readonly [number, number])[] {
	const first = Math.floor(from / arrays);
	const last = Math.ceil(to / arrays) - 1;
	const ends = first === last ? [first] : [first, last];
	return ends
		.map((block): readonly [number, number] => [
			Math.max(from - block * arrays, 0),
			Math.min(to - block * arrays, arrays),
		])
		.filter(([a, b]) => b - a < arrays);
}

function overlap(a: number, b: number, from: number, to: number): number {
	return Math.max(0, Math.min(b, to) - Math.max(a, from));
}

/** Rows of the segments that have an array in a range. */
function rowsBetween(
	{ segments }: Cut,
	a: number,
	b: number,
	perSegment: number,
): number {
	const [first, last] = [Math.floor(a / perSegment), Math.ceil(b / perSegment)];
	return segments.slice(first, last).reduce((sum, { rows }) => sum + rows, 0);
}

/**
 * Partial sums that reach a chip: those of every other chip that holds a part of the same block, for the outputs that
 * are finished here. Where both hold only some of the outputs, they are taken to be spread evenly.
 */
function receivedBy(
	plan: Cut,
	copies: number,
	parts: readonly Share[],
	at: number,
): number {
	const { arrays, perSegment } = blockOf(plan);
	const blocks = (copies * plan.arraysPerCopy) / arrays;
	const { from, to } = parts[at]!;
	let received = 0;
	for (const block of [
		Math.floor(from / arrays),
		Math.ceil(to / arrays) - 1,
	].filter((block, n, all) => all.indexOf(block) === n)) {
		const within = ({ from, to }: Share): readonly [number, number] => [
			Math.max(from - block * arrays, 0),
			Math.min(to - block * arrays, arrays),
		];
		const finished = (part: Share): number =>
			overlap(...within(part), arrays - perSegment, arrays) / perSegment;
		const own = finished(parts[at]!);
		for (const [n, part] of parts.entries()) {
			if (n === at) continue;
			const [a, b] = within(part);
			if (b <= a) continue;
			const theirs = finished(part);
			if (theirs === 1) continue;
			const sends = Math.min(1, (b - a) / perSegment) - theirs;
			received += (sends * own) / (1 - theirs);
		}
	}
	return received / blocks;
}
