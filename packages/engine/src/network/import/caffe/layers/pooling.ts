import type { PoolWindow } from "../../../nodes/pool.js";
import {
	choiceField,
	flagField,
	integerField,
} from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";
import { alongAxes, bothEnds, featureMapOf } from "./window.js";

export const pooling: CaffeLayerType = {
	type: "Pooling",
	summary:
		"`MAX` and `AVE`, `global_pooling`, `round_mode`; windows rounded up and clipped as in Caffe, a mean over the padding too",
	convert(call) {
		const input = call.input(0);
		if (call.topCount > 1)
			call.fail("the second top of Pooling, its mask, is not supported");
		const param = call.param("pooling_param");
		const pool = choiceField(param, "pool", ["MAX", "AVE"]) ?? "MAX";
		if (flagField(param, "global_pooling") ?? false) {
			featureMapOf(call, input);
			return call.add(
				{ kind: "global-pool", function: pool === "MAX" ? "max" : "average" },
				[input],
			);
		}
		const window = poolWindow(call, input);
		return pool === "MAX"
			? call.add({ kind: "max-pool", ...window }, [input])
			: call.add({ kind: "average-pool", countIncludePad: true, ...window }, [
					input,
				]);
	},
};

function poolWindow(call: CaffeCall, input: CaffeValue): PoolWindow {
	const [, ...spatial] = featureMapOf(call, input);
	const param = call.param("pooling_param");
	const rank = spatial.length;
	const along = (name: string, stem: string, fallback?: number) =>
		alongAxes(call, param, [name, `${stem}_h`, `${stem}_w`], rank, fallback);
	const kernel = along("kernel_size", "kernel");
	const strides = along("stride", "stride", 1);
	const pads = along("pad", "pad", 0);
	const isRoundedUp =
		(choiceField(param, "round_mode", ["CEIL", "FLOOR"]) ?? "CEIL") === "CEIL";
	// Without any padding Caffe keeps a window that starts past the input, of which nothing sensible can be said.
	const isPadded = pads.some((pad) => pad > 0);
	const starts = spatial.map((size, axis) => {
		const steps = (size - kernel[axis]!) / strides[axis]!;
		return (isRoundedUp ? Math.ceil(steps) : 0) * strides[axis]!;
	});
	if (!isPadded && starts.some((start, axis) => start >= spatial[axis]!))
		call.fail(
			`a window of kernel [${kernel}] and stride [${strides}] starts past the input [${spatial}]`,
		);
	return {
		kernel,
		strides,
		pads: bothEnds(pads),
		dilations: kernel.map(() => 1),
		rounding: isRoundedUp ? "up" : "down",
	};
}

/** Pooling over the regions that another layer proposes: known by its shape alone. */
export const roiPooling: CaffeLayerType = {
	type: "ROIPooling",
	shapeOnly: ({ type }) =>
		`layer type ${type} is not supported, its shape alone is known`,
	summary:
		"its shape, so that what follows has a cost: `pooled_h` × `pooled_w` for 300 regions, or as many as are asked for; such a network cannot run",
	convert(call) {
		const input = call.input(0);
		const [channels] = featureMapOf(call, input);
		const param = call.param("roi_pooling_param");
		const [height, width] = ["pooled_h", "pooled_w"].map(
			(name) => integerField(param, name) ?? 0,
		);
		const shape = [call.regions, channels!, height!, width!];
		const regions = call.add({ kind: "opaque", operator: call.type, shape }, [
			input,
		]);
		return { ...regions, first: "regions" };
	},
};
