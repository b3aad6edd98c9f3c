import type { Preset } from "../preset.js";
import { newtonDesign } from "./design.js";
import { newtonPublished } from "./published.js";
import { reproduceNewton } from "./reproduce-newton.js";

export const newton: Preset = {
	name: "newton",
	title: "Newton, IEEE Micro 2018: adaptive ADCs",
	design: newtonDesign,
	published: newtonPublished,
	reproduce: reproduceNewton,
};
