import type { SegmentCall } from "./segment-call.js";

/** Turns the planes of the segment's inputs over where most rows would be driven, and notes which. */
export function invertInputs(call: SegmentCall, firstRow: number): void {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	const { invertible, rows } = prepared;
	if (!invertible) return;
	const stride = signStride(call);
	new Uint32Array(memory, places.invertible, 4 * invertible.length).set(
		invertible.flatMap(({ plane, mask, shift, greatest }) => [
			mask,
			shift,
			greatest,
			4 * plane,
		]),
	);
	new Uint32Array(memory, places.adc + SIGNS, 2).set([places.signs, stride]);
	// biome-ignore format: places, then sizes
	kernel.exports.invertPlanes(
		places.codes + firstRow * 2, rows * 2, vectors, segment.segment.rows, places.invertible, invertible.length,
		places.signs, stride, places.toNegative,
	);
}

/** Bytes in the fields of the converter, as convert.part.as.ts lays them out. */
const SIGNS = 108;

/** Bytes from the signs of one vector to those of the next. */
export function signStride({
	prepared,
}: Pick<SegmentCall, "prepared">): number {
	return 4 * prepared.layer.plan.inputPlanes;
}

/** Where the signs of a plane are, of the first vector; no address where planes are not inverted. */
export function signsOf(
	{ prepared, places }: Pick<SegmentCall, "prepared" | "places">,
	plane: number,
): number {
	return prepared.invertible ? places.signs + 4 * plane : 0;
}

/** Adds how often each plane was inverted. */
export function countInversions(
	call: SegmentCall,
	inverted: Float64Array,
): void {
	const { memory, places, prepared, vectors } = call;
	if (!prepared.invertible) return;
	const planes = prepared.layer.plan.inputPlanes;
	const signs = new Uint32Array(memory, places.signs, planes * vectors);
	for (const { plane } of prepared.invertible) {
		for (let v = 0; v < vectors; v++)
			if (signs[v * planes + plane] !== 0) inverted[plane]!++;
	}
}

/** Adds what inverted planes are worth to the outputs of the batch, [vectors × outputs]. */
export function addInversions(call: SegmentCall): void {
	const { kernel, memory, places, prepared, segment, vectors } = call;
	if (!prepared.invertible) return;
	const { outputs, layer } = prepared;
	const planes = layer.plan.inputPlanes;
	const signs = new Uint32Array(memory, places.signs, planes * vectors);
	const sums = new Float64Array(memory, places.sums, vectors);
	for (const sum of segment.inversions!) {
		for (let v = 0; v < vectors; v++) {
			sums[v] = 0;
			for (const { plane, factor } of sum.planes)
				if (signs[v * planes + plane] !== 0) sums[v]! += factor;
		}
		new Float64Array(memory, places.worth, outputs).set(sum.worth);
		kernel.exports.addOuterProduct(
			places.sums,
			vectors,
			places.worth,
			outputs,
			places.out,
		);
	}
}
