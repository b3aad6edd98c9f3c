import { remembered } from "../base/remembered.js";
import type { LayerPlan } from "../map/layer-plan.js";
import type { LayerMapping } from "../map/mapping.js";
import { storedBits } from "../map/stored-digits.js";
import type { LayerInput } from "../network/layer-inputs.js";
import { SCORE_BITS } from "../quantize/quantized-network.js";

/** Values on their way, per image. */
export interface Flow {
	/** Place of the sending layer; null: the image comes from outside. */
	readonly from: number | null;
	/** Place of the receiving layer; null: scores go outside. */
	readonly to: number | null;
	readonly values: number;
	/** Of one value. */
	readonly bits: number;
	readonly into: LayerInput["into"];
}

/**
 * What flows between layers: along the graph where shapes state it, else from each layer to the next.
 *
 * @param layers what flows is remembered of this list
 */
export function networkFlows(layers: readonly LayerMapping[]): readonly Flow[] {
	return knownFlows(layers, "", () => followGraph(layers));
}

const knownFlows = remembered<readonly LayerMapping[], readonly Flow[]>();

function followGraph(layers: readonly LayerMapping[]): readonly Flow[] {
	const place = new Map<string, number>();
	for (const [l, { shape }] of layers.entries()) place.set(shape.layer, l);
	const flows: Flow[] = [];
	const isRead = layers.map(() => false);
	for (const [l, layer] of layers.entries()) {
		for (const { from, values, into } of inputsOf(layers, l)) {
			const sender = from === null ? null : place.get(from)!;
			if (sender !== null) isRead[sender] = true;
			const bits = flowBits({ from: sender, into }, layer);
			flows.push({ from: sender, to: l, values, bits, into });
		}
	}
	for (const [l, layer] of layers.entries())
		if (!isRead[l]) flows.push(scoresOf(layer, l));
	return flows;
}

/** Of one value on its way to a layer: digits that buffers hold are made by the sender; images come as codes. */
export function flowBits(
	{ from, into }: Pick<Flow, "from" | "into">,
	receiver: LayerPlan,
): number {
	return from === null || into === "join"
		? receiver.inputBits
		: storedBits(receiver);
}

function inputsOf(
	layers: readonly LayerMapping[],
	l: number,
): readonly LayerInput[] {
	const { inputs, inputValues } = layers[l]!.shape;
	if (inputs) return inputs;
	const before = layers[l - 1];
	return [
		before
			? {
					from: before.shape.layer,
					values: storedValues(before),
					into: "rows",
				}
			: { from: null, values: inputValues, into: "rows" },
	];
}

/** What no layer reads leaves the chip. */
function scoresOf(layer: LayerMapping, l: number): Flow {
	return {
		from: l,
		to: null,
		values: storedValues(layer),
		bits: SCORE_BITS,
		into: "rows",
	};
}

function storedValues({ shape }: LayerMapping): number {
	return shape.poolOutputs || shape.outputs * shape.groups * shape.positions;
}
