import { beforeAll, describe, expect, test } from "vitest";
import { IDEAL_ADC } from "../design/adc-defects.js";
import type { Design } from "../design/design.js";
import { withoutEarlyStop } from "../design/without-early-stop.js";
import { evaluate } from "../evaluate/evaluate.js";
import { labelledSmallNetwork } from "../evaluate/labelled-small-network.support.js";
import {
	type PreparedNetwork,
	prepareNetwork,
} from "../evaluate/prepare-network.js";
import { layerShapes } from "../network/layer-shape.js";
import { presetDesign } from "../presets/preset-designs.js";
import { logObjective } from "./objective.js";
import { type Found, foundBefore } from "./search-design.js";
import { openSearch, type SearchSession } from "./search-session.js";
import { stopEarlyWhereItPays } from "./stop-early.js";

const IMAGES = 20;
const { network, all } = labelledSmallNetwork(IMAGES);
const layers = layerShapes(network).map(({ layer }) => layer);
const target = presetDesign("asp-dac-2018");
/** Eight bits, for sums that take fewer. */
const adc = { kind: "fixed", bits: 8, step: 1, signed: true } as const;
const design: Design = {
	...target,
	operands: { ...target.operands, inputSign: "where-needed" },
	adc: { kind: "lossless" },
	layers: Object.fromEntries(layers.map((layer) => [layer, { adc }])),
};

/**
 * One converter for all arrays of a PE, and no link: it is what is waited for, in some layers longer than in others on a chip
 * of this area. Its thresholds are a trifle beside those of
 * others, so that a search keeps to it.
 */
const slow: Design = {
	...design,
	adcDefects: { ...IDEAL_ADC, offset: { mean: 1e-6, deviation: 0 } },
	hierarchy: {
		...design.hierarchy,
		adcsPerPe: 1,
		tiles: { kind: "area", chipArea: 75e-6 },
	},
	components: {
		...design.components,
		chipLink: { ...design.components.chipLink, throughput: undefined },
	},
};

let prepared: PreparedNetwork;
let session: SearchSession;

beforeAll(async () => {
	prepared = await prepareNetwork(network, { calibration: all, test: all });
	session = await openSearch(prepared, all, { maxAccuracyLoss: 1 });
});

const stopsIn = ({ layers: own }: Design) =>
	layers.filter((layer) => own[layer]?.adc?.kind === "early-stop");

describe("for energy", () => {
	const objective = { energy: 1 };
	let before: Found;
	let after: Found;

	beforeAll(async () => {
		before = await foundBefore(session, design, objective);
		after = await stopEarlyWhereItPays(session, before, objective);
	});

	test("converters stop early where they need fewer comparisons, and nothing is computed otherwise", async () => {
		expect(stopsIn(after.design).length).toBeGreaterThan(0);
		const [plain, early] = await Promise.all(
			[before, after].map((found) => evaluate(prepared, found.design)),
		);
		expect(early!.accuracy).toEqual(plain!.accuracy);
		expect(early!.cost.energyPerImage).toBeLessThan(plain!.cost.energyPerImage);
		early!.cost.layers.forEach(({ layer, comparisonsPerConversion }) => {
			const least = stopsIn(after.design).includes(layer) ? 0 : 8;
			expect(comparisonsPerConversion).toBeGreaterThanOrEqual(least);
			expect(comparisonsPerConversion).toBeLessThanOrEqual(8);
		});
	});

	test("it costs what the design costs when it is run", async () => {
		const { cost } = await evaluate(prepared, after.design);
		expect(after.check.cost.energyPerImage).toBeCloseTo(
			cost.energyPerImage,
			18,
		);
		expect(after.score).toBeCloseTo(logObjective(objective, cost), 12);
		expect(after.score).toBeGreaterThan(before.score);
	});

	test("the step says in how many layers, and searches go on from what they had", () => {
		expect(after.steps.at(-1)).toMatchObject({
			tried: { kind: "early-stop", layers: stopsIn(after.design).length },
			score: after.score,
			passes: true,
		});
		expect(after.chosen).toBe(before.chosen);
		expect(withoutEarlyStop(after.design)).toEqual(design);
	});
});

