import { describe, expect, test } from "vitest";
import { estimateActivity } from "../activity/estimate-activity.js";
import type { Cost } from "../cost/cost.js";
import { costNetwork } from "../cost/cost-network.js";
import type { Design } from "../design/design.js";
import { mapNetwork } from "../evaluate/map-network.js";
import { designWith, shapeOf } from "../presets/design-with.support.js";
import { digitalUnitsOf, keepUp } from "./digital-units.js";

const THROUGHPUT = { throughput: 1 };

/** Nine row segments: eight additions an output. What leaves the chip is one value. */
const shapes = [{ ...shapeOf(1152, 128, 100), poolOutputs: 1 }];

const isaac = designWith({});
const narrow: Design = {
	...isaac,
	operands: { ...isaac.operands, weightBits: 1, inputBits: 1 },
};

function costOf(design: Design): Cost {
	const { mapping, hardware } = mapNetwork(shapes, design);
	const activity = estimateActivity(mapping, design);
	return costNetwork(mapping, activity, design, hardware);
}

const countsOf = (design: Design) =>
	Object.entries(digitalUnitsOf(design)).map(([name, { count }]) => [
		name,
		count,
	]);

describe("digital units that keep up", () => {
	test("are added where they hold a design up, and no others", () => {
		expect(costOf(narrow).boundBy).toMatch(/tileShiftAdd/);
		const { design, cost } = keepUp(narrow, THROUGHPUT, costOf);
		expect(cost).toEqual(costOf(design));
		expect(cost.boundBy).not.toMatch(/tileShiftAdd/);
		expect(cost.imagesPerSecond).toBeGreaterThan(
			1.5 * costOf(narrow).imagesPerSecond,
		);
		const before = digitalUnitsOf(narrow);
		const { tileShiftAdd, activation, maxPool } = digitalUnitsOf(design);
		expect(tileShiftAdd.count).toBeGreaterThan(before.tileShiftAdd.count);
		expect({ activation, maxPool }).toEqual({
			activation: before.activation,
			maxPool: before.maxPool,
		});
	});

	test("are as they were where something else binds, or nothing is asked of time", () => {
		expect(keepUp(isaac, THROUGHPUT, costOf).design).toBe(isaac);
		expect(keepUp(narrow, { energy: 1 }, costOf).design).toBe(narrow);
	});

	test("are added together where two kinds bind at once", () => {
		const rate = ({ components }: Design) =>
			Math.min(
				8,
				components.tileShiftAdd.count,
				components.activation.count / 2,
			);
		const { design } = keepUp(isaac, THROUGHPUT, (of) => ({
			...costOf(isaac),
			imagesPerSecond: rate(of),
		}));
		expect(countsOf(design)).toEqual([
			["tileShiftAdd", 8],
			["activation", 16],
			["maxPool", 1],
		]);
	});
});
