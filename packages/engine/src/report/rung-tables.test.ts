import { expect, test } from "vitest";
import { prepareNetwork } from "../evaluate/prepare-network.js";
import { oneSmallNetwork } from "../network/small-network.arbitrary.js";
import { climbRungs } from "../presets/asp-dac-2018/climb-rungs.js";
import { conventional, type RungName } from "../presets/asp-dac-2018/rungs.js";
import { rungTables } from "./rung-tables.js";

const IMAGES = 4;
const { network, images } = oneSmallNetwork(IMAGES);
const all = {
	images,
	labels: new Uint8Array(IMAGES),
	count: IMAGES,
	shape: network.input.shape,
	name: "random",
};

test.each<[rungs: readonly RungName[], gains: readonly string[]]>([
	[["R5"], ["R5/R0", "R5/I8"]],
	[["R2"], []],
	[
		["R2", "R6"],
		["R6/R2", "R6/I8"],
	],
])(
	"of the rungs %s have the gains between those that there are: %s",
	async (names, gains) => {
		const prepared = await prepareNetwork(network, {
			calibration: all,
			test: all,
		});
		const designs = new Map(names.map((name) => [name, conventional()]));
		const tuned = { network: network.name, note: "none", designs };
		const ladder = await climbRungs(prepared, tuned);
		const [rungs, gained] = rungTables("net", "none", ladder);
		expect(rungs!.rows.map(([name]) => name)).toEqual(["R0", "I8", ...names]);
		const shown = gained!.title.startsWith("Gains") ? gained!.columns : [];
		expect(shown.slice(4).map(({ header }) => header)).toEqual(gains);
	},
);
