import type {
	CostedLadder,
	CostedRung,
} from "../presets/asp-dac-2018/cost-rungs.js";
import { formatQuantity, formatRatio } from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** A ladder of shapes only: no accuracy, gains over the baselines. */
export function costedLadderTable(ladder: CostedLadder): Table {
	const { network, like, chips, rungs } = ladder;
	const bases = (["R0", "I8", "R2"] as const).flatMap(
		(name) => rungs.find((rung) => rung.name === name) ?? [],
	);
	return {
		title: `${network}: shapes only, with the designs tuned for ${like}`,
		columns: [
			left("rung"),
			left("what"),
			right("energy/image"),
			right("images/s"),
			right("latency"),
			right("GOPS/W"),
			left("bound by"),
			...bases.map(({ name }) => right(`over ${name}: energy, images/s`)),
		],
		rows: rungs.map((rung) => [
			rung.name,
			rung.title,
			formatQuantity(rung.cost.energyPerImage, "J"),
			formatQuantity(rung.cost.imagesPerSecond, ""),
			formatQuantity(rung.cost.latency, "s"),
			rung.cost.network.gopsPerWatt.toPrecision(4),
			rung.cost.boundBy,
			...bases.map((base) => gains(rung, base)),
		]),
		notes: [
			`no accuracy: each layer has the settings of the layer at the same relative depth of ${like}, and what they would cost here in accuracy was not measured`,
			`activity estimated: weights and activations uniform over their codes; all rungs on ${chips} chip${chips > 1 ? "s" : ""} of ISAAC's area`,
		],
	};
}

function gains({ cost }: CostedRung, { cost: base }: CostedRung): string {
	const energy = base.energyPerImage / cost.energyPerImage;
	const rate = cost.imagesPerSecond / base.imagesPerSecond;
	return `${formatRatio(energy)}, ${formatRatio(rate)}`;
}
