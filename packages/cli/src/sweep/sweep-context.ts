import { createHash } from "node:crypto";
import { dirname, isAbsolute, join } from "node:path";
import {
	type ContentKeys,
	type EvaluationData,
	InputError,
	type Network,
	type PointSources,
	resolveSpace,
	type Space,
} from "@mho/engine";
import { openData } from "../input/open-data.js";
import { openDesign } from "../input/open-design.js";
import { openNetwork } from "../input/open-network.js";
import { readInputFile } from "../input/read-input-file.js";
import { VERSION } from "../version.js";

/** A space and where its files are, as plain data: what a worker needs to open them for itself. */
export interface SweepContext {
	readonly space: Space;
	/** That the names of files in the space count from. */
	readonly folder: string;
	readonly keys: ContentKeys;
}

/**
 * Opens a space file and everything that it names.
 *
 * @throws InputError with file, line and column
 */
export function openSpace(path: string): SweepContext {
	const bytes = readInputFile(path, "space");
	const folder = dirname(path);
	const source = { name: path, text: new TextDecoder().decode(bytes) };
	const space = resolveSpace(source, (name) =>
		openDesign(beside(folder, name)),
	);
	const sources = openSources(space, folder);
	return { space, folder, keys: contentKeys(space, sources) };
}

/** Names that look like paths count from the folder of the space file. */
function beside(folder: string, name: string): string {
	const isPath = /[/\\]|\.\w+$/.test(name);
	return isPath && !isAbsolute(name) ? join(folder, name) : name;
}

/** Opens what a space names when it is asked for, once. */
export function openSources(space: Space, folder: string): PointSources {
	const place = (name: string) => beside(folder, name);
	const optional = (name: string | undefined) =>
		name === undefined ? undefined : place(name);
	const purpose = space.evaluate === "accuracy" ? "run" : "cost";
	return {
		designOf: once((name) => openDesign(place(name))),
		networkOf: once((name) => {
			const weights = optional(space.weights);
			return openNetwork(
				place(name),
				weights === undefined ? {} : { weights },
				purpose,
			);
		}),
		dataOf: once((name) =>
			openData({
				data: place(name),
				...defined("labels", optional(space.labels)),
				...defined("calibration", optional(space.calibration)),
				...defined("preprocess", optional(space.preprocess)),
				...defined("images", space.images),
			}),
		),
		clock: () => performance.now() / 1e3,
	};
}

function defined<K extends string, V>(
	key: K,
	value: V | undefined,
): Partial<Record<K, V>> {
	return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function once<T>(open: (name: string) => T): (name: string) => T {
	const opened = new Map<string, T>();
	return (name) => {
		const known = opened.get(name) ?? open(name);
		opened.set(name, known);
		return known;
	};
}

/** Keys of what the networks and data of a space hold. */
export function contentKeys(space: Space, sources: PointSources): ContentKeys {
	const namesOf = (field: "network" | "data"): readonly string[] => {
		const set = space.axes.flatMap(({ values }) =>
			values.flatMap(({ settings }) =>
				settings.flatMap(([path, value]) =>
					path === field ? [String(value)] : [],
				),
			),
		);
		const own = space[field];
		return [...new Set(own ? [own, ...set] : set)];
	};
	const data = space.evaluate === "accuracy" ? namesOf("data") : [];
	return {
		networks: keyed(namesOf("network"), (name) =>
			networkKey(sources.networkOf(name)),
		),
		data: keyed(data, (name) => dataKey(sources.dataOf(name))),
		version: VERSION,
	};
}

function keyed(
	names: readonly string[],
	keyOf: (name: string) => string,
): Readonly<Record<string, string>> {
	return Object.fromEntries(names.map((name) => [name, keyOf(name)]));
}

/** Of its nodes and weights; its name does not count. */
function networkKey({ name: _, ...network }: Network): string {
	const hash = createHash("sha256");
	const text = JSON.stringify(network, (_, value: unknown) => {
		if (!ArrayBuffer.isView(value)) return value;
		hash.update(bytesOf(value));
		return `${value.constructor.name} of ${value.byteLength} bytes`;
	});
	return hash.update(text).digest("hex").slice(0, 32);
}

/** Of its images and labels, those for calibration too. */
function dataKey({ calibration, test }: EvaluationData): string {
	const hash = createHash("sha256");
	for (const part of [calibration.images, test.images, test.labels])
		hash.update(bytesOf(part)).update(`${part.byteLength}`);
	return hash.digest("hex").slice(0, 32);
}

function bytesOf(view: ArrayBufferView): Uint8Array {
	return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/**
 * Opens for itself what another process has named, and makes sure that it is the same.
 *
 * @throws InputError where a file is missing or differs
 */
export function openContext({
	space,
	folder,
	keys,
}: SweepContext): PointSources {
	const sources = openSources(space, folder);
	const own = contentKeys(space, sources);
	if (own.version !== keys.version)
		throw new InputError(
			`worker: found mho ${own.version}, the sweep is of ${keys.version}`,
		);
	for (const kind of ["networks", "data"] as const)
		for (const [name, key] of Object.entries(keys[kind]))
			if (own[kind][name] !== key)
				throw new InputError(
					`worker: ${kind} ${name}: found other content than where the sweep was started`,
				);
	return sources;
}
