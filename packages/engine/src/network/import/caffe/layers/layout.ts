import { sizeOf } from "../../../../base/tensor.js";
import type { Shape } from "../../../nodes/node.js";
import {
	integerField,
	integerFields,
	messageField,
	type ProtoMessage,
} from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";

function sameAsInput(type: string, summary: string): CaffeLayerType {
	return { type, summary, convert: (call) => call.input(0) };
}

export const dropout: CaffeLayerType = sameAsInput(
	"Dropout",
	"left out: it does nothing after training",
);
export const split: CaffeLayerType = sameAsInput("Split", "left out");

export const concat: CaffeLayerType = {
	type: "Concat",
	summary: "`axis` after the batch, `concat_dim`",
	convert(call) {
		const inputs = call.inputs();
		if (inputs.length === 1) return call.input(0);
		const axis = axisOf(call, call.param("concat_param"), "concat_dim");
		return call.add({ kind: "concat", axis }, inputs);
	},
};

export const slice: CaffeLayerType = {
	type: "Slice",
	summary: "`axis` after the batch, `slice_dim`, `slice_point`",
	convert(call) {
		const input = call.input(0);
		const param = call.param("slice_param");
		const axis = axisOf(call, param, "slice_dim");
		const size = input.shape[axis]!;
		const points = slicePoints(call, param, size);
		const ends = [...points, size];
		return ends.map((end, i) => {
			const start = i === 0 ? 0 : ends[i - 1]!;
			if (end <= start)
				call.fail(`slice_point: [${points}] do not cut ${size} values`);
			return call.add(
				{
					kind: "slice",
					starts: input.shape.map((_, a) => (a === axis ? start : 0)),
					steps: input.shape.map(() => 1),
					sizes: input.shape.map((own, a) => (a === axis ? end - start : own)),
				},
				[input],
				String(i),
			);
		});
	},
};

function slicePoints(
	call: CaffeCall,
	param: ProtoMessage,
	size: number,
): readonly number[] {
	const tops = call.topCount;
	const points = integerFields(param, "slice_point");
	if (points.length > 0) {
		if (points.length !== tops - 1)
			call.fail(
				`slice_point: found ${points.length} values, expected ${tops - 1}, one less than tops`,
			);
		return points;
	}
	if (size % tops !== 0)
		call.fail(`${size} values cannot be cut into ${tops} equal slices`);
	return Array.from({ length: tops - 1 }, (_, i) => ((i + 1) * size) / tops);
}

function axisOf(call: CaffeCall, param: ProtoMessage, old: string): number {
	const axis = integerField(param, "axis") ?? integerField(param, old) ?? 1;
	return call.axis(axis, call.input(0));
}

export const flatten: CaffeLayerType = {
	type: "Flatten",
	summary: "`axis` after the batch, `end_axis`",
	convert(call) {
		const input = call.input(0);
		const param = call.param("flatten_param");
		const first = call.axis(integerField(param, "axis") ?? 1, input);
		const last = call.axis(integerField(param, "end_axis") ?? -1, input);
		if (last < first) call.fail("end_axis comes before axis");
		const { shape } = input;
		const flat = [
			...shape.slice(0, first),
			sizeOf(shape.slice(first, last + 1)),
			...shape.slice(last + 1),
		];
		return reshapedTo(call, input, flat);
	},
};

export const reshape: CaffeLayerType = {
	type: "Reshape",
	summary: "`shape` with 0 and −1, `axis`, `num_axes`; the batch stays",
	convert(call) {
		const input = call.input(0);
		const param = call.param("reshape_param");
		const before = call.caffeShape(input);
		const after = reshapedShape(call, param, before);
		if (input.first === "regions") return reshapedTo(call, input, after);
		if (after[0] !== before[0])
			call.fail(
				`Reshape of [${before}] to [${after}] mixes images, which are computed one by one`,
			);
		return reshapedTo(call, input, after.slice(1));
	},
};

function reshapedShape(
	call: CaffeCall,
	param: ProtoMessage,
	before: Shape,
): Shape {
	const dimensions = integerFields(
		messageField(param, "shape") ?? call.fail("reshape_param has no shape"),
		"dim",
	);
	const axis = integerField(param, "axis") ?? 0;
	const start = axis < 0 ? axis + before.length + 1 : axis;
	const axes = integerField(param, "num_axes") ?? -1;
	const end = axes === -1 ? before.length : start + axes;
	if (start < 0 || end < start || end > before.length)
		call.fail(
			`axis ${axis} and num_axes ${axes} do not fit the shape [${before}]`,
		);
	const known = dimensions.map((size, i) =>
		size === 0 ? (before[start + i] ?? 0) : size,
	);
	const rest = [...before.slice(0, start), ...before.slice(end)];
	const count = sizeOf(known.filter((size) => size !== -1)) * sizeOf(rest);
	const inferred = sizeOf(before) / count;
	const filled = known.map((size) => (size === -1 ? inferred : size));
	const after = [...before.slice(0, start), ...filled, ...before.slice(end)];
	if (
		sizeOf(after) !== sizeOf(before) ||
		!after.every((size) => Number.isSafeInteger(size) && size > 0)
	)
		call.fail(`[${before}] cannot have the shape [${dimensions}]`);
	return after;
}

function reshapedTo(
	call: CaffeCall,
	input: CaffeValue,
	shape: Shape,
): CaffeValue {
	if (String(shape) === String(input.shape)) return input;
	return shape.length === 1 && input.first === "batch"
		? call.add({ kind: "flatten" }, [input])
		: call.add({ kind: "reshape", shape }, [input]);
}
