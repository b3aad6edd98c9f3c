import { InputError } from "../../../base/input-error.js";
import type { Shape } from "../../nodes/node.js";
import {
	bytesFields,
	EMPTY_MESSAGE,
	integerField,
	integerFields,
	messageField,
	messageFields,
	type ProtoMessage,
	textField,
	textFields,
	wordField,
} from "../protobuf/proto-message.js";
import { LAYER_PARAMS, type LayerParam } from "./layer-params.js";
import { V1_TYPES } from "./v1-types.js";

/** A network as Caffe defines it, whether in text or in a caffemodel, in the words of the newest version. */
export interface CaffeNet {
	readonly name: string;
	/** Inputs without a layer, of old definitions. Shapes are Caffe's, with the batch. */
	readonly inputs: readonly CaffeInput[];
	readonly layers: readonly CaffeLayer[];
}

export interface CaffeInput {
	readonly name: string;
	readonly shape: Shape | undefined;
}

export interface CaffeLayer {
	readonly name: string;
	/** Begins the errors about it: its name, and the line where there is one. */
	readonly place: string;
	readonly type: string;
	readonly bottoms: readonly string[];
	readonly tops: readonly string[];
	readonly message: ProtoMessage;
}

/** Weights of a layer: what is to be decoded, and the shape as it is stored. */
export interface CaffeBlob {
	readonly shape: Shape;
	/** Little-endian float32, in pieces. */
	readonly floats: readonly Uint8Array[];
	/** Little-endian float64, in pieces. */
	readonly doubles: readonly Uint8Array[];
}

/**
 * @param layers `deployed`: those that a network of phase TEST, level 0 and no stages has; `all`: a caffemodel has
 *   no others than those that were trained
 */
export function caffeNet(
	message: ProtoMessage,
	layers: "deployed" | "all",
): CaffeNet {
	const messages = [
		...messageFields(message, "layers"),
		...messageFields(message, "layer"),
	];
	const taken =
		layers === "all" ? messages : messages.filter((layer) => isDeployed(layer));
	return {
		name: textField(message, "name") ?? "",
		inputs: inputsOf(message),
		layers: taken.map(caffeLayer),
	};
}

function caffeLayer(message: ProtoMessage): CaffeLayer {
	if (message.fields.has("layer"))
		throw new InputError(
			`${message.place}: a layer within layers is the format of 2013, which is not supported; Caffe's upgrade_net_proto_text makes the newer one`,
		);
	const name = textField(message, "name") ?? "";
	const { place: line } = message;
	const place = line.startsWith("line")
		? `${name || "layer"} (${line})`
		: name || "layer";
	return {
		name,
		place,
		type: typeOf(message, place),
		bottoms: textFields(message, "bottom"),
		tops: textFields(message, "top"),
		message,
	};
}

/** A text since version 2, a word before. */
function typeOf(message: ProtoMessage, place: string): string {
	const [value] = message.fields.get("type") ?? [];
	if (value?.kind === "text") return value.value;
	const word = wordField(message, "type");
	const type = V1_TYPES[word ?? ""]?.[1];
	if (type) return type;
	throw new InputError(
		`${place}: type: found ${word ?? "none"}, expected one in quotes, or ${Object.keys(V1_TYPES).join(", ")}`,
	);
}

function inputsOf(message: ProtoMessage): readonly CaffeInput[] {
	const names = textFields(message, "input");
	const shapes = messageFields(message, "input_shape");
	const dimensions = integerFields(message, "input_dim");
	return names.map((name, i) => {
		const shape = shapes[i]
			? integerFields(shapes[i], "dim")
			: dimensions.slice(4 * i, 4 * i + 4);
		return { name, shape: shape.length > 0 ? shape : undefined };
	});
}

/** Whether the rules of a layer take it into the network that is deployed. */
function isDeployed(layer: ProtoMessage): boolean {
	const include = messageFields(layer, "include");
	const exclude = messageFields(layer, "exclude");
	return include.length > 0
		? include.some(meetsRule)
		: !exclude.some(meetsRule);
}

function meetsRule(rule: ProtoMessage): boolean {
	return (
		(wordField(rule, "phase") ?? "TEST") === "TEST" &&
		(integerField(rule, "min_level") ?? 0) <= 0 &&
		(integerField(rule, "max_level") ?? 0) >= 0 &&
		textFields(rule, "stage").length === 0
	);
}

/**
 * Parameters of a layer, empty where it has none.
 *
 * @throws InputError for a field that caffe.proto does not have
 */
export function layerParam(layer: CaffeLayer, name: LayerParam): ProtoMessage {
	const { place } = layer;
	const found = messageField({ ...layer.message, place }, name);
	const { fields } = found ?? EMPTY_MESSAGE;
	for (const field of fields.keys()) {
		if (!Object.hasOwn(LAYER_PARAMS[name], field))
			throw new InputError(
				`${place}: ${name} has no field ${field}; it has ${Object.keys(LAYER_PARAMS[name]).join(", ")}`,
			);
	}
	return { place, fields };
}

/** Weights that are stored with a layer. */
export function layerBlobs({ message }: CaffeLayer): readonly CaffeBlob[] {
	return messageFields(message, "blobs").map((blob) => {
		const shape = messageField(blob, "shape");
		const old = ["num", "channels", "height", "width"].map(
			(name) => integerField(blob, name) ?? 0,
		);
		return {
			shape: shape ? integerFields(shape, "dim") : old,
			floats: bytesFields(blob, "data"),
			doubles: bytesFields(blob, "double_data"),
		};
	});
}
