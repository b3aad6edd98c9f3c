import type { Preset } from "../preset.js";
import { isaacDesign } from "./design.js";
import { isaacPublished } from "./published.js";
import { reproduceIsaac } from "./reproduce-isaac.js";

export const isaac: Preset = {
	name: "isaac",
	aliases: ["isaac-ce"],
	title: "ISAAC-CE, ISCA 2016",
	design: isaacDesign,
	published: isaacPublished,
	reproduce: reproduceIsaac,
};
