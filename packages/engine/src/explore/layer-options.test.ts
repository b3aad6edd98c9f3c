import { expect, test } from "vitest";
import type { AdcPolicy } from "../design/adc-policy.js";
import { shapesFor } from "../evaluate/evaluate-cost.js";
import { referenceGemm } from "../kernels/gemm/reference.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";
import { oneSmallNetwork } from "../network/small-network.arbitrary.js";
import { presetDesign } from "../presets/preset-designs.js";
import { calibrate } from "../quantize/calibration.js";
import type { KnobKind } from "./knob.js";
import { NOISE_LIMIT } from "./layer-noise.js";
import { createOptionSource } from "./layer-options.js";
import type { LayerOption } from "./option-table.js";
import { createScoreProbe } from "./score-probe.js";

const IMAGES = 12;
const { network, images } = oneSmallNetwork(IMAGES);
const ranges = calibrate(network, images, IMAGES, referenceGemm);
const isaac = presetDesign("isaac");
const design = {
	...isaac,
	operands: { ...isaac.operands, inputSign: "where-needed" as const },
};
const shapes = shapesFor(network, design);
const probe = createScoreProbe(
	{ network, ranges },
	design.operands,
	{ images, count: IMAGES },
	1,
);

/** Noise of the first layer's options by its bits, as `weights × inputs`. */
function noises(own: { weightBits?: number; inputBits?: number }) {
	const stored = shapes.map((shape) => ({ ...shape, ...own }));
	const { layers } = createOptionSource(stored, probe).table(design, {
		knobs: ["operands"],
		alike: false,
	});
	return new Map(
		layers[0]!.map(({ setting, noise }) => [
			`${setting.weightBits} × ${setting.inputBits}`,
			noise,
		]),
	);
}

test("operands that the file has as codes add no noise in as many bits, and some in fewer", () => {
	expect(noises({}).get("8 × 8")).toBeGreaterThan(0);
	const stored = noises({ weightBits: 8, inputBits: 6 });
	expect(stored.get("8 × 6")).toBe(0);
	expect(stored.get("7 × 6")).toBeGreaterThan(0);
	expect(stored.get("8 × 5")).toBeGreaterThan(0);
	expect(stored.has("8 × 7")).toBe(false);
});

test("fewer bits of what is too noisy already are not measured, and layers are told of once", () => {
	const measured: string[] = [];
	const met: number[] = [];
	const source = createOptionSource(
		shapes,
		{
			...probe,
			noiseOf(layer, bits) {
				measured.push(`${layer} ${JSON.stringify(bits)}`);
				return 1;
			},
		},
		(layer) => met.push(layer),
	);
	const table = () =>
		source.table(design, { knobs: ["operands"], alike: false });
	const { layers } = table();
	expect(layers.map((options) => options.length)).toEqual(shapes.map(() => 1));
	expect(measured.toSorted()).toEqual(
		shapes
			.flatMap(({ layer }) => [
				`${layer} {"inputBits":6}`,
				`${layer} {"weightBits":6}`,
			])
			.toSorted(),
	);
	table();
	expect(met).toEqual(shapes.map((_, l) => l));
});

test("a layer's own converters stay where no knob is theirs, with operands of as many digits, and are left where one is", () => {
	const pairs = {
		...design,
		operands: { ...design.operands, weightBits: 8, inputBits: 8 },
		encoding: {
			...design.encoding,
			weights: "balanced-radix" as const,
			inputs: "binary-planes" as const,
			digitBits: 2,
			correction: "digital-count" as const,
		},
	};
	const adcOf = (shape: LayerShape): AdcPolicy => {
		const { inputPlanes, weightPlanes } = planLayer(shape, pairs);
		const ofAll = (value: number) =>
			inputPlanes.map(() => weightPlanes.map(() => value));
		const converters = { bits: ofAll(6), step: ofAll(1), signed: true };
		return { kind: "per-product", ...converters };
	};
	const own = { weightBits: 8, inputBits: 8 };
	const given = {
		...pairs,
		layers: Object.fromEntries(
			shapes.map((shape) => [shape.layer, { ...own, adc: adcOf(shape) }]),
		),
	};
	const { adc } = given.layers[shapes[0]!.layer]!;
	const settings = (knobs: readonly KnobKind[]) =>
		createOptionSource(shapes, probe)
			.table(given, { knobs, alike: false })
			.layers[0]!.map(({ setting }) => setting);
	for (const knobs of [["operands"], ["products"]] as const) {
		for (const setting of settings(knobs))
			expect(setting).toMatchObject({ ...own, adc });
	}
	const open = settings(["operands", "adc", "products"]);
	expect(open.some(({ weightBits }) => weightBits! < 8)).toBe(true);
	expect(open.every((setting) => setting.adc !== adc)).toBe(true);
});

