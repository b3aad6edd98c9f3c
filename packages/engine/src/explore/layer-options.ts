import type { Hardware } from "../cost/component-models.js";
import type { Design, LayerOverrides } from "../design/design.js";
import { layerOverrides } from "../design/layer-overrides.js";
import { wholeConverter } from "../design/without-early-stop.js";
import { weightEncoders } from "../encode/weight-encoders.js";
import { layerOperands } from "../map/layer-operands.js";
import { arraysPerPe } from "../map/layer-plan.js";
import { placeLayer } from "../map/place-layers.js";
import { planLayer } from "../map/plan-layer.js";
import type { LayerShape } from "../network/layer-shape.js";
import type { OperandWidths } from "../quantize/quantize-options.js";
import {
	conversionOptions,
	lossless,
	type OptionRequest,
} from "./conversion-options.js";
import { type ConversionStudy, studyConversions } from "./conversion-study.js";
import type { KnobKind } from "./knob.js";
import { createLayerNoise, NOISE_LIMIT } from "./layer-noise.js";
import { MOST_BITS, operandWidths } from "./operand-widths.js";
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
import type { ScoreProbe } from "./score-probe.js";
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

/** Operand widths of a layer whose converters are studied, and of weights where the inputs are shared. */
const STUDIED_WIDTHS = 16;
const STUDIED_WEIGHT_WIDTHS = 4;
/**
 * Memory that is left for studies. Tables go through all of them in turn: the first ones stay, for the next table, and
 * what does not fit is studied again.
 */
export interface StudyRoom {
	bytes: number;
}

export const STUDY_BYTES: number = 2 ** 32;

/**
 * Remembers what it has measured, for any number of designs of the same operands.
 *
 * @param onLayer told of each layer before anything is measured of it
 * @param room taken from by what is kept, of other sources too; what it allows changes no result
 */
export function createOptionSource(
	shapes: readonly LayerShape[],
	probe: ScoreProbe,
	onLayer: (layer: number) => void = () => {},
	room: StudyRoom = { bytes: STUDY_BYTES },
): OptionSource {
	const studies = new Map<string, ConversionStudy>();
	const met = new Set<string>();
	const { noiseOf, sensitivity } = createLayerNoise(shapes, probe);
	const studyOf = (
		shape: LayerShape,
		widths: OperandWidths,
		design: Design,
	): ConversionStudy => {
		const { rows, cellBits, pairs, inputDrive, columnLayout, mitigations } =
			design.crossbar;
		const key = JSON.stringify([
			shape.layer,
			widths,
			design.encoding,
			{ rows, cellBits, pairs, inputDrive, columnLayout, mitigations },
			design.device,
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
		if (study.bytes > room.bytes) return study;
		room.bytes -= study.bytes;
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
		const adc = wholeConverter(kept.adc ?? design.adc);
		const hasOwnDigits = adc.kind === "per-product";
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
