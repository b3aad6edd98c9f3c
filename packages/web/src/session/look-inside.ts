/** What pages beside the first one ask for, apart from what the first result needs. */
export {
	designJsonSchema,
	inspectCrossbar,
	layerColumnSums,
} from "@mho/engine";
