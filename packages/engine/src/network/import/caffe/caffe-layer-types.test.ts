import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CAFFE_LAYER_TYPES } from "./caffe-layer-types.js";
import { DATA_LAYERS } from "./data-layers.js";

const path = fileURLToPath(
	new URL("../../../../../../docs/caffe-layers.md", import.meta.url),
);

test("docs/caffe-layers.md says what is imported", () => {
	const text = documentation();
	if (process.env.UPDATE_DOCS) writeFileSync(path, text);
	expect(readFileSync(path, "utf8")).toBe(text);
});

function documentation(): string {
	const rows = CAFFE_LAYER_TYPES.map(({ type, summary }) => [type, summary]);
	const data = [...DATA_LAYERS.keys()].map((type) => `\`${type}\``).join(", ");
	return `# Caffe layers

What is imported of Caffe's networks. Written by \`UPDATE_DOCS=1 npx vitest run caffe-layer-types\`; a test holds this
file to the code.

\`\`\`
npx mho network show deploy.prototxt
npx mho run deploy.prototxt --weights net.caffemodel --data images.npy --labels labels.npy
npx mho cost train_val.prototxt --input-shape 3x224x224
npx mho network show net.caffemodel --input-shape 1x28x28
\`\`\`

A definition (\`.prototxt\`) may be a deploy or a train_val file, with the layers of either version of the format
(\`layer { type: "Convolution" }\`, \`layers { type: CONVOLUTION }\`), and inputs as layers, \`input_shape\` or \`input_dim\`.
Weights (\`.caffemodel\`) may be of either version too; blobs are matched by the names of layers. A caffemodel alone serves
where it holds the definition. The format of 2013, a \`layer\` within \`layers\`, is refused.

The network that is deployed is imported: layers that phase TEST, level 0 and no stage take, without losses, \`Accuracy\`,
\`Silence\` and \`HDF5Output\`, and in a file with losses without what does not lead to the answer, the last tensor that
nothing reads. Images come from the first input; their shape from ${data},
as far as those say it: a database says only \`crop_size\`, and is taken to be in colour unless \`force_gray\` or the number
of \`mean_value\`s say otherwise. \`--input-shape\` says it elsewhere. Means and scales of \`transform_param\` are part of the
data, not of the network.

Any other layer is an error that names layer and line. \`mho network show\` and \`mho cost\` list it instead, leave out what
depends on it, and give the shapes and the cost of the rest.

${table([["layer", "what of it"], ["---", "---"], ...rows])}
`;
}

/** A table with columns of equal width, as the formatter leaves it. */
function table(rows: readonly (readonly string[])[]): string {
	const width = (column: number): number =>
		Math.max(...rows.map((row) => row[column]!.length));
	const cell = (text: string, column: number): string =>
		text.padEnd(width(column), text === "---" ? "-" : " ");
	return rows
		.map((row) => `| ${row.map((text, i) => cell(text, i)).join(" | ")} |`)
		.join("\n");
}
