import { describe, expect, test } from "vitest";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import type { LayerShape } from "../network/layer-shape.js";
import { findZooNetwork } from "../network/zoo/zoo-networks.js";
import { presetDesign } from "../presets/preset-designs.js";
import { presets } from "../presets/presets.js";
import { planLayer } from "./plan-layer.js";
import { planLayers } from "./plan-layers.js";

const isaac = presetDesign("isaac");
const network = findZooNetwork("resnet-50")!.build();
const shapes = shapesFor(network, isaac);

describe("plans of a network", () => {
	test.each(presets)(
		"$name: are those of its layers one by one",
		({ name }) => {
			const design = presetDesign(name);
			const shapes = shapesFor(network, design);
			expect(planLayers(shapes, design)).toEqual(
				shapes.map((shape) => planLayer(shape, design)),
			);
		},
	);

	test("are shared by layers of the same products, each under its own name", () => {
		const plans = planLayers(shapes, isaac);
		expect(new Set(plans.map(({ cycles }) => cycles)).size).toBeLessThan(
			shapes.length / 2,
		);
		expect(plans.map(({ shape }) => shape)).toEqual(shapes);
	});

	test("are apart where one field of the products differs", () => {
		const base = shapes[1]!;
		const others: Partial<LayerShape>[] = [
			{ rows: base.rows + 1 },
			{ outputs: base.outputs + 1 },
			{ positions: base.positions + 1 },
			{ signedInputs: !base.signedInputs },
			{ weightBits: 4 },
			{ inputBits: 4 },
			{ weightBits: 8, hasWeightZeroPoints: true },
		];
		for (const other of others) {
			const pair = [base, { ...base, layer: "other", ...other }];
			expect(planLayers(pair, isaac)).toEqual(
				pair.map((shape) => planLayer(shape, isaac)),
			);
			expect(planLayers(pair, isaac)[1]!.cycles).not.toBe(
				planLayers(pair, isaac)[0]!.cycles,
			);
		}
	});

	test.each([0, 1])(
		"follow what the design says of the layer at place %i",
		(named) => {
			const twins = [
				{ ...shapes[1]!, layer: "a" },
				{ ...shapes[1]!, layer: "b" },
			];
			const design = {
				...isaac,
				layers: { [twins[named]!.layer]: { weightBits: 6, inputBits: 5 } },
			};
			const plans = planLayers(twins, design);
			expect(plans[named]!.inputPlanes).toHaveLength(5);
			expect(plans[1 - named]!.inputPlanes).toHaveLength(16);
		},
	);
});
