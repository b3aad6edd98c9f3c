import type { PublishedFigure } from "../preset.js";

const SOURCE =
	"Tang et al., ASP-DAC 2017, abstract: AlexNet, ImageNet, over a multi-bit network on RRAM";

export const binaryCnnRramPublished: readonly PublishedFigure[] = [
	{ name: "energy saved on AlexNet", value: 0.582, unit: "%", source: SOURCE },
	{ name: "area saved on AlexNet", value: 0.568, unit: "%", source: SOURCE },
];
