import { broadcastShape } from "../../../nodes/strides.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";
import { reshaped, shiftOf } from "./layout.js";

/** The places along an axis that the output takes its places from. */
function gathered(
	call: OnnxCall,
	input: OnnxValue,
	axis: number,
	places: readonly number[],
	step?: string,
): OnnxValue {
	const indices = { shape: [places.length], data: Int32Array.from(places) };
	return call.add(
		{ kind: "gather", axis: axis - shiftOf(call, input), indices },
		[input],
		step === undefined ? {} : { step },
	);
}

const MOST_PLACES = 2 ** 24;

/** Repeats axes, one after the other: how often of each, as ONNX counts them. */
function repeated(
	call: OnnxCall,
	input: OnnxValue,
	repeats: readonly number[],
): OnnxValue {
	const wanted = input.shape.map((size, axis) => size * repeats[axis]!);
	// Places are listed one by one.
	if (Math.max(...wanted) > MOST_PLACES)
		call.fail(`${call.opType} of [${input.shape}] to [${wanted}]`);
	const axes = repeats.flatMap((count, axis) => (count === 1 ? [] : [axis]));
	if (call.batchAxes === 1 && input.kind === "activation" && axes.includes(0))
		call.fail(
			`${call.opType} repeats the images of the batch; images are computed one by one`,
		);
	return axes.reduce((value, axis, i) => {
		const size = input.shape[axis]!;
		const places = Array.from(
			{ length: size * repeats[axis]! },
			(_, place) => place % size,
		);
		const step = i === axes.length - 1 ? undefined : `axis_${axis}`;
		return gathered(call, value, axis, places, step);
	}, input);
}

export const tile: OnnxOperator = {
	opType: "Tile",
	attributes: [],
	convert(call) {
		const input = call.input(0);
		const repeats = call.integersOf(1, "repeats");
		const isCount = (count: number): boolean => count >= 0;
		if (repeats.length !== input.shape.length || !repeats.every(isCount))
			call.fail(`repeats [${repeats}] of Tile for [${input.shape}]`);
		return repeated(call, input, repeats);
	},
};

export const expand: OnnxOperator = {
	opType: "Expand",
	attributes: [],
	convert(call) {
		const input = call.input(0);
		const wanted = call.integersOf(1, "shape");
		const to = broadcastShape(input.shape, wanted);
		if (!to || wanted.some((axis) => axis < 0))
			return call.fail(`Expand of [${input.shape}] to [${wanted}]`);
		const missing = to.length - input.shape.length;
		if (missing > 0 && call.batchAxes === 1 && input.kind === "activation")
			call.fail("Expand moves the batch; images are computed one by one");
		const aligned = [...to.slice(0, missing).map(() => 1), ...input.shape];
		const value = missing > 0 ? withShape(call, input, aligned) : input;
		const repeats = to.map((size, axis) => (aligned[axis] === 1 ? size : 1));
		return repeated(call, value, repeats);
	},
};

function withShape(
	call: OnnxCall,
	input: OnnxValue,
	shape: readonly number[],
): OnnxValue {
	return call.add({ kind: "reshape", shape }, [input], { step: "aligned" });
}

export const gatherElements: OnnxOperator = {
	opType: "GatherElements",
	attributes: ["axis"],
	convert(call) {
		const input = call.input(0);
		const indices = call.constant(1, "indices");
		const axis = call.axis(call.integer("axis", 0), input.shape.length);
		const shape = indices.shape.slice(shiftOf(call, input));
		if (call.batchAxes === 1 && indices.shape[0] !== 1)
			call.fail(
				`indices [${indices.shape}] of GatherElements differ from image to image; images are computed one by one`,
			);
		const size = call.imageShape(input)[axis]!;
		const data = Int32Array.from(indices.data, (index) =>
			index < 0 ? index + size : index,
		);
		return call.add(
			{ kind: "gather-elements", axis, indices: { shape, data } },
			[input],
		);
	},
};

/** Channels, height and width, and the side of the blocks that they are cut into. */
function blocksOf(call: OnnxCall, input: OnnxValue) {
	const { shape } = input;
	const side = call.integer("blocksize", 0);
	if (shape.length !== 4 || !(side >= 1))
		call.fail(`${call.opType} of [${shape}] by blocks of ${side}`);
	const [images, channels, height, width] = shape as [
		number,
		number,
		number,
		number,
	];
	return { images, channels, height, width, side };
}

/** Cuts the axes of a feature map into parts, reorders those, and joins them. */
function reordered(
	call: OnnxCall,
	input: OnnxValue,
	images: number,
	parts: readonly number[],
	order: readonly number[],
	shape: readonly number[],
): OnnxValue {
	if (parts.some((size) => !Number.isInteger(size)))
		call.fail(`${call.opType} of [${input.shape}]: blocks do not fit`);
	const shift = shiftOf(call, input);
	const cut = call.add(
		{ kind: "reshape", shape: [images, ...parts].slice(shift) },
		[input],
		{ step: "cut" },
	);
	// Axes of one image, or of the whole where its first axis is no batch.
	const permutation =
		shift === 1 ? order.map((axis) => axis - 1) : [0, ...order];
	const turned = call.add({ kind: "transpose", permutation }, [cut], {
		step: "turned",
	});
	return reshaped(call, turned, [images, ...shape]);
}

export const depthToSpace: OnnxOperator = {
	opType: "DepthToSpace",
	attributes: ["blocksize", "mode"],
	convert(call) {
		const input = call.input(0);
		const { images, channels, height, width, side } = blocksOf(call, input);
		const mode = call.text("mode", "DCR");
		if (mode !== "DCR" && mode !== "CRD")
			call.fail(`mode of DepthToSpace is ${mode}; supported are DCR, CRD`);
		const depth = channels / side ** 2;
		const isColumnFirst = mode === "CRD";
		return reordered(
			call,
			input,
			images,
			isColumnFirst
				? [depth, side, side, height, width]
				: [side, side, depth, height, width],
			isColumnFirst ? [1, 4, 2, 5, 3] : [3, 4, 1, 5, 2],
			[depth, height * side, width * side],
		);
	},
};

export const spaceToDepth: OnnxOperator = {
	opType: "SpaceToDepth",
	attributes: ["blocksize"],
	convert(call) {
		const input = call.input(0);
		const { images, channels, height, width, side } = blocksOf(call, input);
		return reordered(
			call,
			input,
			images,
			[channels, height / side, side, width / side, side],
			[3, 5, 1, 2, 4],
			[channels * side ** 2, height / side, width / side],
		);
	},
};
