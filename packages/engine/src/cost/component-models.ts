import type { ArrayActivity, LayerActivity } from "../activity/activity.js";
import { PARTIAL_SUM_BITS } from "../activity/partial-sum-bits.js";
import type { Joules, SquareMetres, Watts } from "../base/units.js";
import { levelScale } from "../design/cell-scale.js";
import type { Components, CountedComponent } from "../design/components.js";
import type { Design } from "../design/design.js";
import { partialProductsOf } from "../design/layer-overrides.js";
import type { PartialProductPolicy } from "../design/partial-product-policy.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import {
	arraysPerPe,
	crossbarsPerArray,
	subtractsPairs,
} from "../map/layer-plan.js";
import { countsInputs } from "../map/plan-layer.js";
import { invertsPlanes } from "../map/weight-sums.js";
import type { AdcOperation } from "./adc-model/adc-model.js";
import { adcModelOf } from "./adc-model/adc-models.js";

/** Sizes of shared hardware: the most that any layer asks for. */
export interface Hardware {
	readonly adcBits: number;
	/** Size of a row driver in drivers of one bit. */
	readonly driverSize: number;
	/** Inputs are added up for the zero points of some layer's weights. */
	readonly hasWeightZeroPoints: boolean;
	/** Bits that a PE stores of the settings of converters. */
	readonly converterTableBits: number;
	/** Bits of what a tile takes digits off inputs with. */
	readonly inputEncoderBits: number;
	/** Bits of the sums of weights that a PE stores, where planes are inverted or outputs stopped early. */
	readonly weightSumBits: number;
}

export type ComponentName = keyof Components;

/** What one component contributes: where it sits, how many there are, what an action costs and how many happen. */
export interface ComponentModel {
	readonly level: "pe" | "tile" | "chip";
	/** Instances in one PE, tile or chip. */
	count(design: Design, hardware: Hardware): number;
	/** Of one instance. */
	area(design: Design, hardware: Hardware): SquareMetres;
	actions(activity: LayerActivity, design: Design): number;
	/** Of those, the ones that its busiest instance does, where they are not spread evenly. */
	busiestActions?(activity: LayerActivity): number;
	energyPerAction(
		design: Design,
		hardware: Hardware,
		conversions: ConversionCounts,
	): Joules;
	/** Of all instances on the chip, whether they act or not; none if not stated. */
	standingPower?(design: Design): Watts;
}

/** How often converters convert, and how far. */
export type ConversionCounts = Pick<
	ArrayActivity,
	"conversionsOfBits" | "comparisonsOfBits"
>;

type PlainName = Exclude<ComponentName, "adc">;

/** A component whose energy and area are as the design says. */
function plain(
	name: PlainName,
	level: ComponentModel["level"],
	count: ComponentModel["count"],
	actions: ComponentModel["actions"],
): ComponentModel {
	return {
		level,
		count,
		actions,
		area: (design) => design.components[name].area,
		energyPerAction: (design) => design.components[name].energyPerAction,
	};
}

type CountedName = {
	[K in ComponentName]: Components[K] extends CountedComponent ? K : never;
}[ComponentName];

function counted(
	name: CountedName,
	level: ComponentModel["level"],
	actions: ComponentModel["actions"],
): ComponentModel {
	return plain(name, level, (design) => design.components[name].count, actions);
}

const one = (): number => 1;

/** A converter by successive approximation converts so many bits one after the other. */
function operationAt(
	bits: number,
	{ components: { adc }, technologyNode }: Design,
): AdcOperation {
	return { conversionsPerSecond: 1 / (bits * adc.timePerBit), technologyNode };
}

/**
 * Mean over conversions. A comparison of a converter that may stop early takes its share of a whole conversion, which
 * is more than a whole one of so few bits would.
 */
function meanOver(
	{ conversionsOfBits, comparisonsOfBits }: ConversionCounts,
	ofBits: (bits: number) => number,
): number {
	let sum = 0;
	let conversions = 0;
	for (const key in conversionsOfBits) {
		const bits = Number(key);
		const count = conversionsOfBits[bits]!;
		const comparisons = comparisonsOfBits?.[bits] ?? count * bits;
		sum += (comparisons / bits) * ofBits(bits);
		conversions += count;
	}
	return conversions === 0 ? 0 : sum / conversions;
}

