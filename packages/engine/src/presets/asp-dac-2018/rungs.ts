import type { Design } from "../../design/design.js";
import { resolveDesign } from "../../design/resolve-design.js";
import { withoutEarlyStop } from "../../design/without-early-stop.js";
import type { KnobKind } from "../../explore/knob.js";
import type { Objective } from "../../explore/objective.js";
import {
	type Found,
	foundBefore,
	searchDesign,
} from "../../explore/search-design.js";
import type { SearchSession } from "../../explore/search-session.js";
import { stopEarlyWhereItPays } from "../../explore/stop-early.js";
import type { LayerShape } from "../../network/layer-shape.js";
import { isaacDesign } from "../isaac/design.js";
import { withCells } from "./with-cells.js";

/** A step from the published baseline to all that the mechanisms and the arrays give. */
export interface Rung {
	readonly name: RungName;
	readonly title: string;
	/** What the search may set. */
	readonly knobs: readonly KnobKind[];
	/** All layers alike. */
	readonly alike: boolean;
}

export type RungName = "R0" | "R1" | "R2" | "R3" | "R4" | "R5" | "R6";

/** Every one from R1 on is tuned by the same search, under the same budget, on the same chip area. */
export const rungs: readonly Rung[] = [
	{ name: "R0", title: "isaac, 16 bits", knobs: [], alike: true },
	{
		name: "R1",
		title: "isaac, best operand bits of all layers",
		knobs: ["operands", "units"],
		alike: true,
	},
	{
		name: "R2",
		title: "isaac, operand bits per layer",
		knobs: ["operands", "units"],
		alike: false,
	},
	{
		name: "R3",
		title: "+ encoding",
		knobs: ["operands", "encoding", "units"],
		alike: false,
	},
	{
		name: "R4",
		title: "+ ADC resolution",
		knobs: ["operands", "encoding", "adc", "units"],
		alike: false,
	},
	{
		name: "R5",
		title: "+ dynamic quantisation",
		knobs: ["operands", "encoding", "adc", "products", "units"],
		alike: false,
	},
	{
		name: "R6",
		title: "+ array geometry",
		knobs: ["operands", "encoding", "adc", "products", "geometry", "units"],
		alike: false,
	},
];

/** What all tuned rungs start from, as a design file. */
export const conventionalDesign = `# ISAAC's circuits and chip area with what conventional quantisation takes for granted.
extends: isaac
name: conventional
description: "ISAAC's circuits with operands of few bits, clipped ranges and more adders and pooling units a tile"
operands:
  weightBits: 8
  inputBits: 8
  inputSign: where-needed
  activationRange: { kind: minimum-error }
  biasCorrection: true
hierarchy:
  tiles: { kind: area, chipArea: 85.43 mm2 } # as much chip as ISAAC's rows add up to
components: # ISAAC's tile is built for 16 bits: these would hold up any faster design; a search adds more where it must
  tileShiftAdd: { count: 16 }
  maxPool: { count: 8 }
  activation: { count: 8 }
`;

export function conventional(): Design {
	const text = { name: "conventional", text: conventionalDesign };
	return resolveDesign(text, () => ({
		name: "preset isaac",
		text: isaacDesign,
	}));
}

/** ISAAC as published and its hardware at 8 bits; `w` where codes of fewer bits, which a file has, are widened to these. */
export type BaselineName = "R0" | "I8" | "R0w" | "I8w";

/**
 * ISAAC as published, and its circuits at 8 bits. All have the chip area of the other rungs, which ISAAC's 168 tiles fill:
 * where converters are said to be larger, it too has fewer tiles. A network that comes quantised keeps its own bits in
 * them, which ISAAC's datapath of one width does not know: it is given baselines beside them in which it has all bits.
 * Only 16 bits are read as slowly as ISAAC's tile adds up, activates and pools: with fewer, baselines have the units
 * that R1 to R6 start from.
 *
 * @param shapes layers of the network that they are for
 */
