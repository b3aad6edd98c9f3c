import { sizeOf } from "../../../../base/tensor.js";
import type { PadMode } from "../../../nodes/layout.js";
import type { Shape } from "../../../nodes/node.js";
import { hasNoBatch } from "../graph-builder.js";
import type { OnnxCall, OnnxOperator, OnnxValue } from "../operator.js";

/** The input in another shape, as ONNX counts it, which must keep the batch first. */
function reshaped(call: OnnxCall, input: OnnxValue, shape: Shape): OnnxValue {
	if (String(shape) === String(input.shape)) return input;
	if (call.batchAxes === 1 && shape[0] !== input.shape[0])
		call.fail(
			`${call.opType} of [${input.shape}] to [${shape}] changes the batch; images are computed one by one`,
		);
	const image = shape.slice(call.batchAxes);
	const isVector = call.batchAxes === 1 && image.length === 1;
	return call.add(
		isVector ? { kind: "flatten" } : { kind: "reshape", shape: image },
		[input],
	);
}

export const flatten: OnnxOperator = {
	opType: "Flatten",
	attributes: ["axis"],
	convert(call) {
		const input = call.input(0);
		const { shape } = input;
		const rank = shape.length;
		const attribute = call.integer("axis", 1);
		const axis = attribute < 0 ? attribute + rank : attribute;
		if (axis < 0 || axis > rank)
			call.fail(`axis ${attribute} of Flatten: the input has ${rank} axes`);
		if (axis === 0 && call.batchAxes === 1)
			call.fail("axis 0 of Flatten makes one vector of the whole batch");
		return reshaped(call, input, [
			sizeOf(shape.slice(0, axis)),
			sizeOf(shape.slice(axis)),
		]);
	},
};

export const reshape: OnnxOperator = {
	opType: "Reshape",
	attributes: ["allowzero"],
	convert(call) {
		const input = call.input(0);
		const wanted = call.integersOf(1, "shape");
		const keepsZero = call.integer("allowzero", 0) !== 0;
		const shape = wanted.map((size, axis) =>
			size === 0 && !keepsZero ? (input.shape[axis] ?? -2) : size,
		);
		const known = sizeOf(shape.filter((size) => size !== -1));
		const open = shape.indexOf(-1);
		if (open >= 0) shape[open] = sizeOf(input.shape) / known;
		const isShape = shape.every((size) => Number.isInteger(size) && size >= 0);
		if (!isShape || sizeOf(shape) !== sizeOf(input.shape))
			call.fail(`Reshape of [${input.shape}] to [${wanted}] is not possible`);
		return reshaped(call, input, shape);
	},
};

/** Axes as an attribute up to version 12, then as an input. */
function axesOf(
	call: OnnxCall,
	rank: number,
	sinceInput = 13,
): readonly number[] | undefined {
	if (call.opset >= sinceInput && call.hasAttribute("axes"))
		call.fail(
			`attribute axes of ${call.opType} is an input in version ${call.opset}`,
		);
	const axes =
		call.opset < sinceInput
			? call.integers("axes")
			: call.optionalInput(1) && call.integersOf(1, "axes");
	return axes?.map((axis) => {
		const counted = axis < 0 ? axis + rank : axis;
		if (counted < 0 || counted >= rank)
			call.fail(`axis ${axis} of ${call.opType}: there are ${rank} axes`);
		return counted;
	});
}

export const squeeze: OnnxOperator = {
	opType: "Squeeze",
	attributes: ["axes"],
	convert(call) {
		const input = call.input(0);
		const { shape } = input;
		const axes =
			axesOf(call, shape.length) ??
			shape.flatMap((size, axis) =>
				size === 1 && !(axis === 0 && call.isBatchOpen) ? [axis] : [],
			);
		const odd = axes.find((axis) => shape[axis] !== 1);
		if (odd !== undefined)
			call.fail(
				`axis ${odd} of [${shape}] is not 1, so Squeeze cannot drop it`,
			);
		if (axes.includes(0) && call.batchAxes === 1)
			call.fail("Squeeze drops the batch; images are computed one by one");
		return reshaped(
			call,
			input,
			shape.filter((_, axis) => !axes.includes(axis)),
		);
	},
};

export const unsqueeze: OnnxOperator = {
	opType: "Unsqueeze",
	attributes: ["axes"],
	convert(call) {
		const input = call.input(0);
		const count =
			call.opset < 13
				? (call.integers("axes")?.length ?? 0)
				: call.integersOf(1, "axes").length;
		const axes = axesOf(call, input.shape.length + count) ?? [];
		if (new Set(axes).size !== axes.length || axes.length === 0)
			call.fail(`axes [${axes}] of Unsqueeze need to differ`);
		if (axes.includes(0) && call.batchAxes === 1)
			call.fail("Unsqueeze moves the batch; images are computed one by one");
		const rest = [...input.shape];
		const shape = Array.from({ length: rest.length + count }, (_, axis) =>
			axes.includes(axis) ? 1 : rest.shift()!,
		);
		return reshaped(call, input, shape);
	},
};

