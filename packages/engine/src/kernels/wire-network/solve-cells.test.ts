import { describe, expect, test } from "vitest";
import type { CellCurve } from "./cell-curve.js";
import { NO_WIRES, type WireNetwork } from "./contract.js";
import { createReferenceWireSolver } from "./reference.js";
import { solveCells } from "./solve-cells.js";
import { createWasmWireSolver } from "./wasm.js";

const solver = createWasmWireSolver();
const wires = {
	rowSegment: 100,
	columnSegment: 150,
	rowSource: 40,
	columnSense: 60,
};

/** One cell in series with all four resistances. */
const single = (g: number): WireNetwork => ({
	rows: 1,
	columns: 1,
	conductances: Float64Array.of(g),
	wires,
});

const curves: readonly CellCurve[] = [
	{ kind: "cubic", coefficient: -0.25 },
	{ kind: "cubic", coefficient: 2 },
	{ kind: "sinh", voltage: 0.25 },
];

describe("nonlinear cells", () => {
	test.each(curves)("$kind meets its load line", (curve) => {
		const g = 1e-3;
		const [current] = solveCells(
			{ network: single(g), curve },
			Float64Array.of(0.4),
			solver,
		) as unknown as [number];
		const across = 0.4 - current * 350;
		const expected =
			curve.kind === "sinh"
				? g * 0.25 * Math.sinh(across / 0.25)
				: g *
					(across +
						(curve as { coefficient: number }).coefficient * across ** 3);
		expect(current / expected).toBeCloseTo(1, 11);
	});

	test("of hardly any curvature are linear cells", () => {
		const network = crossbar(6, 5);
		const inputs = Float64Array.from({ length: 12 }, (_, i) => (i % 4) / 20);
		const linear = solveCells({ network }, inputs, solver);
		const curved = solveCells(
			{ network, curve: { kind: "sinh", voltage: 1e4 } },
			inputs,
			solver,
		);
		linear.forEach((current, j) => {
			expect(curved[j]).toBeCloseTo(current, 13);
		});
	});
});

test("cells that are straight at the read voltage differ from tunnelling ones by what docs/what-mho-does-not-model.md says", () => {
	const size = 128;
	const network = (factor: number): WireNetwork => ({
		rows: size,
		columns: size,
		conductances: Float64Array.from(
			{ length: size * size },
			(_, at) => (factor * (1 + 33 * ((at * 7919) % 4))) / 2.5e6,
		),
		wires: { rowSegment: 1, columnSegment: 1, rowSource: 0, columnSense: 0 },
	});
	const read = 0.2;
	const curve = { kind: "sinh", voltage: 0.43 } as const;
	const straight = read / (0.43 * Math.sinh(read / 0.43));
	const inputs = Float64Array.from({ length: size }, (_, i) =>
		(i * 31) % 64 < 32 ? read : 0,
	);
	const linear = solveCells({ network: network(1) }, inputs, solver);
	const curved = solveCells(
		{ network: network(straight), curve },
		inputs,
		solver,
	);
	const { conductances } = network(1);
	const ideal = linear.map((_, j) =>
		inputs.reduce((sum, v, i) => sum + v * conductances[i * size + j]!, 0),
	);
	const greatest = Math.max(...ideal);
	const worst = (one: Float64Array, other: Float64Array) =>
		Math.max(...one.map((x, j) => Math.abs(x - other[j]!))) / greatest;
	expect(worst(linear, ideal)).toBeGreaterThan(0.1);
	expect(worst(curved, linear)).toBeLessThan(0.008);
});

describe("gated rows", () => {
	const drive = { kind: "gates", voltage: 0.2 } as const;

	test("are a row that is driven, where there is one", () => {
		const [current] = solveCells(
			{ network: single(1e-3), drive },
			Float64Array.of(1),
			solver,
		);
		expect(current).toBeCloseTo(0.2 / 1350, 15);
	});

	test("without wires give plain sums of the open gates", () => {
		const network = { ...crossbar(6, 5), wires: NO_WIRES };
		const gates = Float64Array.of(1, 0, 1, 1, 0, 0);
		const currents = solveCells({ network, drive }, gates, solver);
		currents.forEach((current, j) => {
			const sum = gates.reduce(
				(total, gate, i) => total + gate * network.conductances[i * 5 + j]!,
				0,
			);
			expect(current).toBeCloseTo(0.2 * sum, 16);
		});
	});

	test("are a crossbar of two columns of which one is the supply, by elimination", () => {
		// A column of cells between two lines is found in a crossbar of one row whose ladder is folded open: here, with
		// a line of no resistance on one side, cells see one common supply, as one row of a crossbar would give.
		const network = crossbar(6, 1);
		const flat = {
			...network,
			wires: { ...wires, rowSegment: 0, rowSource: 0 },
		};
		const all = new Float64Array(6).fill(1);
		const expected = createReferenceWireSolver().solve(
			flat,
			all.map((gate) => 0.2 * gate),
		).currents;
		const [current] = solveCells({ network: flat, drive }, all, solver);
		expect(current! / expected[0]!).toBeCloseTo(1, 12);
	});
});

function crossbar(rows: number, columns: number): WireNetwork {
	return {
		rows,
		columns,
		conductances: Float64Array.from(
			{ length: rows * columns },
			(_, at) => ((at * 7) % 5) * 2e-4,
		),
		wires,
	};
}
