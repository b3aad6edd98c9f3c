import type { Codes } from "../base/codes.js";
import type { Design } from "../design/design.js";
import { IDEAL_DEVICE } from "../design/device.js";
import { withoutWires } from "../device/ideal-cells.js";
import { createPlainCrossbarMvm } from "../kernels/crossbar-mvm/plain.js";
import { createWasmCrossbarMvm } from "../kernels/crossbar-mvm/wasm.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { wasmIntegerGemm } from "../kernels/integer-gemm/wasm.js";
import { runFloatReference } from "../network/float-reference.js";
import {
	integerProductBy,
	type MatrixProduct,
} from "../quantize/integer-product.js";
import {
	matrixLayersOf,
	type QuantizedNetwork,
	type QuantizedTensor,
} from "../quantize/quantized-network.js";
import { classify, runQuantized } from "../quantize/run-quantized.js";
import {
	crossbarProduct,
	firstKernelThatCan,
} from "../simulate/crossbar-product.js";
import { programLayers } from "../simulate/program-layers.js";
import { accuracyOf } from "./accuracy.js";
import { calibratedFor } from "./calibrated-for.js";
import { shapesFor } from "./evaluate-cost.js";
import { foldMeans } from "./fold-means.js";
import { mapNetwork } from "./map-network.js";
import type { PreparedNetwork } from "./prepare-network.js";
import { quantizeFor } from "./quantize-for.js";
import { columnSumsOf } from "./sample-calibration-images.js";

/** Why a network computes less exactly on a design than in float: from ideal to real, one effect after the other. */
export interface Diagnosis {
	readonly schema: "mho/diagnosis/1";
	/** The first test images. */
	readonly images: number;
	readonly effects: readonly DiagnosedEffect[];
	readonly layers: readonly DiagnosedLayer[];
}

/** One more effect than the entry before has. */
export interface DiagnosedEffect {
	readonly effect: string;
	readonly accuracy: number;
	/** Images with the class that float gives. */
	readonly agreement: number;
	/** Signal over error of the class scores against float, in dB; no number where there is no error. */
	readonly scoreSqnr: number | null;
}

export interface DiagnosedLayer {
	readonly layer: string;
	/** Signal over error of the layer's outputs against float with each effect, in dB, errors of earlier layers included. */
	readonly sqnr: readonly (number | null)[];
	/** Share of the column sums of calibration images that the converters clip. */
	readonly clipRate: number;
	/** Bits of the widest converter. */
	readonly adcBits: number;
	/** Share of the converter's range that 99.9 % of the sums stay within, of the product that needs most; above 1 it is too narrow. */
	readonly rangeUsed: number;
}

const IMAGES = 64;

/**
 * Runs the first test images again and again, each time with one effect more, and compares what every layer gives.
 *
 * @param design with its calibrated bits resolved, as an evaluation states it
 */
export function diagnose(
	prepared: PreparedNetwork,
	design: Design,
	seed = 1,
): Diagnosis {
	const { data, floatClasses } = prepared;
	const { network } = calibratedFor(prepared, design.operands);
	const { test } = data;
	const count = Math.min(IMAGES, test.count);
	const images = test.images.subarray(
		0,
		(test.images.length / test.count) * count,
	);
	const labels = test.labels.subarray(0, count);
	const float = new Map<string, Float32Array>();
	runFloatReference(network, images, {
		gemm: createWasmGemm(),
		onTensor: (name, values) => float.set(name, values.slice()),
	});
	const steps = effectsOf(design).map(({ effect, design: partial }) => {
		const { quantized, product } = open(prepared, partial, seed, effect);
		const tensors = new Map<string, Codes>();
		const scores = runQuantized(quantized, images, count, product, {
			onTensor: (tensor, codes) => tensors.set(tensor, codes),
		});
		const classes = classify(scores, count);
		const sqnrOf = (tensor: QuantizedTensor) =>
			sqnr(float.get(tensor.name), tensors.get(tensor.name), tensor);
		const output = quantized.nodes.findLast(
			(node) => node.output.name === quantized.output,
		);
		return {
			effect,
			accuracy: accuracyOf(classes, labels),
			agreement: accuracyOf(classes, floatClasses.subarray(0, count)),
			scoreSqnr: output ? sqnrOf(output.output) : null,
			layers: matrixLayersOf(quantized).map((layer) => sqnrOf(layer.output)),
		};
	});
	return {
		schema: "mho/diagnosis/1",
		images: count,
		effects: steps.map(({ layers: _, ...effect }) => effect),
		layers: convertersOf(prepared, design, seed).map((converter, l) => ({
			...converter,
			sqnr: steps.map(({ layers }) => layers[l] ?? null),
		})),
	};
}

