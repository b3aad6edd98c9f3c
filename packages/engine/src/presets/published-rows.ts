import type { PublishedRow } from "./published-row.js";

const TO_CHECK = "(from memory, to be checked)";

/** Accelerators to compare with, as published. */
export const publishedRows: readonly PublishedRow[] = [
	{
		name: "DianNao",
		title: "digital, one core",
		technologyNode: 65e-9,
		bits: 16,
		gops: 452,
		power: 0.485,
		area: 3.02e-6,
		gains: "117.87× faster, 21.08× less energy than a 128-bit 2 GHz SIMD core",
		source: "DianNao, ASPLOS 2014, abstract",
	},
	{
		name: "DaDianNao",
		title: "digital, 36 MB of eDRAM on 16 tiles",
		technologyNode: 28e-9,
		bits: 16,
		gops: 5580,
		power: 15.97,
		area: 67.73e-6,
		gains: "64 chips: 450.65× faster, 150.31× less energy than a GPU",
		source: `DaDianNao, MICRO 2014: 16 tiles * 288 * 2 * 0.606 GHz; power and area ${TO_CHECK}`,
	},
	{
		name: "DaDianNao at 32 nm",
		title: "as ISAAC scales it",
		technologyNode: 32e-9,
		bits: 16,
		power: 20.1,
		gopsPerWatt: 286.4,
		gopsPerMm2: 63.46,
		source: "ISAAC, ISCA 2016, table of peak CE, PE and SE",
	},
	{
		name: "Cnvlutin",
		title: "DaDianNao that skips zero activations",
		bits: 16,
		gains:
			"1.37× faster (1.24 to 1.55×), energy-delay product 1.47×, area +4.49 % over DaDianNao",
		source: "Cnvlutin, ISCA 2016, as AIChip_Paper_List quotes it",
	},
	{
		name: "EIE",
		title: "digital, compressed dense layers, 64 PEs",
		technologyNode: 45e-9,
		gops: 102,
		power: 0.59,
		area: 40.8e-6,
		gains:
			"189×, 13×, 307× faster and 24000×, 3400×, 2700× less energy than CPU, GPU, mobile GPU",
		source: `EIE, ISCA 2016; 102 GOP/s on compressed networks, power and area ${TO_CHECK}`,
	},
	{
		name: "PipeLayer",
		title: "RRAM, spikes in, integrate and fire out, also trains",
		gopsPerWatt: 142.9,
		gopsPerMm2: 1485,
		source: "PipeLayer, HPCA 2017",
	},
	{
		name: "AtomLayer",
		title: "RRAM, one layer at a time",
		gains:
			"1.1× the power efficiency of ISAAC in inference, footprint 15× smaller",
		source: "AtomLayer, DAC 2018",
	},
	{
		name: "SRE",
		title: "RRAM, sparse weights and activations by operation unit",
		gains:
			"up to 42.3× (mean 13.1×) faster, up to 95.4 % (mean 85.3 %) less energy than without sparsity",
		source: "SRE, ISCA 2019",
	},
];