export const componentModels: {
	readonly [K in ComponentName]: ComponentModel;
} = {
	adc: {
		level: "pe",
		count: (design) => design.hierarchy.adcsPerPe,
		area: (design, { adcBits }) =>
			adcModelOf(design).area(adcBits, operationAt(adcBits, design)),
		actions: ({ array }) => array.conversions,
		energyPerAction: (design, _, conversions) =>
			meanOver(conversions, (bits) =>
				adcModelOf(design).energyPerConversion(bits, operationAt(bits, design)),
			),
	},
	dac: {
		level: "pe",
		count: (design) =>
			(design.crossbar.rows * rowDriverSets(design)) /
			design.crossbar.arraysPerDriver,
		// As wide as the drivers that it stands for.
		area: (design, { driverSize }) =>
			design.components.dac.area *
			driverSize *
			design.crossbar.arraysPerDriver *
			(design.hierarchy.crossbarsPerPe / rowDriverSets(design)),
		actions: ({ array }) => array.driversSet,
		energyPerAction: ({ components: { dac } }) =>
			dac.energyPerAction * dac.energyFactor,
	},
	cell: {
		...plain("cell", "pe", cellsPerPe, ({ array }) => array.drivenLevels),
		// V²·G·t: in proportion to how long the rows are driven.
		energyPerAction: ({ components: { cell }, crossbar, device }) => {
			const { perLevel } = levelScale(device, crossbar.cellBits);
			return device.cell.kind === "resistances" && perLevel !== undefined
				? device.cell.readVoltage ** 2 * perLevel * crossbar.readPulse
				: cell.energyPerAction * (crossbar.readPulse / cell.readPulse);
		},
	},
	sampleHold: plain(
		"sampleHold",
		"pe",
		columnsPerPe,
		({ array }) => array.columnSamples,
	),
	columnClamp: plain(
		"columnClamp",
		"pe",
		columnsPerPe,
		({ array }) => array.columnSamples,
	),
	subtractor: plain(
		"subtractor",
		"pe",
		(design) => (subtractsPairs(design) ? design.hierarchy.adcsPerPe : 0),
		({ array }, design) => (subtractsPairs(design) ? array.partialProducts : 0),
	),
	shiftAdd: counted(
		"shiftAdd",
		"pe",
		({ array }) => array.shiftAdds + array.weightSums,
	),
	inputRegister: plain(
		"inputRegister",
		"pe",
		one,
		({ array }) => array.inputRegisterBits,
	),
	outputRegister: plain(
		"outputRegister",
		"pe",
		one,
		({ traffic, array }) =>
			traffic.outputRegisterBits + array.earlySums * PARTIAL_SUM_BITS,
	),
	partialProductControl: plain(
		"partialProductControl",
		"pe",
		controlsPerPe,
		({ array }) => array.decisions,
	),
	inputCounter: plain(
		"inputCounter",
		"pe",
		inputCountersPerPe,
		({ array }) => array.inputCounts,
	),
	offsetMultiplier: plain(
		"offsetMultiplier",
		"pe",
		(design) =>
			weightEncoders[design.encoding.weights].multipliesInputSum ? 1 : 0,
		({ array }) => array.offsetProducts,
	),
	weightSumStore: plain(
		"weightSumStore",
		"pe",
		(_, { weightSumBits }) => weightSumBits,
		({ array }) => array.weightSumBits,
	),
	converterTable: plain(
		"converterTable",
		"pe",
		(_, { converterTableBits }) => converterTableBits,
		// Arrays of a PE are read side by side.
		({ array, settingBits }, design) =>
			settingBits === 0
				? 0
				: (settingBits * array.arrayReads) /
					arraysPerPe(design, cellsOf(design)),
	),
	inputEncoder: plain(
		"inputEncoder",
		"tile",
		(_, { inputEncoderBits }) => inputEncoderBits,
		({ traffic }) => traffic.recodedBits,
	),
	edram: counted(
		"edram",
		"tile",
		({ traffic }, { components }) =>
			(traffic.edramReadBits + traffic.edramWriteBits) /
			components.edram.wordBits,
	),
	bus: counted(
		"bus",
		"tile",
		({ traffic, array }) =>
			traffic.busBits + array.earlySums * PARTIAL_SUM_BITS,
	),
	router: counted(
		"router",
		"tile",
		({ traffic }, { components }) =>
			traffic.routerBits / components.router.packetBits,
	),
	activation: counted(
		"activation",
		"tile",
		({ traffic, array }) => traffic.activations + array.earlyRoundings,
	),
	maxPool: counted("maxPool", "tile", ({ traffic }) => traffic.poolOutputs),
	tileShiftAdd: counted(
		"tileShiftAdd",
		"tile",
		({ traffic, array }) => traffic.partialSumAdds + array.earlySums,
	),
	tileOutputRegister: counted(
		"tileOutputRegister",
		"tile",
		({ traffic }, { components }) =>
			traffic.tileOutputBits / components.tileOutputRegister.wordBits,
	),
	chipLink: {
		...plain("chipLink", "chip", one, ({ traffic }) => traffic.linkBits),
		energyPerAction: ({ components: { chipLink } }) =>
			chipLink.booked === "per-bit" ? chipLink.energyPerAction : 0,
		standingPower: ({ components: { chipLink } }) =>
			chipLink.booked === "always-on"
				? chipLink.energyPerAction * (chipLink.peakRate ?? 0)
				: 0,
		busiestActions: ({ traffic }) => traffic.busiestLinkBits,
	},
};

