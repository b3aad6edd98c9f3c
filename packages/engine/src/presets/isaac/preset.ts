import type { Preset } from "../preset.js";
import { isaacDesign } from "./design.js";
import { isaacPublished } from "./published.js";

export const isaac: Preset = {
	name: "isaac",
	title: "ISAAC-CE, ISCA 2016",
	design: isaacDesign,
	published: isaacPublished,
};
