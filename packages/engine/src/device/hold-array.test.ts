import { describe, expect, test } from "vitest";
import type { Design } from "../design/design.js";
import { resolveDesign } from "../design/resolve-design.js";
import { createWasmWireSolver } from "../kernels/wire-network/wasm.js";
import { presetLookup } from "../presets/preset-designs.js";
import type { WeighedLayout } from "./column-orders.js";
import { holdArray } from "./hold-array.js";
import type { HeldCells } from "./program-levels.js";

const designOf = (text: string): Design =>
	resolveDesign(
		{ name: "held", text: `extends: isaac\n${text}` },
		presetLookup,
	);
const solver = createWasmWireSolver();
const ROWS = 64;
const OUTPUTS = 20;
const layout: WeighedLayout = {
	outputs: OUTPUTS,
	slices: 2,
	significance: [1, 4],
	outputsPerArray: 16,
	hasSpares: true,
	hasUnitColumn: false,
};
const positive = Int32Array.from(
	{ length: ROWS * 2 * OUTPUTS },
	(_, at) => (at * 7 + Math.floor(at / 11)) % 4,
);
const levels = { rows: ROWS, positive };

function hold(text: string, seed = 1, of = layout): HeldCells {
	const place = { seed, crossbar: 0, cellBits: 2 };
	return holdArray(levels, of, designOf(text), place, solver);
}

/** Mean square error of the weights, in units of the lower digit; cells of level 0 deviate to one side only. */
function error(held: HeldCells, least = 0): number {
	let sum = 0;
	for (let r = 0; r < ROWS; r++)
		for (let k = 0; k < OUTPUTS; k++)
			for (const [slice, significance] of [
				[0, 1],
				[1, 4],
			] as const) {
				const at = (r * 2 + slice) * OUTPUTS + k;
				if (positive[at]! < least) continue;
				sum += (significance * (held.positive[at]! - positive[at]!)) ** 2;
			}
	return sum / (ROWS * OUTPUTS);
}

const NOISE = "device: { programming: { kind: normal, ofRange: 0.1 } }";
const FAULTS =
	"device: { faults: { stuckAtHighResistance: 0.01, stuckAtLowResistance: 0.01 } }";
const AROUND = "crossbar: { mitigations: { columnOrder: around-faults } }";

describe("several cells of a digit", () => {
	test.each([2, 4])(
		"%d of them divide the variance of programming",
		(cells) => {
			const one = error(hold(NOISE), 1);
			const several = error(
				hold(
					`${NOISE}\ncrossbar: { mitigations: { cellsPerDigit: ${cells} } }`,
				),
				1,
			);
			// 1920 cells: the variance is known to about 4 %.
			expect(several / one).toBeGreaterThan(0.85 / cells);
			expect(several / one).toBeLessThan(1.15 / cells);
		},
	);

	test("through wires are columns side by side, at the mean of their currents", () => {
		const wires =
			"device: { cell: { kind: resistances, low: 20 kOhm, readVoltage: 0.2 V } }\ncrossbar: { wires: { columnSegment: 5 Ohm }";
		// Without resistance along the rows a column does not see the others: two of them are as good as one.
		const one = hold(`${wires} }`);
		const two = hold(`${wires}, mitigations: { cellsPerDigit: 2 } }`);
		two.positive.forEach((level, at) => {
			expect(level).toBeCloseTo(one.positive[at]!, 9);
		});
		const along = wires.replace("columnSegment", "rowSegment");
		const alone = hold(`${along} }`);
		const paired = hold(`${along}, mitigations: { cellsPerDigit: 2 } }`);
		const sum = (of: HeldCells) =>
			of.positive.reduce((all, level) => all + level, 0);
		expect(sum(paired)).toBeLessThan(sum(alone));
	});
});

describe("columns around stuck cells", () => {
	test.each([1, 2, 3, 4])(
		"err less on chip %d, and less still with idle columns",
		(seed) => {
			const asNumbered = error(hold(FAULTS, seed));
			const around = error(hold(`${FAULTS}\n${AROUND}`, seed));
			const noSpares = error(
				hold(`${FAULTS}\n${AROUND}`, seed, { ...layout, hasSpares: false }),
			);
			expect(noSpares).toBeLessThan(asNumbered);
			expect(around).toBeLessThanOrEqual(noSpares);
		},
	);

	test("are in order where no cell sticks", () => {
		expect(hold(`${NOISE}\n${AROUND}`)).toEqual(hold(NOISE));
	});

	test("know the stuck cells of all cells of a digit", () => {
		const two = "crossbar: { mitigations: { cellsPerDigit: 2 } }";
		const both =
			"crossbar: { mitigations: { cellsPerDigit: 2, columnOrder: around-faults } }";
		expect(error(hold(`${FAULTS}\n${both}`))).toBeLessThan(
			error(hold(`${FAULTS}\n${two}`)),
		);
	});

	test("through wires are where their places are", () => {
		const wires =
			"crossbar: { wires: { rowSegment: 1e-6 Ohm }, mitigations: { columnOrder: around-faults } }";
		const cells =
			"device: { cell: { kind: resistances, low: 20 kOhm, readVoltage: 0.2 V }, faults: { stuckAtLowResistance: 0.02 } }";
		const without = "crossbar: { mitigations: { columnOrder: around-faults } }";
		const seen = hold(`${cells}\n${wires}`);
		const held = hold(`${cells}\n${without}`);
		seen.positive.forEach((level, at) => {
			expect(level).toBeCloseTo(held.positive[at]!, 4);
		});
	});
});

describe("rows with most conductance nearest to the sense amplifiers", () => {
	const wires =
		"device: { cell: { kind: resistances, low: 20 kOhm, readVoltage: 0.2 V } }\ncrossbar: { wires: { columnSegment: 5 Ohm";
	/** The upper half of the rows holds the top level, of the lower one every seventh cell. */
	const uneven = positive.map((_, at) =>
		at < positive.length / 2 || at % 7 === 0 ? 3 : 0,
	);

	test.each([
		["none", "row-order"],
		["column-gain", "row-order-and-gain"],
	])("lose less than with %s", (without, kind) => {
		const lost = (compensation: string) => {
			const { positive: seen } = holdArray(
				{ rows: ROWS, positive: uneven },
				layout,
				designOf(`${wires}, compensation: ${compensation} } }`),
				{ seed: 1, crossbar: 0, cellBits: 2 },
				solver,
			);
			return seen.reduce(
				(sum, level, at) => sum + (level - uneven[at]!) ** 2,
				0,
			);
		};
		expect(lost(kind)).toBeLessThan(0.8 * lost(without));
	});
});
