import { describe, expect, test } from "vitest";
import { InputError } from "../../base/input-error.js";
import { componentNames } from "../../cost/component-models.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { presetDesign } from "../../presets/preset-designs.js";
import { presets } from "../../presets/presets.js";
import { evaluateCost } from "../evaluate-cost.js";
import { termValue } from "./action-terms.js";
import { explainCost } from "./explain-cost.js";

const resnet = findZooNetwork("resnet-20-cifar")!.build();
const isaac = presetDesign("isaac");

describe.each(presets.map(({ name }) => name))("explained on %s", (name) => {
	const design = presetDesign(name);
	const layers = ["conv1", "group2_1/b"].filter((layer) =>
		resnet.nodes.some((node) => node.name === layer),
	);
	const layer = layers.at(-1)!;

	test.each(componentNames)(
		"the terms of %s add up to its actions, and actions times energy to what is booked",
		(component) => {
			const explained = explainCost(resnet, design, `${layer}/${component}`);
			const sum = explained.terms.reduce(
				(total, term) => total + termValue(term),
				0,
			);
			expect(Math.abs(sum - explained.actions)).toBeLessThanOrEqual(
				1e-9 * explained.actions,
			);
			const { cost } = evaluateCost(resnet, design);
			const booked = cost.breakdown.find(
				(entry) => entry.layer === layer && entry.component === component,
			)!;
			expect(explained.energy).toBe(booked.energy);
			expect(explained.actions * explained.energyPerAction).toBe(booked.energy);
			if (explained.unit !== "chip")
				expect(
					explained.units *
						explained.instancesPerUnit *
						explained.areaPerInstance,
				).toBeCloseTo(booked.area, 15);
			expect(explained.constants.length).toBeGreaterThan(0);
			for (const { source } of explained.constants)
				expect(source!.length).toBeGreaterThan(10);
		},
	);
});

test("what tests of outputs take is explained like the rest", () => {
	const design = {
		...isaac,
		partialProducts: {
			kind: "early-terminate",
			otherwise: { kind: "all" },
			when: "settled",
			bound: "counted",
			tolerance: 0,
		},
	} as const;
	const names = [
		"outputRegister",
		"bus",
		"activation",
		"tileShiftAdd",
		"weightSumStore",
		"inputCounter",
		"partialProductControl",
	];
	for (const component of names) {
		const entry = `res3_1/b/${component}`;
		const { terms, actions } = explainCost(resnet, design, entry);
		const sum = terms.reduce((total, term) => total + termValue(term), 0);
		expect(sum / actions).toBeCloseTo(1, 9);
		expect(actions).toBeGreaterThan(explainCost(resnet, isaac, entry).actions);
	}
});

test("what inverted planes take is explained like the rest", () => {
	const design = {
		...isaac,
		encoding: { ...isaac.encoding, inputs: "inverted-planes" as const },
	};
	for (const component of ["shiftAdd", "weightSumStore", "inputCounter"]) {
		const { terms, actions } = explainCost(
			resnet,
			design,
			`conv1/${component}`,
		);
		const sum = terms.reduce((total, term) => total + termValue(term), 0);
		expect(actions).toBeGreaterThan(0);
		expect(sum / actions).toBeCloseTo(1, 9);
	}
});

test("names what is not there", () => {
	const refused = (entry: string) => () => explainCost(resnet, isaac, entry);
	expect(refused("conv1")).toThrow(InputError);
	expect(refused("conv1")).toThrow(
		'--explain: found "conv1", expected LAYER/COMPONENT, such as conv1/adc',
	);
	expect(refused("conv9/adc")).toThrow("--explain: found layer conv9");
	expect(refused("conv1/adcs")).toThrow(
		"--explain: found component adcs, expected adc, dac,",
	);
});
