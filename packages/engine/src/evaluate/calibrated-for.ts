import { remembered } from "../base/remembered.js";
import type { Operands } from "../design/design.js";
import { createWasmGemm } from "../kernels/gemm/wasm.js";
import { calibrate } from "../quantize/calibration.js";
import {
	asksForEqualization,
	equalizeChannels,
} from "../quantize/equalize-channels.js";
import type { PreparedNetwork } from "./prepare-network.js";

export type Calibrated = Pick<PreparedNetwork, "network" | "ranges">;

const remember = remembered<PreparedNetwork, Calibrated>();

/** The network that operands are made of and what its tensors held, equalised where the design says so. */
export function calibratedFor(
	prepared: PreparedNetwork,
	{ channelEqualization }: Pick<Operands, "channelEqualization">,
): Calibrated {
	if (!asksForEqualization(channelEqualization, prepared.network))
		return prepared;
	return remember(prepared, "equalised", () => {
		const { images, count } = prepared.data.calibration;
		const gemm = createWasmGemm();
		const network = equalizeChannels(prepared.network, images, count, gemm);
		return network === prepared.network
			? prepared
			: { network, ranges: calibrate(network, images, count, gemm) };
	});
}
