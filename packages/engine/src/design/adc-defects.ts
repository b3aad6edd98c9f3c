import type { AdcDefects } from "./adc-policy.js";
import type { Design } from "./design.js";

/** Converters that round half to even and clamp, all alike. */
export const IDEAL_ADC: AdcDefects = {
	offset: { mean: 0, deviation: 0 },
	gain: { mean: 0, deviation: 0 },
	capacitorMismatch: 0,
	thermalNoise: 0,
};

export function adcDefectsOf({
	adcDefects,
}: Pick<Design, "adcDefects">): AdcDefects {
	return adcDefects ?? IDEAL_ADC;
}

/** Whether the codes of all converters are those of the ADC policy, noise aside. */
export function hasIdealThresholds(
	design: Pick<Design, "adcDefects">,
): boolean {
	const { offset, gain, capacitorMismatch } = adcDefectsOf(design);
	return [
		offset.mean,
		offset.deviation,
		gain.mean,
		gain.deviation,
		capacitorMismatch,
	].every((defect) => defect === 0);
}
