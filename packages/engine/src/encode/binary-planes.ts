import type { DigitPlane } from "./digit-plane.js";
import type { InputEncoder } from "./input-encoder.js";

/**
 * Bits (or plain digits of several bits), two's complement: the sign plane counts negative.
 *
 * Source: ISAAC, ISCA 2016: bit-serial inputs.
 */
export const binaryPlanes: InputEncoder = {
	kind: "binary-planes",
	label: "I0",
	digitBits: [1, 2, 3, 4],
	inverts: false,
	planes(bits, signed, digitBits) {
		const magnitudeBits = signed ? bits - 1 : bits;
		const planes: DigitPlane[] = Array.from(
			{ length: Math.ceil(magnitudeBits / digitBits) },
			(_, i) => ({
				significance: 2 ** (digitBits * i),
				min: 0,
				max: 2 ** Math.min(digitBits, magnitudeBits - digitBits * i) - 1,
			}),
		);
		if (signed)
			planes.push({ significance: -(2 ** (bits - 1)), min: 0, max: 1 });
		return planes;
	},
	recodingBits: () => 0,
	digit(value, plane, bits, signed, digitBits) {
		const magnitudeBits = signed ? bits - 1 : bits;
		if (digitBits * plane >= magnitudeBits) return value < 0 ? 1 : 0;
		return (
			(value >> (digitBits * plane)) &
			(2 ** Math.min(digitBits, magnitudeBits - digitBits * plane) - 1)
		);
	},
};
