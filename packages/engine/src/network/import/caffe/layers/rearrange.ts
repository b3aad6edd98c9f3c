import { integerField, integerFields } from "../../protobuf/proto-message.js";
import type { CaffeLayerType } from "../caffe-layer-type.js";
import { featureMapOf } from "./window.js";

export const permute: CaffeLayerType = {
	type: "Permute",
	summary: "`order`, the batch first (SSD)",
	convert(call) {
		const input = call.input(0);
		const rank = call.caffeShape(input).length;
		const order = [...integerFields(call.param("permute_param"), "order")];
		for (let axis = 0; axis < rank; axis++)
			if (!order.includes(axis)) order.push(axis);
		if (order.length !== rank)
			call.fail(`order: [${order}] is no order of ${rank} axes`);
		if (input.first === "batch" && order[0] !== 0)
			call.fail("order moves the batch; images are computed one by one");
		const permutation =
			input.first === "batch" ? order.slice(1).map((axis) => axis - 1) : order;
		return call.add({ kind: "transpose", permutation }, [input]);
	},
};

export const tile: CaffeLayerType = {
	type: "Tile",
	summary: "`axis` after the batch, `tiles`",
	convert(call) {
		const input = call.input(0);
		const param = call.param("tile_param");
		const axis = call.axis(integerField(param, "axis") ?? 1, input);
		const size = input.shape[axis]!;
		const tiles = integerField(param, "tiles") ?? 0;
		if (!(tiles >= 1 && tiles * size <= 2 ** 26))
			call.fail(`tiles: found ${tiles}, expected 1 or more`);
		const data = Int32Array.from(
			{ length: tiles * size },
			(_, place) => place % size,
		);
		const indices = { shape: [data.length], data };
		return call.add({ kind: "gather", axis, indices }, [input]);
	},
};

/** The first bottom cut to the size of the second. */
export const crop: CaffeLayerType = {
	type: "Crop",
	summary: "`axis` after the batch, `offset`",
	convert(call) {
		const input = call.input(0);
		const reference = call.input(1);
		const param = call.param("crop_param");
		const first = call.axis(integerField(param, "axis") ?? 2, input);
		const offsets = integerFields(param, "offset");
		const { shape } = input;
		const rank = shape.length;
		if (reference.shape.length !== rank)
			call.fail(`Crop of [${shape}] to [${reference.shape}]`);
		if (offsets.length > 1 && offsets.length !== rank - first)
			call.fail(
				`offset: found ${offsets.length} values, expected 1 or ${rank - first}`,
			);
		const starts = shape.map((_, axis) =>
			axis < first ? 0 : (offsets[axis - first] ?? offsets[0] ?? 0),
		);
		const sizes = shape.map((size, axis) =>
			axis < first ? size : reference.shape[axis]!,
		);
		return call.add(
			{ kind: "slice", starts, steps: shape.map(() => 1), sizes },
			[input],
		);
	},
};

/** Channels counted group by group are counted place by place: the layer of ShuffleNet. */
export const shuffleChannel: CaffeLayerType = {
	type: "ShuffleChannel",
	summary: "`group` (ShuffleNet)",
	convert(call) {
		const input = call.input(0);
		const [channels] = featureMapOf(call, input);
		const groups =
			integerField(call.param("shuffle_channel_param"), "group") ?? 1;
		if (groups < 1 || channels! % groups !== 0)
			call.fail(`${channels} channels cannot be split into ${groups} groups`);
		const own = channels! / groups;
		const data = Int32Array.from(
			{ length: channels! },
			(_, place) => (place % groups) * own + Math.floor(place / groups),
		);
		const indices = { shape: [channels!], data };
		return call.add({ kind: "gather", axis: 0, indices }, [input]);
	},
};
