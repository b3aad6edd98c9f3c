import { InputError } from "../base/input-error.js";
import { clamp, roundHalfToEven } from "../base/round.js";
import type {
	AdcPolicy,
	EarlyRanges,
	StaircasePolicy,
} from "../design/adc-policy.js";
import type { Design } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import {
	leastErrorRange,
	quantileRange,
	type SeenSums,
} from "../map/adc-policy/calibrated.js";
import {
	fewestComparisons,
	magnitudeLength,
} from "../map/adc-policy/early-stop.js";
import { resolveAdc } from "../map/adc-policy/resolve-adc.js";
import type { LayerMapping } from "../map/mapping.js";
import { installedAdcBits } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import type { ColumnSums } from "../simulate/sample-column-sums.js";
import { shapesFor } from "./evaluate-cost.js";
import { computeAfresh, type KeepStage } from "./kept-stages.js";
import type { PreparedNetwork } from "./prepare-network.js";
import {
	columnSumsOf,
	type SampledLayers,
} from "./sample-calibration-images.js";

/** Whether some policy of a design has bits only once it has seen a network's data. */
export function needsCalibration({ adc, layers }: Design): boolean {
	return [adc, ...Object.values(layers).map((layer) => layer.adc)].some(
		(policy) => policy !== undefined && isOpen(policy),
	);
}

function isOpen(policy: AdcPolicy): boolean {
	if (policy.kind === "early-stop")
		return policy.ranges === "calibrated" || isOpen(policy.converter);
	return (
		policy.kind === "calibrated" ||
		(policy.kind === "significance" && policy.window.unit === "output-step")
	);
}

/**
 * The design with the bits that its policies take on a network's calibration images, layer by layer: what it
 * gives needs no data any more. A design that needs none is returned as it is.
 *
 * @throws InputError where a layer has no sums to calibrate from
 */
export function calibrateDesign(
	prepared: PreparedNetwork,
	design: Design,
	seed: number,
	keep: KeepStage = computeAfresh,
): Design {
	if (!needsCalibration(design)) return design;
	const parts = [...sumParts(design), seed];
	const sampled = keep("column sums", parts, () =>
		columnSumsOf(prepared, design, seed),
	);
	const resolved = keep("calibrated converters", [...parts, design.adc], () =>
		resolveAdcs(prepared, design, sampled),
	);
	return { ...design, ...resolved };
}

function resolveAdcs(
	prepared: PreparedNetwork,
	design: Design,
	{ layers: quantized, mappings, sums }: SampledLayers,
): Pick<Design, "layers" | "adc"> {
	const layers = {
		...design.layers,
		...Object.fromEntries(
			quantized.map((layer, l) => [
				layer.name,
				{
					...layerOverrides(design, layer.name),
					adc: resolvePolicy(
						layerOverrides(design, layer.name).adc ?? design.adc,
						layer,
						mappings[l]!,
						sums.get(layer.name)!,
					),
				},
			]),
		),
	};
	return { layers, adc: installedAdc(prepared, { ...design, layers }) };
}

/** The parts of a design that column sums follow from: not its converters. */
function sumParts({
	operands,
	encoding,
	partialProducts,
	layers,
	crossbar,
	device,
}: Design): readonly unknown[] {
	return [operands, encoding, partialProducts, layers, crossbar, device.cell];
}

function resolvePolicy(
	policy: AdcPolicy,
	layer: QuantizedMatrixLayer,
	mapping: LayerMapping,
	sums: ColumnSums,
): AdcPolicy {
	switch (policy.kind) {
		case "table":
			return policy;
		case "early-stop": {
			const converter = resolveStaircase(
				policy.converter,
				layer,
				mapping,
				sums,
			);
			const { ranges, per } = policy;
			return {
				kind: "early-stop",
				converter,
				ranges:
					ranges === "calibrated"
						? calibrateRanges(converter, mapping, sums, per)
						: ranges,
			};
		}
		default:
			return resolveStaircase(policy, layer, mapping, sums);
	}
}

