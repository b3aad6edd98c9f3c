import { InputError } from "../base/input-error.js";
import type { Metres } from "../base/units.js";
import type { Component, Components } from "../design/components.js";
import type { Design } from "../design/design.js";

export const SCALING_SOURCE =
	"Stillmaker and Baas, Integration 58 (2017) 74-81, area table and energy polynomials; values as in the public code hwcomponents/scaling/techscaling.py and nodeScale.py (45 and 32 nm: their low-power fits), which agree";

/** Nodes of the table. */
const NODES: readonly Metres[] = [
	130e-9, 90e-9, 65e-9, 45e-9, 32e-9, 20e-9, 16e-9, 14e-9, 10e-9, 7e-9,
];

/** Area of the same circuit at each node, by that at 7 nm: the column of 7 nm of the table, inverted. */
const AREA: readonly number[] = [110, 48, 25, 17, 7.8, 3.6, 3.2, 2.9, 1.7, 1];

/** Energy ∝ a · V² + b · V + c at each node. */
const ENERGY: readonly (readonly [number, number, number])[] = [
	[7.171, -6.709, 2.904],
	[4.762, -4.781, 2.092],
	[3.755, -4.398, 1.975],
	[1.103, -0.362, 0.2767],
	[0.9559, -0.7823, 0.471],
	[0.373, -0.1582, 0.04104],
	[0.2958, -0.1241, 0.03024],
	[0.2363, -0.09675, 0.02239],
	[0.2068, -0.09311, 0.02375],
	[0.1776, -0.09097, 0.02447],
];

/** Supply at which energies are compared where none is given: that of the public codes. */
export const SCALING_VOLTAGE = 0.8;

/**
 * Area of a digital circuit at one node over that at another.
 *
 * @throws InputError beyond 130 … 7 nm
 */
export function areaScale(from: Metres, to: Metres): number {
	return (
		interpolate(to, (node) => AREA[node]!) /
		interpolate(from, (node) => AREA[node]!)
	);
}

/**
 * Energy of a digital circuit at one node over that at another, at the same supply.
 *
 * @throws InputError beyond 130 … 7 nm
 */
export function energyScale(
	from: Metres,
	to: Metres,
	volts: number = SCALING_VOLTAGE,
): number {
	const at = (node: number): number => {
		const [a, b, c] = ENERGY[node]!;
		return a * volts ** 2 + b * volts + c;
	};
	return interpolate(to, at) / interpolate(from, at);
}

/** Between nodes of the table in proportion to their distance. */
function interpolate(size: Metres, at: (node: number) => number): number {
	const [largest, smallest] = [NODES[0]!, NODES.at(-1)!];
	if (!(size <= largest && size >= smallest))
		throw new InputError(
			`technology node: found ${nanometres(size)} nm, expected ${nanometres(smallest)} to ${nanometres(largest)} nm`,
		);
	const below = NODES.findIndex((node) => node <= size);
	if (NODES[below] === size) return at(below);
	const above = below - 1;
	const share = (size - NODES[below]!) / (NODES[above]! - NODES[below]!);
	return at(below) + share * (at(above) - at(below));
}

const nanometres = (size: Metres): number => Number((size * 1e9).toFixed(3));

/** What is digital CMOS, and shrinks. Cells, sample-and-holds, converters and the link off the chip do not follow the table. */
const DIGITAL = [
	"dac",
	"shiftAdd",
	"inputRegister",
	"outputRegister",
	"partialProductControl",
	"inputCounter",
	"offsetMultiplier",
	"weightSumStore",
	"converterTable",
	"inputEncoder",
	"edram",
	"bus",
	"router",
	"activation",
	"maxPool",
	"tileShiftAdd",
	"tileOutputRegister",
] as const satisfies readonly (keyof Components)[];

/**
 * The design with its digital components at another node, at the same rates. Converters follow where their model knows
 * the node; cells, sample-and-holds and the chip link stay.
 *
 * @throws InputError beyond 130 … 7 nm
 */
export function scaleDesign(design: Design, node: Metres): Design {
	const { technologyNode, components } = design;
	const area = areaScale(technologyNode, node);
	const energy = energyScale(technologyNode, node);
	const scaled = (component: Component): Component => ({
		...component,
		energyPerAction: component.energyPerAction * energy,
		area: component.area * area,
		...(component.staticPower === undefined
			? {}
			: { staticPower: component.staticPower * energy }),
		source: `${component.source}; ${nanometres(technologyNode)} to ${nanometres(node)} nm: energy * ${energy.toPrecision(4)}, area * ${area.toPrecision(4)} (${SCALING_SOURCE})`,
	});
	const digital = DIGITAL.map((name) => [name, scaled(components[name])]);
	return {
		...design,
		technologyNode: node,
		components: { ...components, ...Object.fromEntries(digital) },
	};
}
