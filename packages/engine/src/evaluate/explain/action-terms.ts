import type { LayerActivity } from "../../activity/activity.js";
import { PARTIAL_SUM_BITS } from "../../activity/partial-sum-bits.js";
import { driverSize, driversPerArray } from "../../activity/row-drivers.js";
import type { ComponentName } from "../../cost/component-models.js";
import type { Design } from "../../design/design.js";
import type { DigitPlane } from "../../encode/digit-plane.js";
import { driveBits } from "../../encode/drive-bits.js";
import { weightEncoders } from "../../encode/weight-encoders.js";
import { converterSettingBits } from "../../map/converter-settings.js";
import {
	arraysPerPe,
	conversionsPerColumn,
	slicesRun,
	subtractsPairs,
} from "../../map/layer-plan.js";
import type { LayerMapping } from "../../map/mapping.js";
import { hasUnitColumn, readsPerPlane } from "../../map/plan-layer.js";
import { storedBits, storesDigits } from "../../map/stored-digits.js";
import { invertsPlanes, weightSumBits } from "../../map/weight-sums.js";

/** One number of a product, and what it is. */
export interface Factor {
	readonly of: string;
	readonly value: number;
}

/** A product of factors; a count of actions is the sum of some. */
export interface Term {
	readonly what: string;
	readonly factors: readonly Factor[];
}

export interface ExplainedLayer {
	readonly layer: LayerMapping;
	readonly activity: LayerActivity;
	readonly design: Design;
}

const factor = (of: string, value: number): Factor => ({ of, value });
const term = (what: string, ...factors: readonly Factor[]): Term => ({
	what,
	factors,
});

