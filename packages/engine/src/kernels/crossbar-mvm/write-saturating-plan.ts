import {
	BASE_BYTES,
	FACTOR_BYTES,
	GROUP_BYTES,
	type Places,
	QUAD_BYTES,
	STEP_BYTES,
} from "./kernel-memory.js";
import type { LaneConverter } from "./lane-converter.js";
import type { SaturatingTile } from "./saturating-tiles.js";
import { writeQuads } from "./write-plan.js";

// As read-saturating.part.as.ts and convert.part.as.ts lay it out.

const BYTE_CONVERTER = 768;

/** The converter for sums that saturate. */
export function writeByteConverter(
	memory: ArrayBuffer,
	{ adc }: Places,
	{ step, codeUnit, greatest }: LaneConverter,
): void {
	const bias = step > 1 ? step / 2 : 0;
	const most = (greatest / codeUnit) * step;
	const vectors = [bias, most, step, 2 * step - 1, -step];
	const bytes = new Uint8Array(memory, adc + BYTE_CONVERTER);
	vectors.forEach((value, at) => {
		bytes.fill(value, at * 16, (at + 1) * 16);
	});
}

/**
 * Quads, then steps, then groups, then factors and bases of each group.
 *
 * @returns where the groups are
 */
export function writeSaturatingTile(
	memory: ArrayBuffer,
	places: Places,
	{ quads, groups, isSigned }: SaturatingTile,
	unit: number,
): number {
	writeQuads(memory, places, quads);
	const count = groups.reduce((sum, { planes }) => sum + planes.length, 0);
	let step = places.plan + QUAD_BYTES;
	const groupsAt = step + count * STEP_BYTES;
	const factorsAt = groupsAt + groups.length * GROUP_BYTES;
	groups.forEach(({ planes, bases, factors }, g) => {
		for (const { bit, weight } of planes) {
			new Uint32Array(memory, step, 1)[0] = 4 * bit;
			new Int16Array(memory, step + 16, 8).fill(weight);
			step += STEP_BYTES;
		}
		const own = factorsAt + g * (FACTOR_BYTES + BASE_BYTES);
		new Int16Array(memory, own, factors.length).set(factors);
		new Float64Array(memory, own + FACTOR_BYTES, bases.length).set(
			bases.map((base) => base * unit),
		);
		new Uint32Array(memory, groupsAt + g * GROUP_BYTES, 4).set([
			step,
			own,
			own + FACTOR_BYTES,
			isSigned ? 1 : 0,
		]);
	});
	return groupsAt;
}
