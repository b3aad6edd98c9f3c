import type { CrossbarLayer } from "./contract.js";
import { type DigitBits, digitOfPattern } from "./digit-bits.js";

/** How the rows of a plane that runs are counted. */
export type PlaneDrive =
	| { readonly kind: "bit"; plane: number; bit: number; drive: number }
	| {
			/** The digit depends on few neighbouring bits: bytes for each of their values. */
			readonly kind: "window";
			plane: number;
			shift: number;
			mask: number;
			active: Uint8Array;
			drive: Uint8Array;
	  }
	| { readonly kind: "any"; plane: number };

/** Planes of which some partial product runs. */
export function runningPlanes({ segments, plan }: CrossbarLayer): number[] {
	const slices = segments[0]?.slices ?? 0;
	return Array.from({ length: plan.inputPlanes }, (_, i) => i).filter((i) =>
		plan.executed.subarray(i * slices, (i + 1) * slices).includes(1),
	);
}

/** Bits of the inputs that some running plane needs, as a bit mask. */
export function usedBits(
	layer: CrossbarLayer,
	{ bits, coefficients }: DigitBits,
): number {
	let used = 0;
	for (const plane of runningPlanes(layer)) {
		for (let b = 0; b < bits; b++)
			if (coefficients[plane * bits + b] !== 0) used |= 1 << b;
	}
	return used;
}

/** How the rows of each running plane are counted. */
export function planeDrives(
	layer: CrossbarLayer,
	{ bits, coefficients }: DigitBits,
): PlaneDrive[] {
	const { driveExponent } = layer.plan;
	return runningPlanes(layer).map((plane): PlaneDrive => {
		const own = [...coefficients.subarray(plane * bits, (plane + 1) * bits)];
		const shift = own.findIndex((coefficient) => coefficient !== 0);
		const last = own.findLastIndex((coefficient) => coefficient !== 0);
		if (shift >= 0 && shift === last)
			return {
				kind: "bit",
				plane,
				bit: shift,
				drive: Math.abs(own[shift]!) ** driveExponent,
			};
		if (shift < 0 || last - shift >= 4) return { kind: "any", plane };
		const digit = digitOfPattern(layer.digits, plane);
		const window = 2 ** (last - shift + 1);
		const active = new Uint8Array(16);
		const drive = new Uint8Array(16);
		for (let value = 0; value < window; value++) {
			const level = Math.abs(digit(value << shift));
			active[value] = level === 0 ? 0 : 1;
			drive[value] = level ** driveExponent;
		}
		return { kind: "window", plane, shift, mask: window - 1, active, drive };
	});
}
