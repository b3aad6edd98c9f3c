import { adcDefectsOf } from "../design/adc-defects.js";
import type { Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import type { WeighedLayout } from "../device/column-orders.js";
import { holdArray } from "../device/hold-array.js";
import { isIdeal } from "../device/is-ideal.js";
import { programCells } from "../device/program-cells.js";
import type { CrossbarPlace } from "../device/program-levels.js";
import type { EncodedSegment } from "../encode/weight-encoder.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { ProgrammedSegment } from "../kernels/crossbar-mvm/contract.js";
import type { WireNetworkSolver } from "../kernels/wire-network/contract.js";
import { createWasmWireSolver } from "../kernels/wire-network/wasm.js";
import { type LayerPlan, unitsPerArray } from "../map/layer-plan.js";
import { hasUnitColumn } from "../map/plan-layer.js";
import { joinRows, levelCells } from "./level-cells.js";

/** What an operation unit holds; what a row drives depends on the plan. */
export type UnitCells = Omit<ProgrammedSegment, "levelsPerRow">;

/** An operation unit whose weights are in its cells. */
export interface ProgrammedUnit {
	readonly encoded: EncodedSegment;
	readonly cells: UnitCells;
}

/**
 * Programs an array, looks at it through its wires, and parts its rows into operation units. Each unit has read noise of
 * its own.
 */
export function programArray(
	units: readonly EncodedSegment[],
	plan: Pick<
		LayerPlan,
		"outputsPerArray" | "groupsPerArray" | "adcOfProduct" | "executed"
	>,
	design: Design,
	place: CrossbarPlace,
	fractionBits: number,
): readonly ProgrammedUnit[] {
	const { cells: kind } = weightEncoders[design.encoding.weights];
	const levels = units.map((unit) => levelCells(unit, kind));
	const shapes = units.map(({ rows, outputs, planes, sign }) => ({
		rows,
		outputs,
		slices: planes.length,
		sign,
	}));
	const ofConverter = noisiestConverter(plan, design);
	if (isIdeal(design) && ofConverter === 0)
		return units.map((encoded, u) => ({
			encoded,
			cells: { ...shapes[u]!, ...levels[u]!, fractionBits: 0 },
		}));
	const { outputs, slices } = shapes[0]!;
	const array = holdArray(
		joinRows(levels),
		layoutOf(units[0]!, plan, design),
		design,
		place,
		wireSolver(),
	);
	const held = programCells(
		array,
		design.device,
		place,
		fractionBits,
		ofConverter,
		mitigationsOf(design).cellsPerDigit,
	);
	let first = 0;
	return units.map((encoded, u) => {
		const { rows } = encoded;
		const ofRows = <T extends Int32Array | Uint16Array>(of: T, width: number) =>
			of.subarray(first * width, (first + rows) * width) as T;
		const columns = slices * outputs;
		const { noise, positive, negative, unitCells } = held;
		const cells = {
			...shapes[u]!,
			positive: ofRows(positive, columns),
			negative: negative && ofRows(negative, columns),
			unitCells: ofRows(unitCells, 1),
			fractionBits,
			noise: noise && {
				...noise,
				positive: ofRows(noise.positive, columns),
				negative: noise.negative && ofRows(noise.negative, columns),
				unitCells: ofRows(noise.unitCells, 1),
				crossbar: noise.crossbar * unitsPerArray(design) + u,
			},
		};
		first += rows;
		return { encoded, cells };
	});
}

/** How the columns of the units of a row segment lie in its arrays. */
export function layoutOf(
	{ outputs, planes }: Pick<EncodedSegment, "outputs" | "planes">,
	plan: Pick<LayerPlan, "outputsPerArray" | "groupsPerArray">,
	design: Design,
): WeighedLayout {
	return {
		outputs,
		slices: planes.length,
		significance: planes.map(({ significance }) => significance),
		outputsPerArray: plan.outputsPerArray,
		hasSpares: plan.groupsPerArray === 1,
		hasUnitColumn: hasUnitColumn(design),
	};
}

/** Standard deviation of the noise of the converter of the coarsest step, in levels. */
function noisiestConverter(
	{ adcOfProduct, executed }: Pick<LayerPlan, "adcOfProduct" | "executed">,
	design: Design,
): number {
	const { thermalNoise } = adcDefectsOf(design);
	const steps = adcOfProduct.map(({ step }, at) => step * executed[at]!);
	return thermalNoise * Math.max(...steps);
}

/** Cells are rounded to a grid: the solver may stop before that shows. */
const RESIDUAL = 1e-10;
let solver: WireNetworkSolver | undefined;

function wireSolver(): WireNetworkSolver {
	solver ??= createWasmWireSolver({ residual: RESIDUAL });
	return solver;
}