/** Designs with one effect more each; those that the design does not have are left out. */
function effectsOf(
	design: Design,
): readonly { readonly effect: string; readonly design: Design }[] {
	const { device, crossbar } = design;
	const exact = withoutLosses(design);
	const stages: readonly (readonly [string, Design])[] = [
		[OPERANDS, withProducts(exact, "all")],
		["skipped products", exact],
		["converters", { ...withIdealConverters(design), ...ideal(design) }],
		["defects of converters", { ...design, ...ideal(design) }],
		[
			"off current of cells",
			{ ...design, ...ideal(design, { cell: device.cell }) },
		],
		...(["programming", "faults", "drift"] as const).map(
			(field, n, fields) =>
				[
					field,
					{
						...design,
						...ideal(design, {
							cell: device.cell,
							...Object.fromEntries(
								fields.slice(0, n + 1).map((name) => [name, device[name]]),
							),
						}),
					},
				] as const,
		),
		[
			"wires",
			{
				...design,
				device: { ...device, readNoise: { kind: "none" } },
				crossbar,
			},
		],
		["read noise", design],
	];
	const keyOf = (of: Design) => JSON.stringify(of);
	return stages.flatMap(([effect, stage], n) =>
		n > 0 && keyOf(stage) === keyOf(stages[n - 1]![1])
			? []
			: [{ effect, design: stage }],
	);
}

const OPERANDS = "integer operands";

/** The crossbars without deviations, but for those that are named. */
function ideal(
	design: Design,
	real: Partial<Design["device"]> = {},
): Pick<Design, "crossbar" | "device"> {
	const isWithoutCells = real.cell === undefined;
	return {
		crossbar: withoutWires(design).crossbar,
		// Conductances without an off current are levels.
		device: {
			...IDEAL_DEVICE,
			...real,
			cell: isWithoutCells ? IDEAL_DEVICE.cell : design.device.cell,
		},
	};
}

function withoutLosses(design: Design): Design {
	const adc = { kind: "lossless" } as const;
	const layers = Object.entries(design.layers).map(([name, layer]) => [
		name,
		{ ...layer, adc },
	]);
	return {
		...withIdealConverters(design),
		...ideal(design),
		adc,
		layers: Object.fromEntries(layers),
	};
}

const withIdealConverters = (design: Design): Design => ({
	...design,
	adcDefects: undefined,
});

function withProducts(design: Design, kind: "all"): Design {
	const layers = Object.entries(design.layers).map(([name, layer]) => [
		name,
		{ ...layer, partialProducts: { kind } },
	]);
	return {
		...design,
		partialProducts: { kind },
		layers: Object.fromEntries(layers),
	};
}

function open(
	prepared: PreparedNetwork,
	design: Design,
	seed: number,
	effect: string,
): { readonly quantized: QuantizedNetwork; readonly product: MatrixProduct } {
	const calibrated = calibratedFor(prepared, design.operands);
	const { mapping } = mapNetwork(shapesFor(calibrated.network, design), design);
	const plain = quantizeFor(calibrated, mapping.layers, design);
	const integerProduct = integerProductBy(wasmIntegerGemm);
	if (effect === OPERANDS) return { quantized: plain, product: integerProduct };
	const quantized = foldMeans(prepared, plain, mapping, design, seed);
	const product = crossbarProduct(
		programLayers(quantized, mapping, design, seed),
		design,
		firstKernelThatCan([createWasmCrossbarMvm(), createPlainCrossbarMvm()]),
		new Map(),
		integerProduct,
	);
	return { quantized, product };
}

/** @returns dB; null where nothing is off, or float has no such tensor */
function sqnr(
	reference: Float32Array | undefined,
	codes: Codes | undefined,
	{ scale, zeroPoint }: QuantizedTensor,
): number | null {
	if (reference?.length !== codes?.length || !reference || !codes) return null;
	let signal = 0;
	let error = 0;
	for (let n = 0; n < reference.length; n++) {
		const value = reference[n]!;
		signal += value ** 2;
		error += (value - (codes[n]! - zeroPoint) * scale) ** 2;
	}
	return error === 0 ? null : 10 * Math.log10(signal / error);
}

function convertersOf(
	prepared: PreparedNetwork,
	design: Design,
	seed: number,
): readonly Omit<DiagnosedLayer, "sqnr">[] {
	const { sums } = columnSumsOf(prepared, design, seed);
	const { mapping } = mapNetwork(shapesFor(prepared.network, design), design);
	return mapping.layers.map(({ shape, adc, adcOfProduct, executed }) => {
		const { histograms, least } = sums.get(shape.layer)!;
		let clipped = 0;
		let seen = 0;
		let rangeUsed = 0;
		histograms.forEach((counts, product) => {
			if (executed[product] === 0) return;
			const { min, max, step } = adcOfProduct[product]!;
			counts.forEach((count, n) => {
				const sum = least + n;
				seen += count;
				if (sum > (max + 0.5) * step || sum < (min - 0.5) * step)
					clipped += count;
			});
			const [low, high] = middleOf(counts, least);
			const used = Math.max(
				high / (max * step),
				min < 0 ? low / (min * step) : 0,
			);
			rangeUsed = Math.max(rangeUsed, used);
		});
		return {
			layer: shape.layer,
			clipRate: clipped / seen,
			adcBits: adc.bits,
			rangeUsed,
		};
	});
}

const MIDDLE = 0.999;

/** Sums that all but the same small share below and above lie between. */
function middleOf(
	counts: Float64Array,
	least: number,
): readonly [number, number] {
	const total = counts.reduce((sum, count) => sum + count, 0);
	const outside = ((1 - MIDDLE) / 2) * total;
	let low = 0;
	for (let below = counts[0]!; below <= outside && low < counts.length - 1; )
		below += counts[++low]!;
	let high = counts.length - 1;
	for (let above = counts[high]!; above <= outside && high > 0; )
		above += counts[--high]!;
	return [least + low, least + high];
}
