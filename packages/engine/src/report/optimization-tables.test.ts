import { expect, test } from "vitest";
import { labelledSmallNetwork } from "../evaluate/labelled-small-network.support.js";
import { prepareNetwork } from "../evaluate/prepare-network.js";
import {
	type Optimization,
	optimizeDesign,
	type Tuned,
} from "../explore/optimize-design.js";
import { presetDesign } from "../presets/preset-designs.js";
import { optimizationTables } from "./optimization-tables.js";

const { network, all } = labelledSmallNetwork(60);

test("whoever of both does not keep the budget on the images that verify is named", async () => {
	const prepared = await prepareNetwork(network, {
		calibration: all,
		test: all,
	});
	const found = await optimizeDesign(prepared, presetDesign("isaac"), {
		maxAccuracyLoss: 0.2,
		objective: { energy: 1 },
		knobs: ["products"],
		searchImages: 40,
		noiseImages: 10,
		checks: 1,
		exchanges: 1,
	});
	const textOf = (uniform: number, tuned: number): string => {
		const optimization: Optimization = {
			...found,
			uniform: losing(found.uniform, uniform),
			tuned: losing(found.tuned, tuned),
		};
		return optimizationTables(optimization, "tuned.yaml")[0]!.notes!.join("\n");
	};
	expect(textOf(0.1, 0.1)).toMatch(/allowed loss 20\.00 points$/);
	expect(textOf(0.3, 0.1)).toMatch(
		/, which all layers alike do NOT keep here$/,
	);
	expect(textOf(0.1, 0.3)).toMatch(/, which is NOT kept on these$/);
	expect(textOf(0.3, 0.3)).toMatch(
		/, which neither way keeps on these: NOT kept$/,
	);
});

/** With another loss on the images that verify. */
function losing(tuned: Tuned, loss: number): Tuned {
	const { evaluation } = tuned;
	const { accuracy } = evaluation;
	const simulatedMinusFloat = {
		...accuracy.simulatedMinusFloat,
		difference: -loss,
	};
	return {
		...tuned,
		evaluation: {
			...evaluation,
			accuracy: { ...accuracy, simulatedMinusFloat },
		},
	};
}