/** How the actions of each component come about, derived anew from the mapping. */
export const actionTerms: {
	readonly [K in ComponentName]: (of: ExplainedLayer) => readonly Term[];
} = {
	adc: (of) => [
		term(
			"conversions of columns",
			...productsOf(of),
			factor("conversions a column", columnConversions(of)),
		),
		...unitColumns(of),
	],
	dac: (of) => [
		term(
			"drivers of one bit set",
			...rowsSetOf(of),
			factor("of a row in all reads of a plane, mean", driversOfRow(of)),
			factor("drivers a row", driversPerArray(of.design)),
		),
	],
	cell: ({ layer: { shape }, activity }) => {
		const { rows, outputs, groups, positions } = shape;
		const all = rows * outputs * groups * positions;
		return [
			term(
				"levels driven",
				...vectorsOf(shape),
				factor("rows", rows),
				factor("outputs", outputs),
				factor(
					"digit × level a weight, mean over all planes and cells",
					activity.array.drivenLevels / all,
				),
			),
		];
	},
	sampleHold: columnsSampled,
	columnClamp: columnsSampled,
	subtractor: (of) => [
		term(
			"pairs subtracted",
			...productsOf(of),
			factor("subtractions of a digit", subtractsPairs(of.design) ? 1 : 0),
		),
	],
	shiftAdd: (of) => [
		term(
			"conversions added",
			...productsOf(of),
			factor("additions a product", additions(of)),
		),
		...(invertsPlanes(of.design)
			? [
					term(
						"sums of weights added",
						factor("sums", of.activity.array.weightSums),
					),
				]
			: []),
	],
	inputRegister: (of) => [
		term(
			"bits to drivers",
			...rowsSetOf(of),
			factor("bits of a digit, mean", meanOverPlanes(of, driveBits)),
		),
	],
	outputRegister: (of) => [partialSumBits(of.layer), ...earlySumBits(of)],
	partialProductControl: ({ activity }) => [
		term("decisions", factor("decisions", activity.array.decisions)),
	],
	inputCounter: ({ activity }) => [
		term("digits counted", factor("digits", activity.array.inputCounts)),
	],
	offsetMultiplier: ({ activity }) => [
		term(
			"multiplications",
			factor("multiplications", activity.array.offsetProducts),
		),
	],
	weightSumStore: ({ layer, activity: { array }, design }) => [
		term(
			"sums of weights read",
			factor("sums", array.weightSums),
			factor("bits of a sum", weightSumBits(layer, design)),
		),
		...ifAny(
			"sums of weights read in tests, and addresses of columns",
			factor(
				"bits",
				array.weightSumBits - array.weightSums * weightSumBits(layer, design),
			),
		),
	],
	converterTable: ({ layer, activity: { array, settingBits }, design }) => [
		term(
			"settings of converters read",
			factor("arrays read", array.arrayReads),
			factor(
				"PEs an array",
				1 / arraysPerPe(design, weightEncoders[design.encoding.weights].cells),
			),
			factor(
				"settings of a plane, mean",
				settingBits === 0 ? 0 : settingBits / converterSettingBits(layer),
			),
			factor("bits of a setting", converterSettingBits(layer)),
		),
	],
	inputEncoder: ({ layer, activity: { traffic } }) => [
		term(
			"digits made",
			factor(
				storesDigits(layer) ? "inputs written" : "inputs loaded",
				layer.recodingBits === 0 ? 0 : traffic.recodedBits / layer.recodingBits,
			),
			factor("bits that digits are taken off", layer.recodingBits),
		),
	],
	edram: ({ layer, activity: { traffic }, design }) => {
		const word = factor("words a bit", 1 / design.components.edram.wordBits);
		const loaded = loads(layer);
		const joined = traffic.edramReadBits - termValue(loaded);
		return [
			{ ...loaded, factors: [...loaded.factors, word] },
			...(joined > 0
				? [term("values joined", factor("bits", joined), word)]
				: []),
			term("words written", factor("bits", traffic.edramWriteBits), word),
		];
	},
	bus: (of) => [loads(of.layer), partialSumBits(of.layer), ...earlySumBits(of)],
	router: ({ activity: { traffic }, design }) => [
		term(
			"packets to the layers that read",
			factor("bits", traffic.routerBits),
			factor("packets a bit", 1 / design.components.router.packetBits),
		),
	],
	activation: ({ activity: { traffic, array } }) => [
		term("functions applied", factor("values", traffic.activations)),
		...ifAny(
			"sums rounded to see whether they are settled",
			factor("sums", array.earlyRoundings),
		),
	],
	maxPool: ({ activity: { traffic } }) => [
		term("pooled values", factor("values", traffic.poolOutputs)),
	],
	tileShiftAdd: ({ layer: { shape, segments }, activity: { array } }) => [
		term(
			"partial sums added",
			...outputsOf(shape),
			factor("row segments − 1", segments.length - 1),
		),
		...(shape.joinedValues
			? [term("values joined", factor("values", shape.joinedValues))]
			: []),
		...ifAny(
			"partial sums added for tests",
			factor("partial sums", array.earlySums),
		),
	],
	tileOutputRegister: ({ activity: { traffic }, design }) => [
		term(
			"words written",
			factor("bits", traffic.tileOutputBits),
			factor("words a bit", 1 / design.components.tileOutputRegister.wordBits),
		),
	],
	chipLink: ({ activity: { traffic } }) => [
		term("bits over the edges of chips", factor("bits", traffic.linkBits)),
	],
};

/** The product of a term's factors. */
export function termValue({ factors }: Term): number {
	return factors.reduce((product, { value }) => product * value, 1);
}

type Shape = LayerMapping["shape"];

function vectorsOf({ positions, groups }: Shape): readonly Factor[] {
	return [factor("positions", positions), factor("groups", groups)];
}

function outputsOf(shape: Shape): readonly Factor[] {
	return [...vectorsOf(shape), factor("outputs", shape.outputs)];
}

function columnsSampled(of: ExplainedLayer): readonly Term[] {
	return [
		term(
			"columns sampled",
			...productsOf(of),
			factor("columns of a digit", isPair(of) ? 2 : 1),
		),
		...unitColumns(of),
	];
}

