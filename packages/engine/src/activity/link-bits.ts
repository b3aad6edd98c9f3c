import type { ChipShare } from "../map/chip-shares.js";
import type { LayerMapping, Mapping } from "../map/mapping.js";
import type { Flow } from "./flows.js";
import { PARTIAL_SUM_BITS } from "./partial-sum-bits.js";

/** Bits of one layer over the edges of chips, per image. */
export interface LinkBits {
	/** In and out, over all chips: what goes from one chip to another counts twice. */
	readonly all: number;
	/** Of them, those of the chip whose link has most to do for the whole network. */
	readonly ofBusiestChip: number;
}

/**
 * What crosses the edges of chips: images, scores, values whose receiver lies elsewhere, and partial sums of layers that
 * are cut. A value goes from where it is finished to every chip that has rows for it; which values a chip finishes and
 * which it needs are taken to be independent.
 */
export function linkBits(
	{ layers, chips }: Pick<Mapping, "layers" | "chips">,
	flows: readonly Flow[],
): readonly LinkBits[] {
	const bits = layers.map(() => new Float64Array(chips.available));
	for (const flow of flows) addFlow(flow, layers, bits);
	layers.forEach((layer, l) => {
		addPartialSums(layer, bits[l]!);
	});
	const ofChip = new Float64Array(chips.available);
	for (const own of bits)
		own.forEach((count, chip) => {
			ofChip[chip]! += count;
		});
	const busiest = ofChip.indexOf(Math.max(...ofChip));
	return bits.map((own) => ({
		all: own.reduce((sum, count) => sum + count, 0),
		ofBusiestChip: own[busiest]!,
	}));
}

/** Booked to the sender as it leaves and to the receiver as it arrives. */
function addFlow(
	{ from, to, values, bits, into }: Flow,
	layers: readonly LayerMapping[],
	booked: readonly Float64Array[],
): void {
	const all = values * bits;
	const senders = from === null ? OUTSIDE : layers[from]!.chips;
	const receivers = to === null ? OUTSIDE : layers[to]!.chips;
	for (const sender of senders) {
		for (const receiver of receivers) {
			if (sender.chip === receiver.chip) continue;
			const wanted =
				to === null || into === "join" ? receiver.outputs : receiver.inputs;
			const crossing = all * sender.outputs * wanted;
			if (from !== null) booked[from]![sender.chip]! += crossing;
			if (to !== null) booked[to]![receiver.chip]! += crossing;
		}
	}
}

const OUTSIDE: readonly ChipShare[] = [
	{
		chip: -1,
		inputs: 1,
		outputs: 1,
		partialSumsSent: 0,
		partialSumsReceived: 0,
	},
];

function addPartialSums(
	{ shape, chips }: LayerMapping,
	booked: Float64Array,
): void {
	if (chips.length === 1) return;
	const bits =
		shape.outputs * shape.groups * shape.positions * PARTIAL_SUM_BITS;
	for (const { chip, partialSumsSent, partialSumsReceived } of chips)
		booked[chip]! += bits * (partialSumsSent + partialSumsReceived);
}
