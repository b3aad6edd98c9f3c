import type { SquareMetres } from "../../base/units.js";
import type { Evaluation } from "../../evaluate/evaluate.js";

/** What is said of a rung beside its accuracy, energy and rate, under its design's own circumstances. */
export interface RungFigures {
	readonly area: SquareMetres;
	readonly gopsPerWatt: number;
	/** Share of the partial products that run, weighted by the layers' MACs. */
	readonly productsRun: number;
	/** Mean over all conversions. */
	readonly adcBits: number;
}

/** These figures of one evaluation. */
export function rungFigures(evaluation: Evaluation): RungFigures {
	const { area, network } = evaluation.cost;
	return {
		area,
		gopsPerWatt: network.gopsPerWatt,
		productsRun: productsRun(evaluation),
		adcBits: meanAdcBits(evaluation),
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
	let bits = 0;
	let conversions = 0;
	for (const { array } of activity.layers) {
		for (const [width, count] of Object.entries(array.conversionsOfBits)) {
			bits += Number(width) * count;
			conversions += count;
		}
	}
	return bits / conversions;
}
