import { geometricMean } from "../base/geometric-mean.js";
import type { Hardware } from "../cost/component-models.js";
import type { Design, LayerOverrides } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { layerOperands } from "../map/layer-operands.js";
import { arraysPerPe } from "../map/layer-plan.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";
import { operandRange } from "../network/operand-range.js";
import type { OperandWidths } from "../quantize/quantize-network.js";
import {
	conversionOptions,
	lossless,
	type OptionRequest,
} from "./conversion-options.js";
import {
	type ConversionStudy,
	operandError,
	studyConversions,
} from "./conversion-study.js";
import type { KnobKind } from "./knob.js";
import { MOST_BITS, operandWidths, type Width } from "./operand-widths.js";
import {
	arraysOfChip,
	costOption,
	flowsOf,
	hardwareOf,
	type LayerFlows,
} from "./option-cost.js";
import {
	inputWidth,
	type LayerOption,
	type LayerSetting,
	type OptionTable,
	withoutDominated,
} from "./option-table.js";
import { REFERENCE_BITS, type ScoreProbe } from "./score-probe.js";
import { type Written, waysToWrite } from "./ways-to-write.js";

/** Tells what a network's layers can be set to on a hardware. */
export interface OptionSource {
	table(design: Design, request: OptionRequest): OptionTable;
	/** What given settings cost on a hardware, nothing measured. */
	costs(
		design: Design,
		settings: readonly LayerSetting[],
	): Pick<OptionTable, "arrays"> & { readonly options: readonly LayerOption[] };
}

/** Bits at which the noise of operands is measured; above, it falls by 4 a bit. */
const MEASURED_BITS = 6;
/** Bits of one operand at which a layer's sensitivity to an error of its outputs is taken. */
const SENSED_BITS = 4;
type Operand = "weights" | "inputs";
const widestBits = { weightBits: REFERENCE_BITS, inputBits: REFERENCE_BITS };
/** Relative noise that no single layer may add. */
const NOISE_LIMIT = 0.05;
/** Part of a layer's outputs by which they are disturbed where its operands cannot be. */
const OUTPUT_NOISE = 0.01;
/** Operand widths of a layer whose converters are studied, and of weights where the inputs are shared. */
const STUDIED_WIDTHS = 16;
const STUDIED_WEIGHT_WIDTHS = 4;
/**
 * Memory for studies. Tables go through all of them in turn: the first ones stay, for the next table, and what does not
 * fit is studied again.
 */
const STUDY_BYTES = 2 ** 32;

/**
 * Remembers what it has measured, for any number of designs of the same operands.
 *
 * @param onLayer told of each layer before anything is measured of it
 * @param studyBytes memory for studies; what it allows changes no result
 */
