import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { layerShapes, macsOf } from "../layer-shape.js";
import { sharedData } from "../trained-models.support.js";
import { findZooNetwork } from "./zoo-networks.js";

// Weights and MACs of each layer, as another program found them in published files of the same networks.
const arch = join(sharedData, "arch");

describe.skipIf(!existsSync(arch))("a network of the zoo", () => {
	test.each([
		["lenet-5", "lenet_caffe"],
		["alexnet", "alexnet_caffe"],
		["googlenet", "googlenet_caffe"],
		["vgg-16", "vgg16_tv"],
		["vgg-19", "vgg19_tv"],
		["resnet-18", "resnet18_tv"],
		["resnet-50", "resnet50_caffe"],
		["resnet-152", "resnet152_caffe"],
		["c3d", "c3d_sport1m"],
	])("%s has the layers of %s", (name, csv) => {
		const layers = layerShapes(findZooNetwork(name)!.build()).map((layer) =>
			[
				layer.groups,
				layer.rows * layer.outputs * layer.groups,
				macsOf(layer),
			].join(),
		);
		const expected = readFileSync(join(arch, `${csv}.layers.csv`), "utf8")
			.trim()
			.split(/\r?\n/)
			.slice(1)
			.map((row) => {
				const [, , , groups, , weights, macs] = row.split(",");
				return [groups, weights, macs].join();
			});
		// Branches stand in another order.
		expect(layers.toSorted()).toEqual(expected.toSorted());
	});
});