test("converters make all comparisons where that is faster, and nothing else counts", async () => {
	const objective = { throughput: 1 };
	const before = await foundBefore(session, slow, objective);
	expect(await stopEarlyWhereItPays(session, before, objective)).toBe(before);
});

test("no other choice of layers gives more, where the longest search takes time and the others save energy", async () => {
	const objective = { energy: 1, throughput: 0.08 };
	const before = await foundBefore(session, slow, objective);
	const after = await stopEarlyWhereItPays(session, before, objective);
	const chosen = stopsIn(after.design);
	expect(chosen.length).toBeGreaterThan(0);
	expect(chosen.length).toBeLessThan(layers.length);
	const { cost: ofChosen } = await evaluate(prepared, after.design);
	expect(after.score).toBeCloseTo(logObjective(objective, ofChosen), 12);
	for (let some = 0; some < 2 ** chosen.length - 1; some++) {
		const fewer: Design = {
			...after.design,
			layers: {
				...after.design.layers,
				...Object.fromEntries(
					chosen
						.filter((_, bit) => ((some >> bit) & 1) === 0)
						.map((layer) => [layer, slow.layers[layer]!]),
				),
			},
		};
		const { cost } = await evaluate(prepared, fewer);
		expect(after.score).toBeGreaterThanOrEqual(
			logObjective(objective, cost) - 1e-12,
		);
	}
}, 60_000);

test("a unit column is read by one converter, whose ranges may differ by product", async () => {
	const objective = { energy: 1 };
	const withUnitColumn: Design = {
		...design,
		encoding: {
			...design.encoding,
			weights: "column-flip",
			correction: "unit-column",
		},
		adc: { kind: "fixed", bits: 9, step: 1, signed: true },
		layers: {},
	};
	const before = await foundBefore(session, withUnitColumn, objective);
	const after = await stopEarlyWhereItPays(session, before, objective);
	const tables = stopsIn(after.design).filter((layer) => {
		const policy = after.design.layers[layer]!.adc!;
		return policy.kind === "early-stop" && Array.isArray(policy.ranges[0]);
	});
	expect(tables.length).toBeGreaterThan(0);
	const [plain, early] = await Promise.all(
		[before, after].map((found) => evaluate(prepared, found.design)),
	);
	expect(early!.accuracy).toEqual(plain!.accuracy);
	expect(early!.cost.energyPerImage).toBeLessThan(plain!.cost.energyPerImage);
});

test("ranges of each product take fewer comparisons than ranges of the layer", async () => {
	const comparisonsWith = async (per: "layer" | "product") => {
		const stopping: Design = {
			...design,
			layers: Object.fromEntries(
				layers.map((layer) => [
					layer,
					{
						adc: {
							kind: "early-stop",
							converter: adc,
							ranges: "calibrated",
							per,
						},
					},
				]),
			),
		};
		const { cost } = await evaluate(prepared, session.calibrate(stopping));
		return cost.layers.map((layer) => layer.comparisonsPerConversion);
	};
	const [ofLayer, ofProduct] = await Promise.all([
		comparisonsWith("layer"),
		comparisonsWith("product"),
	]);
	ofProduct.forEach((comparisons, l) => {
		expect(comparisons).toBeLessThanOrEqual(ofLayer[l]!);
	});
	expect(ofProduct).not.toEqual(ofLayer);
});

test("a design that does not pass is left as it is", async () => {
	const objective = { energy: 1 };
	const found = await foundBefore(session, design, objective);
	const failing = { ...found, check: { ...found.check, passes: false } };
	expect(await stopEarlyWhereItPays(session, failing, objective)).toBe(failing);
});
