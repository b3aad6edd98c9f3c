import type { Preset } from "../preset.js";
import { raellaDesign } from "./design.js";
import { raellaPublished } from "./published.js";
import { reproduceRaella } from "./reproduce-raella.js";

export const raella: Preset = {
	name: "raella",
	title: "RAELLA, ISCA 2023: its encoding and arrays",
	design: raellaDesign,
	published: raellaPublished,
	reproduce: reproduceRaella,
};
