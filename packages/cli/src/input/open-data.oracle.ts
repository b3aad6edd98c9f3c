import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
	createWasmGemm,
	importOnnx,
	parseNpy,
	runFloatReference,
} from "@mho/engine";
import { afterAll, describe, expect, test } from "vitest";
import { openData } from "./open-data.js";

// Trained networks with their logits for the first 20 test images, from onnxruntime-node 1.30 (optimisation level
// basic) and jpeg-js.
const data = fileURLToPath(
	new URL("../../../../../shared/data/", import.meta.url),
);
/** Images of `imagenet` take seconds. */
const IMAGES = { mnist: 20, cifar10: 20, kws: 20, imagenet: 2 } as const;

interface Meta {
	readonly name: string;
	readonly dataset: "mnist" | "cifar10" | "kws" | "imagenet";
	readonly input: {
		readonly preprocess: {
			readonly mean?: readonly number[] | string;
			readonly std?: readonly number[];
			readonly crop?: number;
			readonly labels?: string;
		};
	};
}

const SOURCES = {
	mnist: {
		images: "mnist/t10k-images-idx3-ubyte.gz",
		calibration: "mnist/calib2000-images-idx3-ubyte.gz",
	},
	cifar10: {
		images: "cifar10/test_0000_4999.bin",
		calibration: "cifar10/calib_train_0000_1999.bin",
	},
	kws: {
		images: "kws/kws01_x_int8_1000x49x10.bin",
		labels: "kws/kws01_y_uint8_1000.bin",
	},
	imagenet: {
		images: "imagenet-sample/images",
		labels: "imagenet-sample/labels.csv",
		calibration: "imagenet-sample/images/0000_n01440764.jpg",
	},
} as const;

/** The data file that a user would write from what the source of a network says. */
function dataFile({ name, dataset, input }: Meta): object {
	const { mean, std, crop, labels } = input.preprocess;
	const preprocess = (): object => {
		switch (name) {
			case "bnn-cnv-cifar10":
				return {
					mean: 127.5,
					deviation: 127.5,
					rounding: { kind: "fixed-point", bits: 8, fraction: 7 },
				};
			case "bnn-lfc-mnist":
				return { mean: 128, rounding: { kind: "sign" } };
			case "kws-dscnn":
			case "kws-dscnn-int8":
				return { mean: 83, deviation: "1/0.5847029" };
			default:
				return {
					mean:
						typeof mean === "string" ? join(data, mean.split(" ")[0]!) : mean,
					deviation: std,
					crop,
				};
		}
	};
	const paths = Object.entries(SOURCES[dataset]).map(([field, path]) => [
		field,
		join(data, path),
	]);
	return {
		...Object.fromEntries(paths),
		labelOffset: labels ? 1 : 0,
		raw: dataset === "kws" ? { type: "int8", shape: [1, 49, 10] } : undefined,
		preprocess: preprocess(),
	};
}

describe.skipIf(!existsSync(data))("images by a data file", () => {
	const folder = mkdtempSync(join(tmpdir(), "mho-data-"));
	afterAll(() => rmSync(folder, { recursive: true }));
	const models = existsSync(data) ? readdirSync(join(data, "models")) : [];
	const metas = models
		.map((name) => join(data, "models", name, "meta.json"))
		.filter((path) => existsSync(path))
		.map((path): Meta => JSON.parse(readFileSync(path, "utf8")));

	test.each(metas)("give $name the logits of ONNX Runtime", (meta) => {
		const path = join(folder, `${meta.name}.yaml`);
		writeFileSync(path, JSON.stringify(dataFile(meta)));
		// Recordings come as test images alone: any of the right size calibrate.
		const calibration = join(folder, "kws.bin");
		writeFileSync(calibration, new Uint8Array(49 * 10));
		const { test } = openData({
			data: path,
			images: IMAGES[meta.dataset],
			...(meta.dataset === "kws" && { calibration }),
		});
		const file = (name: string) =>
			readFileSync(join(data, "models", meta.name, name));
		const network = importOnnx(file("model.onnx"), meta.name);
		const scores = runFloatReference(network, test.images, {
			gemm: createWasmGemm(),
		});
		const expected = parseNpy(
			file("expected_logits_first20.npy"),
			meta.name,
		).data;
		const classes = scores.length / IMAGES[meta.dataset];
		const wanted = expected.subarray(0, scores.length);
		// The order of float32 additions decides ties of dequantised sums, so scores of codes may differ.
		const isQuantised = network.nodes.some(
			({ kind }) => kind === "dequantize-linear",
		);
		if (isQuantised) {
			expect(best(scores, classes)).toEqual(best(wanted, classes));
			return;
		}
		const largest = Math.max(...Array.from(wanted, Math.abs));
		for (const [i, score] of scores.entries()) {
			const allowed = 1e-4 * Math.max(Math.abs(wanted[i]!), 0.01 * largest);
			expect(Math.abs(score - wanted[i]!)).toBeLessThanOrEqual(allowed);
		}
	});

	function best(scores: ArrayLike<number>, classes: number): number[] {
		const all = Array.from(scores);
		return Array.from({ length: all.length / classes }, (_, image) => {
			const own = all.slice(image * classes, (image + 1) * classes);
			return own.indexOf(Math.max(...own));
		});
	}
});
