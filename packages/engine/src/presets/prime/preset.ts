import type { Preset } from "../preset.js";
import { primeDesign } from "./design.js";
import { primePublished } from "./published.js";
import { reproducePrime } from "./reproduce-prime.js";

export const prime: Preset = {
	name: "prime",
	title: "PRIME, ISCA 2016: its mats and composed operands",
	design: primeDesign,
	published: primePublished,
	reproduce: reproducePrime,
};
