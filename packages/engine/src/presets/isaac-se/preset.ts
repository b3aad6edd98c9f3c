import type { Preset } from "../preset.js";
import { isaacSeDesign } from "./design.js";
import { isaacSePublished } from "./published.js";
import { reproduceIsaacSe } from "./reproduce-isaac-se.js";

export const isaacSe: Preset = {
	name: "isaac-se",
	title:
		"ISAAC-SE, ISCA 2016: components of ISAAC-CE, counts from its figures of merit",
	design: isaacSeDesign,
	published: isaacSePublished,
	reproduce: reproduceIsaacSe,
};
