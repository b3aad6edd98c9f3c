/** Bits of a coordinate. */
const BITS = 32;

/**
 * Degree, inner coefficients of the primitive polynomial, and initial numbers of dimensions 2, 3, …: S. Joe and
 * F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30 (2008),
 * file new-joe-kuo-6.
 */
const DIRECTIONS: readonly (readonly [
	degree: number,
	coefficients: number,
	initial: readonly number[],
])[] = [
	[1, 0, [1]],
	[2, 1, [1, 3]],
	[3, 1, [1, 3, 1]],
	[3, 2, [1, 1, 1]],
	[4, 1, [1, 1, 3, 3]],
	[4, 4, [1, 3, 5, 13]],
	[5, 2, [1, 1, 5, 5, 17]],
	[5, 4, [1, 1, 5, 5, 5]],
	[5, 7, [1, 1, 7, 11, 19]],
	[5, 11, [1, 1, 5, 1, 1]],
	[5, 13, [1, 1, 1, 3, 11]],
	[5, 14, [1, 3, 5, 5, 31]],
	[6, 1, [1, 3, 3, 9, 7, 49]],
	[6, 13, [1, 1, 1, 15, 21, 21]],
	[6, 16, [1, 3, 1, 13, 27, 49]],
	[6, 19, [1, 1, 1, 15, 7, 5]],
	[6, 22, [1, 3, 1, 15, 13, 25]],
	[6, 25, [1, 1, 5, 5, 19, 61]],
	[7, 1, [1, 3, 7, 11, 23, 15, 103]],
	[7, 4, [1, 3, 7, 13, 13, 15, 69]],
];

/** Dimensions that there are direction numbers for. */
export const SOBOL_DIMENSIONS: number = DIRECTIONS.length + 1;

/**
 * Point number n of the Sobol sequence as 32-bit fractions, one for each dimension: the first 2^k points have one
 * coordinate in each interval of length 2^−k.
 */
export function sobolPoint(n: number, dimensions: number): Uint32Array {
	const gray = n ^ (n >>> 1);
	return Uint32Array.from({ length: dimensions }, (_, d) => {
		const directions = directionsOf(d);
		let x = 0;
		for (let bit = 0; bit < BITS; bit++)
			if ((gray >>> bit) & 1) x ^= directions[bit]!;
		return x;
	});
}

const computed = new Map<number, Uint32Array>();

function directionsOf(dimension: number): Uint32Array {
	const known = computed.get(dimension) ?? computeDirections(dimension);
	computed.set(dimension, known);
	return known;
}

/** Numbers v_1, v_2, … of the paper, as fractions. */
function computeDirections(dimension: number): Uint32Array {
	const v = new Uint32Array(BITS);
	if (dimension === 0) return v.map((_, bit) => 2 ** (BITS - 1 - bit));
	const [degree, coefficients, initial] = DIRECTIONS[dimension - 1]!;
	for (let i = 0; i < BITS; i++) {
		if (i < degree) {
			v[i] = initial[i]! * 2 ** (BITS - 1 - i);
			continue;
		}
		let next = v[i - degree]! ^ (v[i - degree]! >>> degree);
		for (let k = 1; k < degree; k++)
			if ((coefficients >>> (degree - 1 - k)) & 1) next ^= v[i - k]!;
		v[i] = next;
	}
	return v;
}
