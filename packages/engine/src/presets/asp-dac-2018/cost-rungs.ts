import type { Cost } from "../../cost/cost.js";
import type { AdcPolicy } from "../../design/adc-policy.js";
import type { Design } from "../../design/design.js";
import { withoutEarlyStop } from "../../design/without-early-stop.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import type { LayerMapping } from "../../map/mapping.js";
import { layerShapes } from "../../network/layer-shape.js";
import type { Network } from "../../network/network.js";
import type { MeasuredRung } from "./climb-rungs.js";
import { baselineDesigns, rungs } from "./rungs.js";
import type { TunedLadder } from "./tuned-ladder.js";

/** Rungs of a network that has shapes only: costs of estimated activity, and no accuracy. */
export interface CostedLadder {
	readonly network: string;
	/** Whose designs they are. */
	readonly like: string;
	/** What the rung that needs most takes: all rungs have as many. */
	readonly chips: number;
	readonly rungs: readonly CostedRung[];
}

export interface CostedRung extends Pick<MeasuredRung, "name" | "title"> {
	readonly cost: Cost;
}

/**
 * Costs a network on the designs that were tuned for another one, carried over at the same relative depth: what accuracy
 * they would leave is not known.
 *
 * @throws InputError where the network does not fit a design
 */
export function costRungs(network: Network, tuned: TunedLadder): CostedLadder {
	const designs = [
		...baselineDesigns(layerShapes(network)),
		...rungs.flatMap(({ name, title }) => {
			const design = tuned.designs.get(name);
			return design
				? [{ name, title, design: carryOver(design, network) }]
				: [];
		}),
	];
	const chips = Math.max(
		...designs.map(
			({ design }) => evaluateCost(network, design).mapping.chips.used,
		),
	);
	return {
		network: network.name,
		like: tuned.title ?? tuned.network,
		chips,
		rungs: designs.map(({ name, title, design }) => ({
			name,
			title,
			cost: evaluateCost(network, onChips(design, chips)).cost,
		})),
	};
}

/**
 * The design with its layers' settings at the same relative depth of another network: the first and last keep theirs.
 * Where converters would stop early is not known without data: they make all comparisons.
 */
export function carryOver(tuned: Design, network: Network): Design {
	const design = withoutEarlyStop(tuned);
	const settings = Object.values(design.layers);
	if (settings.length === 0) return design;
	const names = layerShapes(network).map(({ layer }) => layer);
	const ratio = (settings.length - 1) / Math.max(1, names.length - 1);
	const layers = names.map(
		(name, l) => [name, settings[Math.round(l * ratio)]!] as const,
	);
	// Whether inputs are signed is the network's, and with it how many planes there are.
	const withoutAdc = Object.fromEntries(
		layers.map(([name, { adc: _, ...rest }]) => [name, rest]),
	);
	const { mapping } = evaluateCost(network, { ...design, layers: withoutAdc });
	return {
		...design,
		layers: Object.fromEntries(
			layers.map(([name, setting], l) => [
				name,
				{
					...setting,
					...(setting.adc && { adc: fitted(setting.adc, mapping.layers[l]!) }),
				},
			]),
		),
	};
}

/** Converters of each partial product for as many planes as there are; the most significant ones keep theirs. */
function fitted(
	adc: AdcPolicy,
	{
		inputPlanes,
		weightPlanes,
	}: Pick<LayerMapping, "inputPlanes" | "weightPlanes">,
): AdcPolicy {
	if (adc.kind !== "per-product") return adc;
	const fit = <T>(table: readonly (readonly T[])[]) =>
		topMost(table, inputPlanes.length).map((row) =>
			topMost(row, weightPlanes.length),
		);
	return { ...adc, bits: fit(adc.bits), step: fit(adc.step) };
}

/** The last entries of a list from the least significant up, the first one repeated where there are too few. */
function topMost<T>(list: readonly T[], count: number): readonly T[] {
	return Array.from(
		{ length: count },
		(_, i) => list[Math.max(0, i + list.length - count)]!,
	);
}

function onChips(design: Design, count: number): Design {
	return {
		...design,
		hierarchy: { ...design.hierarchy, chips: { kind: "count", count } },
	};
}
