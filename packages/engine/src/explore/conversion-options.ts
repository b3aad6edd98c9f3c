import { componentModels, type Hardware } from "../cost/component-models.js";
import type { AdcPolicy } from "../design/adc-policy.js";
import type { Design, LayerOverrides } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { executedByThreshold } from "../map/partial-product-policy/threshold.js";
import { hasUnitColumn, planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";
import type { OperandWidths } from "../quantize/quantize-options.js";
import type { ConversionStudy } from "./conversion-study.js";
import type { Digits } from "./hardware-choices.js";
import type { KnobKind } from "./knob.js";
import { REFERENCE_BITS } from "./score-probe.js";

export interface OptionRequest {
	readonly knobs: readonly KnobKind[];
	/** Every converter for itself, for settings that all layers share; else the best ones for each layer. */
	readonly alike: boolean;
	/** Encodings of which each layer takes its own; that of the design if not stated. */
	readonly digits?: readonly Digits[] | undefined;
}

/** Prices of error against conversion energy at which the bits of each product are chosen. */
const PRICES = 8;

export interface ConversionLimits {
	readonly hardware: Hardware;
	/** Relative noise of the scores that converters and skipped products may add to that of cells. */
	readonly limit: number;
	readonly sensitivity: number;
}

export interface ConversionOption {
	readonly policies: LayerOverrides;
	readonly noise: number;
}

/** Converters and thresholds of a layer whose noise stays within a limit. */
export function conversionOptions(
	shape: LayerShape,
	widths: OperandWidths,
	study: ConversionStudy,
	design: Design,
	{ knobs, alike }: OptionRequest,
	{ limit, sensitivity, hardware }: ConversionLimits,
): readonly ConversionOption[] {
	const thresholds = knobs.includes("products")
		? thresholdsOf(shape, widths, design)
		: [{ executed: undefined, policy: {} }];
	const found: ConversionOption[] = [];
	const most = limit + study.error(() => 0) * sensitivity;
	for (const { executed, policy } of thresholds) {
		const runs = (product: number) => executed?.[product] !== 0;
		// A column of ones goes through the same converter, which no range of the others holds.
		const converters =
			knobs.includes("adc") && !hasUnitColumn(design)
				? convertersOf(study, design, hardware, runs, alike)
				: [{ policy: {}, range: () => 0 }];
		for (const converter of converters) {
			const error = study.error((product) =>
				runs(product) ? converter.range(product) : undefined,
			);
			const noise = error * sensitivity;
			if (noise <= most)
				found.push({ policies: { ...policy, ...converter.policy }, noise });
		}
	}
	return found;
}

/** Without a threshold, and every threshold that skips some and runs some. */
function thresholdsOf(
	shape: LayerShape,
	widths: OperandWidths,
	design: Design,
): readonly {
	readonly executed: Uint8Array | undefined;
	readonly policy: LayerOverrides;
}[] {
	const all = { executed: undefined, policy: {} };
	// A correction is skipped with its product, which offsets do not stand.
	if (weightEncoders[design.encoding.weights].needsInputSum) return [all];
	const { inputPlanes, weightPlanes } = planLayer(
		shape,
		lossless(design, shape.layer, widths),
	);
	const found = new Map<number, (typeof all)["policy"] & object>();
	const thresholds = [];
	for (let below = 0; below <= 2 * REFERENCE_BITS; below++) {
		const at = { unit: "bits-below-top", bits: below } as const;
		const executed = executedByThreshold(at, inputPlanes, weightPlanes);
		const kept = executed.reduce((sum, runs) => sum + runs, 0);
		if (kept === executed.length) break;
		if (found.has(kept)) continue;
		const partialProducts = {
			kind: "threshold",
			at,
			skipped: "mean-in-bias",
		} as const;
		found.set(kept, {});
		thresholds.push({ executed, policy: { partialProducts } });
	}
	return [all, ...thresholds.toReversed()];
}

interface ConverterOption {
	readonly policy: LayerOverrides;
	/** Index of the range that a product goes through. */
	range(product: number): number;
}

function convertersOf(
	study: ConversionStudy,
	design: Design,
	hardware: Hardware,
	runs: (product: number) => boolean,
	alike: boolean,
): readonly ConverterOption[] {
	const { ranges, signed } = study;
	const fixed = ranges.map(({ bits, step }, at) => ({
		policy: { adc: { kind: "fixed", bits, step, signed } as AdcPolicy },
		range: () => at,
	}));
	if (alike) return fixed;
	const errorOf = (at: number): number => {
		let sum = 0;
		for (let product = 0; product < study.products; product++)
			if (runs(product)) sum += study.errorOf[product]![at]!;
		return sum;
	};
	const widths = [...new Set(ranges.map(({ bits }) => bits))];
	const best = widths.map((bits) => {
		const own = ranges.flatMap((range, at) =>
			range.bits === bits ? [at] : [],
		);
		return fixed[own.reduce((a, b) => (errorOf(b) < errorOf(a) ? b : a))]!;
	});
	return [...best, ...convertersByProduct(study, design, hardware, runs)];
}

/** Each product its own converter: at a price of error, what it takes and errs least. */
function convertersByProduct(
	study: ConversionStudy,
	design: Design,
	hardware: Hardware,
	runs: (product: number) => boolean,
): readonly ConverterOption[] {
	const { ranges, signed, products } = study;
	const energies = ranges.map(({ bits }) =>
		componentModels.adc.energyPerAction(design, hardware, {
			conversionsOfBits: { [bits]: 1 },
		}),
	);
	const greatest = Math.max(
		...study.errorOf.map((errors) => Math.max(...errors)),
	);
	if (greatest === 0) return [];
	const slices = slicesOf(study, products);
	const found = new Map<string, ConverterOption>();
	for (let n = 0; n < PRICES; n++) {
		const price = (energies[0]! / greatest) * 10 ** (n * 0.75);
		const chosen = Array.from({ length: products }, (_, product) => {
			if (!runs(product)) return 0;
			let best = 0;
			let least = Number.POSITIVE_INFINITY;
			ranges.forEach((_range, at) => {
				const cost = energies[at]! + price * study.errorOf[product]![at]!;
				if (cost >= least) return;
				least = cost;
				best = at;
			});
			return best;
		});
		const table = (
			of: (at: number) => number,
		): readonly (readonly number[])[] =>
			Array.from({ length: products / slices }, (_, i) =>
				Array.from({ length: slices }, (__, j) => {
					const product = i * slices + j;
					return runs(product) ? of(chosen[product]!) : 0;
				}),
			);
		const bits = table((at) => ranges[at]!.bits);
		const step = table((at) => ranges[at]!.step).map((row) =>
			row.map((value) => Math.max(1, value)),
		);
		const adc: AdcPolicy = { kind: "per-product", bits, step, signed };
		found.set(JSON.stringify(adc), {
			policy: { adc },
			range: (product) => chosen[product]!,
		});
	}
	return [...found.values()];
}

function slicesOf(study: ConversionStudy, products: number): number {
	return products / study.driveOfPlane.length;
}

/** The design with nothing lost but by the operands of a layer. */
export function lossless(
	design: Design,
	layer: string,
	widths: OperandWidths,
): Design {
	return {
		...design,
		adc: { kind: "lossless" },
		partialProducts: { kind: "all" },
		layers: { [layer]: widths },
	};
}
