import type { AdcModelKind } from "../../design/components.js";
import type { Design } from "../../design/design.js";
import { accelergy2024 } from "./accelergy-2024.js";
import type { AdcModel } from "./adc-model.js";
import { isaac2016 } from "./isaac-2016.js";
import { modelThrough } from "./model-through-points.js";
import { publishedPoints } from "./published-points.js";
import { saberi2011 } from "./saberi-2011.js";
import { zigzagImc } from "./zigzag-imc.js";

export const adcModels: { readonly [K in AdcModelKind]: AdcModel } = {
	"isaac-2016": isaac2016,
	"saberi-2011": saberi2011,
	"accelergy-2024": accelergy2024,
	"zigzag-imc": zigzagImc,
	"published-points": publishedPoints,
};

/** The model that a design names, or through the points that it gives. */
export function adcModelOf({
	components: { adc },
	technologyNode,
}: Pick<Design, "components" | "technologyNode">): AdcModel {
	if (typeof adc.model === "string") return adcModels[adc.model];
	return {
		kind: "table",
		title: "points of the design",
		technologyNode,
		source: adc.model.source,
		...modelThrough(adc.model.points),
	};
}
