import { pJ, um2 } from "../../base/units.js";
import type { AdcModel } from "./adc-model.js";
import { modelThrough } from "./model-through-points.js";

/** Converters as architecture papers and their tools book them, one point a width. */
export const publishedPoints: AdcModel = {
	kind: "published-points",
	title: "converters that architectures book, 4 to 10 bits",
	technologyNode: 32e-9,
	source:
		"FORMS (ISCA 2021) 4 bits: 0.226 pJ, 284 um2; MNSIM 6 bits: 1.26 mW at 1 GS/s, 580 um2; ISAAC, PUMA and MNSIM 8 bits: 2 mW at 1.28 GS/s, 1200 um2; Newton 9 bits: 2.58 pJ, 1500 um2; MNSIM 10 bits (14 nm): 6.92 mW at 1.5 GS/s, 1600 um2. Between points and beyond them the logarithms are interpolated",
	...modelThrough([
		{ bits: 4, energy: pJ(0.226), area: um2(284) },
		{ bits: 6, energy: pJ(1.26), area: um2(580) },
		{ bits: 8, energy: pJ(2 / 1.28), area: um2(1200) },
		{ bits: 9, energy: pJ(2.58), area: um2(1500) },
		{ bits: 10, energy: pJ(6.92 / 1.5), area: um2(1600) },
	]),
};
