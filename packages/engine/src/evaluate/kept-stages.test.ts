import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../base/input-error.js";
import type { Design } from "../design/design.js";
import { anySmallNetwork } from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { evaluate } from "./evaluate.js";
import { inProcess } from "./image-executor.js";
import { keepStages } from "./kept-stages.js";
import { prepareNetwork } from "./prepare-network.js";

test("a stage is computed once for the same parts: objects by identity, values by what they are", () => {
	const keep = keepStages(2);
	let made = 0;
	const stage = (...parts: unknown[]) => keep("stage", parts, () => ++made);
	const part = { bits: 6 };
	expect([stage(part, 1), stage(part, 1), stage({ bits: 6 }, 1)]).toEqual([
		1, 1, 2,
	]);
	expect(stage(part, "1")).toBe(3);
	expect(keep("other stage", [part, "1"], () => -1)).toBe(-1);
	// The third value has pushed out the one that was asked for longest ago.
	expect(stage(part, 1)).toBe(4);
	expect(stage(part, "1")).toBe(3);
});

/** Parts of designs that come again in other company. */
const variants: { readonly [K in keyof Design]?: readonly Design[K][] } = {
	operands: [
		presetDesign("isaac").operands,
		{ ...presetDesign("isaac").operands, weightBits: 5, inputBits: 6 },
	],
	adc: [
		{ kind: "lossless" },
		{ kind: "fixed", bits: 5, step: 1, signed: true },
		{
			kind: "calibrated",
			range: { kind: "quantile", quantile: 0.9 },
			per: "layer",
		},
	],
	partialProducts: [
		{ kind: "all" },
		{
			kind: "threshold",
			at: { unit: "kept-fraction", fraction: 0.5 },
			skipped: "mean-in-bias",
		},
	],
	crossbar: [
		presetDesign("isaac").crossbar,
		{ ...presetDesign("isaac").crossbar, rows: 16 },
		{ ...presetDesign("isaac").crossbar, arrayReadTime: 1e-8 },
	],
	device: [
		presetDesign("isaac").device,
		{
			...presetDesign("isaac").device,
			programming: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
			readNoise: { kind: "normal", ofRange: 0.02, ofConductance: 0 },
		},
	],
	hierarchy: [
		presetDesign("isaac").hierarchy,
		{ ...presetDesign("isaac").hierarchy, adcsPerPe: 2 },
	],
	replication: [{ kind: "none" }, { kind: "balanced" }],
};

const mixed = fc
	.record(
		Object.fromEntries(
			Object.entries(variants).map(([part, values]) => [
				part,
				fc.constantFrom<unknown>(...(values as readonly unknown[])),
			]),
		),
	)
	.map((parts): Design => ({ ...presetDesign("isaac"), ...parts }));

describe("an evaluation with kept stages", () => {
	test("is the one that is computed afresh, to the bit, and classifies images less often", async () => {
		let runs = 0;
		let freshRuns = 0;
		await fc.assert(
			fc.asyncProperty(
				anySmallNetwork(4),
				fc.array(mixed, { minLength: 5, maxLength: 5 }),
				async ({ network, images, count }, designs) => {
					const shape = network.input.shape;
					const data = { images, count, shape, name: "random" };
					const labels = new Uint8Array(count);
					const prepared = await prepareNetwork(network, {
						calibration: data,
						test: { ...data, labels },
					});
					const keep = keepStages();
					const evaluated = (
						design: Design,
						count: () => void,
						kept: boolean,
					) =>
						outcome(
							evaluate(prepared, design, {
								...(kept ? { keep } : {}),
								executor: (...work) => {
									count();
									return inProcess(...work);
								},
							}),
						);
					const elsewhere = {
						...designs[0]!,
						replication: { kind: "none" },
					} as const;
					for (const design of [...designs, elsewhere]) {
						const fresh = await evaluated(design, () => freshRuns++, false);
						expect(await evaluated(design, () => runs++, true)).toEqual(fresh);
					}
				},
			),
			{ numRuns: 2 },
		);
		expect(runs).toBeLessThan(freshRuns);
	});
});

async function outcome<T>(work: Promise<T>): Promise<T | string> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
}