function productsOf({ layer }: ExplainedLayer): readonly Factor[] {
	const { shape, operationUnits, executed } = layer;
	return [
		...outputsOf(shape),
		factor("operation units", operationUnits.length),
		factor(
			"partial products run",
			executed.reduce((sum, runs) => sum + runs, 0),
		),
	];
}

function planesRun(layer: LayerMapping): number {
	return layer.inputPlanes.filter((_, i) => slicesRun(layer, i) > 0).length;
}

function rowsSetOf({ layer, design }: ExplainedLayer): readonly Factor[] {
	const { shape, columnTiles, driverSets } = layer;
	const planes = planesRun(layer);
	const interleaved = design.crossbar.columnLayout === "interleaved";
	const slices = layer.executed.reduce((sum, runs) => sum + runs, 0);
	return [
		...vectorsOf(shape),
		factor("rows", shape.rows),
		...(interleaved
			? [factor("driver sets", driverSets), factor("input planes run", planes)]
			: [
					factor("column tiles", columnTiles),
					factor("partial products run", slices),
				]),
	];
}

function unitColumns({ layer, design }: ExplainedLayer): readonly Term[] {
	if (!hasUnitColumn(design)) return [];
	const { shape, operationUnits, columnTiles } = layer;
	const reads =
		design.crossbar.columnLayout === "interleaved"
			? planesRun(layer)
			: layer.executed.reduce((sum, runs) => sum + runs, 0);
	return [
		term(
			"unit columns",
			...vectorsOf(shape),
			factor("operation units", operationUnits.length),
			factor("column tiles", columnTiles),
			factor("reads", reads),
		),
	];
}

function isPair({ design }: ExplainedLayer): boolean {
	return weightEncoders[design.encoding.weights].cells === "pair";
}

function columnConversions({ design }: ExplainedLayer): number {
	const { cells } = weightEncoders[design.encoding.weights];
	return conversionsPerColumn(design, cells);
}

/** What each run product takes, conversion by conversion and to pass from one digit to the next. */
function additions(of: ExplainedLayer): number {
	const { shiftAdds, partialProducts } = of.activity.array;
	return shiftAdds / partialProducts;
}

function driversOfRow(of: ExplainedLayer): number {
	return meanOverPlanes(
		of,
		(plane) => readsPerPlane(plane, of.design) * driverSize(plane, of.design),
	);
}

/** Over the planes of which a partial product runs, each as often as its rows are set. */
function meanOverPlanes(
	{ layer, design }: ExplainedLayer,
	value: (plane: DigitPlane) => number,
): number {
	const interleaved = design.crossbar.columnLayout === "interleaved";
	let sum = 0;
	let times = 0;
	layer.inputPlanes.forEach((plane, i) => {
		const slices = slicesRun(layer, i);
		const sets = interleaved ? Math.min(slices, 1) : slices;
		sum += sets * value(plane);
		times += sets;
	});
	return sum / times;
}

function loads(layer: LayerMapping): Term {
	const { shape, rowLoadsPerPosition } = layer;
	return term(
		"inputs loaded",
		factor("rows loaded a position", rowLoadsPerPosition),
		factor("positions", shape.positions),
		factor("bits of an input", storedBits(layer)),
	);
}

/** A term of one factor, where there is any of it. */
function ifAny(what: string, of: Factor): readonly Term[] {
	return of.value === 0 ? [] : [term(what, of)];
}

function earlySumBits({
	activity: { array },
}: ExplainedLayer): readonly Term[] {
	if (array.earlySums === 0) return [];
	return [
		term(
			"partial sums for tests",
			factor("partial sums", array.earlySums),
			factor("bits of a partial sum", PARTIAL_SUM_BITS),
		),
	];
}

function partialSumBits({ shape, segments }: LayerMapping): Term {
	return term(
		"partial sums",
		...outputsOf(shape),
		factor("row segments", segments.length),
		factor("bits of a partial sum", PARTIAL_SUM_BITS),
	);
}
