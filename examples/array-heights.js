// Energy and area of networks of the literature over the height of the arrays, from shapes alone:
// node examples/array-heights.js
import { cost, preset } from "mho";
import { openNetwork } from "mho/node";

for (const name of ["resnet-18", "vgg-8"]) {
	const network = openNetwork(name, {}, "cost");
	for (const rows of [64, 128, 256]) {
		const design = preset("isaac", { crossbar: { rows } });
		const { energyPerImage, area, imagesPerSecond } = cost(
			network,
			design,
		).cost;
		console.log(
			`${name}, ${rows} rows: ${(1e6 * energyPerImage).toFixed(1)} µJ, ${(1e6 * area).toFixed(1)} mm², ${imagesPerSecond.toFixed(0)} images/s`,
		);
	}
}
