import { addSteps, type StepActivity, stepsPerImage } from "./step-activity.js";

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
	/** Bits that the converters of a PE are set by while one plane is read; 0 where all products are converted alike. */
	readonly settingBits: number;
	readonly array: ArrayActivity;
	readonly traffic: Traffic;
}

/** Events in and at the arrays, per image. */
export interface ArrayActivity {
	/** Arrays that were read, over all input planes. */
	readonly arrayReads: number;
	/** Drivers of one bit that were set, driven or not: one a row and read, or as many as the digits of the plane take. */
	readonly driversSet: number;
	/** Rows with a digit that is not 0, of those. */
	readonly drivenRows: number;
	/** Σ |digit| · level (squared digit for drive by amplitude) over all cells. */
	readonly drivenLevels: number;
	readonly columnSamples: number;
	/** Conversions of data columns and of unit columns. */
	readonly conversions: number;
	/** The same by the bits converted. */
	readonly conversionsOfBits: Readonly<Record<number, number>>;
	/** Comparisons of converters that may stop early, by their bits; others make as many as they have bits. */
	readonly comparisonsOfBits?: Readonly<Record<number, number>> | undefined;
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
	/** Bits of those, and of the sums that tests of outputs take. */
	readonly weightSumBits: number;
	/** Tests of an output whether what remains can change it. */
	readonly outputTests: number;
	/** Partial sums of row segments brought together for tests, besides those of finished outputs. */
	readonly earlySums: number;
	/** Sums rounded to output codes in tests. */
	readonly earlyRoundings: number;
	/** Partial products decided on, run or skipped. */
	readonly decisions: number;
	/** Bits handed to row drivers. */
	readonly inputRegisterBits: number;
	/** Where the inputs say how long a position takes. */
	readonly steps?: StepActivity | undefined;
}

/** Events of two parts of a whole. */
export function addActivity(a: ArrayActivity, b: ArrayActivity): ArrayActivity {
	const comparisons = a.comparisonsOfBits ?? b.comparisonsOfBits;
	const steps = a.steps && b.steps ? addSteps(a.steps, b.steps) : undefined;
	return {
		...mapCounts(a, (count, event) => count + b[event]),
		conversionsOfBits: addByBits(a.conversionsOfBits, b.conversionsOfBits),
		...(comparisons && {
			comparisonsOfBits: addByBits(a.comparisonsOfBits, b.comparisonsOfBits),
		}),
		...(steps && { steps }),
	};
}

/** Events per image of those of `images` images. */
export function activityPerImage(
	total: ArrayActivity,
	images: number,
): ArrayActivity {
	const { conversionsOfBits, comparisonsOfBits, steps } = total;
	const perImage = (counts: Readonly<Record<number, number>>) =>
		Object.fromEntries(
			Object.entries(counts).map(([bits, count]) => [bits, count / images]),
		);
	return {
		...mapCounts(total, (count) => count / images),
		conversionsOfBits: perImage(conversionsOfBits),
		...(comparisonsOfBits && {
			comparisonsOfBits: perImage(comparisonsOfBits),
		}),
		...(steps && { steps: stepsPerImage(steps, images) }),
	};
}

function addByBits(
	a: Readonly<Record<number, number>> = {},
	b: Readonly<Record<number, number>> = {},
): Record<number, number> {
	const bits = [...Object.keys(a), ...Object.keys(b)].map(Number);
	return Object.fromEntries(
		bits.map((bit) => [bit, (a[bit] ?? 0) + (b[bit] ?? 0)]),
	);
}

type Counts = Omit<
	ArrayActivity,
	"conversionsOfBits" | "comparisonsOfBits" | "steps"
>;

function mapCounts(
	{
		conversionsOfBits: _,
		comparisonsOfBits: __,
		steps: ___,
		...counts
	}: ArrayActivity,
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
	/** Bits of inputs that digits are taken off. */
	readonly recodedBits: number;
	/** Bits over the edges of chips: each that goes from one chip to another leaves one and enters one. */
	readonly linkBits: number;
	/** Of them, those of the chip whose link the whole network keeps busiest. */
	readonly busiestLinkBits: number;
}
