/** What is known of a point once it has been evaluated, in SI units. */
export interface PointFigures {
	/** Share of right classes through the crossbars; only where images were classified. */
	readonly accuracy?: number | undefined;
	readonly accuracyFloat?: number | undefined;
	readonly accuracyInteger?: number | undefined;
	/** Ends of the paired 95 % interval of accuracyFloat − accuracy. */
	readonly lossLower95?: number | undefined;
	readonly lossUpper95?: number | undefined;
	readonly energyPerImage: number;
	readonly latency: number;
	readonly imagesPerSecond: number;
	readonly power: number;
	/** Of all chips. */
	readonly area: number;
	readonly chipsUsed: number;
	readonly tilesUsed: number;
	/** `layer/component` */
	readonly boundBy: string;
}

/** Every figure once; the compiler tells of one that is missing. */
const FIGURES: { readonly [F in keyof Required<PointFigures>]: true } = {
	accuracy: true,
	accuracyFloat: true,
	accuracyInteger: true,
	lossLower95: true,
	lossUpper95: true,
	energyPerImage: true,
	latency: true,
	imagesPerSecond: true,
	power: true,
	area: true,
	chipsUsed: true,
	tilesUsed: true,
	boundBy: true,
};

/** Names of the figures of a point, as columns of a store have them. */
export const pointFigureNames = Object.keys(
	FIGURES,
) as readonly (keyof PointFigures)[];

/** What a space can minimise, maximise or bound. */
export type Metric =
	| "accuracy"
	| "accuracyLoss"
	| "energyPerImage"
	| "latency"
	| "imagesPerSecond"
	| "power"
	| "area"
	| "imagesPerSecondPerArea"
	| "imagesPerJoule";

interface MetricInfo {
	/** Which way is better. */
	readonly goal: Goal;
	readonly unit: "" | "J" | "s" | "Hz" | "W" | "m2" | "Hz/m2" | "1/J";
	/** Whether it takes images. */
	readonly needsAccuracy: boolean;
	/** NaN where it is not known. */
	readonly of: (figures: PointFigures) => number;
}

export type Goal = "min" | "max";

const accuracyOf = ({ accuracy = Number.NaN }: PointFigures): number =>
	accuracy;

export const metrics: { readonly [M in Metric]: MetricInfo } = {
	accuracy: { goal: "max", unit: "", needsAccuracy: true, of: accuracyOf },
	/** Against float, on the same images. */
	accuracyLoss: {
		goal: "min",
		unit: "",
		needsAccuracy: true,
		of: (figures) =>
			(figures.accuracyFloat ?? Number.NaN) - accuracyOf(figures),
	},
	energyPerImage: {
		goal: "min",
		unit: "J",
		needsAccuracy: false,
		of: ({ energyPerImage }) => energyPerImage,
	},
	latency: {
		goal: "min",
		unit: "s",
		needsAccuracy: false,
		of: ({ latency }) => latency,
	},
	imagesPerSecond: {
		goal: "max",
		unit: "Hz",
		needsAccuracy: false,
		of: ({ imagesPerSecond }) => imagesPerSecond,
	},
	power: {
		goal: "min",
		unit: "W",
		needsAccuracy: false,
		of: ({ power }) => power,
	},
	area: {
		goal: "min",
		unit: "m2",
		needsAccuracy: false,
		of: ({ area }) => area,
	},
	imagesPerSecondPerArea: {
		goal: "max",
		unit: "Hz/m2",
		needsAccuracy: false,
		of: ({ imagesPerSecond, area }) => imagesPerSecond / area,
	},
	imagesPerJoule: {
		goal: "max",
		unit: "1/J",
		needsAccuracy: false,
		of: ({ energyPerImage }) => 1 / energyPerImage,
	},
};

export const metricNames: readonly Metric[] = Object.keys(metrics) as Metric[];
