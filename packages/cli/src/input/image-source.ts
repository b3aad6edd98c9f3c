import { InputError, type NumberTensor } from "@mho/engine";

/** Images of the user's own, read one by one. */
export interface ImageSource {
	/** What messages call it. */
	readonly name: string;
	readonly count: number;
	/** Class of each image, where it comes with them. */
	readonly labels?: ArrayLike<number> | undefined;
	/** One image as it is stored. */
	readonly read: (image: number) => NumberTensor;
}

/** Images to test on, and those to calibrate on where they are stored beside them. */
export interface OpenedImages {
	readonly test: ImageSource;
	readonly calibration?: ImageSource | undefined;
}

/** An array of images, `[count, ...shape of one]`. */
export function arraySource(
	name: string,
	{ shape, data }: NumberTensor,
	labels?: ArrayLike<number>,
): ImageSource {
	const [count = 0, ...image] = shape;
	if (image.length === 0 || count === 0)
		throw new InputError(
			`data ${name}: found shape [${shape}], expected images [count, channels, height, width] as the network takes them`,
		);
	if (labels && labels.length !== count)
		throw new InputError(
			`data ${name}: found ${labels.length} labels for ${count} images`,
		);
	const values = data.length / count;
	return {
		name,
		count,
		labels,
		read: (n) => ({
			shape: image,
			data: data.subarray(n * values, (n + 1) * values),
		}),
	};
}

/** Several sources one after the other. */
export function joinedSource(
	name: string,
	parts: readonly ImageSource[],
): ImageSource {
	const places = parts.flatMap((part) =>
		Array.from({ length: part.count }, (_, n) => ({ part, n })),
	);
	const isLabelled = parts.every(({ labels }) => labels !== undefined);
	return {
		name,
		count: places.length,
		labels: isLabelled
			? places.map(({ part, n }) => part.labels![n]!)
			: undefined,
		read: (image) => {
			const { part, n } = places[image]!;
			return part.read(n);
		},
	};
}
