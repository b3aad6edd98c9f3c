import type { Joules, Seconds } from "../base/units.js";
import type { Design } from "../design/design.js";
import type { Mapping } from "../map/mapping.js";
import {
	type ComponentModel,
	type ComponentName,
	componentModels,
	componentNames,
	type Hardware,
} from "./component-models.js";
import { peakPower } from "./peak.js";

/**
 * What each component burns from one image to the next beside its actions: the static power of the PEs, tiles and chips
 * that are in use; or, where nothing is ever off, the power at full utilisation of all there are, less what its actions
 * burn already.
 */
export function idleEnergies(
	mapping: Mapping,
	interval: Seconds,
	active: () => ReadonlyMap<ComponentName, Joules>,
	design: Design,
	hardware: Hardware,
): ReadonlyMap<ComponentName, Joules> {
	const alwaysOn = design.idle === "always-on";
	const peak = alwaysOn ? peakPower(design, hardware).byComponent : undefined;
	const burnt = alwaysOn ? active() : undefined;
	const energies = new Map<ComponentName, Joules>();
	for (const name of componentNames) {
		const { level, count } = componentModels[name];
		const ofUnit = peak
			? peak.get(name)!
			: count(design, hardware) * (design.components[name].staticPower ?? 0);
		if (ofUnit === 0) continue;
		const all = ofUnit * unitsOn(level, mapping, design, alwaysOn) * interval;
		energies.set(name, burnt ? Math.max(0, all - burnt.get(name)!) : all);
	}
	return energies;
}

function unitsOn(
	level: ComponentModel["level"],
	{ pes, tiles, chips }: Mapping,
	{ hierarchy }: Design,
	alwaysOn: boolean,
): number {
	const of = { pe: pes, tile: tiles, chip: chips }[level];
	if (!alwaysOn) return of.used;
	return level === "pe" ? tiles.available * hierarchy.pesPerTile : of.available;
}
