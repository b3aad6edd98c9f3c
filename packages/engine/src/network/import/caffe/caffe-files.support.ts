import { PbfWriter } from "pbf";
import { randomFor } from "../../../base/random.js";
import { referenceGemm } from "../../../kernels/gemm/reference.js";
import { runFloatReference } from "../../float-reference.js";
import { type CaffeFiles, importCaffe } from "./import-caffe.js";

const random = randomFor(1, "caffe");
/** Normally distributed values. */
export const normals = (length: number, place = 0): Float32Array =>
	Float32Array.from({ length }, (_, i) => random.normal(place, i));

export const bytes = (text: string): Uint8Array => Buffer.from(text);

/** Layers after an input of the given shape, batch included. */
export function definition(
	input: readonly number[],
	layers: string,
): Uint8Array {
	const dims = input.map((size) => `dim: ${size}`).join(" ");
	return bytes(`name: "test"
		layer { name: "data" type: "Input" top: "data" input_param { shape { ${dims} } } }
		${layers}`);
}

/** What layers with these blobs make of images. */
export function run(
	{ input, layers }: { input: readonly number[]; layers: string },
	blobs: Readonly<Record<string, readonly Blob[]>>,
	images: Float32Array,
): number[] {
	const prototxt = definition(input, layers);
	const network = importCaffe({ prototxt, caffemodel: caffemodel(blobs) });
	return [...runFloatReference(network, images, { gemm: referenceGemm })];
}

export interface Blob {
	readonly shape: readonly number[];
	readonly data: ArrayLike<number>;
}

export type Form = "v2" | "v1" | "unpacked" | "double";

/** Writes weights as the versions of Caffe do. */
export function caffemodel(
	layers: Readonly<Record<string, readonly Blob[]>>,
	form: Form = "v2",
): Uint8Array {
	const writer = new PbfWriter();
	for (const [name, blobs] of Object.entries(layers)) {
		const layer = new PbfWriter();
		layer.writeStringField(form === "v1" ? 4 : 1, name);
		for (const blob of blobs)
			layer.writeBytesField(form === "v1" ? 6 : 7, writeBlob(blob, form));
		if (form === "v1") layer.writeVarintField(5, 4);
		else layer.writeStringField(2, "Convolution");
		writer.writeBytesField(form === "v1" ? 2 : 100, layer.finish());
	}
	return writer.finish();
}

export function writeBlob({ shape, data }: Blob, form: Form): Uint8Array {
	const blob = new PbfWriter();
	if (form === "v1") {
		const padded = [1, 1, 1, 1, ...shape].slice(-4);
		for (const [i, size] of padded.entries())
			blob.writeVarintField(i + 1, size);
	} else {
		const dims = new PbfWriter();
		dims.writePackedVarint(1, [...shape]);
		blob.writeBytesField(7, dims.finish());
	}
	const values = Array.from(data);
	if (form === "double") blob.writePackedDouble(8, values);
	else if (form === "unpacked")
		for (const value of values) blob.writeFloatField(5, value);
	else blob.writePackedFloat(5, values);
	return blob.finish();
}

/** A small LeNet with everything computed in place that can be. */
export const lenet = {
	input: [2, 1, 8, 8],
	layers: `
		layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
			param { lr_mult: 1 } convolution_param { num_output: 4 kernel_size: 3 weight_filler { type: "xavier" } } }
		layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
		layer { name: "pool" type: "Pooling" bottom: "conv" top: "pool"
			pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
		layer { name: "drop" type: "Dropout" bottom: "pool" top: "pool" }
		layer { name: "ip" type: "InnerProduct" bottom: "pool" top: "ip" inner_product_param { num_output: 3 } }
		layer { name: "prob" type: "Softmax" bottom: "ip" top: "prob" }`,
};
/** Its weights. */
export const lenetBlobs = {
	conv: [
		{ shape: [4, 1, 3, 3], data: normals(36) },
		{ shape: [4], data: normals(4, 1) },
	],
	ip: [
		{ shape: [3, 36], data: normals(108, 2) },
		{ shape: [3], data: normals(3, 3) },
	],
};
/** Its two files. */
export const lenetFiles = (form: Form = "v2"): CaffeFiles => ({
	prototxt: definition(lenet.input, lenet.layers),
	caffemodel: caffemodel(lenetBlobs, form),
});

/** A network with a layer of proposals and what reads them. */
export const detector = `
	layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 4 kernel_size: 3 } }
	layer { name: "proposal" type: "Python" bottom: "conv" top: "rois" }
	layer { name: "roi" type: "ROIPooling" bottom: "conv" bottom: "rois" top: "roi" roi_pooling_param { pooled_h: 2 pooled_w: 3 } }
	layer { name: "fc" type: "InnerProduct" bottom: "roi" top: "fc" inner_product_param { num_output: 5 } }
	layer { name: "moved" type: "AbsVal" bottom: "rois" top: "moved" }`;