export const transposeAxes: OnnxOperator = {
	opType: "Transpose",
	attributes: ["perm"],
	convert(call) {
		const input = call.input(0);
		const rank = input.shape.length;
		const order =
			call.integers("perm") ?? input.shape.map((_, axis) => rank - 1 - axis);
		if (call.batchAxes === 1 && order[0] !== 0)
			call.fail(
				`perm [${order}] of Transpose moves the batch; images are computed one by one`,
			);
		const permutation = order
			.slice(call.batchAxes)
			.map((axis) => axis - call.batchAxes);
		return call.add({ kind: "transpose", permutation }, [input]);
	},
};

export const concat: OnnxOperator = {
	opType: "Concat",
	attributes: ["axis"],
	convert(call) {
		const values = call.allInputs().filter(({ shape }) => sizeOf(shape) > 0);
		const [first = call.input(0)] = values;
		if (!call.hasAttribute("axis")) call.fail("attribute axis is missing");
		const axis = call.axis(call.integer("axis", 0), first.shape.length);
		return call.add(
			{ kind: "concat", axis },
			values.length > 0 ? values : [first],
		);
	},
};

/** Places along one axis: `size` of them, `step` apart. */
interface Range {
	readonly start: number;
	readonly step: number;
	readonly size: number;
}

/** Range of a slice, as the standard clamps it. */
function sliceRange(
	[start, end, step]: readonly [number, number, number],
	length: number,
): Range {
	const clamp = (place: number, least: number, greatest: number): number =>
		Math.min(Math.max(place < 0 ? place + length : place, least), greatest);
	const [least, greatest] = step > 0 ? [0, length] : [-1, length - 1];
	const first = clamp(start, Math.max(least, 0), greatest);
	const last = clamp(end, least, greatest);
	return {
		start: first,
		step,
		size: Math.max(Math.ceil((last - first) / step), 0),
	};
}

function sliced(
	call: OnnxCall,
	input: OnnxValue,
	ranges: ReadonlyMap<number, Range>,
	step?: string,
): OnnxValue {
	const of = (axis: number, size: number): Range =>
		ranges.get(axis) ?? { start: 0, step: 1, size };
	const all = call
		.imageShape(input)
		.map((size, axis) => of(axis + shiftOf(call, input), size));
	const node = {
		kind: "slice",
		starts: all.map(({ start, size }) => (size === 0 ? 0 : start)),
		steps: all.map((range) => range.step),
		sizes: all.map(({ size }) => size),
	} as const;
	return call.add(node, [input], step === undefined ? {} : { step });
}

const shiftOf = (call: OnnxCall, input: OnnxValue): number =>
	hasNoBatch(input) ? 0 : call.batchAxes;

/** Starts, ends, axes and steps are attributes up to version 9, then inputs. */
export const slice: OnnxOperator = {
	opType: "Slice",
	attributes: ["starts", "ends", "axes"],
	convert(call) {
		const input = call.input(0);
		const list = (name: string, index: number) =>
			call.opset < 10
				? call.integers(name)
				: call.optionalInput(index) && call.integersOf(index, name);
		const starts =
			list("starts", 1) ?? call.fail("starts of Slice are missing");
		const ends = list("ends", 2) ?? call.fail("ends of Slice are missing");
		const axes = list("axes", 3) ?? starts.map((_, axis) => axis);
		const steps =
			(call.opset < 10 ? undefined : list("steps", 4)) ?? starts.map(() => 1);
		const isSame = [ends, axes, steps].every(
			({ length }) => length === starts.length,
		);
		if (!isSame || steps.includes(0))
			call.fail(
				`Slice from [${starts}] to [${ends}] along [${axes}] in steps of [${steps}]`,
			);
		const ranges = new Map<number, Range>();
		for (const [i, axis] of axes.entries()) {
			const counted = axis < 0 ? axis + input.shape.length : axis;
			const length = input.shape[counted];
			if (length === undefined)
				call.fail(`axis ${axis} of Slice: the input is [${input.shape}]`);
			const range = sliceRange([starts[i]!, ends[i]!, steps[i]!], length!);
			const isWhole = range.step === 1 && range.size === length;
			const isWholeBatch =
				range.start === 0 && (isWhole || ends[i]! >= 2 ** 31 - 1);
			if (counted < call.batchAxes && !isWholeBatch)
				call.fail(
					"Slice picks images of the batch; images are computed one by one",
				);
			ranges.set(counted, range);
		}
		return sliced(call, input, ranges);
	},
};

