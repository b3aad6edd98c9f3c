import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { decodeImage, InputError, type LabelledFile } from "@mho/engine";
import type { ImageSource } from "./image-source.js";
import { readInputFile } from "./read-input-file.js";
import { readLabelTable } from "./read-labels.js";

export const IMAGE_FILE: RegExp = /\.(png|jpe?g)$/i;

/**
 * PNG and JPEG files of a folder: those that a table names, in its order (`labels.csv` in the folder by default); else
 * one folder for each class; else all, without labels. Files are decoded when they are read.
 *
 * @param table a table of `file,label`
 * @throws InputError where there are none, or the table names one that is not there
 */
export function openImageFolder(folder: string, table?: string): ImageSource {
	const beside = join(folder, "labels.csv");
	const labels = table ?? (existsSync(beside) ? beside : undefined);
	const files = labels ? fromTable(folder, labels) : fromClasses(folder);
	if (files.length === 0) throw noImages(folder);
	const { labels: classes, paths } = columns(files);
	return { ...imageFiles(folder, paths), labels: classes };
}

/** Files that are decoded when they are read. */
export function imageFiles(
	name: string,
	paths: readonly string[],
): ImageSource {
	return {
		name,
		count: paths.length,
		read: (n) => {
			const path = paths[n]!;
			return decodeImage(readInputFile(path, "data"), `data ${path}`);
		},
	};
}

interface ImageFile {
	readonly path: string;
	readonly label?: number;
}

function columns(files: readonly ImageFile[]): {
	readonly paths: readonly string[];
	readonly labels: readonly number[] | undefined;
} {
	const labels = files.flatMap(({ label }) => label ?? []);
	return {
		paths: files.map(({ path }) => path),
		labels: labels.length === files.length ? labels : undefined,
	};
}

/** The table names files of the folder, or of `images` in it; without names it follows their order. */
function fromTable(folder: string, table: string): readonly ImageFile[] {
	const rows = readLabelTable(table);
	const inside = join(folder, "images");
	const isInside = imagesIn(folder).length === 0 && existsSync(inside);
	const root = isInside ? inside : folder;
	if (rows.every(({ file }) => file === undefined))
		return inOrder(imagesIn(root), rows, table);
	const files = new Set(imagesIn(root));
	return rows.map(({ file = "", label }) => {
		const path = join(root, file);
		if (!files.has(path) && !existsSync(path))
			throw new InputError(
				`labels ${table}: found ${file}, which is not in ${root}`,
			);
		return { path, label };
	});
}

function inOrder(
	paths: readonly string[],
	rows: readonly LabelledFile[],
	table: string,
): readonly ImageFile[] {
	if (rows.length !== paths.length)
		throw new InputError(
			`labels ${table}: found ${rows.length}, the folder has ${paths.length} images`,
		);
	return paths.map((path, n) => ({ path, label: rows[n]!.label }));
}

/** A folder whose name is a number holds that class, others are numbered in the order of their names. */
function fromClasses(folder: string): readonly ImageFile[] {
	const here = imagesIn(folder);
	if (here.length > 0) return here.map((path) => ({ path }));
	const classes = list(folder)
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => join(folder, name))
		.filter((path) => imagesIn(path).length > 0)
		.sort();
	const areNumbered = classes.every((path) => /^\d+$/.test(basename(path)));
	return classes.flatMap((path, n) => {
		const label = areNumbered ? Number(basename(path)) : n;
		return imagesIn(path).map((image) => ({ path: image, label }));
	});
}

function imagesIn(folder: string): readonly string[] {
	return list(folder)
		.filter(({ name }) => IMAGE_FILE.test(name))
		.map(({ name }) => join(folder, name))
		.sort();
}

function list(folder: string) {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		throw new InputError(`data ${folder}: the folder cannot be read`);
	}
}

function noImages(folder: string): InputError {
	return new InputError(
		`data ${folder}: found no images, expected PNG or JPEG files, folders of them for each class, MNIST idx files, CIFAR-10 batches or a data.yaml`,
	);
}
