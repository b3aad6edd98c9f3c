import { roundHalfToEven } from "../base/round.js";
import { adcDefectsOf, hasIdealThresholds } from "../design/adc-defects.js";
import type { Design } from "../design/design.js";
import { type AdcPlace, deviatingThresholds } from "../device/deviating-adc.js";
import type {
	OwnConverters,
	ReadNoise,
	ThresholdTable,
} from "../kernels/crossbar-mvm/contract.js";
import { type AdcNumbers, adcNumbers } from "../map/adc-numbers.js";
import type { AdcRange } from "../map/adc-policy/adc-range.js";
import type { LayerPlan } from "../map/layer-plan.js";
import { leastSumReaching } from "./tabulate-transitions.js";

/** The converters of each row segment of a group; undefined where all are alike. */
export type ConvertersOf = (
	range: AdcRange,
	group: number,
) => readonly OwnConverters[] | undefined;

/**
 * The converters of a layer as they deviate, made when they are first asked for.
 *
 * @param fractionBits of the grid that sums lie on
 */
export function rememberConverters(
	plan: LayerPlan,
	design: Design,
	chip: Omit<AdcPlace, "adc">,
	fractionBits: number,
): ConvertersOf {
	if (hasIdealThresholds(design)) return () => undefined;
	const known = new Map<string, readonly OwnConverters[]>();
	return (range, group) => {
		const key = `${group} ${JSON.stringify(range)}`;
		const own =
			known.get(key) ??
			plan.segments.map((_, segment) => {
				const numbers = adcNumbers(plan, design, group, segment);
				return programConverters(numbers, (adc) =>
					thresholdTable(range, design, { ...chip, adc }, fractionBits),
				);
			});
		known.set(key, own);
		return own;
	};
}

function programConverters(
	{ ofColumn, ofUnitColumn }: AdcNumbers,
	table: (adc: number) => ThresholdTable,
): OwnConverters {
	const adcs = [...new Set([...ofColumn, ...ofUnitColumn])];
	const numberOf = (adc: number) => adcs.indexOf(adc);
	return {
		tables: adcs.map(table),
		ofColumn: Uint16Array.from(ofColumn, numberOf),
		ofUnitColumn: Uint16Array.from(ofUnitColumn, numberOf),
	};
}

function thresholdTable(
	range: AdcRange,
	design: Design,
	place: AdcPlace,
	fractionBits: number,
): ThresholdTable {
	const { thresholds, codes } = deviatingThresholds(
		range,
		adcDefectsOf(design),
		place,
	);
	return {
		thresholds: Int32Array.from(thresholds, (level) =>
			leastSumReaching(level, fractionBits),
		),
		codes: Int16Array.from(codes),
	};
}

/** The noise of cells with that of the converters of a step. */
export function addConverterNoise(
	noise: ReadNoise | undefined,
	{ step }: AdcRange,
	fractionBits: number,
	design: Design,
): ReadNoise | undefined {
	const { thermalNoise } = adcDefectsOf(design);
	if (!noise || thermalNoise === 0) return noise;
	const deviation = (thermalNoise * step * 2 ** fractionBits) / noise.deviation;
	return { ...noise, ofConverter: roundHalfToEven(deviation * deviation) };
}
