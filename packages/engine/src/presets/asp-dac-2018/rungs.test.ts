import { expect, test } from "vitest";
import type { Design } from "../../design/design.js";
import { labelledSmallNetwork } from "../../evaluate/labelled-small-network.support.js";
import { prepareNetwork } from "../../evaluate/prepare-network.js";
import { foundBefore } from "../../explore/search-design.js";
import { openSearch } from "../../explore/search-session.js";
import { presetDesign } from "../preset-designs.js";
import { type RungName, tuneLadder } from "./rungs.js";

const IMAGES = 40;
const { network, all } = labelledSmallNetwork(IMAGES);

test("a rung that is tuned alone starts from the design before it that was given", async () => {
	const data = { calibration: all, test: all };
	const prepared = await prepareNetwork(network, data);
	const open = () => openSearch(prepared, all, { maxAccuracyLoss: 0.3 });
	const effort = { objective: { energy: 1 }, checks: 1, exchanges: 1 } as const;
	const before = await tuneLadder(await open(), { ...effort, only: ["R1"] });
	const { design, score } = before.get("R1")!;
	const session = await open();
	const told: RungName[] = [];
	const after = await tuneLadder(session, {
		...effort,
		only: ["R2"],
		given: new Map([["R1", design]]),
		onRung: ({ name }) => told.push(name),
	});
	expect(told).toEqual(["R2"]);
	expect(after.get("R2")!.score).toBeGreaterThanOrEqual(score);
	// Its settings are what a search has chosen: exchanges and other arrays begin from them.
	const found = await foundBefore(session, design, effort.objective);
	expect(found.score).toBe(score);
	expect(
		found.chosen!.choice.options.map(({ layer, setting }) => [layer, setting]),
	).toEqual(Object.entries(design.layers));
});

test("all rungs are tuned for other cells where these are stated, given designs too", async () => {
	const data = { calibration: all, test: all };
	const prepared = await prepareNetwork(network, data);
	const session = await openSearch(prepared, all, { maxAccuracyLoss: 1 });
	const isaac = presetDesign("isaac");
	const cells: Design = {
		...isaac,
		device: {
			...isaac.device,
			programming: { kind: "normal", ofRange: 0.05, ofConductance: 0 },
		},
		crossbar: { ...isaac.crossbar, readPulse: 50e-9 },
	};
	const effort = { objective: { energy: 1 }, checks: 1, exchanges: 1, cells };
	const first = await tuneLadder(session, { ...effort, only: ["R1"] });
	const ideal = { ...first.get("R1")!.design, device: isaac.device };
	const second = await tuneLadder(session, {
		...effort,
		only: ["R2"],
		given: new Map([["R1", ideal]]),
	});
	const r1 = first.get("R1")!;
	const r2 = second.get("R2")!;
	for (const { design } of [r1, r2]) {
		expect(design.device).toEqual(cells.device);
		expect(design.crossbar.readPulse).toBe(50e-9);
	}
	expect(r2.score).toBeGreaterThanOrEqual(r1.score);
});

test("images take a sign only where some go below 0", async () => {
	const signOf = async (of: typeof all) => {
		const prepared = await prepareNetwork(network, {
			calibration: of,
			test: of,
		});
		const session = await openSearch(prepared, of, { maxAccuracyLoss: 1 });
		const effort = { objective: { energy: 1 }, checks: 1, exchanges: 1 };
		const found = await tuneLadder(session, { ...effort, only: ["R1"] });
		return found.get("R1")!.design.operands.unsignedImages;
	};
	const above = { ...all, images: all.images.map(Math.abs) };
	expect(all.images.some((value) => value < 0)).toBe(true);
	expect(await signOf(all)).toBeUndefined();
	expect(await signOf(above)).toBe(true);
});
