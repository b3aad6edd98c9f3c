/**
 * Images as a user has them: where they are, which class each has, and how they become the numbers that the network
 * was trained on. Paths are relative to the data file. Plain data.
 */
export interface DataFile {
	readonly schema?: typeof DATA_SCHEMA | undefined;
	/** Test images: a file, or a folder. */
	readonly images?: string | undefined;
	/** File with the class of each image, where the images do not come with them. */
	readonly labels?: string | undefined;
	/** Images to calibrate on, never test images; of the same kind and preprocessing. */
	readonly calibration?: string | undefined;
	/** Added to each label: 1 for networks whose class 0 is "background". */
	readonly labelOffset: number;
	/** What a file of nothing but values holds. */
	readonly raw?: RawImages | undefined;
	readonly preprocess: Preprocess;
}

export const DATA_SCHEMA = "mho/data/1";

/** Values one after the other, without a header. */
export interface RawImages {
	readonly type: RawType;
	/** Of one image. */
	readonly shape: readonly number[];
}

export type RawType = "uint8" | "int8" | "float32";

/**
 * From stored values to the network's input, in this order: colour, resize, crop, then for each value
 * `(value · scale − mean) / deviation`, rounding, layout.
 */
export interface Preprocess {
	/** How an array of images is stored; image files have no say in it. */
	readonly stored: ImageLayout;
	/** Colours that the network takes, in order; as stored by default. */
	readonly colour?: Colour | undefined;
	readonly resize?: Resize | undefined;
	/** Cut out of the middle. */
	readonly crop?: PixelSize | undefined;
	/** 1/255 turns bytes into 0 … 1. */
	readonly scale: number;
	/** Of the scaled values: one for all, one for each channel, or the .npy file of a mean image. */
	readonly mean: readonly number[] | string;
	/** Of the scaled values: one for all, or one for each channel. */
	readonly deviation: readonly number[];
	readonly rounding?: InputRounding | undefined;
	/** How the network takes an image. */
	readonly layout: ImageLayout;
}

/** Channels first, or last. */
export type ImageLayout = "NCHW" | "NHWC";
export type Colour = "RGB" | "BGR" | "grey";

export interface PixelSize {
	readonly height: number;
	readonly width: number;
}

/** `bilinear-antialias` widens its window when it shrinks, as Pillow does; the others look at the nearest pixels only. */
export type ResizeMethod = "nearest" | "bilinear" | "bilinear-antialias";

export type Resize = { readonly method: ResizeMethod } & (
	| {
			readonly kind: "shorter-side";
			/** The longer side keeps the ratio, rounded down. */
			readonly pixels: number;
	  }
	| ({ readonly kind: "exact" } & PixelSize)
);

export type InputRounding =
	/** Two's complement of `bits`, `fraction` of them behind the point, half rounded up, saturated. */
	| {
			readonly kind: "fixed-point";
			readonly bits: number;
			readonly fraction: number;
	  }
	/** +1 for 0 and more, else −1. */
	| { readonly kind: "sign" };

/** Values as they are stored. */
export const PREPROCESS_DEFAULTS: Preprocess = {
	stored: "NCHW",
	scale: 1,
	mean: [0],
	deviation: [1],
	layout: "NCHW",
};
