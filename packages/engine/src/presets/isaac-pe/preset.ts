import type { Preset } from "../preset.js";
import { isaacPeDesign } from "./design.js";
import { isaacPePublished } from "./published.js";
import { reproduceIsaacPe } from "./reproduce-isaac-pe.js";

export const isaacPe: Preset = {
	name: "isaac-pe",
	title:
		"ISAAC-PE, ISCA 2016: components of ISAAC-CE, counts from its figures of merit",
	design: isaacPeDesign,
	published: isaacPePublished,
	reproduce: reproduceIsaacPe,
};
