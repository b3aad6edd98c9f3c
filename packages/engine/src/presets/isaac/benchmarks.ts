/** ISAAC's benchmarks by their names in the zoo. Which VGG is number 3, C or D, is from memory: D. */
export const isaacBenchmarks: readonly {
	readonly name: string;
	readonly network: string;
}[] = [
	{ name: "VGG-1", network: "vgg-a" },
	{ name: "VGG-2", network: "vgg-b" },
	{ name: "VGG-3", network: "vgg-d" },
	{ name: "VGG-4", network: "vgg-e" },
	{ name: "MSRA-1", network: "msra-a" },
	{ name: "MSRA-2", network: "msra-b" },
	{ name: "MSRA-3", network: "msra-c" },
	{ name: "DeepFace", network: "deepface" },
];
