import type { WeightEncoderKind } from "../design/design.js";
import { balancedRadix5Weights } from "./balanced-radix-5-weights.js";
import { balancedRadix7Weights } from "./balanced-radix-7-weights.js";
import { balancedRadixWeights } from "./balanced-radix-weights.js";
import { canonicalSignedDigits } from "./canonical-signed-digits.js";
import { centreOffset } from "./centre-offset.js";
import { columnFlip } from "./column-flip.js";
import { offsetBinary } from "./offset-binary.js";
import { signMagnitude } from "./sign-magnitude.js";
import { symmetricRadixWeights } from "./symmetric-radix-weights.js";
import { twosComplement } from "./twos-complement.js";
import type { WeightEncoder } from "./weight-encoder.js";

export const weightEncoders: {
	readonly [K in WeightEncoderKind]: WeightEncoder;
} = {
	"offset-binary": offsetBinary,
	"column-flip": columnFlip,
	"twos-complement": twosComplement,
	"sign-magnitude": signMagnitude,
	"canonical-signed-digits": canonicalSignedDigits,
	"balanced-radix": balancedRadixWeights,
	"balanced-radix-5": balancedRadix5Weights,
	"balanced-radix-7": balancedRadix7Weights,
	"symmetric-radix": symmetricRadixWeights,
	"centre-offset": centreOffset,
};