/** The ranges that take the fewest comparisons of the sums of all products that run, or of each of them. */
function calibrateRanges(
	converter: StaircasePolicy,
	mapping: LayerMapping,
	{ histograms, least }: ColumnSums,
	per: "layer" | "product" = "layer",
): EarlyRanges {
	const adcs = resolveAdc(converter, mapping);
	const rangesOf = (products: readonly number[]): readonly number[] => {
		const lengths = new Float64Array(17);
		let widest: AdcRange | undefined;
		for (const product of products) {
			const adc = adcs[product]!;
			if (mapping.executed[product] === 0 || adc.bits === 0) continue;
			if (adc.bits > (widest?.bits ?? 0)) widest = adc;
			histograms[product]!.forEach((count, at) => {
				const code = roundHalfToEven((least + at) / adc.step);
				lengths[magnitudeLength(clamp(code, adc.min, adc.max))]! += count;
			});
		}
		return widest ? fewestComparisons(widest, lengths) : [];
	};
	const { executed, inputPlanes, weightPlanes } = mapping;
	if (per === "layer") return rangesOf([...executed.keys()]);
	const ofProducts = [...executed.keys()].map((product) => rangesOf([product]));
	const run = ofProducts.filter((_, product) => executed[product] === 1);
	// One list says it where all have the same.
	if (new Set(run.map((own) => own.join())).size <= 1) return run[0] ?? [];
	return inputPlanes.map((_, i) =>
		weightPlanes.map((__, j) => ofProducts[i * weightPlanes.length + j]!),
	);
}

function resolveStaircase(
	policy: StaircasePolicy,
	layer: QuantizedMatrixLayer,
	mapping: LayerMapping,
	sums: ColumnSums,
): StaircasePolicy {
	if (policy.kind === "significance" && policy.window.unit === "output-step")
		return {
			kind: "significance",
			window: {
				unit: "significance",
				least: outputStep(layer) - policy.window.guardBits,
			},
		};
	if (policy.kind !== "calibrated") return policy;
	const { executed, weightPlanes, inputPlanes, bounds } = mapping;
	const signed = bounds.min < 0;
	const significances = inputPlanes.flatMap((input) =>
		weightPlanes.map((weight) => input.significance * weight.significance),
	);
	const choose = (products: readonly number[]): AdcRange =>
		chooseRange(policy.range, {
			histograms: products.map((product) => sums.histograms[product]!),
			least: sums.least,
			significances: products.map((product) => significances[product]!),
			unclipped: sums.unitSums,
			signed,
		});
	const run = significances
		.map((_, product) => product)
		.filter((product) => executed[product] === 1);
	if (policy.per === "layer") {
		const { bits, step } = choose(run);
		return { kind: "fixed", bits, step, signed };
	}
	const ranges = significances.map((_, product) =>
		executed[product] === 1 ? choose([product]) : undefined,
	);
	const table = (value: (range: AdcRange | undefined) => number) =>
		inputPlanes.map((_, i) =>
			weightPlanes.map((__, j) => value(ranges[i * weightPlanes.length + j])),
		);
	return {
		kind: "per-product",
		bits: table((range) => range?.bits ?? 0),
		step: table((range) => range?.step ?? 1),
		signed,
	};
}

function chooseRange(
	range: Extract<StaircasePolicy, { kind: "calibrated" }>["range"],
	seen: SeenSums,
): AdcRange {
	switch (range.kind) {
		case "quantile":
			return quantileRange(seen, range.quantile);
		case "least-error":
			return leastErrorRange(seen, range.bits);
		default:
			return range satisfies never;
	}
}

/** log2 of the output's step in units of the layer's integer products, of the output with the finest weights. */
function outputStep({ input, output, weightScales }: QuantizedMatrixLayer) {
	const unit = input.scale * Math.max(...weightScales);
	return Math.log2(output.scale / unit);
}

/** What all converters of the chip are, for figures that belong to no layer. */
function installedAdc(prepared: PreparedNetwork, design: Design): AdcPolicy {
	const plans = shapesFor(prepared.network, design).map((shape) =>
		planLayer(shape, design),
	);
	if (plans.length === 0)
		throw new InputError(`${prepared.network.name}: found no matrix layer`);
	return {
		kind: "fixed",
		bits: installedAdcBits(plans),
		step: 1,
		signed: plans.some(({ bounds }) => bounds.min < 0),
	};
}
