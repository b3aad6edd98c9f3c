import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import { createReferenceWireSolver } from "../kernels/wire-network/reference.js";
import { createWasmWireSolver } from "../kernels/wire-network/wasm.js";
import { presetLookup } from "../presets/preset-designs.js";
import { seeThroughWires } from "./see-through-wires.js";

const designOf = (text: string): Design =>
	resolveDesign(
		{
			name: "wires",
			text: `extends: isaac
device: { cell: { kind: resistances, low: 2 kOhm, high: 40 kOhm, readVoltage: 0.2 V } }
${text}`,
		},
		presetLookup,
	);
const wires =
	"wires: { rowSegment: 20 Ohm, columnSegment: 30 Ohm, rowSource: 100 Ohm, columnSense: 50 Ohm";
const ROWS = 5;

/** 2 slices of 3 outputs, 2 outputs to an array. */
const layout = {
	outputs: 3,
	slices: 2,
	outputsPerArray: 2,
	hasUnitColumn: true,
};
const cells = {
	rows: ROWS,
	positive: Float64Array.from({ length: ROWS * 6 }, (_, at) => (at * 5) % 4),
	unitCells: new Float64Array(ROWS).fill(1),
};
const perLevel = (1 / 2000 - 1 / 40000) / 3;

describe("cells seen through wires", () => {
	test("are the effective conductances of the arrays that they lie in", () => {
		const design = designOf(`crossbar: { ${wires} } }`);
		const seen = seeThroughWires(
			[cells],
			layout,
			design,
			createWasmWireSolver(),
		);
		// Outputs 0 and 1 with both slices side by side, then the column of ones.
		const columns = [0, 3, 1, 4];
		const network = {
			rows: ROWS,
			columns: 5,
			conductances: Float64Array.from(
				{ length: ROWS * 5 },
				(_, at) =>
					perLevel *
					(at % 5 === 4
						? 1
						: cells.positive[Math.floor(at / 5) * 6 + columns[at % 5]!]!),
			),
			wires: design.crossbar.wires!,
		};
		const effective =
			createReferenceWireSolver().effectiveConductances(network);
		for (let r = 0; r < ROWS; r++) {
			columns.forEach((column, c) => {
				expect(seen.positive[r * 6 + column]).toBeCloseTo(
					effective[r * 5 + c]! / perLevel,
					9,
				);
			});
			expect(seen.unitCells[r]).toBeCloseTo(
				effective[r * 5 + 4]! / perLevel,
				9,
			);
		}
	});

	test("lose current, and in sum none where gains make up for it", () => {
		const plain = seeThroughWires(
			[cells],
			layout,
			designOf(`crossbar: { ${wires} } }`),
			createWasmWireSolver(),
		);
		const gained = seeThroughWires(
			[cells],
			layout,
			designOf(`crossbar: { ${wires}, compensation: column-gain } }`),
			createWasmWireSolver(),
		);
		const sumOf = (values: Float64Array, column: number) =>
			values.reduce((sum, x, at) => (at % 6 === column ? sum + x : sum), 0);
		for (let column = 0; column < 6; column++) {
			const ideal = sumOf(cells.positive, column);
			expect(sumOf(plain.positive, column)).toBeLessThan(ideal);
			expect(sumOf(gained.positive, column)).toBeCloseTo(ideal, 9);
		}
	});

	test("are solved once for the same cells and wires, and again for others", () => {
		const solver = createWasmWireSolver();
		const see = (segment: number, of = cells) =>
			seeThroughWires(
				[of],
				layout,
				designOf(`crossbar: { wires: { rowSegment: ${segment} Ohm } }`),
				solver,
			);
		const first = see(7);
		const { solves } = solver;
		expect(see(7)).toEqual(first);
		expect(solver.solves).toBe(solves);
		expect(see(8)).not.toEqual(first);
		const other = { ...cells, positive: cells.positive.map((x) => x + 0.01) };
		expect(see(7, other)).not.toEqual(first);
		expect(solver.solves).toBeGreaterThan(2 * solves);
	});

	test("are the cells themselves without wires", () => {
		const seen = seeThroughWires(
			[cells],
			layout,
			designOf(""),
			createWasmWireSolver(),
		);
		expect(seen).toBe(cells);
	});
});
