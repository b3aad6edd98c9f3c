import { alexnet } from "./alexnet.js";
import { deepface } from "./deepface.js";
import { googlenet } from "./googlenet.js";
import { lenet5 } from "./lenet.js";
import { ML_BENCH } from "./ml-bench.js";
import { mobilenetV1, mobilenetV2 } from "./mobilenet.js";
import { MSRA_NETWORKS } from "./msra.js";
import { RESNETS } from "./resnet.js";
import { squeezenet } from "./squeezenet.js";
import { VGG_NETWORKS } from "./vgg.js";
import { c3d, singleFrame } from "./video.js";
import type { ZooNetwork } from "./zoo-network.js";

/** Networks of the literature by their shapes. */
export const zooNetworks: readonly ZooNetwork[] = [
	lenet5,
	alexnet,
	...VGG_NETWORKS,
	...MSRA_NETWORKS,
	deepface,
	googlenet,
	...RESNETS,
	mobilenetV1,
	mobilenetV2,
	squeezenet,
	c3d,
	singleFrame,
	...ML_BENCH,
];

/** The network of a name or an alias; case, hyphens and underscores do not count. */
export function findZooNetwork(name: string): ZooNetwork | undefined {
	const plain = (text: string): string =>
		text.toLowerCase().replace(/[-_]/g, "");
	return zooNetworks.find((network) =>
		[network.name, ...(network.aliases ?? [])].some(
			(own) => plain(own) === plain(name),
		),
	);
}
