import type { Factor, Term } from "../evaluate/explain/action-terms.js";
import type { Explanation } from "../evaluate/explain/explain-cost.js";
import { formatArea, formatQuantity } from "./format-quantity.js";
import { left, right, type Table } from "./table.js";

/** The arithmetic behind an entry of the breakdown, step by step, and the constants that it rests on. */
export function explanationTables(explained: Explanation): readonly Table[] {
	const { layer, component, network, design, constants } = explained;
	return [
		{
			title: `${layer}/${component} of ${network} on ${design}, per image`,
			columns: [left("step"), right("value"), left("arithmetic")],
			rows: [
				...explained.terms.map(termRow),
				[
					"actions",
					number(explained.actions),
					explained.terms.length > 1 ? "sum of the above" : "",
				],
				["energy per action", energy(explained.energyPerAction), ""],
				[
					"energy",
					energy(explained.energy),
					`${number(explained.actions)} × ${energy(explained.energyPerAction)}`,
				],
				[
					"instances",
					number(explained.units * explained.instancesPerUnit),
					`${number(explained.units)} ${UNITS[explained.unit]} × ${number(explained.instancesPerUnit)}`,
				],
				...timeRows(explained),
				[
					"area",
					formatArea(explained.area),
					explained.unit === "chip"
						? "booked to the chip"
						: `${number(explained.units * explained.instancesPerUnit)} × ${formatArea(explained.areaPerInstance)}`,
				],
			],
			notes: ["activity: estimated from even operands"],
		},
		{
			title: "Constants",
			columns: [left("constant"), right("value")],
			rows: constants.map(({ path, value, unit }) => [
				path,
				value === undefined ? "" : constant(value, unit),
			]),
			notes: [...new Set(constants.map(({ source }) => source ?? "no source"))],
		},
	];
}

const UNITS = { pe: "PEs", tile: "tiles", chip: "chips" } as const;

function timeRows(explained: Explanation): readonly (readonly string[])[] {
	const { actions, throughput, time, timeNote } = explained;
	if (time === 0) return [["time", "0 s", "another component sets the pace"]];
	const instances = explained.units * explained.instancesPerUnit;
	return [
		[
			"time busy",
			formatQuantity(time, "s"),
			timeNote ??
				`${number(actions)} / (${formatQuantity(throughput!, "Hz")} × ${number(instances)})`,
		],
	];
}

function termRow({ what, factors }: Term): readonly string[] {
	const value = factors.reduce((product, f) => product * f.value, 1);
	return [what, number(value), factors.filter(isTold).map(told).join(" × ")];
}

/** Factors of 1 say nothing. */
const isTold = ({ value }: Factor): boolean => value !== 1;
const told = ({ of, value }: Factor): string => `${number(value)} ${of}`;

function number(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 1e9)
		return value.toLocaleString("en-US");
	return value.toPrecision(5).replace(/\.?0+(e|$)/, "$1");
}

const energy = (joules: number): string => formatQuantity(joules, "J");

function constant(value: number, unit: string): string {
	return unit === "m2" ? formatArea(value) : formatQuantity(value, unit);
}
