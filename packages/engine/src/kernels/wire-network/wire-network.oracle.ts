import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { WireNetwork } from "./contract.js";
import { createReferenceWireSolver } from "./reference.js";
import { createWasmWireSolver } from "./wasm.js";

// ngspice 39.3 `.op` with reltol 1e-12, abstol 1e-20, vntol 1e-15.
const TOLERANCE = 1e-9;
const fast = createWasmWireSolver();

test.each([createReferenceWireSolver(), fast])(
	"4 × 4 cells of 1.3 to 20 kΩ behind 10 and 20 Ω carry what ngspice says ($name)",
	(solver) => {
		const on = 1 / 1333;
		const off = 1 / 20000;
		const cell = (level: number) => off + ((on - off) * level) / 3;
		const { currents } = solver.solve(
			{
				rows: 4,
				columns: 4,
				// biome-ignore format: as it lies
				conductances: Float64Array.of(
					2, 1, 1, 2,
					3, 2, 1, 1,
					3, 0, 3, 0,
					1, 3, 2, 0,
				).map(cell),
				wires: {
					rowSegment: 10,
					columnSegment: 20,
					rowSource: 0,
					columnSense: 0,
				},
			},
			Float64Array.of(0, 0.2, 0, 0.2),
		);
		expectCurrents(
			currents,
			[
				0.0001861192370324514, 0.00023582352589216718, 0.0001476194516697682,
				6.163259338702843e-5,
			],
		);
	},
);

const folder = fileURLToPath(
	new URL("../../../../../../shared/golden/spice/", import.meta.url),
);
const cases = existsSync(folder)
	? readdirSync(folder).filter((name) => name.endsWith(".json"))
	: [];

describe.skipIf(cases.length === 0)("crossbars solved by ngspice", () => {
	test.each(cases)("%s", (name) => {
		const spice = JSON.parse(readFileSync(join(folder, name), "utf8"));
		const network: WireNetwork = {
			rows: spice.rows,
			columns: spice.cols,
			conductances: Float64Array.from(spice.G.flat()),
			wires: {
				rowSegment: spice.rw,
				columnSegment: spice.rc,
				rowSource: spice.rSource,
				columnSense: spice.rSense,
			},
		};
		const voltages = Float64Array.from(spice.Vin as number[]);
		expectCurrents(fast.solve(network, voltages).currents, spice.Iout);
		const effective = fast.effectiveConductances(network);
		const product = Float64Array.from(spice.Iout, (_, j) =>
			voltages.reduce(
				(sum, v, i) => sum + v * effective[i * network.columns + j]!,
				0,
			),
		);
		expectCurrents(product, spice.Iout);
	});
});

function expectCurrents(
	actual: Float64Array,
	expected: readonly number[],
): void {
	const greatest = Math.max(...expected.map(Math.abs));
	expect(actual.length).toBe(expected.length);
	expected.forEach((current, j) => {
		expect(Math.abs(actual[j]! - current) / greatest).toBeLessThan(TOLERANCE);
	});
}
