export {
	type DataChoice,
	type OpenedData,
	openData,
} from "./input/open-data.js";
export { openDesign } from "./input/open-design.js";
export { type NetworkChoice, openNetwork } from "./input/open-network.js";
export { withThreads } from "./threads/with-threads.js";
