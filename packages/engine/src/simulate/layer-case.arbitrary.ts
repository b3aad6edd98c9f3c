import fc from "fast-check";
import type { ArrayActivity } from "../activity/activity.js";
import { type Codes, makeCodes } from "../base/codes.js";
import { randomFor } from "../base/random.js";
import type { Design } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { kernelsUnderTest } from "../kernels/crossbar-mvm/kernel-under-test.support.js";
import { arraysPerPe } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import { integerProduct } from "../quantize/integer-product.js";
import type { QuantizedMatrixLayer } from "../quantize/quantized-network.js";
import type { EventCounts } from "./count-events.js";
import { crossbarProduct, firstKernelThatCan } from "./crossbar-product.js";
import { type ProgrammedLayer, programLayer } from "./program-layer.js";

/** Sizes and operands of one matrix layer, small enough to be computed again by hand. */
export interface LayerSizes {
	readonly rows: number;
	readonly outputs: number;
	readonly groups: number;
	readonly positions: number;
	readonly signedInputs: boolean;
	/** Of all weights, where they have more than 1 bit; weights of 1 bit have −½. */
	readonly weightZeroPoint?: number;
	/** `extreme` takes the ends of the ranges only, which is what reaches the bounds of column sums. */
	readonly operands: "even" | "extreme";
	readonly seed: number;
}

export function anySizes(max: {
	readonly rows: number;
	readonly outputs: number;
	readonly groups: number;
	readonly positions: number;
}): fc.Arbitrary<LayerSizes> {
	return fc.record({
		rows: fc.integer({ min: 1, max: max.rows }),
		outputs: fc.integer({ min: 1, max: max.outputs }),
		groups: fc.integer({ min: 1, max: max.groups }),
		positions: fc.integer({ min: 1, max: max.positions }),
		signedInputs: fc.boolean(),
		weightZeroPoint: fc.constantFrom(0, 0, 3),
		operands: fc.constantFrom("even", "extreme"),
		seed: fc.nat(),
	});
}

/** A layer of a design with weights and one image's input vectors. */
export interface LayerCase {
	readonly design: Design;
	readonly mapping: LayerMapping;
	readonly layer: QuantizedMatrixLayer;
	/** integers, [groups][positions × rows] */
	readonly inputs: readonly Codes[];
}

export function layerCase(design: Design, sizes: LayerSizes): LayerCase {
	const { rows, outputs, groups, positions, signedInputs } = sizes;
	const { weightZeroPoint = 0 } = sizes;
	const { weightBits, inputBits } = design.operands;
	const shape = {
		layer: "conv",
		rows,
		outputs,
		groups,
		positions,
		signedInputs,
		weightBits,
		...(weightZeroPoint === 0 ? {} : { hasWeightZeroPoints: true as const }),
		inputValues: rows * groups,
		leadPositions: positions,
		activations: 0,
		poolOutputs: 0,
	};
	const perPe = arraysPerPe(
		design,
		weightEncoders[design.encoding.weights].cells,
	);
	const tensor = {
		name: "x",
		shape: [rows * groups],
		scale: 1,
		zeroPoint: 0,
		bits: inputBits,
		signed: signedInputs,
	};
	const plan = planLayer(shape, design);
	const half = 2 ** (weightBits - 1);
	const { greatestWeight, greatestInput } = plan;
	const [leastWeight, mostWeight] =
		greatestWeight === undefined
			? [-half, half - 1]
			: [-greatestWeight, greatestWeight];
	const [least, greatest] =
		greatestInput !== undefined
			? [signedInputs ? -greatestInput : 0, greatestInput]
			: signedInputs
				? [-(2 ** (inputBits - 1)), 2 ** (inputBits - 1) - 1]
				: [0, 2 ** inputBits - 1];
	const input = {
		...tensor,
		...(greatestInput !== undefined && { held: [least, greatest] as const }),
	};
	return {
		design,
		mapping: placeLayer(plan, 1, perPe),
		layer: {
			kind: "matrix",
			name: "conv",
			input,
			output: { ...input, name: "y" },
			geometry: "dense",
			groups,
			rows,
			outputs,
			positions,
			weightBits,
			weights: new Int32Array(groups * rows * outputs).map(
				operand(sizes, "weights", leastWeight, mostWeight),
			),
			weightScales: new Float64Array(groups * outputs).fill(1),
			weightZeroPoints: new Float64Array(groups * outputs).fill(
				weightBits === 1 ? -0.5 : weightZeroPoint,
			),
			bias: new Float64Array(groups * outputs),
			activation: "none",
			precision: "float64",
		},
		inputs: Array.from({ length: groups }, (_, group) =>
			makeCodes(least < 0, positions * rows).map(
				operand(sizes, `inputs ${group}`, least, greatest),
			),
		),
	};
}

/** Draws the operand of each place. */
function operand(
	{ seed, operands }: LayerSizes,
	purpose: string,
	least: number,
	greatest: number,
): (_: number, place: number) => number {
	const random = randomFor(seed, purpose);
	// One side is favoured, so that whole columns come near their bound.
	const share = random.uniform(2 ** 31);
	return (_, place) => {
		const u = random.uniform(place);
		if (operands === "extreme") return u < share ? least : greatest;
		return least + Math.floor(u * (greatest - least + 1));
	};
}

/** Products of all groups, [groups][positions × outputs], and the events that they took. */
export interface LayerResult {
	readonly products: readonly Float64Array[];
	readonly events: ArrayActivity;
	readonly programmed: ProgrammedLayer;
}

/** Sends every vector of the case through the crossbars. */
export function readThroughCrossbars(
	{ design, mapping, layer, inputs }: LayerCase,
	useShortcut: boolean,
): LayerResult {
	const programmed = programLayer(layer, mapping, design);
	const events: EventCounts = new Map();
	const product = crossbarProduct(
		new Map([["conv", programmed]]),
		design,
		firstKernelThatCan(kernelsUnderTest),
		events,
		useShortcut ? integerProduct : undefined,
	);
	const products = multiplyGroups({ layer, inputs }, product);
	return { products, events: events.get("conv")!, programmed };
}

/** The exact product of every group. */
export function integerProducts({
	layer,
	inputs,
}: LayerCase): readonly Float64Array[] {
	return multiplyGroups({ layer, inputs }, integerProduct);
}

function multiplyGroups(
	{ layer, inputs }: Pick<LayerCase, "layer" | "inputs">,
	product: typeof integerProduct,
): readonly Float64Array[] {
	return inputs.map((vectors, group) => {
		const out = new Float64Array(layer.positions * layer.outputs);
		product({
			layer,
			group,
			inputs: vectors,
			vectors: layer.positions,
			firstVector: 0,
			out,
		});
		return out;
	});
}

/** Arrays of full height from the first row on, each read operation unit after operation unit. */
export function rowsDrivenAtOnce(
	total: number,
	{ crossbar }: Design,
): readonly { readonly start: number; readonly rows: number }[] {
	const { rows: height, operationUnitRows = height } = crossbar;
	const reads: { start: number; rows: number }[] = [];
	for (let start = 0; start < total; ) {
		const inArray = start % height;
		const rows = Math.min(operationUnitRows, height - inArray, total - start);
		reads.push({ start, rows });
		start += rows;
	}
	return reads;
}
