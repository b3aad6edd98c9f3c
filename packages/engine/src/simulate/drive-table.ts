import { remembered } from "../base/remembered.js";
import type { DigitTable, ReadPlan } from "../kernels/crossbar-mvm/contract.js";

/** What an activation code drives over all planes together, [codes]. */
export interface DriveTable {
	/** Planes whose digit is not 0, as bits. */
	readonly planes: Uint32Array;
	/** Planes whose digit is below the greatest, as bits. */
	readonly belowGreatest: Uint32Array;
	/** How many planes that are in the low 16 bits, Σ |digit|^driveExponent in the high ones: one look gives both. */
	readonly both: Uint32Array;
	/** Vectors whose sums of both fit their 16 bits. */
	readonly mostVectors: number;
}

const driveTables = remembered<DigitTable, DriveTable>();

/** Layers share the tables of their digits, so this is made once for all that are driven alike. */
export function driveTableOf(digits: DigitTable, plan: ReadPlan): DriveTable {
	const key = `${plan.inputPlanes},${plan.driveExponent}`;
	return driveTables(digits, key, () => tabulateDrive(digits, plan));
}

function tabulateDrive(
	{ digits, codes }: DigitTable,
	{ inputPlanes, driveExponent }: ReadPlan,
): DriveTable {
	const both = new Uint32Array(codes);
	const planes = new Uint32Array(codes);
	const belowGreatest = new Uint32Array(codes);
	const greatest = Int8Array.from({ length: inputPlanes }, (_, i) =>
		digits
			.subarray(i * codes, (i + 1) * codes)
			.reduce((most, digit) => Math.max(most, digit), 0),
	);
	let most = 1;
	for (let code = 0; code < codes; code++) {
		let active = 0;
		let drive = 0;
		for (let i = 0; i < inputPlanes; i++) {
			const digit = Math.abs(digits[i * codes + code]!);
			if (digits[i * codes + code]! < greatest[i]!)
				belowGreatest[code]! |= 1 << i;
			if (digit === 0) continue;
			active++;
			planes[code]! |= 1 << i;
			drive += digit ** driveExponent;
		}
		both[code] = active + drive * 2 ** 16;
		most = Math.max(most, active, drive);
	}
	return {
		both,
		planes,
		belowGreatest,
		mostVectors: Math.floor(0xffff / most),
	};
}
