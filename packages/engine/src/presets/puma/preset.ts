import type { Preset } from "../preset.js";
import { pumaDesign } from "./design.js";
import { pumaPublished } from "./published.js";
import { reproducePuma } from "./reproduce-puma.js";

export const puma: Preset = {
	name: "puma",
	title: "PUMA, ASPLOS 2019",
	design: pumaDesign,
	published: pumaPublished,
	reproduce: reproducePuma,
};
