import {
	type CoordinateTransformation,
	type Interpolation,
	nearestPlace,
	type PlaceRounding,
	type ResizeNode,
	resizedSize,
	sourcePlace,
} from "../../../nodes/resize.js";
import type {
	NodeFunction,
	OnnxCall,
	OnnxOperator,
	OnnxValue,
} from "../operator.js";
import { shiftOf } from "./layout.js";

/** How an input is resized, for all axes as ONNX counts them. */
type Resizing = Omit<ResizeNode, "name" | "inputs">;

export const resize: OnnxOperator = {
	opType: "Resize",
	attributes: [
		"antialias",
		"axes",
		"coordinate_transformation_mode",
		"cubic_coeff_a",
		"exclude_outside",
		"extrapolation_value",
		"keep_aspect_ratio_policy",
		"mode",
		"nearest_mode",
	],
	convert(call) {
		const input = call.input(0);
		if (call.opset < 11) {
			const scales = floatsOf(call, 1, "scales");
			return resized(call, input, beforeVersion11(call, input, scales));
		}
		const { sizes, scales } = targetOf(call, input);
		const interpolation = interpolationOf(call);
		const antialias = call.integer("antialias", 0) !== 0;
		if (antialias && interpolation.kind === "nearest")
			call.fail("attribute antialias of Resize: nearest has none");
		return resized(call, input, {
			kind: "resize",
			sizes,
			scales,
			interpolation,
			coordinates: coordinatesOf(call, input),
			antialias,
			excludeOutside: call.integer("exclude_outside", 0) !== 0,
		});
	},
};

/** Scales are an attribute up to version 8, then an input. */
export const upsample: OnnxOperator = {
	opType: "Upsample",
	attributes: ["mode", "scales"],
	convert(call) {
		const input = call.input(0);
		const scales =
			call.opset < 9
				? (call.floats("scales") ?? call.fail("attribute scales is missing"))
				: floatsOf(call, 1, "scales");
		return resized(call, input, beforeVersion11(call, input, scales));
	},
};

/** Places are taken over the scale, and the nearest one is the one below, or above where the output is smaller. */
function beforeVersion11(
	call: OnnxCall,
	{ shape }: OnnxValue,
	scales: readonly number[],
): Resizing {
	if (scales.length !== shape.length)
		call.fail(`scales [${scales}] of ${call.opType} for [${shape}]`);
	const mode = call.text("mode", "nearest");
	const isSmaller = scales.some((scale) => scale < 1);
	const interpolation: Interpolation =
		mode === "nearest"
			? { kind: mode, rounding: isSmaller ? "ceil" : "floor" }
			: mode === "linear" || mode === "bilinear"
				? { kind: "linear" }
				: call.fail(
						`mode of ${call.opType} is ${mode}; supported are nearest, linear`,
					);
	return {
		kind: "resize",
		sizes: shape.map((size, axis) => resizedSize(size, scales[axis]!)),
		scales,
		interpolation,
		coordinates: { kind: "asymmetric" },
		antialias: false,
		excludeOutside: false,
	};
}

function floatsOf(
	call: OnnxCall,
	index: number,
	what: string,
): readonly number[] {
	return Array.from(call.weights(index, what).data);
}

/** The input that is there: of an empty one nothing is asked. */
function isGiven(call: OnnxCall, index: number): boolean {
	const value = call.optionalInput(index);
	return value !== undefined && value.shape[0] !== 0;
}

function axesOf(call: OnnxCall, rank: number): readonly number[] {
	const axes = call.integers("axes");
	if (!axes) return Array.from({ length: rank }, (_, axis) => axis);
	const counted = axes.map((axis) => (axis < 0 ? axis + rank : axis));
	if (counted.some((axis) => !(axis >= 0 && axis < rank)))
		call.fail(`attribute axes is [${axes}]: the input has ${rank} axes`);
	return counted;
}

function targetOf(
	call: OnnxCall,
	{ shape }: OnnxValue,
): Pick<Resizing, "sizes" | "scales"> {
	const axes = axesOf(call, shape.length);
	const spread = (values: readonly number[], others: readonly number[]) => {
		if (values.length !== axes.length)
			call.fail(`[${values}] of Resize for ${axes.length} axes`);
		const all = [...others];
		for (const [i, axis] of axes.entries()) all[axis] = values[i]!;
		return all;
	};
	const ones = shape.map(() => 1);
	if (isGiven(call, 2)) {
		const scales = spread(floatsOf(call, 2, "scales"), ones);
		if (!scales.every((scale) => scale > 0))
			call.fail(`scales [${scales}] of Resize need values above 0`);
		const sizes = shape.map((size, axis) => resizedSize(size, scales[axis]!));
		return { sizes, scales };
	}
	if (!isGiven(call, 3)) call.fail("Resize needs scales or sizes");
	const sizes = spread(call.integersOf(3, "sizes"), shape);
	const ratios = sizes.map((size, axis) => size / shape[axis]!);
	const policy = call.text("keep_aspect_ratio_policy", "stretch");
	if (policy === "stretch") return { sizes, scales: ratios };
	const asked = axes.map((axis) => ratios[axis]!);
	const ratio =
		policy === "not_larger"
			? Math.min(...asked)
			: policy === "not_smaller"
				? Math.max(...asked)
				: call.fail(
						`keep_aspect_ratio_policy of Resize is ${policy}; supported are stretch, not_larger, not_smaller`,
					);
	return {
		sizes: spread(
			axes.map((axis) => Math.floor(ratio * shape[axis]! + 0.5)),
			shape,
		),
		scales: spread(
			axes.map(() => ratio),
			ones,
		),
	};
}