export function createOptionSource(
	shapes: readonly LayerShape[],
	probe: ScoreProbe,
	onLayer: (layer: number) => void = () => {},
	studyBytes: number = STUDY_BYTES,
): OptionSource {
	const shapeOf = new Map(shapes.map((shape) => [shape.layer, shape]));
	const studies = new Map<string, ConversionStudy>();
	let room = studyBytes;
	const noises = new Map<string, number>();
	const met = new Set<string>();
	const sensitivities = new Map<string, number>();
	const remember = <T>(
		known: Map<string, T>,
		key: string,
		make: () => T,
	): T => {
		const value = known.get(key) ?? make();
		known.set(key, value);
		return value;
	};
	const measuredNoise = (
		layer: string,
		operand: Operand,
		{ bits, greatest }: Width,
	): number =>
		remember(noises, `${layer} ${operand} ${bits} ${greatest}`, () =>
			probe.noiseOf(
				layer,
				operand === "weights"
					? { weightBits: bits, greatestWeight: greatest }
					: { inputBits: bits, greatestInput: greatest },
			),
		);
	const isExact = (
		layer: string,
		operand: Operand,
		{ bits, greatest }: Width,
	) => {
		// What the file has as codes is exact in as many bits.
		const shape = shapeOf.get(layer);
		const own = operand === "weights" ? shape?.weightBits : shape?.inputBits;
		return (
			greatest === undefined &&
			bits >= Math.min(own ?? REFERENCE_BITS, REFERENCE_BITS)
		);
	};
	const noiseAt = (layer: string, operand: Operand, width: Width): number => {
		if (isExact(layer, operand, width)) return 0;
		const { bits, greatest } = width;
		const isSigned = operand === "weights" || shapeOf.get(layer)!.signedInputs;
		const [, most] = operandRange(bits, isSigned);
		const share = (greatest ?? most) / most;
		if (bits > MEASURED_BITS || (bits === MEASURED_BITS && !greatest))
			return (
				(measuredNoise(layer, operand, { bits: MEASURED_BITS }) *
					4 ** (MEASURED_BITS - bits)) /
				share ** 2
			);
		// Fewer codes of what is too noisy already need no measurement.
		const wider = noiseAt(layer, operand, {
			bits: greatest === undefined ? bits + 1 : bits,
		});
		return wider > NOISE_LIMIT ? wider : measuredNoise(layer, operand, width);
	};
	const noiseOf = (layer: string, widths: OperandWidths): number => {
		const { weightBits, greatestWeight, inputBits, greatestInput } = widths;
		return (
			noiseAt(layer, "weights", {
				bits: weightBits,
				greatest: greatestWeight,
			}) +
			noiseAt(layer, "inputs", { bits: inputBits, greatest: greatestInput })
		);
	};
	/** Noise of the scores by a mean square error of a layer's outputs: as that of its operands. */
	const sensitivity = (layer: string): number =>
		remember(sensitivities, layer, () => {
			const reference = probe.layers.find(({ name }) => name === layer)!;
			const of = (operand: Operand) => {
				const sensed = { bits: SENSED_BITS };
				if (isExact(layer, operand, sensed)) return 0;
				const own = operand === "weights" ? "weightBits" : "inputBits";
				const widths = { ...widestBits, [own]: SENSED_BITS };
				return (
					measuredNoise(layer, operand, sensed) /
					operandError(
						probe.layerAt(layer, widths),
						reference,
						probe.vectors.get(layer)!,
					)
				);
			};
			const weights = of("weights");
			const inputs = of("inputs");
			// Inputs that several layers share say nothing of one of them.
			const known = [weights, ...(isShared(layer) ? [] : [inputs])].filter(
				(value) => value > 0 && Number.isFinite(value),
			);
			if (known.length > 0) return geometricMean(known);
			// Operands of a bit or two cannot be lowered.
			const { noise, error } = probe.noiseOfOutputs(layer, OUTPUT_NOISE);
			return error === 0 ? 0 : noise / error;
		});
	const studyOf = (
		shape: LayerShape,
		widths: OperandWidths,
		design: Design,
	): ConversionStudy => {
		const { rows, cellBits, pairs, inputDrive, columnLayout } = design.crossbar;
		const key = JSON.stringify([
			shape.layer,
			widths,
			design.encoding,
			{ rows, cellBits, pairs, inputDrive, columnLayout },
		]);
		const known = studies.get(key);
		if (known) return known;
		const open = lossless(design, shape.layer, widths);
		const perPe = arraysPerPe(
			open,
			weightEncoders[open.encoding.weights].cells,
		);
		const study = studyConversions(
			probe.layerAt(shape.layer, widths),
			placeLayer(planLayer(shape, open), 1, perPe),
			open,
			probe.vectors.get(shape.layer)!,
		);
		if (study.bytes > room) return study;
		room -= study.bytes;
		studies.set(key, study);
		return study;
	};
	const siblings = probe.siblings.map((group) =>
		group.map((layer) => shapes.findIndex((shape) => shape.layer === layer)),
	);
	const arraysOf = (design: Design, hardware: Hardware) => {
		const arrays = new Map<number, number>();
		return (adcBits: number): number => {
			const known =
				arrays.get(adcBits) ?? arraysOfChip(design, { ...hardware, adcBits });
			arrays.set(adcBits, known);
			return known;
		};
	};
	/** With one way to write the operands. */
	const optionsOf = (
		shape: LayerShape,
		{ design, setting: digits }: Written,
		hardware: Hardware,
		flows: LayerFlows,
		request: OptionRequest,
	): readonly LayerOption[] => {
		const { layer } = shape;
		const costOf = (setting: LayerOverrides, study?: ConversionStudy) =>
			costOption(
				shape,
				{ ...design, layers: { [layer]: setting } },
				hardware,
				flows,
				study?.driveOfPlane,
			);
		const stated = policiesKept(layerOverrides(design, layer), request.knobs);
		const kept = { ...stated, ...digits };
		const hasOwnDigits = (kept.adc ?? design.adc).kind === "per-product";
		const widths =
			request.knobs.includes("operands") &&
			(!hasOwnDigits || request.knobs.includes("adc"))
				? operandWidths(shape, design)
				: [statedWidths(layerOperands(shape, design))];
		const plain = widths.map((own) => ({
			layer,
			setting: own,
			noise: noiseOf(layer, own),
			...costOf({ ...own, ...kept }),
		}));
		const within = plain.filter(
			({ noise }, n) => noise <= NOISE_LIMIT || n === 0,
		);
		if (!isStudied(request.knobs))
			return within.map((option) => ({
				...option,
				setting: { ...option.setting, ...kept },
			}));
		const studied = request.alike ? within : studiedOf(within, isShared(layer));
		return studied.flatMap(({ setting, noise }) => {
			const own = setting as OperandWidths;
			const study = studyOf(shape, own, design);
			return conversionOptions(shape, own, study, design, request, {
				hardware,
				limit: NOISE_LIMIT - noise,
				sensitivity: sensitivity(layer),
			}).map(({ policies, noise: added }) => {
				const setting = { ...own, ...kept, ...policies };
				const cost = costOf(setting, study);
				return { layer, setting, noise: noise + added, ...cost };
			});
		});
	};
	const isShared = (layer: string): boolean =>
		probe.siblings.some((group) => group.includes(layer));
	const table: OptionSource["table"] = (design, request) => {
		const open = { ...design, layers: {} };
		const hardware = hardwareOf(
			shapes,
			request.knobs.includes("operands") ? widest(open) : open,
		);
		const flows = flowsOf(shapes, {
			...open,
			adc: { kind: "lossless" },
			partialProducts: { kind: "all" },
		});
		const ways = waysToWrite(design, request);
		const layers = shapes.map((shape, l) => {
			const { layer } = shape;
			if (!met.has(layer)) onLayer(l);
			met.add(layer);
			const options = ways(layer).flatMap((way) =>
				optionsOf(shape, way, hardware, flows[l]!, request),
			);
			if (request.alike || !isStudied(request.knobs)) return options;
			return byInputs(options, isShared(layer)).flatMap(withoutDominated);
		});
		return { layers, siblings, arrays: arraysOf(design, hardware) };
	};
	return {
		table,
		costs(design, settings) {
			const layers = Object.fromEntries(
				settings.map(({ layer, setting }) => [layer, setting]),
			);
			const whole = { ...design, layers };
			const hardware = hardwareOf(shapes, whole);
			const flows = flowsOf(shapes, whole);
			const settingOf = new Map(settings.map((own) => [own.layer, own]));
			const options = shapes.map((shape, l) => ({
				...(settingOf.get(shape.layer) ?? asWhole(shape)),
				...costOption(shape, whole, hardware, flows[l]!),
			}));
			return { options, arrays: arraysOf(whole, hardware) };
		},
	};
}

