import { beforeSoftmax } from "../network/class-scores.js";
import type { Network } from "../network/network.js";
import { classProbabilities } from "./class-probabilities.js";
import type { ImageExecutor } from "./image-executor.js";

/** What float arithmetic makes of labelled images. */
export interface FloatAnswers {
	/** Most likely class of each image. */
	readonly classes: Int32Array;
	/** Of all classes of each image, [images × classes]. */
	readonly probabilities: Float64Array;
}

/** Classifies labelled images in float, with probabilities that their labels calibrate. */
export async function floatAnswers(
	network: Network,
	{
		images,
		count,
		labels,
	}: {
		readonly images: Float32Array;
		readonly count: number;
		/** Class of each image. */
		readonly labels: ArrayLike<number>;
	},
	executor: ImageExecutor,
	onProgress: (imagesDone: number) => void,
): Promise<FloatAnswers> {
	const { classes, scores } = await executor(
		{
			kind: "float reference",
			network: beforeSoftmax(network),
			wantsScores: true,
		},
		images,
		count,
		onProgress,
	);
	return { classes, probabilities: classProbabilities(scores!, labels) };
}
