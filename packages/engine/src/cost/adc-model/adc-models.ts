import type { AdcModelKind } from "../../design/design.js";
import type { AdcModel } from "./adc-model.js";
import { isaac2016 } from "./isaac-2016.js";
import { saberi2011 } from "./saberi-2011.js";

export const adcModels: { readonly [K in AdcModelKind]: AdcModel } = {
	"isaac-2016": isaac2016,
	"saberi-2011": saberi2011,
};
