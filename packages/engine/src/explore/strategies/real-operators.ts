import type { Operators } from "./evolve.js";

/** Settings of the paper of NSGA-II, section IV. */
const CROSSOVER_SHARE = 0.9;
const CROSSOVER_INDEX = 20;
const MUTATION_INDEX = 20;

/**
 * Vectors of real numbers between bounds: simulated binary crossover (R. B. Agrawal and K. Deb, Complex Systems 9,
 * 1995) and polynomial mutation of one variable in the mean.
 */
export function realOperators(
	lower: readonly number[],
	upper: readonly number[],
): Operators<readonly number[]> {
	const within = (x: number, k: number) =>
		Math.min(upper[k]!, Math.max(lower[k]!, x));
	return {
		random: (draw) => lower.map((low, k) => low + draw() * (upper[k]! - low)),
		cross(a, b, draw) {
			if (draw() > CROSSOVER_SHARE) return [a, b];
			const children: [number[], number[]] = [[...a], [...b]];
			for (let k = 0; k < a.length; k++) {
				if (draw() > 0.5) continue;
				const spread = spreadFactor(draw());
				const [x, y] = [a[k]!, b[k]!];
				const [c, d] = [
					0.5 * ((1 + spread) * x + (1 - spread) * y),
					0.5 * ((1 - spread) * x + (1 + spread) * y),
				];
				const isSwapped = draw() < 0.5;
				children[0][k] = within(isSwapped ? d : c, k);
				children[1][k] = within(isSwapped ? c : d, k);
			}
			return children;
		},
		mutate: (genes, draw) =>
			genes.map((x, k) =>
				draw() < 1 / genes.length
					? within(x + polynomialStep(draw()) * (upper[k]! - lower[k]!), k)
					: x,
			),
		nameOf: (genes) => genes.join(),
	};
}

function spreadFactor(u: number): number {
	const power = 1 / (CROSSOVER_INDEX + 1);
	return u <= 0.5 ? (2 * u) ** power : (1 / (2 * (1 - u))) ** power;
}

function polynomialStep(u: number): number {
	const power = 1 / (MUTATION_INDEX + 1);
	return u < 0.5 ? (2 * u) ** power - 1 : 1 - (2 * (1 - u)) ** power;
}
