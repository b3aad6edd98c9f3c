import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import {
	type DataFile,
	InputError,
	type Preprocess,
	parseNpy,
	resolveDataFile,
} from "@mho/engine";
import { readInputFile } from "./read-input-file.js";

/** The data file in a folder of images. */
const BESIDE = "data.yaml";

/**
 * The data file that a path names: one itself, or `data.yaml` of a folder. Its paths are made to start where the
 * process runs.
 */
export function openDataFile(path: string): DataFile | undefined {
	const file = isDataFile(path) ? path : join(path, BESIDE);
	if (!isDataFile(path)) {
		if (!existsSync(path) || !statSync(path).isDirectory()) return undefined;
		if (!existsSync(file)) return undefined;
	}
	const text = new TextDecoder().decode(readInputFile(file, "data file"));
	const data = resolveDataFile({ name: file, text });
	const from = (to: string | undefined): string | undefined =>
		to === undefined || isAbsolute(to) ? to : join(dirname(file), to);
	const { mean } = data.preprocess;
	return {
		...data,
		images: from(data.images),
		labels: from(data.labels),
		calibration: from(data.calibration),
		preprocess: {
			...data.preprocess,
			mean: typeof mean === "string" ? from(mean)! : mean,
		},
	};
}

function isDataFile(path: string): boolean {
	return /\.(ya?ml|json)$/i.test(path);
}

/** Values of the mean: those given, or of its file. */
export function meanOf({ mean }: Preprocess): ArrayLike<number> {
	if (typeof mean !== "string") return mean;
	return parseNpy(readInputFile(mean, "mean"), `mean ${mean}`).data;
}

/** The preprocessing of a data file, which may name no images. */
export function openPreprocess(path: string): Preprocess {
	const data = isDataFile(path) ? openDataFile(path) : undefined;
	if (!data)
		throw new InputError(`--preprocess: found ${path}, expected a .yaml file`);
	return data.preprocess;
}
