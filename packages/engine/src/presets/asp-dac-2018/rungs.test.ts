import { expect, test } from "vitest";
import { labelledSmallNetwork } from "../../evaluate/labelled-small-network.support.js";
import { prepareNetwork } from "../../evaluate/prepare-network.js";
import { foundBefore } from "../../explore/search-design.js";
import { openSearch } from "../../explore/search-session.js";
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
