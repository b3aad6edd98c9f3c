import type {
	Crossbar,
	Design,
	Encoding,
	InputEncoderKind,
	WeightEncoderKind,
} from "../design/design.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { checkEncoders } from "../map/check-encoders.js";
import type { KnobKind } from "./knob.js";

/** A design with other hardware under its layers, and what is different. */
export interface HardwareChoice {
	readonly label: string;
	readonly design: Design;
	/** Digits that this hardware reads, of which each layer takes its own; those of the design if not stated. */
	readonly digits?: readonly Digits[] | undefined;
}

/** How both operands are written. */
export type Digits = Pick<Encoding, "weights" | "inputs" | "digitBits">;

/** Codes of both operands that are tried in the same cells. */
interface Family {
	/** Cells that the digits of weights take. */
	readonly cells: "single" | "pair";
	readonly cellBits: number;
	readonly codes: readonly (readonly [
		weights: WeightEncoderKind,
		inputs: InputEncoderKind,
		digitBits: number,
	])[];
}

/** Offsets and flips lose to pairs where products are skipped. */
const FAMILIES: readonly Family[] = [
	{
		cells: "single",
		cellBits: 2,
		codes: [
			["column-flip", "binary-planes", 1],
			["column-flip", "binary-planes", 2],
			["column-flip", "balanced-radix-7", 2],
		],
	},
	{
		cells: "pair",
		cellBits: 2,
		codes: [
			["sign-magnitude", "binary-planes", 1],
			["sign-magnitude", "binary-planes", 2],
			["balanced-radix", "binary-planes", 1],
			["balanced-radix", "binary-planes", 2],
			["balanced-radix", "balanced-radix", 2],
			["symmetric-radix", "binary-planes", 2],
			["symmetric-radix", "symmetric-radix", 2],
			["symmetric-radix", "balanced-radix-7", 2],
			["balanced-radix-5", "balanced-radix-5", 2],
			["balanced-radix-5", "balanced-radix-7", 2],
			["balanced-radix-7", "balanced-radix-7", 2],
			["balanced-radix-7", "balanced-radix", 2],
			["balanced-radix-7", "binary-planes", 2],
		],
	},
	{
		cells: "pair",
		cellBits: 3,
		codes: [
			["balanced-radix", "balanced-radix", 3],
			["balanced-radix", "binary-planes", 3],
			["sign-magnitude", "binary-planes", 3],
		],
	},
	{
		cells: "pair",
		cellBits: 4,
		codes: [
			["balanced-radix", "balanced-radix", 4],
			["sign-magnitude", "binary-planes", 4],
		],
	},
];

/**
 * What the knobs leave open of the hardware that all layers share: the design itself first. Other encodings are one
 * each, and one for each kind of cells where layers choose for themselves among what these hold. They keep the cells of
 * the design and the arrays of a PE: pairs take twice the crossbars.
 *
 * @param hasSignedInputs whether some layer has inputs of either sign: unsigned digits then also come without a plane for it
 */
export function encodingChoices(
	design: Design,
	knobs: readonly KnobKind[],
	alike: boolean,
	hasSignedInputs = false,
): readonly HardwareChoice[] {
	const given = { label: "as given", design };
	if (!knobs.includes("encoding")) return [given];
	const others = FAMILIES.filter(
		({ cellBits }) =>
			cellBits === design.crossbar.cellBits || knobs.includes("geometry"),
	).flatMap((family) => {
		const digits = family.codes.map(
			([weights, inputs, digitBits]): Digits => ({
				weights,
				inputs,
				digitBits,
			}),
		);
		const unsigned = digits.filter(({ inputs }) => inputs === "binary-planes");
		const isShiftable =
			hasSignedInputs &&
			unsigned.length > 0 &&
			design.operands.inputSign === "where-needed";
		return [
			...(alike ? [] : [encoded(design, family, digits)]),
			...(isShiftable && !alike
				? [shifted(encoded(design, family, unsigned))]
				: []),
			...digits.map((own) => encoded(design, family, [own])),
		];
	});
	return [
		given,
		...others.filter((choice) => {
			const isSame =
				JSON.stringify(choice.design) === JSON.stringify({ ...design });
			return !isSame && isServed(choice.design);
		}),
	];
}

/** The design with cells for all of these digits; its own are the first. */
function encoded(
	design: Design,
	{ cells, cellBits }: Family,
	digits: readonly Digits[],
): HardwareChoice {
	const [first] = digits;
	const before = weightEncoders[design.encoding.weights].cells;
	const { hierarchy, crossbar, components } = design;
	const isTwin = crossbar.pairs.layout === "twin-arrays";
	const factor = before === cells || !isTwin ? 1 : cells === "pair" ? 2 : 0.5;
	return {
		label:
			digits.length === 1
				? `${first!.weights} × ${first!.inputs}, ${cellBits}-bit cells, ${first!.digitBits}-bit digits`
				: `digits of each layer, ${cells === "pair" ? "pairs of" : "single"} ${cellBits}-bit cells`,
		...(digits.length > 1 && { digits }),
		design: {
			...design,
			encoding: { ...first!, correction: "digital-count" },
			crossbar: { ...crossbar, cellBits },
			hierarchy: {
				...hierarchy,
				crossbarsPerPe: hierarchy.crossbarsPerPe * factor,
			},
			components: {
				...components,
				shiftAdd: {
					...components.shiftAdd,
					count:
						components.shiftAdd.count *
						(digits.some(({ weights }) => isOdd(weights)) ? 2 : 1),
				},
			},
		},
	};
}

/** The same with inputs of either sign shifted: b bits without a sign are fewer digits than b − 1 and one. */
function shifted({ label, design, digits }: HardwareChoice): HardwareChoice {
	const operands = { ...design.operands, inputSign: "shifted" as const };
	return {
		label: `${label}, inputs shifted from 0 on`,
		...(digits && { digits }),
		design: { ...design, operands },
	};
}

/** Radices that are no power of two take a second addition from digit to digit. */
function isOdd(weights: WeightEncoderKind): boolean {
	return weights === "balanced-radix-5" || weights === "balanced-radix-7";
}

/** Arrays of other heights and widths, with other shares of converters and drivers. */
export function geometryChoices(
	{ design, digits }: HardwareChoice,
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
						...(digits && { digits }),
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
