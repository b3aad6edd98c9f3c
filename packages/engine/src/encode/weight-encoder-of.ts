import type { Design } from "../design/design.js";
import { layerEncoding, layerOverrides } from "../design/layer-overrides.js";
import type { WeightEncoder } from "./weight-encoder.js";
import { weightEncoders } from "./weight-encoders.js";

/** The encoder of a layer's weights, in the slices that the design asks for. */
export function weightEncoderOf(design: Design, layer: string): WeightEncoder {
	const encoder = weightEncoders[layerEncoding(design, layer).weights];
	const slices = weightSlicesOf(design, layer);
	return slices && encoder.withSlices
		? encoder.withSlices([...slices].reverse())
		: encoder;
}

/** Bits of the slices of a layer's weights, most significant first, where the design states them. */
export function weightSlicesOf(
	design: Design,
	layer: string,
): readonly number[] | undefined {
	return (
		layerOverrides(design, layer).weightSlices ?? design.encoding.weightSlices
	);
}