/** A layer that does what the whole design does. */
const asWhole = ({ layer }: LayerShape): LayerSetting => ({
	layer,
	setting: {},
	noise: 0,
});

/** Without these knobs nothing is lost but by operands. */
function isStudied(knobs: readonly KnobKind[]): boolean {
	return (["encoding", "adc", "products"] as const).some((knob) =>
		knobs.includes(knob),
	);
}

/** Without what is not stated: settings are compared as text. */
function statedWidths({
	weightBits,
	inputBits,
	greatestWeight,
	greatestInput,
}: OperandWidths): OperandWidths {
	return {
		weightBits,
		inputBits,
		...(greatestWeight !== undefined && { greatestWeight }),
		...(greatestInput !== undefined && { greatestInput }),
	};
}

function widest(design: Design): Design {
	const { operands } = design;
	return {
		...design,
		operands: { ...operands, weightBits: MOST_BITS, inputBits: MOST_BITS },
		adc: { kind: "lossless" },
		partialProducts: { kind: "all" },
	};
}

/** What a layer does already and no knob changes. */
function policiesKept(
	{ adc, partialProducts }: LayerOverrides,
	knobs: readonly KnobKind[],
): LayerOverrides {
	return {
		...(adc && !knobs.includes("adc") && { adc }),
		...(partialProducts && !knobs.includes("products") && { partialProducts }),
	};
}

/** Widths whose converters are studied; layers that share inputs need several for each width of these. */
function studiedOf(
	options: readonly LayerOption[],
	isShared: boolean,
): readonly LayerOption[] {
	const most = isShared ? STUDIED_WEIGHT_WIDTHS : STUDIED_WIDTHS;
	return byInputs(options, isShared).flatMap((own) =>
		thinned(withoutDominated(own), most),
	);
}

/** Apart where layers that share inputs have to find each other; else all together. */
function byInputs(
	options: readonly LayerOption[],
	isShared: boolean,
): readonly (readonly LayerOption[])[] {
	if (!isShared) return [options];
	const found = new Map<string, LayerOption[]>();
	for (const option of options) {
		const width = inputWidth(option);
		found.set(width, [...(found.get(width) ?? []), option]);
	}
	return [...found.values()];
}

/** Some of a front, spread over it. */
function thinned(
	options: readonly LayerOption[],
	most: number,
): readonly LayerOption[] {
	if (options.length <= most) return options;
	return Array.from(
		{ length: most },
		(_, n) => options[Math.round((n * (options.length - 1)) / (most - 1))]!,
	);
}
