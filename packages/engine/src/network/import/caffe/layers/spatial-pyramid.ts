import { sizeOf } from "../../../../base/tensor.js";
import { choiceField, integerField } from "../../protobuf/proto-message.js";
import type {
	CaffeCall,
	CaffeLayerType,
	CaffeValue,
} from "../caffe-layer-type.js";
import { bothEnds, featureMapOf } from "./window.js";

/** More levels have more bins than any feature map has pixels. */
const MOST_LEVELS = 12;

/** Pooling into 1, 4, 16, … bins, all in one vector. */
export const spp: CaffeLayerType = {
	type: "SPP",
	summary: "`pyramid_height`, `pool` `MAX` and `AVE`",
	convert(call) {
		const input = call.input(0);
		featureMapOf(call, input);
		const param = call.param("spp_param");
		const levels = integerField(param, "pyramid_height") ?? 0;
		if (!(levels >= 1 && levels <= MOST_LEVELS))
			call.fail(
				`pyramid_height: found ${levels}, expected 1 to ${MOST_LEVELS}`,
			);
		const pool = choiceField(param, "pool", ["MAX", "AVE"]) ?? "MAX";
		const vectors = Array.from({ length: levels }, (_, level) =>
			pooledIn(call, input, 2 ** level, pool),
		);
		return levels === 1
			? vectors[0]!
			: call.add({ kind: "concat", axis: 0 }, vectors);
	},
};

function pooledIn(
	call: CaffeCall,
	input: CaffeValue,
	bins: number,
	pool: "MAX" | "AVE",
): CaffeValue {
	const spatial = input.shape.slice(1);
	const kernel = spatial.map((size) => Math.ceil(size / bins));
	const pads = spatial.map((size, axis) =>
		Math.floor((kernel[axis]! * bins - size + 1) / 2),
	);
	if (pads.some((pad, axis) => pad >= kernel[axis]!))
		call.fail(`[${spatial}] pixels cannot be pooled into ${bins} bins an axis`);
	const window = {
		kernel,
		strides: kernel,
		pads: bothEnds(pads),
		dilations: kernel.map(() => 1),
		rounding: "up",
	} as const;
	const pooled = call.add(
		pool === "MAX"
			? { kind: "max-pool", ...window }
			: { kind: "average-pool", countIncludePad: true, ...window },
		[input],
		`${bins}_bins`,
	);
	const size = sizeOf(pooled.shape);
	if (size !== input.shape[0]! * bins ** spatial.length)
		call.fail(`[${spatial}] pixels cannot be pooled into ${bins} bins an axis`);
	return call.add({ kind: "flatten" }, [pooled], `${bins}_flat`);
}
