import { expect, test } from "vitest";
import type { Cost } from "../cost/cost.js";
import type { Design } from "../design/design.js";
import { presetDesign } from "../presets/preset-designs.js";
import type { LayerOption } from "./option-table.js";
import { searchDesign } from "./search-design.js";
import type { SearchSession } from "./search-session.js";

const CHECKS = 3;

/** One layer, which loses more noise the more it costs, and designs that pass as is said. */
function sessionWhere(passes: (design: Design) => boolean): SearchSession {
	const option = (inputBits: number): LayerOption => ({
		layer: "only",
		setting: { inputBits },
		noise: 4 ** -inputBits,
		energy: inputBits,
		arrayTime: inputBits,
		linkTime: 0,
		adcBits: 8,
	});
	const options = [8, 7, 6, 5, 4, 3, 2].map(option);
	const seen: Partial<SearchSession> = {
		optionsFor: () => ({
			// Taller arrays give more throughput, whatever the encoding.
			table: ({ crossbar }) => ({
				layers: [options],
				arrays: () => crossbar.rows,
			}),
			costs: ({ crossbar }) => ({ options, arrays: () => crossbar.rows }),
		}),
		check: async (design) => ({
			againstFloat: { difference: 0, lower95: 0, upper95: 0 },
			expectedLoss: { loss: 0, lower95: 0, upper95: 0 },
			images: 1,
			passes: passes(design),
			cost: { energyPerImage: 1, imagesPerSecond: 1 } as Cost,
		}),
	};
	return seen as SearchSession;
}

const search = (passes: (design: Design) => boolean) =>
	searchDesign(sessionWhere(passes), presetDesign("isaac"), {
		objective: { energy: 1 },
		knobs: ["operands", "encoding"],
		checks: CHECKS,
		exchanges: 1,
	});

test("a second hardware is tried with less noise where the first one passes with none that was tried", async () => {
	const { steps, chosen } = await search(() => false);
	expect(chosen).toBeUndefined();
	const budgetsOf = new Map<string, number[]>();
	for (const { hardware, budget } of steps)
		budgetsOf.set(hardware, [...(budgetsOf.get(hardware) ?? []), budget]);
	expect(budgetsOf.size).toBe(2);
	for (const budgets of budgetsOf.values()) {
		expect(budgets).toHaveLength(CHECKS);
		expect(budgets).toEqual(budgets.toSorted((a, b) => b - a));
	}
});

test("and once, at the noise that the first one stands, where it does not stand it", async () => {
	const { steps, budget } = await search(
		({ encoding, layers }) =>
			encoding.correction === "unit-column" && layers.only!.inputBits! >= 4,
	);
	const hardware = [...new Set(steps.map((step) => step.hardware))];
	expect(hardware).toHaveLength(2);
	const ofSecond = steps.filter((step) => step.hardware === hardware[1]);
	expect(ofSecond.map((step) => step.budget)).toEqual([budget]);
});

test("the second hardware has another encoding, where the best ones differ by their arrays", async () => {
	const { steps } = await searchDesign(
		sessionWhere(() => false),
		presetDesign("isaac"),
		{
			objective: { throughput: 1 },
			knobs: ["operands", "encoding", "geometry"],
			checks: 1,
			exchanges: 0,
		},
	);
	const encodings = steps.map(({ hardware }) => hardware.split(";")[0]);
	expect(new Set(encodings).size).toBe(2);
	expect(steps).toHaveLength(2);
});
