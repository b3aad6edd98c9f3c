import type { Preset } from "../preset.js";
import { binaryCnnRramDesign } from "./design.js";
import { binaryCnnRramPublished } from "./published.js";
import { reproduceBinaryCnnRram } from "./reproduce-binary-cnn-rram.js";

export const binaryCnnRram: Preset = {
	name: "binary-cnn-rram",
	title: "Binary CNN on RRAM, ASP-DAC 2017",
	design: binaryCnnRramDesign,
	published: binaryCnnRramPublished,
	reproduce: reproduceBinaryCnnRram,
};