/** Sizes as an attribute up to version 12, then as an input; equal parts where there are none. */
export const split: OnnxOperator = {
	opType: "Split",
	attributes: ["axis", "split", "num_outputs"],
	convert(call) {
		const input = call.input(0);
		const attribute = call.integer("axis", 0);
		const axis =
			call.axis(attribute, input.shape.length) + shiftOf(call, input);
		const length = input.shape[axis]!;
		const sizes =
			call.opset < 13
				? call.integers("split")
				: call.optionalInput(1) && call.integersOf(1, "split");
		const parts = sizes ?? equalParts(call, length);
		if (parts.reduce((sum, size) => sum + size, 0) !== length)
			call.fail(`parts [${parts}] of Split do not add up to ${length}`);
		let start = 0;
		return parts.map((size, i) => {
			const range = { start, step: 1, size };
			start += size;
			const step = i === 0 ? undefined : `part_${i}`;
			return sliced(call, input, new Map([[axis, range]]), step);
		});
	},
};

function equalParts(call: OnnxCall, length: number): readonly number[] {
	const count = call.integer("num_outputs", call.outputCount);
	if (count !== call.outputCount)
		call.fail(
			`num_outputs is ${count}, but Split has ${call.outputCount} outputs`,
		);
	const size = Math.ceil(length / count);
	const parts = Array.from({ length: count }, (_, i) =>
		Math.max(Math.min(size, length - i * size), 0),
	);
	if (call.opset < 18 && parts.some((part) => part !== size))
		call.fail(`Split of ${length} into ${count} equal parts`);
	return parts;
}

/** Pads are an attribute up to version 10, then an input. */
export const pad: OnnxOperator = {
	opType: "Pad",
	attributes: ["mode", "pads", "value"],
	convert(call) {
		const input = call.input(0);
		const rank = input.shape.length;
		const pads = fullPads(call, rank);
		const shift = shiftOf(call, input);
		if (shift === 1 && (pads[0] !== 0 || pads[rank] !== 0))
			call.fail("Pad adds images to the batch; images are computed one by one");
		const before = pads.slice(shift, rank);
		const after = pads.slice(rank + shift);
		return call.add(
			{ kind: "pad", pads: [...before, ...after], mode: padMode(call) },
			[input],
		);
	},
};

function fullPads(call: OnnxCall, rank: number): readonly number[] {
	const given =
		call.opset < 11
			? (call.integers("pads") ?? call.fail("attribute pads is missing"))
			: call.integersOf(1, "pads");
	const axes = call.optionalInput(3)
		? call.integersOf(3, "axes").map((axis) => (axis < 0 ? axis + rank : axis))
		: Array.from({ length: rank }, (_, axis) => axis);
	if (given.length !== 2 * axes.length)
		call.fail(
			`pads [${given}] of Pad need 2 values for each of ${axes.length} axes`,
		);
	const pads = new Array<number>(2 * rank).fill(0);
	for (const [i, axis] of axes.entries()) {
		if (axis < 0 || axis >= rank)
			call.fail(`axes [${axes}] of Pad: the input has ${rank} axes`);
		pads[axis] = given[i]!;
		pads[axis + rank] = given[i + axes.length]!;
	}
	return pads;
}

function padMode(call: OnnxCall): PadMode {
	const kind = call.text("mode", "constant");
	switch (kind) {
		case "constant": {
			if (call.opset < 11) return { kind, value: call.float("value", 0) };
			if (!call.optionalInput(2)) return { kind, value: 0 };
			const { data, shape } = call.constant(2, "constant_value");
			if (data.length !== 1)
				call.fail(
					`constant_value of Pad needs 1 value, found shape [${shape}]`,
				);
			return { kind, value: data[0]! };
		}
		case "edge":
		case "reflect":
		case "wrap":
			return { kind };
		default:
			return call.fail(
				`attribute mode of Pad is ${kind}; supported are constant, edge, reflect, wrap`,
			);
	}
}

export const gather: OnnxOperator = {
	opType: "Gather",
	attributes: ["axis"],
	convert(call) {
		const input = call.input(0);
		const indices = call.constant(1, "indices");
		const axis = call.axis(call.integer("axis", 0), input.shape.length);
		const size = call.imageShape(input)[axis]!;
		const data = Int32Array.from(indices.data, (index) =>
			index < 0 ? index + size : index,
		);
		return call.add(
			{ kind: "gather", axis, indices: { shape: indices.shape, data } },
			[input],
		);
	},
};

export { axesOf, reshaped, shiftOf };
