import { expect, test } from "vitest";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import { findZooNetwork } from "../../network/zoo/zoo-networks.js";
import { presetDesign } from "../preset-designs.js";
import { ladderSteps } from "./ladder.js";

const baseline = presetDesign("isaac");
const target = presetDesign("asp-dac-2018");
const steps = ladderSteps(baseline, target);
const designOf = (step: string) =>
	steps.find((candidate) => candidate.step === step)!.design;

test("a technique alone changes nothing but its own part of the baseline", () => {
	const { tiles } = target.hierarchy;
	const onSameChip = (design: typeof baseline) => ({
		...design,
		hierarchy: { ...design.hierarchy, tiles },
	});
	const adc = designOf("ADC resolution alone");
	expect({ ...adc, adc: baseline.adc }).toEqual(onSameChip(baseline));
	expect(adc.adc).toEqual({
		kind: "calibrated",
		range: { kind: "least-error", bits: 7 },
		per: "layer",
	});
	const products = designOf("dynamic quantisation alone");
	expect({ ...products, partialProducts: { kind: "all" } }).toEqual(
		onSameChip(baseline),
	);
	expect(products.partialProducts).toEqual(target.partialProducts);
	const encoding = designOf("encoding alone");
	expect({
		...encoding,
		adc: target.adc,
		partialProducts: target.partialProducts,
	}).toEqual(target);
	expect([encoding.adc.kind, encoding.partialProducts.kind]).toEqual([
		"lossless",
		"all",
	]);
});

test("in turn, each step is the one before with one technique more", () => {
	const [encoding, adc, products] = steps.slice(-3).map(({ design }) => design);
	expect(encoding).toBe(designOf("encoding alone"));
	expect({ ...encoding, adc: target.adc }).toEqual(adc);
	expect({ ...adc, partialProducts: target.partialProducts }).toEqual(products);
	expect(products).toBe(target);
});

test("all steps that need no images have the chip area of the baseline", () => {
	const network = findZooNetwork("lenet-5")!.build();
	const area = (design: typeof baseline): number =>
		evaluateCost(network, design).cost.area;
	for (const { step, design } of steps) {
		if (design.adc.kind === "calibrated") continue;
		expect(area(design) / area(baseline), step).toBeGreaterThan(0.99);
		expect(area(design) / area(baseline), step).toBeLessThan(1 + 1e-3);
	}
});
