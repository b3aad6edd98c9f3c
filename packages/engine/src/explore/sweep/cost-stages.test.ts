import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import type { Cost } from "../../cost/cost.js";
import type { Design } from "../../design/design.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { anyDesign } from "../../presets/design.arbitrary.js";
import { presetDesign } from "../../presets/preset-designs.js";
import { createCostStages } from "./cost-stages.js";

const network = findZooNetwork("resnet-18")!.build();

function outcome(cost: () => Cost): Cost | string {
	try {
		return cost();
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
}

/** Designs of a few parts each, so that parts come again in other company. */
const mixedDesigns = fc
	.array(anyDesign(), { minLength: 3, maxLength: 4 })
	.chain((designs) => {
		const part = <K extends keyof Design>(name: K) =>
			fc.constantFrom(...designs.map((design) => design[name]));
		const layers = fc.constantFrom<Design["layers"]>(
			{},
			{ conv1: { inputBits: 5 } },
		);
		const components = part("components").chain((given) =>
			fc.constantFrom(given, {
				...given,
				dac: { ...given.dac, energyPerAction: 1e-12 },
				edram: { ...given.edram, throughput: 1e8 },
			}),
		);
		const hierarchy = fc
			.tuple(
				part("hierarchy"),
				fc.constantFrom({}, { pipelineStages: 3 }, { pesPerTile: 5 }),
			)
			.map(([given, changed]) => ({ ...given, ...changed }));
		return fc.array(
			fc
				.record({ adc: part("adc"), layers, components, hierarchy })
				.chain((parts) =>
					fc
						.constantFrom(...designs)
						.map((design) => ({ ...design, ...parts })),
				),
			{ minLength: 12, maxLength: 12 },
		);
	});

test("costs from kept stages are those that are computed afresh, to the bit", () => {
	let served = 0;
	fc.assert(
		fc.property(mixedDesigns, (designs) => {
			const staged = createCostStages(network);
			for (const design of designs) {
				const fresh = outcome(() => evaluateCost(network, design).cost);
				expect(outcome(() => staged(design))).toEqual(fresh);
				if (typeof fresh !== "string") served++;
			}
		}),
		{ numRuns: 8 },
	);
	expect(served).toBeGreaterThan(10);
});

test("the current of cells at level 0 is a part of what is kept", () => {
	const staged = createCostStages(network);
	const isaac = presetDesign("isaac");
	const costs = [undefined, 200e3].map((high) => {
		const design: Design = {
			...isaac,
			device: {
				...isaac.device,
				cell: {
					kind: "resistances",
					low: 100e3,
					high,
					readVoltage: 0.2,
					offCurrent: "left",
				},
			},
		};
		expect(staged(design)).toEqual(evaluateCost(network, design).cost);
		return staged(design).energyPerImage;
	});
	expect(costs[0]).not.toBe(costs[1]);
});
