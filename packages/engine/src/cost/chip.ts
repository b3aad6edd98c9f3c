import { driverSize } from "../activity/row-drivers.js";
import { InputError } from "../base/input-error.js";
import { remembered } from "../base/remembered.js";
import type { SquareMetres } from "../base/units.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { columnTableBits } from "../map/column-addresses.js";
import { converterTableBits } from "../map/converter-settings.js";
import { terminationBitsPerArray } from "../map/early-termination.js";
import { arraysPerPe, type LayerPlan } from "../map/layer-plan.js";
import { installedAdcBits } from "../map/place-layers.js";
import { storesDigits } from "../map/stored-digits.js";
import { weightSumBitsPerArray } from "../map/weight-sums.js";
import {
	type ComponentModel,
	type ComponentName,
	componentModels,
	componentsOfLevel,
	type Hardware,
} from "./component-models.js";

/** The sizes that shared hardware must have for all layers. */
export function hardwareFor(
	plans: readonly LayerPlan[],
	design: Design,
): Hardware {
	// Layers whose operands are alike share their planes.
	const planes = new Set(plans.map(({ inputPlanes }) => inputPlanes));
	const sizes = [...planes].flatMap((of) =>
		of.map((plane) => driverSize(plane, design)),
	);
	return {
		adcBits: installedAdcBits(plans),
		driverSize: Math.max(...sizes),
		weightSumBits:
			arraysPerPe(design, weightEncoders[design.encoding.weights].cells) *
			Math.max(
				...plans.map(
					(plan) =>
						weightSumBitsPerArray(plan, design) +
						terminationBitsPerArray(plan, design) +
						columnTableBits(plan, design),
				),
			),
		converterTableBits: Math.max(...plans.map(converterTableBits)),
		inputEncoderBits: inputEncoderBits(plans, design),
		hasWeightZeroPoints: plans.some((plan) => plan.hasWeightZeroPoints),
	};
}

/** Digits are made at the rate of the activation units where they are stored, else at that of the eDRAM: tiles can do both. */
function inputEncoderBits(
	plans: readonly LayerPlan[],
	{ components: { activation, edram } }: Design,
): number {
	let stored = 0;
	let loaded = 0;
	for (const plan of plans) {
		const { recodingBits, inputBits } = plan;
		if (recodingBits === 0) continue;
		if (storesDigits(plan))
			stored = Math.max(stored, activation.count * recodingBits);
		else {
			const values = (edram.count * edram.wordBits) / inputBits;
			loaded = Math.max(loaded, values * recodingBits);
		}
	}
	return stored + loaded;
}

/** Area of one PE, tile or chip-level part, component by component, without what lies below it. */
export function areaByComponent(
	level: ComponentModel["level"],
	design: Design,
	hardware: Hardware,
): ReadonlyMap<ComponentName, SquareMetres> {
	const areas = new Map<ComponentName, SquareMetres>();
	for (const name of componentsOfLevel[level]) {
		const { count, area } = componentModels[name];
		areas.set(name, count(design, hardware) * area(design, hardware));
	}
	return areas;
}

export interface ChipAreas {
	readonly pe: SquareMetres;
	/** PEs included. */
	readonly tile: SquareMetres;
	readonly chip: SquareMetres;
	readonly tiles: number;
}

/**
 * Areas of the chip, and how many tiles it has: given, or as many as fit.
 *
 * @throws InputError where not even one tile fits
 */
export function chipAreas(design: Design, hardware: Hardware): ChipAreas {
	return knownAreas(design, hardwareKey(hardware), () =>
		sumAreas(design, hardware),
	);
}

const knownAreas = remembered<Design, ChipAreas>();

/** The sizes as words that tell them apart. */
export function hardwareKey(hardware: Hardware): string {
	return keys(hardware, "", () => Object.values(hardware).join(" "));
}

const keys = remembered<Hardware, string>();

function sumAreas(design: Design, hardware: Hardware): ChipAreas {
	const pe = total(areaByComponent("pe", design, hardware));
	const tile =
		total(areaByComponent("tile", design, hardware)) +
		design.hierarchy.pesPerTile * pe;
	const chipLevel = total(areaByComponent("chip", design, hardware));
	const tiles = tileCount(design, tile, chipLevel);
	return { pe, tile, chip: chipLevel + tiles * tile, tiles };
}

function tileCount(
	design: Design,
	tile: SquareMetres,
	chipLevel: SquareMetres,
): number {
	const { tiles } = design.hierarchy;
	if (tiles.kind === "count") return tiles.count;
	const fit = Math.floor((tiles.chipArea - chipLevel) / tile);
	if (fit < 1) {
		throw new InputError(
			`${design.name}: hierarchy.tiles.chipArea: found ${tiles.chipArea} m2, a chip of one tile takes ${chipLevel + tile} m2`,
		);
	}
	return fit;
}

function total(areas: ReadonlyMap<ComponentName, SquareMetres>): SquareMetres {
	let sum = 0;
	for (const area of areas.values()) sum += area;
	return sum;
}