const ROUNDINGS: readonly PlaceRounding[] = [
	"round_prefer_floor",
	"round_prefer_ceil",
	"floor",
	"ceil",
];

function interpolationOf(call: OnnxCall): Interpolation {
	const mode = call.text("mode", "nearest");
	switch (mode) {
		case "nearest": {
			const wanted = call.text("nearest_mode", "round_prefer_floor");
			const rounding =
				ROUNDINGS.find((known) => known === wanted) ??
				call.fail(
					`nearest_mode of Resize is ${wanted}; supported are ${ROUNDINGS.join(", ")}`,
				);
			return { kind: mode, rounding };
		}
		case "linear":
			return { kind: mode };
		case "cubic":
			return { kind: mode, coefficient: call.float("cubic_coeff_a", -0.75) };
		default:
			return call.fail(
				`mode of Resize is ${mode}; supported are nearest, linear, cubic`,
			);
	}
}

const TRANSFORMATIONS = [
	"half_pixel",
	"half_pixel_symmetric",
	"pytorch_half_pixel",
	"align_corners",
	"asymmetric",
	"tf_half_pixel_for_nn",
] as const;

function coordinatesOf(
	call: OnnxCall,
	{ shape }: OnnxValue,
): CoordinateTransformation {
	const wanted = call.text("coordinate_transformation_mode", "half_pixel");
	if (wanted !== "tf_crop_and_resize") {
		const kind =
			TRANSFORMATIONS.find((known) => known === wanted) ??
			call.fail(
				`coordinate_transformation_mode of Resize is ${wanted}; supported are ${TRANSFORMATIONS.join(", ")}, tf_crop_and_resize`,
			);
		return { kind };
	}
	const axes = axesOf(call, shape.length);
	const region = floatsOf(call, 1, "roi");
	if (region.length !== 2 * axes.length)
		call.fail(`roi [${region}] of Resize for ${axes.length} axes`);
	const starts = shape.map(() => 0);
	const ends = shape.map(() => 1);
	for (const [i, axis] of axes.entries()) {
		starts[axis] = region[i]!;
		ends[axis] = region[i + axes.length]!;
	}
	const outside = call.float("extrapolation_value", 0);
	return { kind: wanted, starts, ends, outside };
}

/** Along the axes of one image; the nearest values are gathered, others computed. */
function resized(call: OnnxCall, input: OnnxValue, whole: Resizing): OnnxValue {
	const shift = shiftOf(call, input);
	if (shift === 1 && (whole.scales[0] !== 1 || isCropped(whole, 0)))
		call.fail(
			`${call.opType} resizes the batch; images are computed one by one`,
		);
	const node = ofOneImage(whole, shift);
	const { interpolation, coordinates } = node;
	const isGathered =
		interpolation.kind === "nearest" &&
		coordinates.kind !== "tf_crop_and_resize";
	if (!isGathered) return call.add(node as NodeFunction, [input]);
	const shape = call.imageShape(input);
	const axes = [...shape.keys()].filter((axis) => node.scales[axis] !== 1);
	return axes.reduce((value, axis, i) => {
		const size = shape[axis]!;
		const places = Int32Array.from({ length: node.sizes[axis]! }, (_, place) =>
			nearestPlace(
				sourcePlace(place, axis, size, node),
				interpolation.rounding,
				size,
			),
		);
		const indices = { shape: [places.length], data: places };
		const isLast = i === axes.length - 1;
		return call.add(
			{ kind: "gather", axis, indices },
			[value],
			isLast ? {} : { step: `axis_${axis}` },
		);
	}, input);
}

function isCropped({ coordinates }: Resizing, axis: number): boolean {
	return (
		coordinates.kind === "tf_crop_and_resize" &&
		(coordinates.starts[axis] !== 0 || coordinates.ends[axis] !== 1)
	);
}

function ofOneImage(whole: Resizing, shift: number): Resizing {
	const { sizes, scales, coordinates } = whole;
	const own = (values: readonly number[]) => values.slice(shift);
	return {
		...whole,
		sizes: own(sizes),
		scales: own(scales),
		coordinates:
			coordinates.kind === "tf_crop_and_resize"
				? {
						...coordinates,
						starts: own(coordinates.starts),
						ends: own(coordinates.ends),
					}
				: coordinates,
	};
}
