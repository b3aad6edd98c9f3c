import type { WeightEncoderKind } from "../design/design.js";
import { balancedRadixWeights } from "./balanced-radix-weights.js";
import { columnFlip } from "./column-flip.js";
import { offsetBinary } from "./offset-binary.js";
import type { WeightEncoder } from "./weight-encoder.js";

export const weightEncoders: {
	readonly [K in WeightEncoderKind]: WeightEncoder;
} = {
	"offset-binary": offsetBinary,
	"column-flip": columnFlip,
	"balanced-radix": balancedRadixWeights,
};