test("layers that share inputs have options for all bits that these may have, and so find each other", () => {
	const shared = shapes.slice(0, 2).map(({ layer }) => layer);
	const siblings = { ...probe, siblings: [shared] };
	const widths = (
		of: typeof probe,
		knobs: readonly KnobKind[],
	): readonly (readonly number[])[] =>
		createOptionSource(shapes, of)
			.table(design, { knobs, alike: false })
			.layers.slice(0, 2)
			.map((options) =>
				[
					...new Set(options.map(({ setting }) => setting.inputBits!)),
				].toSorted(),
			);
	const open = widths(probe, ["operands"]);
	expect(open.every((bits) => bits.length > 2)).toBe(true);
	expect(widths(siblings, ["operands", "encoding"])).toEqual(open);
	// One that reads its inputs alone does not need the others.
	const counts = (of: typeof probe) =>
		createOptionSource(shapes, of)
			.table(design, { knobs: ["operands", "encoding"], alike: false })
			.layers.slice(0, 2)
			.map((options) => options.length);
	const together = counts(siblings);
	for (const [l, alone] of counts(probe).entries())
		expect(alone).toBeLessThan(together[l]!);
});

test("where layers choose their digits, their options are those of each choice for all layers, but for what is dominated", () => {
	const pairs = {
		...design,
		encoding: {
			weights: "balanced-radix",
			inputs: "binary-planes",
			digitBits: 2,
			correction: "digital-count",
		},
	} as const;
	const digits = [
		{ weights: "balanced-radix", inputs: "binary-planes", digitBits: 2 },
		{ weights: "symmetric-radix", inputs: "balanced-radix-7", digitBits: 2 },
	] as const;
	const request = { knobs: ["operands", "encoding"], alike: false } as const;
	const source = createOptionSource(shapes, probe);
	const chosen = source.table(pairs, { ...request, digits });
	const apart = digits.map((own) =>
		source.table(
			{ ...pairs, encoding: { ...pairs.encoding, ...own } },
			{ ...request, alike: true },
		),
	);
	const costOf = ({ noise, energy, adcBits }: LayerOption) =>
		JSON.stringify([noise, energy, adcBits]);
	for (const [l, options] of chosen.layers.entries()) {
		const own = options.filter(({ setting }) => setting.encoding);
		expect(own.length).toBeGreaterThan(0);
		for (const { setting } of own)
			expect(setting.encoding).toEqual({
				weights: "symmetric-radix",
				inputs: "balanced-radix-7",
			});
		for (const option of options) {
			const from = apart[option.setting.encoding ? 1 : 0]!.layers[l]!;
			expect(from.map(costOf)).toContain(costOf(option));
		}
	}
});

test("what is studied again, for want of memory, is what was kept", () => {
	const tables = (bytes: number) => {
		const room = { bytes };
		const source = createOptionSource(shapes, probe, undefined, room);
		const request = { knobs: ["operands", "adc"], alike: false } as const;
		const [first, second] = [0, 1].map(
			() => source.table(design, request).layers,
		);
		expect(second).toEqual(first);
		expect(room.bytes).toBeGreaterThanOrEqual(0);
		return { first, taken: bytes - room.bytes };
	};
	const none = tables(0);
	const all = tables(2 ** 40);
	const some = tables(all.taken / 2);
	expect(none.first).toEqual(all.first);
	expect(some.first).toEqual(all.first);
	expect(some.taken).toBeGreaterThan(0);
	expect(some.taken).toBeLessThan(all.taken);
});

test("layers have options on cells that disturb more than converters may, and all are as noisy as the cells", () => {
	const bad = {
		...presetDesign("asp-dac-2018"),
		operands: design.operands,
		device: {
			...isaac.device,
			programming: { kind: "normal", ofRange: 0.5, ofConductance: 0 },
		} as const,
	};
	const leastOf = (of: typeof bad): readonly number[] =>
		createOptionSource(shapes, probe)
			.table(of, { knobs: ["operands", "encoding", "adc"], alike: false })
			.layers.map((options) => Math.min(...options.map(({ noise }) => noise)));
	const ideal = leastOf({ ...bad, device: isaac.device as typeof bad.device });
	const noisy = leastOf(bad);
	expect(noisy).toHaveLength(shapes.length);
	for (const [l, noise] of noisy.entries()) {
		expect(noise).toBeLessThan(Number.POSITIVE_INFINITY);
		expect(noise).toBeGreaterThan(ideal[l]!);
	}
	expect(Math.max(...noisy)).toBeGreaterThan(NOISE_LIMIT);
});
