import { isNameOfAll } from "../../../network/import/named-after-file.js";
import { layerShapes } from "../../../network/layer-shape.js";
import type { Network } from "../../../network/network.js";
import { readTunedLadder, type TunedLadder } from "../tuned-ladder.js";
import { caffeCifar10QuickLadder } from "./caffe-cifar10-quick.js";
import { lenet5Ladder } from "./lenet5.js";
import { resnet8Cifar10Ladder } from "./resnet8-cifar10.js";
import { resnet20Cifar10Ladder } from "./resnet20-cifar10.js";

/** Designs that `mho ladder` has found, as it wrote them. */
const files: readonly string[] = [
	lenet5Ladder,
	caffeCifar10QuickLadder,
	resnet8Cifar10Ladder,
	resnet20Cifar10Ladder,
];

/** The ladders that come with mho. */
export function tunedLadders(): readonly TunedLadder[] {
	return files.map((text) => readTunedLadder(text, "that comes with mho"));
}

/**
 * The tuned designs of a network, if they come with mho. Its layers must agree; its name, too, unless the ladder's is one
 * that an exporter gives to all networks: then the network is called as its file.
 */
export function tunedLadder(network: Network): TunedLadder | undefined {
	const layers = new Set(layerShapes(network).map(({ layer }) => layer));
	return tunedLadders().find(
		(ladder) =>
			(ladder.network === network.name || isNameOfAll(ladder.network)) &&
			[...ladder.designs.values()].every(
				(design) =>
					Object.keys(design.layers).length === layers.size &&
					Object.keys(design.layers).every((layer) => layers.has(layer)),
			),
	);
}
