import type { LayerOverrides } from "../design/design.js";
import { type Choice, evaluateChoice } from "./choose-options.js";
import { geometryChoices, type HardwareChoice } from "./hardware-choices.js";
import type { KnobKind } from "./knob.js";
import type { OptionSource } from "./layer-options.js";
import type { Objective } from "./objective.js";

interface GeometrySearch {
	readonly objective: Objective;
	readonly knobs: readonly KnobKind[];
}

/** Other arrays with the settings that present ones have. */
export interface Transplant extends HardwareChoice {
	readonly settings: Choice;
}

/** The geometries that cost least with the settings that are best on the present one first. */
export function rankGeometries(
	hardware: HardwareChoice,
	{ options }: Choice,
	{ objective, knobs }: GeometrySearch,
	source: OptionSource,
): readonly Transplant[] {
	const { design, label } = hardware;
	return geometryChoices(hardware, knobs)
		.map((geometry) => {
			const growth =
				Math.log2(geometry.design.crossbar.rows / design.crossbar.rows) / 2;
			const wider = options.map((option) => ({
				...option,
				setting: withWiderAdc(option.setting, Math.ceil(growth)),
			}));
			const { options: costed, arrays } = source.costs(geometry.design, wider);
			const adcBits = Math.max(...costed.map((option) => option.adcBits));
			const settings = evaluateChoice(costed, arrays(adcBits), objective);
			return {
				...geometry,
				label: `${label.split(";")[0]}; ${geometry.label}`,
				settings,
			};
		})
		.toSorted((a, b) => b.settings.score - a.settings.score);
}

/** Wider arrays and other drivers change no sum, more rows do. */
export function bestOfEachHeight(
	ranked: readonly Transplant[],
): readonly Transplant[] {
	const heights = new Set<number>();
	return ranked.filter(({ design }) => {
		const isFirst = !heights.has(design.crossbar.rows);
		heights.add(design.crossbar.rows);
		return isFirst;
	});
}

/** Sums of more rows are wider by the root of their number, as those of independent values. */
function withWiderAdc(setting: LayerOverrides, bits: number): LayerOverrides {
	const { adc } = setting;
	if (adc?.kind === "fixed")
		return { ...setting, adc: { ...adc, bits: Math.max(1, adc.bits + bits) } };
	if (adc?.kind !== "per-product") return setting;
	const wider = adc.bits.map((row) =>
		row.map((own) => (own === 0 ? 0 : Math.max(1, own + bits))),
	);
	return { ...setting, adc: { ...adc, bits: wider } };
}