export const componentNames: readonly ComponentName[] = Object.keys(
	componentModels,
) as ComponentName[];

/** Components of one PE, tile or chip, without what lies below it. */
export const componentsOfLevel: {
	readonly [L in ComponentModel["level"]]: readonly ComponentName[];
} = { pe: ofLevel("pe"), tile: ofLevel("tile"), chip: ofLevel("chip") };

function ofLevel(level: ComponentModel["level"]): readonly ComponentName[] {
	return componentNames.filter((name) => componentModels[name].level === level);
}

/** What a component burns on the whole chip whether it acts or not. */
export function standingPower(name: ComponentName, design: Design): Watts {
	return componentModels[name].standingPower?.(design) ?? 0;
}

const cellsOf = (design: Design): "single" | "pair" =>
	weightEncoders[design.encoding.weights].cells;

/** Twin arrays on common word lines take one set of drivers. */
function rowDriverSets(design: Design): number {
	const { pairs } = design.crossbar;
	const shared =
		crossbarsPerArray(design, cellsOf(design)) === 2 &&
		pairs.rowDrivers === "shared";
	return shared
		? arraysPerPe(design, cellsOf(design))
		: design.hierarchy.crossbarsPerPe;
}

function columnsPerPe(design: Design): number {
	return design.hierarchy.crossbarsPerPe * design.crossbar.columns;
}

/** ISAAC's array row is for 128 columns; the unit column's cells are in it. */
function cellsPerPe(design: Design): number {
	return design.crossbar.rows * columnsPerPe(design);
}

function controlsPerPe(design: Design): number {
	const used =
		invertsPlanes(design) ||
		[design.partialProducts, ...overridden(design)].some(
			({ kind }) => kind !== "all",
		);
	return used ? 1 : 0;
}

/** Policies of layers of their own. */
function overridden(design: Design): readonly PartialProductPolicy[] {
	return Object.keys(design.layers).map((layer) =>
		partialProductsOf(design, layer),
	);
}

function inputCountersPerPe(
	design: Design,
	{ hasWeightZeroPoints }: Hardware,
): number {
	const counts =
		hasWeightZeroPoints ||
		countsInputs(design) ||
		[design.partialProducts, ...overridden(design)].some(
			(policy) =>
				policy.kind === "early-terminate" && policy.bound === "counted",
		);
	return counts ? 1 : 0;
}
