import type { Crossbar, Design, Encoding } from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { checkEncoders } from "../map/plan-layer.js";
import type { KnobKind } from "./knob.js";

/** A design with other hardware under its layers, and what is different. */
export interface HardwareChoice {
	readonly label: string;
	readonly design: Design;
}

type Digits = Pick<Encoding, "weights" | "inputs" | "digitBits"> & {
	/** Cells that the digits of weights take. */
	readonly cellBits: number;
};

/** Codes of both operands that are tried; offsets and flips lose to pairs where products are skipped. */
const DIGITS: readonly Digits[] = [
	{
		weights: "column-flip",
		inputs: "binary-planes",
		digitBits: 1,
		cellBits: 2,
	},
	{
		weights: "column-flip",
		inputs: "binary-planes",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "column-flip",
		inputs: "balanced-radix-7",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "sign-magnitude",
		inputs: "binary-planes",
		digitBits: 1,
		cellBits: 2,
	},
	{
		weights: "sign-magnitude",
		inputs: "binary-planes",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix",
		inputs: "binary-planes",
		digitBits: 1,
		cellBits: 2,
	},
	{
		weights: "balanced-radix",
		inputs: "binary-planes",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix",
		inputs: "balanced-radix",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "symmetric-radix",
		inputs: "binary-planes",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "symmetric-radix",
		inputs: "symmetric-radix",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix-5",
		inputs: "balanced-radix-7",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "symmetric-radix",
		inputs: "balanced-radix-7",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix-5",
		inputs: "balanced-radix-5",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix-7",
		inputs: "balanced-radix-7",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix-7",
		inputs: "balanced-radix",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix-7",
		inputs: "binary-planes",
		digitBits: 2,
		cellBits: 2,
	},
	{
		weights: "balanced-radix",
		inputs: "balanced-radix",
		digitBits: 3,
		cellBits: 3,
	},
	{
		weights: "balanced-radix",
		inputs: "binary-planes",
		digitBits: 3,
		cellBits: 3,
	},
	{
		weights: "sign-magnitude",
		inputs: "binary-planes",
		digitBits: 3,
		cellBits: 3,
	},
	{
		weights: "balanced-radix",
		inputs: "balanced-radix",
		digitBits: 4,
		cellBits: 4,
	},
	{
		weights: "sign-magnitude",
		inputs: "binary-planes",
		digitBits: 4,
		cellBits: 4,
	},
];

/**
 * What the knobs leave open of the hardware that all layers share: the design itself first. Encodings keep the cells
 * of the design and the arrays of a PE: pairs take twice the crossbars.
 */
export function encodingChoices(
	design: Design,
	knobs: readonly KnobKind[],
): readonly HardwareChoice[] {
	const given = { label: "as given", design };
	if (!knobs.includes("encoding")) return [given];
	const others = DIGITS.filter(
		({ cellBits }) =>
			cellBits === design.crossbar.cellBits || knobs.includes("geometry"),
	).map((digits) => encoded(design, digits));
	return [
		given,
		...others.filter((choice) => {
			const isSame =
				JSON.stringify(choice.design) === JSON.stringify({ ...design });
			return !isSame && isServed(choice.design);
		}),
	];
}

function encoded(design: Design, digits: Digits): HardwareChoice {
	const { cellBits, ...encoding } = digits;
	const before = weightEncoders[design.encoding.weights].cells;
	const after = weightEncoders[encoding.weights].cells;
	const { hierarchy, crossbar, components } = design;
	const isTwin = crossbar.pairs.layout === "twin-arrays";
	const factor = before === after || !isTwin ? 1 : after === "pair" ? 2 : 0.5;
	return {
		label: `${encoding.weights} × ${encoding.inputs}, ${cellBits}-bit cells, ${encoding.digitBits}-bit digits`,
		design: {
			...design,
			encoding: { ...encoding, correction: "digital-count" },
			crossbar: { ...crossbar, cellBits },
			hierarchy: {
				...hierarchy,
				crossbarsPerPe: hierarchy.crossbarsPerPe * factor,
			},
			components: {
				...components,
				shiftAdd: {
					...components.shiftAdd,
					count: components.shiftAdd.count * (isOdd(encoding.weights) ? 2 : 1),
				},
			},
		},
	};
}

/** Radices that are no power of two take a second addition from digit to digit. */
function isOdd(weights: Encoding["weights"]): boolean {
	return weights === "balanced-radix-5" || weights === "balanced-radix-7";
}

/** Arrays of other heights and widths, with other shares of converters and drivers. */
export function geometryChoices(
	design: Design,
	knobs: readonly KnobKind[],
): readonly HardwareChoice[] {
	if (!knobs.includes("geometry")) return [];
	const { crossbar, hierarchy } = design;
	const found: HardwareChoice[] = [];
	for (const rows of [64, 128, 256, 512]) {
		for (const columns of [64, 128, 256]) {
			for (const adcsPerPe of [2, 4, 8, 16, 32]) {
				for (const arraysPerDriver of [1, 2, 4]) {
					const size: Partial<Crossbar> = { rows, columns, arraysPerDriver };
					found.push({
						label: `${rows} × ${columns}, ${adcsPerPe} ADCs a PE, ${arraysPerDriver} arrays a driver`,
						design: {
							...design,
							crossbar: { ...crossbar, ...size },
							hierarchy: { ...hierarchy, adcsPerPe },
						},
					});
				}
			}
		}
	}
	return found.filter((choice) => isServed(choice.design));
}

function isServed(design: Design): boolean {
	try {
		checkEncoders(design);
		return true;
	} catch {
		return false;
	}
}
