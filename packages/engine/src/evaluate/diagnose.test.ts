import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { presetDesign } from "../presets/preset-designs.js";
import { diagnose } from "./diagnose.js";
import { evaluate } from "./evaluate.js";
import { labelledSmallNetwork } from "./labelled-small-network.support.js";
import { prepareNetwork } from "./prepare-network.js";

const IMAGES = 24;
const { network, all } = labelledSmallNetwork(IMAGES);
const prepared = await prepareNetwork(network, { calibration: all, test: all });
const preset = presetDesign("asp-dac-2018");
const lossy: Design = {
	...preset,
	operands: { ...preset.operands, weightBits: 8, inputBits: 8 },
	adc: { kind: "fixed", bits: 4, step: 1, signed: true },
	partialProducts: {
		kind: "threshold",
		at: { unit: "kept-fraction", fraction: 0.5 },
	},
	device: {
		...preset.device,
		programming: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
		readNoise: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
	},
};

describe("a diagnosis", () => {
	test("names the effects that a design has, and no others", () => {
		const effects = (design: Design) =>
			diagnose(prepared, design).effects.map(({ effect }) => effect);
		expect(effects(presetDesign("isaac"))).toEqual(["integer operands"]);
		expect(effects(lossy)).toEqual([
			"integer operands",
			"skipped products",
			"converters",
			"programming",
			"read noise",
		]);
	});

	test("ends at what the whole design gives", async () => {
		const { accuracy } = await evaluate(prepared, lossy);
		expect(diagnose(prepared, lossy).effects.at(-1)!.accuracy).toBe(
			accuracy.simulated,
		);
	});

	test("sees layers get worse where converters clip", () => {
		const { layers } = diagnose(prepared, lossy);
		expect(layers.some(({ clipRate }) => clipRate > 0)).toBe(true);
		for (const { sqnr, clipRate, rangeUsed } of layers) {
			if (clipRate > 0.001) expect(rangeUsed).toBeGreaterThan(1);
			expect(sqnr[2]!).toBeLessThan(sqnr[0]!);
		}
	});

	test("blames defects of converters on nothing else", async () => {
		const defective: Design = {
			...lossy,
			adcDefects: {
				offset: { mean: 2, deviation: 1 },
				gain: { mean: 0, deviation: 0 },
				capacitorMismatch: 0,
				thermalNoise: 0,
			},
			device: preset.device,
		};
		const { effects } = diagnose(prepared, defective);
		const sound = diagnose(prepared, { ...defective, adcDefects: undefined });
		expect(effects.slice(0, -1)).toEqual(sound.effects);
		expect(effects.at(-1)!.effect).toBe("defects of converters");
		expect(effects.at(-1)!.scoreSqnr!).toBeLessThan(
			sound.effects.at(-1)!.scoreSqnr!,
		);
		const { accuracy } = await evaluate(prepared, defective);
		expect(effects.at(-1)!.accuracy).toBe(accuracy.simulated);
	});

	test("finds nothing clipped where the converters lose nothing", () => {
		const exact: Design = { ...lossy, adc: { kind: "lossless" } };
		for (const { clipRate, rangeUsed } of diagnose(prepared, exact).layers) {
			expect(clipRate).toBe(0);
			expect(rangeUsed).toBeLessThanOrEqual(1);
		}
	});
});
