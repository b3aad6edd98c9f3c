import type { InputEncoderKind } from "../design/design.js";
import { balancedRadixInputs } from "./balanced-radix-inputs.js";
import { binaryPlanes } from "./binary-planes.js";
import type { InputEncoder } from "./input-encoder.js";

export const inputEncoders: { readonly [K in InputEncoderKind]: InputEncoder } =
	{
		"binary-planes": binaryPlanes,
		"balanced-radix": balancedRadixInputs,
	};
