import { expect, test } from "vitest";
import { evaluate } from "../evaluate/evaluate.js";
import { labelledSmallNetwork } from "../evaluate/labelled-small-network.support.js";
import { prepareNetwork } from "../evaluate/prepare-network.js";
import { presetDesign } from "../presets/preset-designs.js";
import { knobKinds, parseKnobs } from "./knob.js";
import { optimizeDesign } from "./optimize-design.js";
import { part } from "./search-session.js";

const IMAGES = 60;
const SEARCH = 40;
const { network, all } = labelledSmallNetwork(IMAGES);
const start = presetDesign("isaac");
const design = {
	...start,
	operands: { ...start.operands, inputSign: "where-needed" },
} as const;

test("a search verifies what it returns on images that it has not seen, and gives no less than all layers alike", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const { uniform, tuned, search } = await optimizeDesign(prepared, design, {
		maxAccuracyLoss: 0.2,
		objective: { energy: 1, throughput: 1 },
		knobs: parseKnobs("operands,encoding,adc,products"),
		searchImages: SEARCH,
		noiseImages: 10,
		checks: 3,
		exchanges: 3,
	});
	expect(search.images).toBe(SEARCH);
	for (const found of [uniform, tuned]) {
		expect(found.evaluation.images).toBe(IMAGES - SEARCH);
		expect(found.evaluation.resolvedDesign).toEqual(found.design);
	}
	expect(tuned.score).toBeGreaterThan(uniform.score);
	const ofLayers = Object.values(uniform.design.layers).map((layer) =>
		JSON.stringify(layer),
	);
	expect(new Set(ofLayers).size).toBe(1);
	const told = tuned.steps.map(({ hardware, tried, budget }) =>
		JSON.stringify([hardware, tried, budget]),
	);
	expect(told.length).toBeGreaterThan(5);
	expect(new Set(told).size).toBe(told.length);
	const passing = tuned.steps.filter(({ passes }) => passes);
	for (const { score } of passing)
		expect(tuned.score).toBeGreaterThanOrEqual(score);
	const unseen = await prepareNetwork(network, {
		calibration: all,
		test: part(all, SEARCH, IMAGES),
	});
	const again = await evaluate(unseen, tuned.design);
	expect(again.accuracy).toEqual(tuned.evaluation.accuracy);
	expect(again.cost).toEqual(tuned.evaluation.cost);
	// Studies of every encoding, which other tests beside it slow down.
}, 180_000);

test("images beside the test images are searched on, and all test images verify", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: part(all, 0, 20),
	});
	const { tuned } = await optimizeDesign(prepared, design, {
		maxAccuracyLoss: 0.2,
		objective: { energy: 1 },
		knobs: ["operands"],
		search: part(all, 20, IMAGES),
		searchImages: 1000,
		noiseImages: 10,
		checks: 1,
		exchanges: 1,
	});
	expect(tuned.evaluation.images).toBe(20);
	// One on the only hardware, one exchange.
	expect(tuned.steps.length).toBeLessThanOrEqual(2);
});

test("knobs are read by name", () => {
	expect(parseKnobs("operands, adc")).toEqual(["operands", "adc"]);
	expect(parseKnobs(knobKinds.join())).toEqual(knobKinds);
	expect(() => parseKnobs("weightBits")).toThrow(
		'--knobs: found "weightBits", expected operands, encoding, adc, products, geometry',
	);
});
