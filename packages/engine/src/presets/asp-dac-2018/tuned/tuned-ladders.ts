import { readTunedLadder, type TunedLadder } from "../tuned-ladder.js";
import { caffeCifar10QuickLadder } from "./caffe-cifar10-quick.js";
import { lenet5Ladder } from "./lenet5.js";

/** Designs that `mho ladder` has found, by the name of their network, as it wrote them. */
const files: Readonly<Record<string, string>> = {
	lenet5: lenet5Ladder,
	CIFAR10_quick_test: caffeCifar10QuickLadder,
};

/** Networks whose ladders come with mho. */
export const tunedLadders: readonly string[] = Object.keys(files);

/** The tuned designs of a network by its name, if they come with mho. */
export function tunedLadder(network: string): TunedLadder | undefined {
	const text = Object.hasOwn(files, network) ? files[network] : undefined;
	return text === undefined
		? undefined
		: readTunedLadder(text, `tuned for ${network}`);
}
