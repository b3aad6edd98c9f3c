/**
 * e^x with a relative error of about 1e-13, by operations that all machines round alike: the function of the platform is
 * not specified to the last bit.
 */
export function exponential(x: number): number {
	if (x < 0) return 1 / exponential(-x);
	const small = x / 2 ** HALVINGS;
	let term = 1;
	let sum = 0;
	for (let n = 1; n <= 8; n++) {
		term *= small / n;
		sum += term;
	}
	// (1 + s)² − 1 = s · (2 + s)
	for (let n = 0; n < HALVINGS; n++) sum *= 2 + sum;
	return 1 + sum;
}

const HALVINGS = 10;
