import { remembered } from "../base/remembered.js";
import type { Network } from "./network.js";

/** The network of which images are known not to be below 0; the same one each time, since much is remembered by network. */
export function withUnsignedImages(network: Network): Network {
	return known(network, "", () => ({
		...network,
		input: { ...network.input, isNonNegative: true },
	}));
}

const known = remembered<Network, Network>();
