import type { Design, LayerOverrides } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import { losslessBits } from "../encode/column-sum-bounds.js";
import { executedByThreshold } from "../map/partial-product-policy/threshold.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";

/** What a search may lower. */
export type KnobKind = "weightBits" | "inputBits" | "adc" | "partialProducts";

export const knobKinds: readonly KnobKind[] = [
	"weightBits",
	"inputBits",
	"adc",
	"partialProducts",
];

/** One thing that a search may lower, notch by notch, in one layer or in several alike. */
export interface Knob {
	readonly kind: KnobKind;
	readonly layers: readonly string[];
	/**
	 * Ways to set it at each notch; the search takes the one that disturbs the scores least. Notch 0 is the full
	 * resolution: the operand bits of the design, a lossless ADC, all partial products.
	 */
	readonly notches: readonly (readonly LayerOverrides[])[];
}

/** The design with its searched settings at full resolution: where all knobs stand at notch 0. */
export function fullResolution(
	design: Design,
	kinds: readonly KnobKind[],
): Design {
	const layers = Object.fromEntries(
		Object.entries(design.layers).map(([layer, overrides]) => [
			layer,
			Object.fromEntries(
				Object.entries(overrides).filter(
					([kind]) => !kinds.includes(kind as KnobKind),
				),
			),
		]),
	);
	return {
		...design,
		layers,
		...(kinds.includes("adc") && { adc: { kind: "lossless" } }),
		...(kinds.includes("partialProducts") && {
			partialProducts: { kind: "all" },
		}),
	};
}

/** The knobs of each layer for itself. */
export function knobsPerLayer(
	shapes: readonly LayerShape[],
	full: Design,
	kinds: readonly KnobKind[],
): readonly Knob[] {
	return shapes.flatMap((shape) =>
		kinds.map((kind) => ({
			kind,
			layers: [shape.layer],
			notches: [[{}], ...notchesOf(kind, shape, full)],
		})),
	);
}

/** One knob of each kind that sets all layers alike: those notches that every layer has. */
export function knobsForAll(
	shapes: readonly LayerShape[],
	full: Design,
	kinds: readonly KnobKind[],
): readonly Knob[] {
	const layers = shapes.map(({ layer }) => layer);
	return kinds.map((kind) => {
		const [first = [], ...others] = shapes.map((shape) =>
			notchesOf(kind, shape, full).map((ways) =>
				ways.map((way) => JSON.stringify(way)),
			),
		);
		const shared = first
			.map((ways) =>
				ways.filter((way) =>
					others.every((other) => other.flat().includes(way)),
				),
			)
			.filter((ways) => ways.length > 0)
			.map((ways) => ways.map((way): LayerOverrides => JSON.parse(way)));
		return { kind, layers, notches: [[{}], ...shared] };
	});
}

/** Fewer bits than this are binary networks, which are trained for it. */
const LEAST_OPERAND_BITS = 2;
const LEAST_ADC_BITS = 2;
/** Levels per code: a range that is clipped, or steps that are coarser. */
const ADC_STEPS = [1, 2, 4];

function notchesOf(
	kind: KnobKind,
	shape: LayerShape,
	full: Design,
): readonly (readonly LayerOverrides[])[] {
	const plan = planLayer(shape, full);
	switch (kind) {
		case "weightBits":
		case "inputBits":
			return downTo(LEAST_OPERAND_BITS, plan[kind] - 1).map((bits) => [
				{ [kind]: bits },
			]);
		case "adc": {
			const lossless = losslessBits(plan.bounds);
			const signed = plan.bounds.min < 0;
			return downTo(LEAST_ADC_BITS, lossless - 1).map((bits) =>
				ADC_STEPS.filter((step) => step <= 2 ** (lossless - bits)).map(
					(step) => ({ adc: { kind: "fixed", bits, step, signed } }),
				),
			);
		}
		case "partialProducts": {
			const { inputPlanes, weightPlanes } = plan;
			const all = inputPlanes.length * weightPlanes.length;
			const kept = (bits: number) =>
				executedByThreshold(
					{ unit: "bits-below-top", bits },
					inputPlanes,
					weightPlanes,
				).reduce((sum, runs) => sum + runs, 0);
			return downTo(0, plan.weightBits + plan.inputBits)
				.filter((bits) => kept(bits) < Math.min(all, kept(bits + 1)))
				.map((bits) => [
					{
						partialProducts: {
							kind: "threshold",
							at: { unit: "bits-below-top", bits },
						},
					},
				]);
		}
		default:
			return kind satisfies never;
	}
}

function downTo(last: number, first: number): number[] {
	return Array.from(
		{ length: Math.max(0, first - last + 1) },
		(_, at) => first - at,
	);
}

/** Where a knob stands. */
export interface KnobSetting {
	readonly knob: Knob;
	readonly notch: number;
	/** Index of the way that is taken at the notch. */
	readonly way: number;
}

/** All knobs at notch 0. */
export function unturned(knobs: readonly Knob[]): readonly KnobSetting[] {
	return knobs.map((knob) => ({ knob, notch: 0, way: 0 }));
}

/** Knobs of single layers where knobs of all layers stand: at a notch that does the same. */
export function settingsAlike(
	knobs: readonly Knob[],
	shared: readonly KnobSetting[],
): readonly KnobSetting[] {
	return knobs.map((knob) => {
		const common = shared.find((setting) => setting.knob.kind === knob.kind);
		const wanted = JSON.stringify(waysAt(common)[common?.way ?? 0]);
		const notch = knob.notches.findIndex((ways) =>
			ways.some((way) => JSON.stringify(way) === wanted),
		);
		const way = waysAt({ knob, notch }).findIndex(
			(candidate) => JSON.stringify(candidate) === wanted,
		);
		return { knob, notch, way };
	});
}

function waysAt(
	setting: Pick<KnobSetting, "knob" | "notch"> | undefined,
): readonly LayerOverrides[] {
	return setting?.knob.notches[setting.notch] ?? [{}];
}

/** The design with its knobs turned. */
export function withSettings(
	full: Design,
	settings: readonly KnobSetting[],
): Design {
	const layers: Record<string, LayerOverrides> = { ...full.layers };
	for (const { knob, notch, way } of settings) {
		if (notch === 0) continue;
		for (const layer of knob.layers)
			layers[layer] = {
				...layerOverrides({ ...full, layers }, layer),
				...knob.notches[notch]![way],
			};
	}
	return { ...full, layers };
}
