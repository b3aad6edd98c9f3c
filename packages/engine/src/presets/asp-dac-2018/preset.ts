import type { Preset } from "../preset.js";
import { aspDac2018Design } from "./design.js";
import { aspDac2018Published } from "./published.js";

export const aspDac2018: Preset = {
	name: "asp-dac-2018",
	title:
		"Reconstruction of data encoding and dynamic quantization, ASP-DAC 2018",
	design: aspDac2018Design,
	published: aspDac2018Published,
};
