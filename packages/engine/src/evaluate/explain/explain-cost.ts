import { estimateActivity } from "../../activity/estimate-activity.js";
import { InputError } from "../../base/input-error.js";
import type { Joules, Seconds, SquareMetres } from "../../base/units.js";
import { adcModelOf } from "../../cost/adc-model/adc-models.js";
import {
	type ComponentName,
	componentModels,
	componentNames,
} from "../../cost/component-models.js";
import type { CostEntry } from "../../cost/cost.js";
import { costNetwork } from "../../cost/cost-network.js";
import type { Design } from "../../design/design.js";
import {
	type DesignConstant,
	designConstants,
} from "../../design/design-constants.js";
import type { Network } from "../../network/network.js";
import { shapesFor } from "../evaluate-cost.js";
import { mapNetwork } from "../map-network.js";
import { actionTerms, type Term } from "./action-terms.js";

/** The arithmetic behind what one component costs in one layer, per image. */
export interface Explanation {
	readonly schema: "mho/explain/1";
	readonly network: string;
	readonly design: string;
	readonly layer: string;
	readonly component: ComponentName;
	/** Their products add up to the actions. */
	readonly terms: readonly Term[];
	readonly actions: number;
	readonly energyPerAction: Joules;
	readonly energy: Joules;
	/** PEs of the layer, its share of tiles, or chips. */
	readonly units: number;
	readonly unit: "pe" | "tile" | "chip";
	readonly instancesPerUnit: number;
	readonly areaPerInstance: SquareMetres;
	readonly area: SquareMetres;
	/** Actions per second of one instance, where the component can set the pace. */
	readonly throughput: number | undefined;
	readonly time: Seconds;
	/** Why a time is not actions over throughput. */
	readonly timeNote: string | undefined;
	readonly constants: readonly ExplainedConstant[];
}

/** A constant, or a model that the design names instead of one, without a value. */
export interface ExplainedConstant extends Omit<DesignConstant, "value"> {
	readonly value?: number;
}

/**
 * Explains an entry of the breakdown of a cost without data.
 *
 * @param entry `LAYER/COMPONENT`; names of layers may hold slashes themselves
 * @throws InputError where there is no such layer or component
 */
export function explainCost(
	network: Network,
	design: Design,
	entry: string,
): Explanation {
	const { mapping, hardware } = mapNetwork(shapesFor(network, design), design);
	const layers = mapping.layers.map(({ shape }) => shape.layer);
	const [name, component] = parseEntry(entry, layers);
	const at = layers.indexOf(name);
	const layer = mapping.layers[at]!;
	const all = estimateActivity(mapping, design);
	const activity = all.layers[at]!;
	const { breakdown } = costNetwork(mapping, all, design, hardware);
	const booked = breakdown.find(
		(one) => one.layer === name && one.component === component,
	)!;
	const model = componentModels[component];
	const { pesPerTile } = design.hierarchy;
	const units = { pe: layer.pes, tile: layer.pes / pesPerTile, chip: 1 };
	const stated = design.components[component];
	return {
		schema: "mho/explain/1",
		network: network.name,
		design: design.name,
		layer: name,
		component,
		terms: actionTerms[component]({ layer, activity, design }),
		actions: model.actions(activity, design),
		energyPerAction: model.energyPerAction(design, hardware, activity.array),
		energy: booked.energy,
		units: units[model.level],
		unit: model.level,
		instancesPerUnit: model.count(design, hardware),
		areaPerInstance: model.area(design, hardware),
		area: booked.area,
		throughput: "throughput" in stated ? stated.throughput : undefined,
		time: booked.time,
		timeNote: timeNote(booked, component),
		constants: constantsOf(design, component),
	};
}

function parseEntry(
	entry: string,
	layers: readonly string[],
): readonly [string, ComponentName] {
	const slash = entry.lastIndexOf("/");
	const [layer, component] = [entry.slice(0, slash), entry.slice(slash + 1)];
	if (slash < 1)
		throw new InputError(
			`--explain: found "${entry}", expected LAYER/COMPONENT, such as ${layers[0]}/adc`,
		);
	if (!layers.includes(layer))
		throw new InputError(
			`--explain: found layer ${layer}, the network has ${layers.join(", ")}`,
		);
	const known = componentNames.find((name) => name === component);
	if (known === undefined)
		throw new InputError(
			`--explain: found component ${component}, expected ${componentNames.join(", ")}`,
		);
	return [layer, known];
}

/** Reads are booked to what sets the cycle; a link that all layers share is timed on the busiest chip. */
function timeNote(
	{ time }: CostEntry,
	component: ComponentName,
): string | undefined {
	if (component === "chipLink") return "of the chip whose link has most to do";
	const setsCycle = component === "adc" || component === "cell";
	return time > 0 && setsCycle
		? "positions / copies × the read cycles of all input planes, which it sets"
		: undefined;
}

function constantsOf(
	design: Design,
	component: ComponentName,
): readonly ExplainedConstant[] {
	const own = designConstants(design).filter(({ path }) =>
		path.startsWith(`components.${component}.`),
	);
	if (component !== "adc") return own;
	const { kind, title, source } = adcModelOf(design);
	const hasPoints = own.some(({ path }) => path.includes(".points."));
	return hasPoints
		? own
		: [
				...own,
				{
					path: `components.adc.model: ${kind}, ${title}`,
					unit: "",
					source,
				},
			];
}
