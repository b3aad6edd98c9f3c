/** How often each component acts for one image, layer by layer. */
export interface Activity {
	/** `measured`: counted in a simulation of `images` images; `estimated`: from stated distributions. */
	readonly source: "measured" | "estimated";
	readonly images: number;
	/** What the data-dependent counts rest on. */
	readonly note: string;
	readonly layers: readonly LayerActivity[];
}

export interface LayerActivity {
	readonly layer: string;
	/** Of the widest conversion. */
	readonly adcBits: number;
	readonly array: ArrayActivity;
	readonly traffic: Traffic;
}

/** Events in and at the arrays, per image. */
export interface ArrayActivity {
	/** Arrays that were read, over all input planes. */
	readonly arrayReads: number;
	/** Rows of those arrays that were set by their drivers, driven or not. */
	readonly dacConversions: number;
	/** Rows with a digit that is not 0, of those. */
	readonly drivenRows: number;
	/** Σ |digit| · level (squared digit for drive by amplitude) over all cells. */
	readonly drivenLevels: number;
	readonly columnSamples: number;
	/** Conversions of data columns and of unit columns. */
	readonly conversions: number;
	/** The same by the bits converted. */
	readonly conversionsOfBits: Readonly<Record<number, number>>;
	/** Partial products of single outputs of single row segments that ran. */
	readonly partialProducts: number;
	/** Additions of shift-and-add: one a conversion, more where the radix is no power of two. */
	readonly shiftAdds: number;
	/** Digits added up for `Σ X_i`. */
	readonly inputCounts: number;
	/** `ΣX_i` multiplied by the offset of a column. */
	readonly offsetProducts: number;
	/** Sums of weights added to outputs of inverted planes. */
	readonly weightSums: number;
	/** Bits of those. */
	readonly weightSumBits: number;
	/** Partial products decided on, run or skipped. */
	readonly decisions: number;
	/** Bits handed to row drivers. */
	readonly inputRegisterBits: number;
}

/** Events of two parts of a whole. */
export function addActivity(a: ArrayActivity, b: ArrayActivity): ArrayActivity {
	const bits = [
		...Object.keys(a.conversionsOfBits),
		...Object.keys(b.conversionsOfBits),
	].map(Number);
	return {
		...mapCounts(a, (count, event) => count + b[event]),
		conversionsOfBits: Object.fromEntries(
			bits.map((bit) => [
				bit,
				(a.conversionsOfBits[bit] ?? 0) + (b.conversionsOfBits[bit] ?? 0),
			]),
		),
	};
}

/** Events per image of those of `images` images. */
export function activityPerImage(
	total: ArrayActivity,
	images: number,
): ArrayActivity {
	return {
		...mapCounts(total, (count) => count / images),
		conversionsOfBits: Object.fromEntries(
			Object.entries(total.conversionsOfBits).map(([bit, count]) => [
				bit,
				count / images,
			]),
		),
	};
}

type Counts = Omit<ArrayActivity, "conversionsOfBits">;

function mapCounts(
	{ conversionsOfBits: _, ...counts }: ArrayActivity,
	value: (count: number, event: keyof Counts) => number,
): Counts {
	return Object.fromEntries(
		Object.entries(counts).map(([event, count]) => [
			event,
			value(count, event as keyof Counts),
		]),
	) as unknown as Counts;
}

/** Data moved and digital work done, per image; it follows from the mapping alone. */
export interface Traffic {
	readonly edramReadBits: number;
	readonly edramWriteBits: number;
	readonly busBits: number;
	readonly routerBits: number;
	readonly outputRegisterBits: number;
	/** Additions of partial sums of further row segments, and of values where branches meet. */
	readonly partialSumAdds: number;
	readonly tileOutputBits: number;
	readonly activations: number;
	readonly poolOutputs: number;
	/** Bits over the edges of chips: each that goes from one chip to another leaves one and enters one. */
	readonly linkBits: number;
	/** Of them, those of the chip whose link the whole network keeps busiest. */
	readonly busiestLinkBits: number;
}
