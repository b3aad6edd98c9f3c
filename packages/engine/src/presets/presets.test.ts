import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import { adcModelOf } from "../cost/adc-model/adc-models.js";
import { chipAreas, hardwareFor } from "../cost/chip.js";
import { checkEncoders } from "../map/check-encoders.js";
import { planLayer } from "../map/plan-layer.js";
import { presetDesign, presetDesigns } from "./preset-designs.js";
import { presets } from "./presets.js";

describe.each(presets)("preset $name", ({ name, published }) => {
	test("is a complete design of that name whose encoders serve its cells", () => {
		const design = presetDesign(name);
		expect(design.name).toBe(name);
		expect(() => checkEncoders(design)).not.toThrow();
	});

	test("says where every constant and every published figure is from", () => {
		const design = presetDesign(name);
		const sources = [
			...Object.values(design.components).map(({ source }) => source),
			...published.map(({ source }) => source),
			adcModelOf(design).source,
		];
		for (const source of sources) expect(source.length).toBeGreaterThan(10);
	});

	test("publishes every figure once", () => {
		const names = published.map((figure) => figure.name);
		expect(new Set(names).size).toBe(names.length);
	});
});

test("the reconstruction takes no more area than ISAAC's chip, and nearly all of it", () => {
	const [isaac, reconstruction] = ["isaac", "asp-dac-2018"].map((name) => {
		const design = presetDesign(name);
		const layer = {
			layer: "any",
			rows: 128,
			outputs: 1,
			groups: 1,
			positions: 1,
			signedInputs: true,
			inputValues: 128,
			leadPositions: 1,
			activations: 0,
			poolOutputs: 0,
		};
		return chipAreas(design, hardwareFor([planLayer(layer, design)], design));
	});
	expect(reconstruction!.chip).toBeLessThanOrEqual(isaac!.chip);
	expect(reconstruction!.chip + reconstruction!.tile).toBeGreaterThan(
		isaac!.chip * 0.99,
	);
});

test("an unknown preset is refused with the names of those that there are", () => {
	expect(() => presetDesign("issac")).toThrow(InputError);
	expect(() => presetDesign("issac")).toThrow(
		"design issac: found no preset of that name, expected isaac or isaac-pe or isaac-se or asp-dac-2018 or prime or binary-cnn-rram or newton or raella or puma",
	);
});

test("presets and their designs are listed alike", () => {
	expect(presetDesigns).toEqual(
		presets.map(({ name, aliases, design }) => ({
			name,
			...(aliases && { aliases }),
			design,
		})),
	);
});
