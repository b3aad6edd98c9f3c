import { InputError } from "../../base/input-error.js";
import { isPositive, type Shape } from "./node.js";

/** How a window slides over the spatial axes of a feature map. */
export interface WindowSteps {
	readonly strides: readonly number[];
	/** Zeros around the map: first of each axis, then after it: `[top, left, bottom, right]` of an image. */
	readonly pads: readonly number[];
	readonly dilations: readonly number[];
}

/** Length that the taps of a kernel spread over, along one axis. */
export function extentOf(kernel: number, dilation: number): number {
	return (kernel - 1) * dilation + 1;
}

/**
 * Number of places of a window along each axis. Rounded up, a last window may reach past the padding, but may
 * not start there.
 */
export function slide(
	{ name, strides, pads, dilations }: WindowSteps & { readonly name: string },
	kernel: readonly number[],
	size: Shape,
	rounding: "down" | "up" = "down",
): Shape {
	const rank = size.length;
	const isRank = (values: readonly number[]) => values.length === rank;
	if (![kernel, strides, dilations].every(isRank) || pads.length !== 2 * rank) {
		throw new InputError(
			`${name}: kernel [${kernel}], strides [${strides}], dilations [${dilations}] and pads [${pads}] need values for ${rank} axes`,
		);
	}
	if (![...kernel, ...strides, ...dilations].every(isPositive)) {
		throw new InputError(
			`${name}: kernel [${kernel}], strides [${strides}] and dilations [${dilations}] need positive integers`,
		);
	}
	if (!pads.every((pad) => Number.isInteger(pad) && pad >= 0)) {
		throw new InputError(`${name}: pads [${pads}] need integers ≥ 0`);
	}
	return size.map((length, axis) => {
		const before = pads[axis]!;
		const padded = length + before + pads[axis + rank]!;
		const extent = extentOf(kernel[axis]!, dilations[axis]!);
		if (extent > padded) {
			throw new InputError(
				`${name}: window of ${extent} is larger than the padded input of ${padded}`,
			);
		}
		const steps = (padded - extent) / strides[axis]!;
		if (rounding === "down") return Math.floor(steps) + 1;
		const last = Math.ceil(steps);
		return last * strides[axis]! >= length + before ? last : last + 1;
	});
}

const SPATIAL_NAMES: readonly string[] = [
	"",
	"length",
	"height, width",
	"depth, height, width",
];

/** Channels and spatial axes of a feature map of one to three spatial axes. */
export function featureMap(
	node: { readonly name: string; readonly kind: string },
	shape: Shape,
	rank: number = shape.length - 1,
): { readonly channels: number; readonly spatial: Shape } {
	const [channels, ...spatial] = shape;
	const wanted = SPATIAL_NAMES[rank];
	if (channels === undefined || spatial.length !== rank || !wanted) {
		throw new InputError(
			`${node.name}: ${node.kind} needs a feature map [channels, ${wanted || "height, width"}], found [${shape}]`,
		);
	}
	return { channels, spatial };
}
