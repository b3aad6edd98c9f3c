import type { LayerMapping, Mapping } from "../map/mapping.js";
import { storedBits, storesDigits } from "../map/stored-digits.js";
import type { Traffic } from "./activity.js";
import { type Flow, networkFlows } from "./flows.js";
import { linkBits } from "./link-bits.js";
import { PARTIAL_SUM_BITS } from "./partial-sum-bits.js";

/** Traffic of every layer of a network, in order. */
export function networkTraffic(
	mapping: Pick<Mapping, "layers" | "chips">,
): readonly Traffic[] {
	const flows = networkFlows(mapping.layers);
	const links = linkBits(mapping, flows);
	return tileTraffic(mapping.layers, flows).map((traffic, l) =>
		withLinkBits(traffic, links[l]!.all, links[l]!.ofBusiestChip),
	);
}

/** Field by field, since spreading takes many times as long. */
export function withLinkBits(
	traffic: TileTraffic,
	linkBits: number,
	busiestLinkBits: number,
): Traffic {
	return {
		edramReadBits: traffic.edramReadBits,
		edramWriteBits: traffic.edramWriteBits,
		busBits: traffic.busBits,
		routerBits: traffic.routerBits,
		outputRegisterBits: traffic.outputRegisterBits,
		partialSumAdds: traffic.partialSumAdds,
		tileOutputBits: traffic.tileOutputBits,
		activations: traffic.activations,
		poolOutputs: traffic.poolOutputs,
		recodedBits: traffic.recodedBits,
		linkBits,
		busiestLinkBits,
	};
}

/** Traffic of every layer within its chip. */
export function tileTraffic(
	layers: readonly LayerMapping[],
	flows: readonly Flow[] = networkFlows(layers),
): readonly TileTraffic[] {
	const received = layers.map((): Flow[] => []);
	const sent = layers.map((): Flow[] => []);
	for (const flow of flows) {
		if (flow.to !== null) received[flow.to]!.push(flow);
		if (flow.from !== null) sent[flow.from]!.push(flow);
	}
	return layers.map((layer, l) => layerTraffic(layer, received[l]!, sent[l]!));
}

export type TileTraffic = Omit<Traffic, "linkBits" | "busiestLinkBits">;

/**
 * Data that a layer moves within its tiles and digital work that follows it, per image. Every position reads its whole
 * input vector from the tile's eDRAM, once for each PE that holds a part of a row segment. Outputs go through the
 * registers of PE and tile, are pooled there, and go by the router into the eDRAM of every layer that reads them. The
 * image is booked to the layers that read it.
 */
export function layerTraffic(
	layer: LayerMapping,
	received: readonly Flow[],
	sent: readonly Flow[],
): TileTraffic {
	const { shape, segments, rowLoadsPerPosition } = layer;
	const bits = storedBits(layer);
	const outputs = shape.outputs * shape.groups * shape.positions;
	const loadedBits = rowLoadsPerPosition * shape.positions * bits;
	const partialSums = outputs * segments.length;
	const image = received.filter(({ from }) => from === null);
	const imageBits = bitsOf(image);
	// Joined as codes, read as digits where these are held.
	const imageStored = bitsOf(
		image.map((flow) => (flow.into === "rows" ? { ...flow, bits } : flow)),
	);
	const joinedBits = bitsOf(received.filter(({ into }) => into === "join"));
	const sentBits = bitsOf(sent);
	return {
		edramReadBits: loadedBits + joinedBits,
		edramWriteBits: imageStored + sentBits,
		busBits: loadedBits + partialSums * PARTIAL_SUM_BITS,
		routerBits: imageBits + sentBits,
		outputRegisterBits: partialSums * PARTIAL_SUM_BITS,
		partialSumAdds: outputs * (segments.length - 1) + (shape.joinedValues ?? 0),
		tileOutputBits: outputs * Math.max(0, ...sent.map(({ bits }) => bits)),
		activations: shape.activations,
		poolOutputs: shape.poolOutputs,
		recodedBits:
			layer.recodingBits *
			(storesDigits(layer)
				? valuesOf(received.filter(({ into }) => into === "rows"))
				: rowLoadsPerPosition * shape.positions),
	};
}

function valuesOf(flows: readonly Flow[]): number {
	return flows.reduce((sum, { values }) => sum + values, 0);
}

function bitsOf(flows: readonly Flow[]): number {
	return flows.reduce((sum, { values, bits }) => sum + values * bits, 0);
}
