import { expect, test } from "vitest";
import { estimateActivity } from "../activity/estimate-activity.js";
import type { Cost } from "../cost/cost.js";
import { costNetwork } from "../cost/cost-network.js";
import { IDEAL_ADC } from "../design/adc-defects.js";
import type { Design } from "../design/design.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { designWith, shapeOf } from "../presets/design-with.support.js";
import { asManyAdcsAsPay } from "./adc-count.js";

const THROUGHPUT = { throughput: 1 };
/** What leaves the chip is one value: arrays are what is waited for. */
const shapes = [{ ...shapeOf(128, 128, 4000), poolOutputs: 1 }];

const isaac = designWith({});
const narrow: Design = {
	...isaac,
	hierarchy: {
		...isaac.hierarchy,
		tiles: { kind: "area", chipArea: 85.43e-6 },
	},
	adc: { kind: "fixed", bits: 4, step: 16, signed: false },
};

function costOf(design: Design): Cost {
	const { mapping, hardware } = mapNetwork(shapes, design);
	const activity = estimateActivity(mapping, design);
	return costNetwork(mapping, activity, design, hardware);
}

test("converters of half the bits are half as many, and the chip holds more arrays", () => {
	const { design, cost, score } = asManyAdcsAsPay(narrow, THROUGHPUT, costOf);
	expect(narrow.hierarchy.adcsPerPe).toBe(8);
	expect(design.hierarchy.adcsPerPe).toBe(4);
	expect(cost).toEqual(costOf(design));
	expect(cost.imagesPerSecond).toBeGreaterThan(costOf(narrow).imagesPerSecond);
	expect(score).toBeCloseTo(Math.log(cost.imagesPerSecond), 12);
	expect({ ...design, hierarchy: narrow.hierarchy }).toEqual(narrow);
});

test("there are as many as before where nothing is gained", () => {
	const { design } = asManyAdcsAsPay(narrow, { energy: 1 }, costOf);
	expect(design).toBe(narrow);
});

test("nor are they changed where each has thresholds of its own", () => {
	const apart: Design = {
		...narrow,
		adcDefects: { ...IDEAL_ADC, offset: { mean: 0, deviation: 0.5 } },
	};
	expect(asManyAdcsAsPay(apart, THROUGHPUT, costOf).design).toBe(apart);
});
