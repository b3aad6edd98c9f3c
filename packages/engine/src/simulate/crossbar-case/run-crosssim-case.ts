import { InputError } from "../../base/input-error.js";
import type { CrossSimFile } from "./crosssim-file.js";
import {
	type CrossSimConversion,
	type CrossSimOptions,
	type CrossSimProduct,
	crossSimProduct,
	rowsOf,
} from "./crosssim-product.js";

/** What a whole case gives: [batch][outputs], or [images][outputs][height][width] of a convolution. */
export interface CrossSimResult {
	readonly outputs: readonly unknown[];
	readonly trace: readonly CrossSimConversion[];
}

/** @throws InputError where shapes do not fit each other, or parameters ask for what is not served */
export function runCrossSimCase(
	file: CrossSimFile,
	options: CrossSimOptions,
): CrossSimResult {
	const { params } = file;
	switch (file.op) {
		case "mvm": {
			const weights = transposed(file.W, "W");
			const inputs = transposed(file.X, "X");
			expectRows("X", file.X.length, file.W[0]!.length);
			return ofProduct(
				crossSimProduct(weights, inputs, file.W.length, params, options),
				file.W.length,
			);
		}
		case "vmm": {
			if (params.xbar.array.parasitics.enable)
				throw new InputError(
					"op: found vmm with wires, expected mvm: an array is driven at its rows",
				);
			const outputs = file.W[0]!.length;
			expectRows("X", file.X[0]!.length, file.W.length);
			return ofProduct(
				crossSimProduct(
					flat(file.W, "W"),
					flat(file.X, "X"),
					outputs,
					params,
					options,
				),
				outputs,
			);
		}
		case "conv2d":
			return convolve(file, options);
		default:
			return file satisfies never;
	}
}

function ofProduct(
	{ outputs, trace }: CrossSimProduct,
	width: number,
): CrossSimResult {
	return { outputs: rowsOf(outputs, width), trace };
}

/** Every place of the kernel is a vector of inputs: (c · height + ky) · width + kx. */
function convolve(
	{ W, X, stride, params }: Extract<CrossSimFile, { op: "conv2d" }>,
	options: CrossSimOptions,
): CrossSimResult {
	const [down, across] = Array.isArray(stride) ? stride : [stride, stride];
	const kernel = { height: W[0]![0]!.length, width: W[0]![0]![0]!.length };
	const height = Math.floor((X[0]![0]!.length - kernel.height) / down!) + 1;
	const width = Math.floor((X[0]![0]![0]!.length - kernel.width) / across!) + 1;
	expectRows("X[0]", X[0]!.length, W[0]!.length);
	const patches = X.flatMap((image) =>
		Array.from({ length: height * width }, (_, place) => {
			const top = Math.floor(place / width) * down!;
			const left = (place % width) * across!;
			return image.flatMap((channel) =>
				channel
					.slice(top, top + kernel.height)
					.flatMap((row) => row.slice(left, left + kernel.width)),
			);
		}),
	);
	const filters = W.map((filter) => filter.flat(2));
	const { outputs, trace } = crossSimProduct(
		transposed(filters, "W"),
		flat(patches, "X"),
		W.length,
		params,
		options,
	);
	const value = (image: number, k: number, y: number, x: number) =>
		outputs[((image * height + y) * width + x) * W.length + k]!;
	return {
		outputs: X.map((_, image) =>
			W.map((_, k) =>
				Array.from({ length: height }, (_, y) =>
					Array.from({ length: width }, (_, x) => value(image, k, y, x)),
				),
			),
		),
		trace,
	};
}

function expectRows(name: string, found: number, expected: number): void {
	if (found !== expected)
		throw new InputError(
			`${name}: found ${found} rows, expected ${expected} as W has inputs`,
		);
}

function flat(
	rows: readonly (readonly number[])[],
	name: string,
): Float64Array {
	const width = rows[0]!.length;
	const ragged = rows.findIndex((row) => row.length !== width);
	if (ragged >= 0)
		throw new InputError(
			`${name}[${ragged}]: found ${rows[ragged]!.length} values, expected ${width} as in the first row`,
		);
	return Float64Array.from(rows.flat());
}

function transposed(
	rows: readonly (readonly number[])[],
	name: string,
): Float64Array {
	const values = flat(rows, name);
	const width = rows[0]!.length;
	return values.map(
		(_, at) =>
			values[(at % rows.length) * width + Math.floor(at / rows.length)]!,
	);
}
