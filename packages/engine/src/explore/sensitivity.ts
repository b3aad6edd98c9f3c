import { adcModelOf } from "../cost/adc-model/adc-models.js";
import type { Cost } from "../cost/cost.js";
import type { Design } from "../design/design.js";
import {
	type DesignConstant,
	designConstants,
	withConstant,
} from "../design/design-constants.js";
import { evaluateCost } from "../evaluate/evaluate-cost.js";
import type { Network } from "../network/network.js";

/** What a constant moves, as ratios to the figure as it is. */
export interface Sensitivity {
	readonly constant: DesignConstant;
	readonly lower: Moved;
	readonly upper: Moved;
	/** The greatest change of any figure, either way. */
	readonly swing: number;
}

export interface Moved {
	readonly energyPerImage: number;
	readonly imagesPerSecond: number;
	readonly area: number;
}

export const SENSITIVITY_DEFAULTS = {
	/** Each constant times 1 ± this. */
	change: 0.2,
};

/**
 * How far each constant of a design moves what a network costs, the most influential first. Constants that move nothing
 * are left out. The converter's model counts as one table of energies and one of areas.
 */
export function sensitivity(
	network: Network,
	given: Design,
	options: Partial<typeof SENSITIVITY_DEFAULTS> = {},
): readonly Sensitivity[] {
	const { change } = { ...SENSITIVITY_DEFAULTS, ...options };
	const design = withTabledAdc(given);
	const base = evaluateCost(network, design).cost;
	const moved = (path: string, factor: number): Moved =>
		ratios(evaluateCost(network, changed(design, path, factor)).cost, base);
	return constantsOf(design)
		.map((constant) => {
			const lower = moved(constant.path, 1 - change);
			const upper = moved(constant.path, 1 + change);
			return { constant, lower, upper, swing: swing(lower, upper) };
		})
		.filter((entry) => entry.swing > 1e-9)
		.toSorted((a, b) => b.swing - a.swing);
}

function ratios(cost: Cost, base: Cost): Moved {
	return {
		energyPerImage: cost.energyPerImage / base.energyPerImage,
		imagesPerSecond: cost.imagesPerSecond / base.imagesPerSecond,
		area: cost.area / base.area,
	};
}

function swing(...moved: readonly Moved[]): number {
	return Math.max(
		...moved
			.flatMap((figures) => Object.values(figures))
			.map((ratio) => Math.abs(ratio - 1)),
	);
}

const ADC_POINTS = "components.adc.model.points";

/** The converter's model as a table of the widths that there can be, which can be multiplied. */
function withTabledAdc(design: Design): Design {
	const { adc } = design.components;
	const model = adcModelOf(design);
	const points = Array.from({ length: 16 }, (_, n) => {
		const bits = n + 1;
		const at = {
			conversionsPerSecond: 1 / (bits * adc.timePerBit),
			technologyNode: design.technologyNode,
		};
		return {
			bits,
			energy: model.energyPerConversion(bits, at),
			area: model.area(bits, at),
		};
	});
	return {
		...design,
		components: {
			...design.components,
			adc: { ...adc, model: { points, source: model.source } },
		},
	};
}

/** Constants of the design, the table's as two. */
function constantsOf(design: Design): readonly DesignConstant[] {
	const { source } = adcModelOf(design);
	const plain = designConstants(design).filter(
		({ path, value }) => value !== 0 && !path.startsWith(ADC_POINTS),
	);
	return [
		{ path: `${ADC_POINTS}.*.energy`, value: 1, unit: "", source },
		{ path: `${ADC_POINTS}.*.area`, value: 1, unit: "", source },
		...plain,
	];
}

function changed(design: Design, path: string, factor: number): Design {
	if (!path.startsWith(ADC_POINTS)) return withConstant(design, path, factor);
	const field = path.slice(path.lastIndexOf(".") + 1);
	return Array.from({ length: 16 }, (_, n) => n).reduce(
		(result, n) => withConstant(result, `${ADC_POINTS}.${n}.${field}`, factor),
		design,
	);
}
