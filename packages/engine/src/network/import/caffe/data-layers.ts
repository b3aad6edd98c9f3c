import type { Shape } from "../../nodes/node.js";
import {
	flagField,
	integerField,
	integerFields,
	messageFields,
	numberFields,
	type ProtoMessage,
} from "../protobuf/proto-message.js";
import { type CaffeLayer, layerParam } from "./caffe-net.js";

/**
 * Layers that bring images, with the shape of their first top as far as the definition says it: with the batch, as
 * Caffe counts it. Their other tops are labels.
 */
export const DATA_LAYERS: ReadonlyMap<
	string,
	(layer: CaffeLayer) => Shape | undefined
> = new Map([
	["Input", (layer) => firstShape(layerParam(layer, "input_param"))],
	["DummyData", dummyShape],
	["MemoryData", memoryShape],
	["Data", (layer) => croppedShape(layer, "data_param")],
	["ImageData", imageShape],
	["WindowData", () => undefined],
	["HDF5Data", () => undefined],
	["AnnotatedData", () => undefined],
]);

function firstShape(param: ProtoMessage): Shape | undefined {
	const [shape] = messageFields(param, "shape");
	return shape && integerFields(shape, "dim");
}

function dummyShape(layer: CaffeLayer): Shape | undefined {
	const param = layerParam(layer, "dummy_data_param");
	const old = ["num", "channels", "height", "width"].map(
		(name) => integerFields(param, name)[0] ?? 1,
	);
	return firstShape(param) ?? old;
}

function memoryShape(layer: CaffeLayer): Shape {
	const param = layerParam(layer, "memory_data_param");
	return ["batch_size", "channels", "height", "width"].map(
		(name) => integerField(param, name) ?? 0,
	);
}

/** A database does not say how large its images are, but what they are cropped to. */
function croppedShape(
	layer: CaffeLayer,
	name: "data_param" | "image_data_param",
): Shape | undefined {
	const param = layerParam(layer, name);
	const transform = layerParam(layer, "transform_param");
	const crop =
		integerField(transform, "crop_size") ?? integerField(param, "crop_size");
	if (crop === undefined || crop === 0) return undefined;
	const batch = integerField(param, "batch_size") ?? 1;
	return [batch, channelsOf(transform), crop, crop];
}

function imageShape(layer: CaffeLayer): Shape | undefined {
	const param = layerParam(layer, "image_data_param");
	const isGrey = flagField(param, "is_color") === false;
	const cropped = croppedShape(layer, "image_data_param");
	if (cropped) return isGrey ? cropped.with(1, 1) : cropped;
	const height = integerField(param, "new_height") ?? 0;
	const width = integerField(param, "new_width") ?? 0;
	if (height === 0 || width === 0) return undefined;
	const batch = integerField(param, "batch_size") ?? 1;
	return [batch, isGrey ? 1 : 3, height, width];
}

/** Images are taken to be in colour where nothing else is said. */
function channelsOf(transform: ProtoMessage): number {
	if (flagField(transform, "force_gray")) return 1;
	const means = numberFields(transform, "mean_value").length;
	return means > 1 ? means : 3;
}
