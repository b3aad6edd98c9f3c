import type { InputEncoderKind } from "../design/design.js";
import { balancedRadix5Inputs } from "./balanced-radix-5-inputs.js";
import { balancedRadix7Inputs } from "./balanced-radix-7-inputs.js";
import { balancedRadixInputs } from "./balanced-radix-inputs.js";
import { binaryPlanes } from "./binary-planes.js";
import type { InputEncoder } from "./input-encoder.js";
import { invertedPlanes } from "./inverted-planes.js";
import { symmetricRadixInputs } from "./symmetric-radix-inputs.js";

export const inputEncoders: { readonly [K in InputEncoderKind]: InputEncoder } =
	{
		"binary-planes": binaryPlanes,
		"inverted-planes": invertedPlanes,
		"balanced-radix": balancedRadixInputs,
		"balanced-radix-5": balancedRadix5Inputs,
		"balanced-radix-7": balancedRadix7Inputs,
		"symmetric-radix": symmetricRadixInputs,
	};
