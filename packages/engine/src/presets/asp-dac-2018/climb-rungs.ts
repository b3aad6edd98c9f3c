import type { Seconds } from "../../base/units.js";
import type { Cost } from "../../cost/cost.js";
import type { AdcModelKind, LinkEnergy } from "../../design/components.js";
import type { Design } from "../../design/design.js";
import {
	type EvaluateOptions,
	type Evaluation,
	evaluate,
} from "../../evaluate/evaluate.js";
import { evaluateCost } from "../../evaluate/evaluate-cost.js";
import type { PreparedNetwork } from "../../evaluate/prepare-network.js";
import { layerShapes } from "../../network/layer-shape.js";
import {
	type BaselineName,
	baselineDesigns,
	comesQuantised,
	type RungName,
	rungs,
} from "./rungs.js";
import type { TunedLadder } from "./tuned-ladder.js";
import { withCells } from "./with-cells.js";

/** A rung, or another baseline of ISAAC's hardware, with what it does on a network. */
export interface MeasuredRung {
	readonly name: RungName | BaselineName;
	readonly title: string;
	readonly evaluation: Evaluation;
	/** Under each of the circumstances. */
	readonly costs: readonly Cost[];
}

/** What the comparison must hold under. */
export interface Circumstances {
	readonly adcModel: AdcModelKind;
	readonly arrayReadTime: Seconds;
	/** Of what row drivers burn in ISAAC's table. */
	readonly dacEnergy: number;
	readonly chipLink: LinkEnergy;
}

export interface MeasuredLadder {
	/** Whether the network's file has its operands as codes: then no rung but `R0w` and `I8w` has more bits than these. */
	readonly operands: "float" | "stored";
	readonly circumstances: readonly Circumstances[];
	readonly rungs: readonly MeasuredRung[];
}

/** All combinations, those of the designs as they are first. */
export const allCircumstances: readonly Circumstances[] = (
	["isaac-2016", "accelergy-2024", "saberi-2011"] as const
).flatMap((adcModel) =>
	[100e-9, 30e-9, 10e-9].flatMap((arrayReadTime) =>
		[1, 0.2].flatMap((dacEnergy) =>
			(["per-bit", "none", "always-on"] as const).map((chipLink) => ({
				adcModel,
				arrayReadTime,
				dacEnergy,
				chipLink,
			})),
		),
	),
);

/**
 * Measures accuracy and activity of every rung once, and costs it under all circumstances: what the crossbars compute
 * does not depend on them.
 *
 * @param tuned designs of the rungs above the baseline
 * @param cells what all rungs have for cells, wires and mitigations, instead of ideal ones
 */
export async function climbRungs(
	prepared: PreparedNetwork,
	tuned: TunedLadder,
	options: (rung: string) => EvaluateOptions = () => ({}),
	cells?: Design,
): Promise<MeasuredLadder> {
	// Cells are driven no longer than the array is read.
	const circumstances = allCircumstances.filter(
		({ arrayReadTime }) =>
			!cells || arrayReadTime >= cells.crossbar.readPulse * (1 - 1e-9),
	);
	const shapes = layerShapes(prepared.network);
	const designs = [
		...baselineDesigns(shapes),
		...rungs.flatMap(({ name, title }) => {
			const design = tuned.designs.get(name);
			return design ? [{ name, title, design }] : [];
		}),
	];
	const measured: MeasuredRung[] = [];
	for (const { name, title, design: ideal } of designs) {
		const design = cells ? withCells(ideal, cells) : ideal;
		const evaluation = await evaluate(prepared, design, options(name));
		const costs = circumstances.map(
			(one) =>
				evaluateCost(
					prepared.network,
					under(one, evaluation.resolvedDesign),
					evaluation.activity,
				).cost,
		);
		measured.push({ name, title, evaluation, costs });
	}
	return {
		operands: comesQuantised(shapes) ? "stored" : "float",
		circumstances,
		rungs: measured,
	};
}

/** The design under other circumstances. */
export function under(
	{ adcModel, arrayReadTime, dacEnergy, chipLink }: Circumstances,
	design: Design,
): Design {
	const { components, crossbar } = design;
	return {
		...design,
		crossbar: { ...crossbar, arrayReadTime },
		components: {
			...components,
			adc: { ...components.adc, model: adcModel },
			dac: {
				...components.dac,
				energyFactor: components.dac.energyFactor * dacEnergy,
			},
			chipLink: { ...components.chipLink, booked: chipLink },
		},
	};
}

/** Gain of one rung over another. */
export interface RungGain {
	readonly energy: number;
	readonly throughput: number;
}

/** @throws Error where the ladder has no such rung */
export function gainOf(
	{ rungs: measured }: MeasuredLadder,
	of: MeasuredRung["name"],
	over: MeasuredRung["name"],
	circumstances = 0,
): RungGain {
	const costOf = (name: MeasuredRung["name"]): Cost => {
		const rung = measured.find((candidate) => candidate.name === name);
		if (!rung) throw new Error(`no rung ${name}`);
		return rung.costs[circumstances]!;
	};
	const cost = costOf(of);
	const base = costOf(over);
	return {
		energy: base.energyPerImage / cost.energyPerImage,
		throughput: cost.imagesPerSecond / base.imagesPerSecond,
	};
}
