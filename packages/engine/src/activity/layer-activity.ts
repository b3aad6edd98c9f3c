import { settingBitsOfPlane } from "../map/converter-settings.js";
import type { LayerPlan } from "../map/layer-plan.js";
import type { LayerActivity } from "./activity.js";

/** Activity of a layer: events at its arrays and traffic, with what its plan says of converters. */
export function layerActivity(
	plan: LayerPlan,
	array: LayerActivity["array"],
	traffic: LayerActivity["traffic"],
): LayerActivity {
	return {
		layer: plan.shape.layer,
		adcBits: plan.adc.bits,
		settingBits: settingBitsOfPlane(plan),
		array,
		traffic,
	};
}
