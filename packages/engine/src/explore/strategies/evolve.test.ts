import { describe, expect, test } from "vitest";
import { paretoFront } from "../pareto/front.js";
import { evolve } from "./evolve.js";
import { realOperators } from "./real-operators.js";

/** E. Zitzler, K. Deb and L. Thiele, "Comparison of multiobjective evolutionary algorithms", Evol. Comput. 8 (2000). */
interface Problem {
	readonly variables: number;
	/** Of all variables but the first, which is 0 … 1. */
	readonly bounds: readonly [number, number];
	readonly objectives: (x: readonly number[]) => [number, number];
	/** Where f1 is x, the front has f2 = h(x); undefined where there is none. */
	readonly front: (x: number) => [number, number];
	/** Where the front is. */
	readonly on: (f1: number) => boolean;
	/** Mean convergence of real-coded NSGA-II, 25,000 evaluations: Deb et al. 2002, table II. */
	readonly published: number;
}

const rest = (x: readonly number[]) =>
	x.slice(1).reduce((sum, value) => sum + value, 0);
const all = () => true;
const problems: Readonly<Record<string, Problem>> = {
	ZDT1: {
		variables: 30,
		bounds: [0, 1],
		objectives(x) {
			const g = 1 + (9 * rest(x)) / 29;
			return [x[0]!, g * (1 - Math.sqrt(x[0]! / g))];
		},
		front: (x) => [x, 1 - Math.sqrt(x)],
		on: all,
		published: 0.033482,
	},
	ZDT2: {
		variables: 30,
		bounds: [0, 1],
		objectives(x) {
			const g = 1 + (9 * rest(x)) / 29;
			return [x[0]!, g * (1 - (x[0]! / g) ** 2)];
		},
		front: (x) => [x, 1 - x ** 2],
		on: all,
		published: 0.072391,
	},
	ZDT3: {
		variables: 30,
		bounds: [0, 1],
		objectives(x) {
			const g = 1 + (9 * rest(x)) / 29;
			const share = x[0]! / g;
			return [
				x[0]!,
				g * (1 - Math.sqrt(share) - share * Math.sin(10 * Math.PI * x[0]!)),
			];
		},
		front: (x) => [x, 1 - Math.sqrt(x) - x * Math.sin(10 * Math.PI * x)],
		on: all,
		published: 0.1145,
	},
	ZDT4: {
		variables: 10,
		bounds: [-5, 5],
		objectives(x) {
			const g = x
				.slice(1)
				.reduce(
					(sum, value) => sum + value ** 2 - 10 * Math.cos(4 * Math.PI * value),
					91,
				);
			return [x[0]!, g * (1 - Math.sqrt(x[0]! / g))];
		},
		front: (x) => [x, 1 - Math.sqrt(x)],
		on: all,
		published: 0.513053,
	},
	ZDT6: {
		variables: 10,
		bounds: [0, 1],
		objectives(x) {
			const f = 1 - Math.exp(-4 * x[0]!) * Math.sin(6 * Math.PI * x[0]!) ** 6;
			const g = 1 + 9 * (rest(x) / 9) ** 0.25;
			return [f, g * (1 - (f / g) ** 2)];
		},
		front: (x) => [x, 1 - x ** 2],
		on: (f1) => f1 >= 0.2807753191,
		published: 0.296564,
	},
};

/** Mean distance to 500 points of the true front. */
function convergence(
	found: readonly (readonly number[])[],
	{ front, on }: Problem,
): number {
	const candidates = Array.from({ length: 2000 }, (_, n) =>
		front(n / 1999),
	).filter(([f1]) => on(f1));
	const ideal = paretoFront(candidates).map((n) => candidates[n]!);
	const distance = (point: readonly number[]) =>
		Math.min(
			...ideal.map(([x, y]) => Math.hypot(point[0]! - x, point[1]! - y)),
		);
	return found.reduce((sum, point) => sum + distance(point), 0) / found.length;
}

describe("NSGA-II comes as close to the front of the ZDT problems as published, or closer", () => {
	test.each(Object.entries(problems))("%s", (_, problem) => {
		const { variables, bounds, objectives } = problem;
		const [low, high] = bounds;
		const lower = [0, ...new Array<number>(variables - 1).fill(low)];
		const upper = [1, ...new Array<number>(variables - 1).fill(high)];
		const search = evolve(realOperators(lower, upper), {
			population: 100,
			evaluations: 25_000,
			seed: 1,
		});
		let archive: (readonly number[])[] = [];
		let evaluated = 0;
		let step = search.next([]);
		while (!step.done) {
			const losses = step.value.map(objectives);
			evaluated += losses.length;
			const together = [...archive, ...losses];
			archive = paretoFront(together)
				.map((n) => together[n]!)
				.slice(-100);
			step = search.next(
				losses.map((loss) => ({ losses: loss, violation: 0 })),
			);
		}
		expect(evaluated).toBe(25_000);
		expect(convergence(archive, problem)).toBeLessThanOrEqual(
			problem.published,
		);
	});
});

test("whoever keeps the constraints is preferred, and the search ends on the edge of what is allowed", () => {
	// f = (x, y) over the unit square where x + y ≥ 1.
	const search = evolve(realOperators([0, 0], [1, 1]), {
		population: 20,
		evaluations: 2000,
		seed: 3,
	});
	const allowed: number[] = [];
	let step = search.next([]);
	while (!step.done) {
		for (const [x, y] of step.value) if (x! + y! >= 1) allowed.push(x! + y!);
		step = search.next(
			step.value.map(([x, y]) => ({
				losses: [x!, y!],
				violation: Math.max(0, 1 - x! - y!),
			})),
		);
	}
	const last = allowed.slice(-51).sort((a, b) => a - b);
	expect(last[25]).toBeLessThan(1.1);
});