export function baselineDesigns(shapes: readonly LayerShape[]): readonly {
	readonly name: BaselineName;
	readonly title: string;
	readonly design: Design;
}[] {
	const isQuantised = comesQuantised(shapes);
	const wide = baselineDesign(16, "published");
	const own = isQuantised ? baselineDesign(16, "more") : wide;
	const narrow = baselineDesign(8, "more");
	return [
		{ name: "R0", title: rungs[0]!.title, design: own },
		...(isQuantised ? [allBitsUsed("R0w", rungs[0]!.title, wide, shapes)] : []),
		{ name: "I8", title: EIGHT_BITS, design: narrow },
		...(isQuantised ? [allBitsUsed("I8w", EIGHT_BITS, narrow, shapes)] : []),
	];
}

const EIGHT_BITS = "isaac, 8 bits, more digital units";

/** ISAAC's circuits with operands of so many bits. */
function baselineDesign(bits: number, units: "published" | "more"): Design {
	const published = resolveDesign({ name: "isaac", text: isaacDesign }, () => {
		throw new Error("isaac extends nothing");
	});
	const { hierarchy, components } = conventional();
	return {
		...published,
		hierarchy: { ...published.hierarchy, tiles: hierarchy.tiles },
		components: units === "published" ? published.components : components,
		operands: { ...published.operands, weightBits: bits, inputBits: bits },
	};
}

/** Every layer in all bits of the design, whatever the file has. */
function allBitsUsed(
	name: "R0w" | "I8w",
	title: string,
	design: Design,
	shapes: readonly LayerShape[],
) {
	const { weightBits, inputBits } = design.operands;
	const layers = Object.fromEntries(
		shapes.map(({ layer }) => [layer, { weightBits, inputBits }]),
	);
	return { name, title: `${title}, all used`, design: { ...design, layers } };
}

/** Whether a network's file has operands as codes. */
export function comesQuantised(shapes: readonly LayerShape[]): boolean {
	return shapes.some(
		({ weightBits, inputBits }) => (weightBits ?? inputBits) !== undefined,
	);
}

export interface TuneOptions {
	readonly objective: Objective;
	readonly checks?: number | undefined;
	readonly exchanges?: number | undefined;
	/** Only these; all if not stated. */
	readonly only?: readonly RungName[] | undefined;
	/** Designs of the rungs before them, to start from. */
	readonly given?: ReadonlyMap<RungName, Design> | undefined;
	/** What all rungs have for cells, wires and mitigations, instead of ideal ones. */
	readonly cells?: Design | undefined;
	/** Told of each rung as soon as it is found. */
	readonly onRung?: (rung: Rung, found: Found) => void;
	readonly onProgress?: (phase: string, done: number, total: number) => void;
}

const FIRST_CHECKS = 8;

/** Tunes one rung after the other; each starts from the design of the one before, and gives no less. */
export async function tuneLadder(
	session: SearchSession,
	{ onRung, onProgress, only, given, cells, ...options }: TuneOptions,
): Promise<ReadonlyMap<RungName, Found>> {
	const onCells = (design: Design) =>
		cells ? withCells(design, cells) : design;
	const base = withSignOf(session, conventional());
	const found = new Map<RungName, Found>();
	let from: Found | undefined;
	for (const rung of rungs.filter(({ knobs }) => knobs.length > 0)) {
		if (only && !only.includes(rung.name)) {
			const design = given?.get(rung.name);
			if (design)
				from = await foundBefore(
					session,
					withoutEarlyStop(onCells(design)),
					options.objective,
				);
			continue;
		}
		from = await searchDesign(session, onCells(base), {
			...options,
			// The first one knows nothing yet.
			...(from ? {} : { checks: Math.max(options.checks ?? 0, FIRST_CHECKS) }),
			knobs: rung.knobs,
			alike: rung.alike,
			from,
			onProgress: (phase, done, total) =>
				onProgress?.(`${rung.name}: ${phase}`, done, total),
		});
		const finished = rung.knobs.includes("adc")
			? await stopEarlyWhereItPays(session, from, options.objective)
			: from;
		found.set(rung.name, finished);
		onRung?.(rung, finished);
	}
	return found;
}

/** Images that are never below 0 take no sign in any rung. */
function withSignOf(session: SearchSession, design: Design): Design {
	return session.hasUnsignedImages
		? { ...design, operands: { ...design.operands, unsignedImages: true } }
		: design;
}
