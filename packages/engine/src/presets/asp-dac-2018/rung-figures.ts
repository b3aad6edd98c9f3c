import type { Activity } from "../../activity/activity.js";
import type { SquareMetres } from "../../base/units.js";
import type { FiguresOfMerit } from "../../cost/cost.js";
import type { Evaluation } from "../../evaluate/evaluate.js";

/** What is said of a rung beside its accuracy, energy and rate, under its design's own circumstances. */
export interface RungFigures {
	readonly area: SquareMetres;
	readonly gopsPerWatt: number;
	/** Share of the partial products that run, weighted by the layers' MACs. */
	readonly productsRun: number;
	/** Of the converters, mean over all conversions. */
	readonly adcBits: number;
	/** That a conversion takes, mean: as many as bits where none stops early. */
	readonly comparisons: number;
	/** Share of the images with the class that float gives. */
	readonly agreement: number;
	/** With every array full and busy, at the widest operands of the design. */
	readonly peak: FiguresOfMerit & {
		readonly weightBits: number;
		readonly inputBits: number;
	};
}

/** These figures of one evaluation. */
export function rungFigures(evaluation: Evaluation): RungFigures {
	const { area, network, peak } = evaluation.cost;
	const { weightBits, inputBits } = evaluation.resolvedDesign.operands;
	const { gops, gopsPerWatt, gopsPerMm2 } = peak;
	return {
		area,
		gopsPerWatt: network.gopsPerWatt,
		productsRun: productsRun(evaluation),
		adcBits: meanAdcBits(evaluation),
		comparisons: meanComparisons(evaluation),
		agreement: evaluation.accuracy.agreement,
		peak: { weightBits, inputBits, gops, gopsPerWatt, gopsPerMm2 },
	};
}

function productsRun({ cost }: Evaluation): number {
	let macs = 0;
	let run = 0;
	for (const layer of cost.layers) {
		macs += layer.macs;
		run += layer.macs * layer.executedFraction;
	}
	return run / macs;
}

function meanAdcBits({ activity }: Evaluation): number {
	return meanOverConversions(activity, (bits, count) => bits * count);
}

function meanComparisons({ activity }: Evaluation): number {
	return meanOverConversions(
		activity,
		(bits, count, comparisons) => comparisons ?? bits * count,
	);
}

function meanOverConversions(
	{ layers }: Activity,
	of: (bits: number, count: number, comparisons: number | undefined) => number,
): number {
	let sum = 0;
	let conversions = 0;
	for (const { array } of layers) {
		for (const [key, count] of Object.entries(array.conversionsOfBits)) {
			const bits = Number(key);
			sum += of(bits, count, array.comparisonsOfBits?.[bits]);
			conversions += count;
		}
	}
	return sum / conversions;
}
