import type { Activity } from "../activity/activity.js";
import type { Hardware } from "../cost/component-models.js";
import type { Design } from "../design/design.js";
import type { Mapping } from "../map/mapping.js";
import type { QuantizedNetwork } from "../quantize/quantized-network.js";
import { measuredActivity } from "../simulate/simulate-images.js";
import { calibratedFor } from "./calibrated-for.js";
import { shapesFor } from "./evaluate-cost.js";
import { foldMeans } from "./fold-means.js";
import { type ImageExecutor, inProcess } from "./image-executor.js";
import { mapNetwork } from "./map-network.js";
import type { Images, PreparedNetwork } from "./prepare-network.js";
import { quantizeFor } from "./quantize-for.js";

/** Images as the crossbars of a design read them. */
export interface ReadImages {
	/** The integer network, as it is before means of skipped products join its biases. */
	readonly network: QuantizedNetwork;
	readonly mapping: Mapping;
	readonly hardware: Hardware;
	/** Most likely class of each image. */
	readonly classes: Int32Array;
	readonly activity: Activity;
}

export interface ReadImagesOptions {
	readonly seed: number;
	readonly executor?: ImageExecutor | undefined;
	readonly onProgress?: ((imagesDone: number) => void) | undefined;
}

/**
 * Quantises and maps a network and sends images through its crossbars.
 *
 * @param design with all bits stated
 * @throws InputError where the network does not fit the design
 */
export async function readImages(
	prepared: PreparedNetwork,
	design: Design,
	{ images, count }: Pick<Images, "images" | "count">,
	{ seed, executor = inProcess, onProgress = () => {} }: ReadImagesOptions,
): Promise<ReadImages> {
	const calibrated = calibratedFor(prepared, design.operands);
	const shapes = shapesFor(calibrated.network, design);
	const { mapping, hardware } = mapNetwork(shapes, design);
	const quantized = quantizeFor(calibrated, mapping.layers, design);
	const { classes, events } = await executor(
		{
			kind: "crossbars",
			network: foldMeans(prepared, quantized, mapping, design, seed),
			mapping,
			design,
			seed,
		},
		images,
		count,
		onProgress,
	);
	const activity = measuredActivity(mapping, events, count);
	return { network: quantized, mapping, hardware, classes, activity };
}
