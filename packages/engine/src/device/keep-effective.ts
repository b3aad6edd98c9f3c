import type {
	WireNetwork,
	WireNetworkSolver,
} from "../kernels/wire-network/contract.js";

/** Arrays that are kept: 128 × 128 cells of them take 64 MB. */
const KEPT = 256;

interface Kept {
	readonly conductances: Float64Array;
	readonly effective: Float64Array;
}

const arrays = new Map<string, Kept>();

/**
 * Effective conductances of an array, kept by content: designs that differ in converters or partial products have the
 * same arrays. The array that was not asked for longest is forgotten first.
 */
export function keptEffectiveConductances(
	network: WireNetwork,
	solver: WireNetworkSolver,
): Float64Array {
	const key = keyOf(network);
	const known = arrays.get(key);
	const effective =
		known && isEqual(known.conductances, network.conductances)
			? known.effective
			: solver.effectiveConductances(network);
	arrays.delete(key);
	arrays.set(key, { conductances: network.conductances, effective });
	if (arrays.size > KEPT) arrays.delete(arrays.keys().next().value!);
	return effective;
}

function keyOf({ rows, columns, wires, conductances }: WireNetwork): string {
	// FNV-1a over the words of the conductances; equal keys are compared in full.
	const words = new Uint32Array(
		conductances.buffer,
		conductances.byteOffset,
		2 * conductances.length,
	);
	let hash = 0x811c9dc5;
	for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
	const { rowSegment, columnSegment, rowSource, columnSense } = wires;
	return [
		rows,
		columns,
		rowSegment,
		columnSegment,
		rowSource,
		columnSense,
		hash >>> 0,
	].join();
}

function isEqual(a: Float64Array, b: Float64Array): boolean {
	return a.length === b.length && a.every((value, at) => value === b[at]);
}
