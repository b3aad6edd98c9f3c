import type { Design } from "../design/design.js";
import { mitigationsOf } from "../design/mitigations.js";
import type { ColumnSumBounds } from "../encode/column-sum-bounds.js";
import type { DigitPlane } from "../encode/digit-plane.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import type { LayerShape } from "../network/layer-shape.js";
import type { OperandWidths } from "../quantize/quantize-options.js";
import type { AdcRange } from "./adc-policy/adc-range.js";

/** How one layer is cut into arrays and read, before it is known how many copies there are. */
export interface LayerPlan extends OperandWidths {
	readonly shape: LayerShape;
	readonly weightPlanes: readonly DigitPlane[];
	/** Codes of weights have zero points, whose terms take the sums of the inputs. */
	readonly hasWeightZeroPoints: boolean;
	readonly inputPlanes: readonly DigitPlane[];
	/** Bits that digits of one input are taken off, over all digits; none where they are bits of it. */
	readonly recodingBits: number;
	/** Rows are filled greedily to the height of an array. */
	readonly segments: readonly RowSegment[];
	/** Rows that are driven at once, segment by segment: an array of several is read once for each. */
	readonly operationUnits: readonly OperationUnit[];
	/** Which partial products run: 0 or 1, [input planes × weight planes]. */
	readonly executed: Uint8Array;
	/** What the inputs decide not to run changes no output of the layer. */
	readonly keepsOutputs: boolean;
	/** Bound of the encoding for a full-height column, the unit column included. */
	readonly bounds: ColumnSumBounds;
	/** The converter of most bits, which the layer's ADCs must be. */
	readonly adc: AdcRange;
	/** Converter of each partial product, [input planes × weight planes]. */
	readonly adcOfProduct: readonly AdcRange[];
	/** The ADC keeps every sum within the bounds as it is. */
	readonly losslessAdc: boolean;
	/** Weights of one row that one array holds. */
	readonly outputsPerArray: number;
	/** Groups whose weights lie on the diagonal of one array, which it reads one after the other; 1: arrays of their own. */
	readonly groupsPerArray: number;
	/** Arrays side by side for the outputs of one group. */
	readonly columnTiles: number;
	/** Sets of row drivers for the arrays of a row segment, where its slices lie interleaved. */
	readonly driverSets: number;
	/** Arrays of one copy, idle ones of a set of drivers included: groups (or those that share arrays) · segments · column tiles · slices where each has an array of its own. */
	readonly arraysPerCopy: number;
	/** Read cycle of an operation unit for each input plane; 0 where no partial product of the plane runs. */
	readonly cycles: readonly number[];
	/** Time of one input vector through one copy, in the crossbars and their ADCs. */
	readonly timePerPosition: number;
}

export interface RowSegment {
	readonly start: number;
	readonly rows: number;
}

/** Cells that hold weights over all cells of the arrays of a layer. */
export function cellUtilisation(plan: LayerPlan, design: Design): number {
	const { cells } = weightEncoders[design.encoding.weights];
	const cellsPerArray =
		design.crossbar.rows *
		design.crossbar.columns *
		crossbarsPerArray(design, cells);
	return cellsOfCopy(plan, design) / (plan.arraysPerCopy * cellsPerArray);
}

/** Cells that hold the weights of one copy of a layer. */
export function cellsOfCopy(
	{ shape, weightPlanes }: Pick<LayerPlan, "shape" | "weightPlanes">,
	design: Design,
): number {
	const { cells } = weightEncoders[design.encoding.weights];
	const weights = shape.rows * shape.outputs * shape.groups;
	const cellsPerWeight =
		weightPlanes.length *
		(cells === "pair" ? 2 : 1) *
		mitigationsOf(design).cellsPerDigit;
	return weights * cellsPerWeight;
}

export interface OperationUnit extends RowSegment {
	/** Number of the row segment whose rows these are. */
	readonly segment: number;
}

/** Rows that are driven at once in an array of full height. */
export function rowsPerRead({ crossbar }: Pick<Design, "crossbar">): number {
	return Math.min(crossbar.rows, crossbar.operationUnitRows ?? crossbar.rows);
}

/** Reads of an array of full height for one input plane: one for each operation unit. */
export function unitsPerArray(design: Pick<Design, "crossbar">): number {
	return Math.ceil(design.crossbar.rows / rowsPerRead(design));
}

/** Operation units of the tallest row segment: the others have no more. */
export function unitsOfTallest({
	operationUnits,
}: Pick<LayerPlan, "operationUnits">): number {
	return operationUnits.filter(({ segment }) => segment === 0).length;
}

/** Fraction of the layer's partial products that run. */
export function executedFraction({
	executed,
}: Pick<LayerPlan, "executed">): number {
	return executed.reduce((sum, runs) => sum + runs, 0) / executed.length;
}

/**
 * Whether reading the layer provably gives the outputs of the exact integer product: nothing that they need is skipped,
 * rounded or clipped.
 */
export function isExact({
	losslessAdc,
	executed,
	keepsOutputs,
}: Pick<LayerPlan, "losslessAdc" | "executed" | "keepsOutputs">): boolean {
	return losslessAdc && keepsOutputs && executed.every((runs) => runs === 1);
}

/** Slices (weight planes) whose partial product with input plane i runs. */
export function slicesRun(
	{ executed, weightPlanes }: Pick<LayerPlan, "executed" | "weightPlanes">,
	plane: number,
): number {
	let slices = 0;
	for (let j = 0; j < weightPlanes.length; j++)
		slices += executed[plane * weightPlanes.length + j]!;
	return slices;
}

/** Sets of row drivers of one row segment that are switched to read an input plane. */
export function driverSetsRead(
	plan: LayerPlan,
	plane: number,
	design: Design,
): number {
	return design.crossbar.columnLayout === "interleaved"
		? plan.driverSets
		: plan.columnTiles * slicesRun(plan, plane);
}

/** Crossbars that act as one array: two where pairs lie in twin arrays. */
export function crossbarsPerArray(
	design: Pick<Design, "crossbar">,
	cells: "single" | "pair",
): number {
	return cells === "pair" && design.crossbar.pairs.layout === "twin-arrays"
		? 2
		: 1;
}

/** Arrays that one PE holds. */
export function arraysPerPe(
	design: Pick<Design, "crossbar" | "hierarchy">,
	cells: "single" | "pair",
): number {
	return Math.floor(
		design.hierarchy.crossbarsPerPe / crossbarsPerArray(design, cells),
	);
}

/** Whether the columns of a pair become one current before they are converted; others are converted one by one. */
export function subtractsPairs({
	encoding,
	crossbar,
}: Pick<Design, "encoding" | "crossbar">): boolean {
	return (
		weightEncoders[encoding.weights].cells === "pair" &&
		crossbar.pairs.subtraction === "analog"
	);
}

/** Conversions for one column pair or column: digital subtraction converts both columns of a pair. */
export function conversionsPerColumn(
	design: Design,
	cells: "single" | "pair",
): number {
	return cells === "pair" && design.crossbar.pairs.subtraction === "digital"
		? 2
		: 1;
}
