import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	NO_WIRES,
	SOLVER_TOLERANCE,
	type WireNetwork,
	type WireNetworkSolver,
} from "./contract.js";
import { createReferenceWireSolver } from "./reference.js";
import { createWasmWireSolver } from "./wasm.js";
import { wireNetworks } from "./wire-network.arbitrary.js";

const solvers: readonly WireNetworkSolver[] = [
	createReferenceWireSolver(),
	createWasmWireSolver(),
];

describe.each(solvers)("the $name solver", (solver) => {
	test("gives voltage dividers where there is one cell", () => {
		const { currents, cellVoltages } = solver.solve(
			{
				rows: 1,
				columns: 1,
				conductances: Float64Array.of(1e-3),
				wires: {
					rowSegment: 100,
					columnSegment: 200,
					rowSource: 300,
					columnSense: 400,
				},
			},
			Float64Array.of(0.2, 0.4),
		);
		expect(currents[0]).toBeCloseTo(0.2 / 2000, 16);
		expect(currents[1]).toBeCloseTo(0.4 / 2000, 16);
		expect(cellVoltages[1]).toBeCloseTo(0.2, 13);
	});

	test("gives plain products without wires", () => {
		const { currents } = solver.solve(
			{
				rows: 2,
				columns: 2,
				conductances: Float64Array.of(1e-3, 0, 2e-3, 4e-3),
				wires: NO_WIRES,
			},
			Float64Array.of(0.1, 0.2),
		);
		expect([...currents]).toEqual(
			[5e-4, 8e-4].map((i) => expect.closeTo(i, 16)),
		);
	});

	test("lets a current of its own flow through a cell", () => {
		const { currents } = solver.solve(
			{
				rows: 1,
				columns: 1,
				conductances: Float64Array.of(0),
				offsetCurrents: Float64Array.of(3e-6),
				wires: { ...NO_WIRES, rowSegment: 10, columnSegment: 10 },
			},
			Float64Array.of(0.1),
		);
		expect(currents[0]).toBeCloseTo(3e-6, 18);
	});
});

describe("the fast solver", () => {
	const [reference, fast] = solvers as [WireNetworkSolver, WireNetworkSolver];

	test("agrees with elimination on any wires, open cells and offset currents", () => {
		fc.assert(
			fc.property(
				wireNetworks,
				fc.integer({ min: 1, max: 3 }),
				fc.integer({ min: 0, max: 99 }),
				(network, batch, seed) => {
					const voltages = Float64Array.from(
						{ length: batch * network.rows },
						(_, at) => Math.sin(at + seed) / 5,
					);
					const expected = reference.solve(network, voltages);
					const actual = fast.solve(network, voltages);
					expectClose(actual.currents, expected.currents, network);
					expectClose(actual.cellVoltages, expected.cellVoltages, undefined);
				},
			),
			{ numRuns: 300 },
		);
	});

	test("agrees on effective conductances", () => {
		fc.assert(
			fc.property(wireNetworks, (network) => {
				expectClose(
					fast.effectiveConductances(network),
					reference.effectiveConductances(network),
					network,
				);
			}),
			{ numRuns: 200 },
		);
	});

	test.each([
		["cells of 1.33 kΩ and segments of 1 Ω", 1333, 1],
		["wires that carry nearly nothing to the far corner", 1000, 30],
	])(
		"gives the currents of a 128 × 128 array in two ways: %s",
		(_, lowest, segment) => {
			const network = large(128, lowest, segment);
			const voltages = Float64Array.from(
				{ length: 128 },
				(_, i) => ((i * 7) % 5) / 20,
			);
			const { currents, cellVoltages } = fast.solve(network, voltages);
			const effective = fast.effectiveConductances(network);
			const product = currents.map((_, j) =>
				voltages.reduce((sum, v, i) => sum + v * effective[i * 128 + j]!, 0),
			);
			expectClose(product, currents, network);
			// What the cells of a column carry is what it carries.
			const throughCells = currents.map((_, j) =>
				voltages.reduce(
					(sum, _, i) =>
						sum +
						network.conductances[i * 128 + j]! * cellVoltages[i * 128 + j]!,
					0,
				),
			);
			expectClose(throughCells, currents, network);
		},
	);

	test("loses 79 % of the current of ISAAC's array to segments of 1 Ω", () => {
		const network = large(128, 1333, 1);
		const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
		const kept =
			sum(fast.effectiveConductances(network)) / sum(network.conductances);
		expect(kept).toBeCloseTo(0.21, 2);
	});
});

/** Cells of four levels between `lowest` Ω and 15 times that. */
function large(size: number, lowest: number, segment: number): WireNetwork {
	let state = 1;
	const level = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return (state >>> 8) % 4;
	};
	const off = 1 / (15 * lowest);
	return {
		rows: size,
		columns: size,
		conductances: Float64Array.from(
			{ length: size * size },
			() => off + ((1 / lowest - off) * level()) / 3,
		),
		wires: { ...NO_WIRES, rowSegment: segment, columnSegment: segment },
	};
}

/** Within the tolerance of the greatest value, which a current of the order of what is driven keeps from being 0. */
function expectClose(
	actual: Float64Array,
	expected: Float64Array,
	network: WireNetwork | undefined,
): void {
	const floor = network
		? 1e-3 * Math.max(1e-12, ...network.conductances.map(Math.abs)) * 0.2
		: 0.1;
	const scale = Math.max(floor, ...expected.map(Math.abs));
	expected.forEach((value, at) => {
		expect(Math.abs(actual[at]! - value) / scale).toBeLessThan(
			SOLVER_TOLERANCE,
		);
	});
}
